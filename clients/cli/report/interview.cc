#include "clients/cli/report/interview.h"

#include "clients/cli/phrase.h"
#include "clients/cli/situations.h"
#include "clients/terminal/labels.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <array>

namespace datalek::cli {

using domain::FactField;
using terminal::Filled;
using terminal::Hue;

namespace {

constexpr int kLabelColumns = 22;

// The groups a person at home is asked about; the rest is for the officer.
constexpr std::array<domain::PersonGroup, 5> kGroupsAsked{
    domain::PersonGroup::kCitizens, domain::PersonGroup::kEmployees, domain::PersonGroup::kClients,
    domain::PersonGroup::kMinors, domain::PersonGroup::kOther};

}  // namespace

Interview::Interview(terminal::Session& session, domain::SubmitReport& report,
                     const domain::SetOf<FactField>& given)
    : session_(session), report_(report), asker_(session) {
  AddSituations(given.Has(FactField::kSituations));
  AddWords(given.Has(FactField::kSummary));
  AddFact(FactField::kOccurredFrom, Word::kAskHappened, Word::kAskHappenedHint,
          Word::kLabelHappened, given.Has(FactField::kOccurredFrom));
  AddFact(FactField::kDiscovered, Word::kAskNoticed, Word::kAskNoticedHint, Word::kLabelNoticed,
          given.Has(FactField::kDiscovered));
  AddPersons(given.Has(FactField::kPersons));
  AddFact(FactField::kPersonCount, Word::kAskCount, Word::kAskCountHint, Word::kLabelCount,
          given.Has(FactField::kPersonCount));
  AddFact(FactField::kWorkingFromHome, Word::kAskFromHome, Word::kAskFromHomeHint,
          Word::kLabelFromHome, given.Has(FactField::kWorkingFromHome));
  AddContact();
}

std::string Interview::Tell(Word word) const { return std::string(Say(session_.language(), word)); }

Reading Interview::reading() const {
  return {.language = session_.language(), .now_ms = session_.now_ms(), .zone = session_.zone()};
}

void Interview::AddSituations(bool given) {
  Question question{.text = Word::kAskSituation,
                    .hint = Word::kAskSituationHint,
                    .label = Word::kLabelSituation,
                    .asked_already = given,
                    .show_options = {},
                    .read = {},
                    .answer = {}};
  question.show_options = [this] {
    std::size_t number = 0;
    for (const SituationGroup& group : SituationGroups()) {
      session_.err() << session_.err_palette().Paint(Hue::kDim,
                                                     client::In(session_.language(), group.heading))
                     << '\n';
      for (const SituationWords& words : group.situations) {
        const std::string text = std::to_string(++number);
        session_.err() << (number < 10 ? "   " : "  ") << text << "  "
                       << client::In(session_.language(), words.sentence) << '\n';
      }
    }
  };
  question.read = [this](std::string_view text) -> std::optional<std::string> {
    std::vector<domain::Situation> all;
    for (const SituationGroup& group : SituationGroups()) {
      for (const SituationWords& words : group.situations) {
        all.push_back(words.situation);
      }
    }
    const auto numbers = ReadNumbers(text, all.size());
    if (!numbers) {
      return Filled(Say(session_.language(), Word::kNotANumber),
                    {{"most", std::to_string(all.size())}});
    }
    report_.facts.situations = {};
    for (const std::size_t number : *numbers) {
      report_.facts.situations.Insert(all[number - 1]);
    }
    return std::nullopt;
  };
  question.answer = [this] {
    return terminal::Labels(session_.language(), report_.facts.situations);
  };
  questions_.push_back(std::move(question));
}

void Interview::AddWords(bool given) {
  Question question{.text = Word::kAskSummary,
                    .hint = Word::kAskSummaryHint,
                    .label = Word::kLabelSummary,
                    .asked_already = given,
                    .show_options = {},
                    .read = {},
                    .answer = [this] { return report_.facts.summary; },
                    .paragraph = true};
  question.read = [this](std::string_view text) -> std::optional<std::string> {
    if (text.empty() && report_.facts.situations.empty()) {
      return Tell(Word::kSummaryNeeded);
    }
    report_.facts.summary = text;
    return std::nullopt;
  };
  questions_.push_back(std::move(question));
}

void Interview::AddPersons(bool given) {
  Question question{.text = Word::kAskPersons,
                    .hint = Word::kAskPersonsHint,
                    .label = Word::kLabelPersons,
                    .asked_already = given,
                    .show_options = {},
                    .read = {},
                    .answer = {}};
  question.show_options = [this] {
    std::size_t number = 0;
    for (const domain::PersonGroup group : kGroupsAsked) {
      session_.err() << "   " << ++number << "  " << terminal::Label(session_.language(), group)
                     << '\n';
    }
  };
  question.read = [this](std::string_view text) -> std::optional<std::string> {
    report_.facts.persons = {};
    if (MeansUnknown(text)) {
      report_.facts.persons.Insert(domain::PersonGroup::kUnknown);
      return std::nullopt;
    }
    const auto numbers = ReadNumbers(text, kGroupsAsked.size());
    if (!numbers) {
      return Filled(Say(session_.language(), Word::kNotANumber),
                    {{"most", std::to_string(kGroupsAsked.size())}});
    }
    for (const std::size_t number : *numbers) {
      report_.facts.persons.Insert(kGroupsAsked.at(number - 1));
    }
    return std::nullopt;
  };
  question.answer = [this] { return terminal::Labels(session_.language(), report_.facts.persons); };
  questions_.push_back(std::move(question));
}

void Interview::AddFact(FactField field, Word text, Word hint, Word label, bool given) {
  Question question{.text = text,
                    .hint = hint,
                    .label = label,
                    .asked_already = given,
                    .show_options = {},
                    .read = {},
                    .answer = {}};
  question.read = [this, field](std::string_view answer) -> std::optional<std::string> {
    if (field == FactField::kWorkingFromHome) {
      return ReadAnswer(answer);
    }
    if (field == FactField::kDiscovered && answer.empty()) {
      report_.facts.discovered = session_.zone().Minute(session_.now_ms());
      return std::nullopt;
    }
    return ReadFact(field, answer, reading(), report_.facts);
  };
  question.answer = [this, field]() -> std::string {
    const domain::Facts& facts = report_.facts;
    switch (field) {
      case FactField::kOccurredFrom:
        return terminal::InstantText(session_.language(), facts.occurred_from);
      case FactField::kDiscovered:
        return terminal::InstantText(session_.language(), facts.discovered);
      case FactField::kPersonCount:
        return terminal::CountText(session_.language(), facts.person_count);
      case FactField::kWorkingFromHome:
        return std::string(terminal::Label(session_.language(), facts.working_from_home));
      case FactField::kSituations:
      case FactField::kNatures:
      case FactField::kKinds:
      case FactField::kCauses:
      case FactField::kData:
      case FactField::kPersons:
      case FactField::kRecordCount:
      case FactField::kOccurredTo:
      case FactField::kSummary:
      case FactField::kConsequences:
      case FactField::kMeasures:
        return {};  // Asked in another way, or not at all.
    }
    return {};
  };
  questions_.push_back(std::move(question));
}

void Interview::AddContact() {
  questions_.push_back({.text = Word::kAskContact,
                        .hint = Word::kAskContactHint,
                        .label = Word::kLabelContact,
                        .asked_already = !report_.contact.empty(),
                        .show_options = {},
                        .read = [this](std::string_view text) -> std::optional<std::string> {
                          report_.contact = MeansUnknown(text) ? "" : text;
                          return std::nullopt;
                        },
                        .answer = [this] { return report_.contact; }});
}

std::optional<std::string> Interview::ReadAnswer(std::string_view answer) {
  constexpr std::array<std::string_view, 4> kYes{"ja", "j", "yes", "y"};
  constexpr std::array<std::string_view, 4> kNo{"nee", "n", "no", "neen"};
  const Phrase phrase(answer);
  if (answer.empty() || MeansUnknown(answer)) {
    report_.facts.working_from_home = domain::Answer::kUnknown;
  } else if (phrase.NextIs(kYes)) {
    report_.facts.working_from_home = domain::Answer::kYes;
  } else if (phrase.NextIs(kNo)) {
    report_.facts.working_from_home = domain::Answer::kNo;
  } else {
    return Tell(Word::kNotAnAnswer);
  }
  return std::nullopt;
}

std::optional<std::vector<std::size_t>> Interview::ReadNumbers(std::string_view text,
                                                               std::size_t most) {
  std::vector<std::size_t> numbers;
  for (Phrase phrase(text); !phrase.empty(); phrase.Skip()) {
    const auto number = WholeNumber(phrase.Peek(), static_cast<int>(most));
    if (!number || *number == 0) {
      return std::nullopt;
    }
    numbers.push_back(static_cast<std::size_t>(*number));
  }
  return numbers;
}

bool Interview::AskOne(const Question& question) {
  const auto place = static_cast<std::size_t>(&question - questions_.data()) + 1;
  asker_.Question(std::to_string(place) + ". " + Tell(question.text), "");
  if (question.show_options) {
    question.show_options();
  }
  session_.err() << session_.err_palette().Paint(Hue::kDim, Tell(question.hint)) << '\n';
  while (true) {
    const std::optional<std::string> answer =
        question.paragraph ? asker_.Paragraph() : asker_.Line();
    if (!answer) {
      return false;
    }
    const std::optional<std::string> problem = question.read(*answer);
    if (!problem) {
      return true;
    }
    asker_.Complain(*problem);
  }
}

bool Interview::Ask() {
  session_.Note(Say(session_.language(), Word::kReportWelcome));
  return std::all_of(questions_.begin(), questions_.end(), [this](const Question& question) {
    return question.asked_already || AskOne(question);
  });
}

void Interview::Review() const {
  session_.err() << '\n'
                 << session_.err_palette().Paint(Hue::kBold, Tell(Word::kReportReview)) << '\n';
  const int columns = std::max(20, session_.text_columns() - kLabelColumns - 6);
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    std::string front = "  " + std::to_string(i + 1) + "  " +
                        terminal::Padded(Tell(questions_[i].label), kLabelColumns);
    std::string answer = terminal::ToVisibleLines(questions_[i].answer());
    if (answer.empty()) {
      answer = Tell(Word::kNothingSaid);
    }
    for (const std::string& line : terminal::Wrapped(answer, columns)) {
      session_.err() << front << line << '\n';
      front.assign(static_cast<std::size_t>(kLabelColumns + 5), ' ');
    }
  }
}

bool Interview::Confirm() {
  while (true) {
    Review();
    session_.err() << '\n';
    session_.Note(Say(session_.language(), Word::kReportConfirm));
    const std::optional<std::string> answer = asker_.Line();
    if (!answer || *answer == "q" || *answer == "Q") {
      return false;
    }
    constexpr std::array<std::string_view, 5> kYes{"ja", "j", "yes", "y", "ok"};
    if (answer->empty() || Phrase(*answer).NextIs(kYes)) {
      return true;
    }
    const auto number = WholeNumber(*answer, static_cast<int>(questions_.size()));
    if (!number || *number == 0) {
      asker_.Complain(Filled(Say(session_.language(), Word::kAskChoice),
                             {{"most", std::to_string(questions_.size())}}));
    } else if (!AskOne(questions_[static_cast<std::size_t>(*number - 1)])) {
      return false;
    }
  }
}

}  // namespace datalek::cli

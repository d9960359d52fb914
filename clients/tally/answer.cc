#include "clients/tally/answer.h"

#include "clients/tally/words.h"
#include "clients/terminal/labels.h"
#include "clients/terminal/table.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tally {
namespace {

using terminal::Align;
using terminal::Filled;
using terminal::Hue;

constexpr int kBarColumnsMax = 40;

void AddFigures(const v1::Figures& from, v1::Figures& to) {
  to.set_incidents(to.incidents() + from.incidents());
  to.set_dated_by_discovery(to.dated_by_discovery() + from.dated_by_discovery());
  to.set_dated_later(to.dated_later() + from.dated_later());
  to.set_persons_min(to.persons_min() + from.persons_min());
  to.set_persons_max(to.persons_max() + from.persons_max());
  to.set_persons_unbounded(to.persons_unbounded() + from.persons_unbounded());
  to.set_persons_unknown(to.persons_unknown() + from.persons_unknown());
  to.set_authority_notified(to.authority_notified() + from.authority_notified());
  to.set_high_risk(to.high_risk() + from.high_risk());
  to.mutable_by_cause()->MergeFrom(from.by_cause());
  to.mutable_by_kind()->MergeFrom(from.by_kind());
  to.mutable_by_nature()->MergeFrom(from.by_nature());
}

// What the question counts of a tally.
v1::Figures CountedOf(const v1::Tally& tally, Question question) {
  v1::Figures counted = tally.confirmed();
  if (question == Question::kAnyPersons) {
    AddFigures(tally.citizens_unknown(), counted);
    AddFigures(tally.others_only(), counted);
  }
  return counted;
}

std::uint64_t OpenOf(const v1::Tally& tally, Question question) {
  return tally.not_assessed().incidents() +
         (question == Question::kCitizens ? tally.citizens_unknown().incidents() : 0);
}

domain::CivilDate DateFrom(const google::type::Date& date) {
  return {.year = date.year(), .month = date.month(), .day = date.day()};
}

// A bar of blocks, or of '#' where the terminal may not have them.
std::string Bar(std::uint64_t value, std::uint64_t largest, bool blocks) {
  if (largest == 0) {
    return {};
  }
  const std::uint64_t eighths = (value * kBarColumnsMax * 8 + largest / 2) / largest;
  std::string bar;
  for (std::uint64_t i = 0; i < eighths / 8; ++i) {
    bar += blocks ? "\u2588" : "#";
  }
  constexpr std::string_view kParts[] = {"",       "\u258f", "\u258e", "\u258d",
                                         "\u258c", "\u258b", "\u258a", "\u2589"};
  if (blocks) {
    bar += kParts[eighths % 8];
  } else if (bar.empty() && value > 0) {
    bar = "#";
  }
  return bar;
}

class Answer {
 public:
  Answer(const terminal::Session& session, const v1::GetTallyResponse& response, Question question)
      : session_(session),
        response_(response),
        question_(question),
        counted_(CountedOf(response.total(), question)) {}

  void Print() const {
    PrintSentence();
    PrintUndetermined();
    PrintMonths();
    PrintGroup<domain::Cause>(words::kByCause, counted_.by_cause(),
                              [](const v1::CauseCount& row) { return row.cause(); });
    PrintGroup<domain::Kind>(words::kByKind, counted_.by_kind(),
                             [](const v1::KindCount& row) { return row.kind(); });
    PrintGroup<domain::Nature>(words::kByNature, counted_.by_nature(),
                               [](const v1::NatureCount& row) { return row.nature(); });
    PrintOrganisations();
    PrintHow();
  }

 private:
  [[nodiscard]] std::string Say(const client::Text& text) const {
    return std::string(client::In(session_.language(), text));
  }
  [[nodiscard]] std::string Number(std::uint64_t number) const {
    return terminal::NumberText(session_.language(), number);
  }
  [[nodiscard]] std::string Day(const google::type::Date& date) const {
    return terminal::DateText(session_.language(), DateFrom(date));
  }
  [[nodiscard]] bool blocks() const {
    return !session_.world().out_is_terminal ||
           session_.world().environment("TERM").value_or("") != "dumb";
  }

  void Paragraph(std::string_view text, Hue hue = Hue::kPlain) const {
    for (const std::string& line : terminal::Wrapped(text, session_.text_columns())) {
      session_.out() << session_.palette().Paint(hue, line) << '\n';
    }
  }
  void Heading(const client::Text& text) const {
    session_.out() << '\n' << session_.palette().Paint(Hue::kBold, Say(text)) << '\n';
  }

  [[nodiscard]] std::string Period() const {
    const std::string since = Day(response_.since());
    return response_.has_until()
               ? Filled(Say(words::kBetween), {{"since", since}, {"until", Day(response_.until())}})
               : Filled(Say(words::kSince), {{"since", since}});
  }

  [[nodiscard]] std::string Persons() const {
    if (counted_.persons_unknown() == counted_.incidents()) {
      return Say(words::kNobodyCounted);
    }
    const std::string min = Number(counted_.persons_min());
    const std::string max = Number(counted_.persons_max());
    const client::Text& text = counted_.persons_unbounded() > 0 ? words::kAtLeast
                               : min == max                     ? words::kExactly
                                                                : words::kRange;
    return Filled(Say(text), {{"min", min}, {"max", max}});
  }

  void PrintSentence() const {
    const client::Text& answer =
        question_ == Question::kCitizens ? words::kAnswerCitizens : words::kAnswerAny;
    Paragraph(Filled(Say(answer), {{"period", Period()},
                                   {"count", Number(counted_.incidents())},
                                   {"open", Number(OpenOf(response_.total(), question_))}}),
              Hue::kBold);
    if (counted_.incidents() == 0) {
      return;
    }
    std::string persons = Filled(Say(words::kPersons), {{"range", Persons()}});
    if (counted_.persons_unbounded() > 0) {
      persons +=
          " " + Filled(Say(words::kUnbounded), {{"count", Number(counted_.persons_unbounded())}});
    }
    if (counted_.persons_unknown() > 0) {
      persons +=
          " " + Filled(Say(words::kUncounted), {{"count", Number(counted_.persons_unknown())}});
    }
    Paragraph(persons);
    Paragraph(Filled(Say(words::kNotified), {{"notified", Number(counted_.authority_notified())},
                                             {"high", Number(counted_.high_risk())}}));
  }

  void PrintUndetermined() const {
    const v1::Tally& total = response_.total();
    Heading(words::kUndetermined);
    terminal::Table table({{.heading = "", .align = Align::kRight}, {.heading = ""}});
    const auto row = [&](std::uint64_t count, const client::Text& text) {
      table.Add({{.text = Number(count)}, {.text = Say(text)}});
    };
    row(total.not_assessed().incidents(), words::kNotAssessed);
    if (question_ == Question::kCitizens) {
      row(total.citizens_unknown().incidents(), words::kCitizensUnknown);
      row(total.others_only().incidents(), words::kOthersOnly);
    }
    row(total.straddling(), words::kStraddling);
    table.Print(session_.out(), session_.columns(), session_.palette());
  }

  [[nodiscard]] std::uint64_t CountedIn(const v1::MonthTally& month) const {
    return month.confirmed() + (question_ == Question::kAnyPersons
                                    ? month.citizens_unknown() + month.others_only()
                                    : 0);
  }
  [[nodiscard]] std::uint64_t OpenIn(const v1::MonthTally& month) const {
    return month.not_assessed() + (question_ == Question::kCitizens ? month.citizens_unknown() : 0);
  }

  void PrintMonths() const {
    std::uint64_t largest = 0;
    for (const v1::MonthTally& month : response_.total().months()) {
      largest = std::max(largest, CountedIn(month));
    }
    if (response_.total().months().empty()) {
      return;
    }
    Heading(words::kByMonth);
    terminal::Table table({{.heading = Say(words::kMonth)},
                           {.heading = Say(words::kCount), .align = Align::kRight},
                           {.heading = Say(words::kOpen), .align = Align::kRight},
                           {.heading = "", .dispensable = 1}});
    for (const v1::MonthTally& month : response_.total().months()) {
      table.Add({{.text = Day(month.month())},
                 {.text = Number(CountedIn(month))},
                 {.text = Number(OpenIn(month)), .hue = Hue::kDim},
                 {.text = Bar(CountedIn(month), largest, blocks()), .hue = Hue::kGreen}});
    }
    table.Print(session_.out(), session_.columns(), session_.palette());
  }

  // One line for each option that was counted, the most frequent first. Rows of one option may
  // come more than once, from several standings.
  template <typename Enum, typename Rows, typename OptionOf>
  void PrintGroup(const client::Text& heading, const Rows& rows, const OptionOf& option_of) const {
    std::vector<std::pair<std::uint64_t, int>> counts;
    for (const auto& row : rows) {
      const int option = static_cast<int>(option_of(row));
      const auto known = std::find_if(counts.begin(), counts.end(),
                                      [&](const auto& count) { return count.second == option; });
      if (known == counts.end()) {
        counts.emplace_back(row.incidents(), option);
      } else {
        known->first += row.incidents();
      }
    }
    if (counts.empty()) {
      return;
    }
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    Heading(heading);
    terminal::Table table({{.heading = "", .align = Align::kRight}, {.heading = ""}});
    for (const auto& [count, option] : counts) {
      const auto value = domain::FromNumber<Enum>(option);
      table.Add({{.text = Number(count)},
                 {.text = value ? std::string(terminal::Label(session_.language(), *value))
                                : Say(words::kNothingSaid)}});
    }
    table.Print(session_.out(), session_.columns(), session_.palette());
  }

  void PrintOrganisations() const {
    if (response_.organisations_size() < 2) {
      return;
    }
    Heading(words::kByOrganisation);
    terminal::Table table({{.heading = Say(words::kOrganisation), .clip_to = 20},
                           {.heading = Say(words::kCount), .align = Align::kRight},
                           {.heading = Say(words::kOpen), .align = Align::kRight}});
    for (const v1::OrganisationTally& row : response_.organisations()) {
      table.Add({{.text = terminal::ToVisible(row.name())},
                 {.text = Number(CountedOf(row.tally(), question_).incidents())},
                 {.text = Number(OpenOf(row.tally(), question_)), .hue = Hue::kDim}});
    }
    table.Print(session_.out(), session_.columns(), session_.palette());
  }

  void PrintHow() const {
    Heading(words::kHow);
    Paragraph(
        Say(question_ == Question::kCitizens ? words::kDefinitionCitizens : words::kDefinitionAny));
    const std::uint64_t occurred =
        counted_.incidents() - counted_.dated_by_discovery() - counted_.dated_later();
    Paragraph(Filled(Say(words::kDated), {{"count", Number(counted_.incidents())},
                                          {"occurred", Number(occurred)},
                                          {"discovered", Number(counted_.dated_by_discovery())},
                                          {"later", Number(counted_.dated_later())}}));
    Paragraph(Say(words::kSeveral));
  }

  const terminal::Session& session_;
  const v1::GetTallyResponse& response_;
  const Question question_;
  const v1::Figures counted_;
};

}  // namespace

void PrintAnswer(const terminal::Session& session, const v1::GetTallyResponse& response,
                 Question question) {
  Answer(session, response, question).Print();
}

}  // namespace datalek::tally

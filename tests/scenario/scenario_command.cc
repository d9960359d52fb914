#include "tests/scenario/scenario_command.h"

#include "tests/testing/moments.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace datalek::tests {
namespace {

constexpr std::array<std::string_view, 9> kVerbs{"report", "import",  "assess", "decide", "close",
                                                 "reopen", "dismiss", "amend",  "comment"};

// Takes the values of a line one by one, and remembers what it could not make sense of.
class Taker {
 public:
  explicit Taker(const ScenarioLine& line) : text_(line.text), values_(line.values) {
    values_.erase("etag");
  }

  std::string Text(const char* otherwise) {
    return std::exchange(text_, std::nullopt).value_or(otherwise);
  }
  std::optional<std::string> SaidText() { return std::exchange(text_, std::nullopt); }

  std::optional<std::string> Word(const std::string& key) {
    const auto found = values_.find(key);
    if (found == values_.end()) {
      return std::nullopt;
    }
    std::string value = std::move(found->second);
    values_.erase(found);
    return value;
  }

  std::optional<domain::Instant> When(const std::string& key) {
    const std::optional<std::string> word = Word(key);
    if (!word) {
      return std::nullopt;
    }
    std::optional<domain::Instant> moment = MomentFrom(*word);
    if (!moment) {
      Wrong(key);
    }
    return moment;
  }

  template <typename Enum>
  std::optional<Enum> One(const std::string& key) {
    const std::optional<std::string> word = Word(key);
    if (!word) {
      return std::nullopt;
    }
    const std::optional<Enum> option = domain::FromToken<Enum>(*word);
    if (!option) {
      Wrong(key);
    }
    return option;
  }

  // "citizens,employees"; "nothing" for none.
  template <typename Enum>
  std::optional<domain::SetOf<Enum>> Several(const std::string& key) {
    const std::optional<std::string> word = Word(key);
    if (!word) {
      return std::nullopt;
    }
    domain::SetOf<Enum> set;
    std::string_view rest = *word == "nothing" ? std::string_view() : *word;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::optional<Enum> option = domain::FromToken<Enum>(rest.substr(0, comma));
      if (!option) {
        Wrong(key);
        break;
      }
      set.Insert(*option);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return set;
  }

  // "7", "3..9", "3..", "..9" or "unknown".
  std::optional<domain::Count> HowMany(const std::string& key) {
    const std::optional<std::string> word = Word(key);
    if (!word) {
      return std::nullopt;
    }
    if (*word == "unknown") {
      return domain::Count{};
    }
    const std::size_t dots = word->find("..");
    if (dots == std::string::npos) {
      const std::optional<std::uint64_t> exact = NumberIn(*word, key);
      return domain::Count{.min = exact, .max = exact};
    }
    return domain::Count{.min = NumberIn(word->substr(0, dots), key),
                         .max = NumberIn(word->substr(dots + 2), key)};
  }

  std::optional<bool> YesOrNo(const std::string& key) {
    const std::optional<std::string> word = Word(key);
    if (word && *word != "yes" && *word != "no") {
      Wrong(key);
    }
    return word ? std::optional(*word == "yes") : std::nullopt;
  }

  // What was wrong, or was said and is not known here; empty: nothing.
  [[nodiscard]] std::string Complaint() const {
    if (!wrong_.empty()) {
      return "cannot read " + wrong_;
    }
    if (!values_.empty()) {
      return "does not know " + values_.begin()->first;
    }
    return text_ ? "has no use for a text" : "";
  }

 private:
  void Wrong(const std::string& key) { wrong_ = key; }

  std::optional<std::uint64_t> NumberIn(const std::string& text, const std::string& key) {
    if (text.empty()) {
      return std::nullopt;
    }
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || stop != text.data() + text.size()) {
      Wrong(key);
    }
    return number;
  }

  std::optional<std::string> text_;
  std::map<std::string, std::string> values_;
  std::string wrong_;
};

// Facts, and which of them the line said.
struct Said {
  domain::Facts facts;
  domain::SetOf<domain::FactField> fields;

  template <typename Value, typename Field>
  void Take(std::optional<Value> value, Field domain::Facts::* member, domain::FactField field) {
    if (value) {
      facts.*member = *std::move(value);
      fields.Insert(field);
    }
  }
};

Said TakeFacts(Taker& taker) {
  using domain::FactField;
  using domain::Facts;
  Said said;
  said.Take(taker.SaidText(), &Facts::summary, FactField::kSummary);
  said.Take(taker.When("occurred"), &Facts::occurred_from, FactField::kOccurredFrom);
  said.Take(taker.When("until"), &Facts::occurred_to, FactField::kOccurredTo);
  said.Take(taker.When("noticed"), &Facts::discovered, FactField::kDiscovered);
  said.Take(taker.Several<domain::PersonGroup>("persons"), &Facts::persons, FactField::kPersons);
  said.Take(taker.HowMany("affected"), &Facts::person_count, FactField::kPersonCount);
  said.Take(taker.Several<domain::Situation>("situation"), &Facts::situations,
            FactField::kSituations);
  said.Take(taker.Several<domain::Kind>("kind"), &Facts::kinds, FactField::kKinds);
  said.Take(taker.Several<domain::Nature>("nature"), &Facts::natures, FactField::kNatures);
  said.Take(taker.Several<domain::Cause>("cause"), &Facts::causes, FactField::kCauses);
  return said;
}

std::optional<domain::Assessment> TakeAssessment(Taker& taker) {
  const std::optional<domain::Breach> breach = taker.One<domain::Breach>("breach");
  if (!breach) {
    return std::nullopt;
  }
  return domain::Assessment{
      .breach = *breach,
      .risk = taker.One<domain::Risk>("risk").value_or(domain::Risk::kUndetermined),
      .explanation = "as the officer sees it"};
}

std::optional<domain::Notification> TakeNotification(Taker& taker) {
  const std::optional<bool> authority = taker.YesOrNo("authority");
  if (!authority) {
    return std::nullopt;
  }
  return domain::Notification{.authority = *authority,
                              .persons = taker.One<domain::PersonsInformed>("informed")
                                             .value_or(domain::PersonsInformed::kUndetermined),
                              .reasons = "as the officer decided",
                              .notified = taker.When("notified").value_or(domain::Instant()),
                              .authority_reference = taker.Word("reference").value_or("")};
}

domain::Command TakeImport(Taker& taker) {
  domain::ImportIncident import;
  import.source = taker.Word("source").value_or("older-register");
  import.reported = taker.When("received").value_or(domain::Instant());
  import.assessment = TakeAssessment(taker);
  import.notification = TakeNotification(taker);
  import.closed = taker.YesOrNo("closed").value_or(false);
  import.remarks = taker.Word("remarks").value_or("");
  import.facts = TakeFacts(taker).facts;
  return import;
}

domain::Command TakeAssess(Taker& taker) {
  domain::AssessIncident assess;
  assess.assessment = TakeAssessment(taker).value_or(domain::Assessment());
  assess.assessment.explanation = taker.Text("as the officer sees it");
  assess.aware = taker.When("aware").value_or(domain::Instant());
  assess.aware_reason = taker.Word("because").value_or("");
  return assess;
}

domain::Command TakeCommand(const std::string& verb, Taker& taker) {
  if (verb == "report") {
    std::string contact = taker.Word("contact").value_or("");
    return domain::SubmitReport{.facts = TakeFacts(taker).facts, .contact = std::move(contact)};
  }
  if (verb == "import") {
    return TakeImport(taker);
  }
  if (verb == "assess") {
    return TakeAssess(taker);
  }
  if (verb == "decide") {
    return domain::DecideNotification{TakeNotification(taker).value_or(domain::Notification())};
  }
  if (verb == "close") {
    return domain::CloseIncident{taker.Text("all has been done")};
  }
  if (verb == "reopen") {
    return domain::ReopenIncident{taker.Text("something new came up")};
  }
  if (verb == "dismiss") {
    const auto as = taker.One<domain::Dismissal>("as").value_or(domain::Dismissal::kNotABreach);
    return domain::DismissIncident{.dismissal = as, .reason = taker.Text("it is none of ours")};
  }
  if (verb == "amend") {
    std::string reason = taker.Word("because").value_or("found out later");
    Said said = TakeFacts(taker);
    return domain::AmendIncident{
        .fields = said.fields, .facts = std::move(said.facts), .reason = std::move(reason)};
  }
  return domain::AddComment{taker.Text("for the record")};
}

}  // namespace

bool IsCommand(const ScenarioLine& line) {
  for (const std::string_view verb : kVerbs) {
    if (line.verb == verb) {
      return true;
    }
  }
  return false;
}

std::variant<domain::Command, std::string> CommandOf(const ScenarioLine& line) {
  Taker taker(line);
  domain::Command command = TakeCommand(line.verb, taker);
  if (std::string complaint = taker.Complaint(); !complaint.empty()) {
    return "this " + line.verb + " " + complaint;
  }
  return command;
}

}  // namespace datalek::tests

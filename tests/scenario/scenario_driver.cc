#include "tests/scenario/scenario_driver.h"

#include "services/domain/deadline.h"
#include "services/ledger/draft.h"
#include "services/ledger/keyspace.h"
#include "services/vault/pseudonym.h"
#include "services/views/lists.h"
#include "services/views/tally.h"
#include "services/views/timeline.h"
#include "tests/scenario/scenario_command.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/moments.h"
#include "tests/testing/outcome_matchers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

namespace datalek::tests {
namespace {

constexpr std::size_t kRowsMax = views::kPageRowsMax;

std::optional<std::uint64_t> NumberFrom(std::string_view text) {
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() ? std::optional(number)
                                                                   : std::nullopt;
}

// "R12" -> 12; 0 when it is no request name.
std::uint64_t RequestNumber(std::string_view name) {
  return name.starts_with('R') ? NumberFrom(name.substr(1)).value_or(0) : 0;
}

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::string CompareWords(const ScenarioLine& line, const std::vector<std::string>& actual) {
  const std::vector<std::string> shown =
      actual.empty() ? std::vector<std::string>{"nothing"} : actual;
  if (!line.expects || shown == line.expected) {
    return {};
  }
  return "expected " + Join(line.expected) + ", got " + Join(shown);
}

std::string CompareValues(const ScenarioLine& line,
                          const std::map<std::string, std::string>& actual) {
  if (!line.expected.empty()) {
    return "expects \"" + line.expected.front() + "\" without a value";
  }
  for (const auto& [key, value] : line.expected_values) {
    const auto found = actual.find(key);
    if (found == actual.end() || found->second != value) {
      return "expected " + key + "=" + value + ", got " +
             (found == actual.end() ? "none" : found->second);
    }
  }
  return {};
}

std::string LocalText(std::int64_t ms) {
  const std::string text =
      domain::ToText(domain::AtMinute(ms, AmsterdamOffsetMinutes(ms), std::string(kZone)));
  return text.substr(0, 10) + "T" + text.substr(11, 5);
}

std::string MonthText(const domain::CivilDate& month) {
  return domain::ToText(domain::InMonth(month.year, month.month, 0, "UTC"));
}

}  // namespace

ScenarioDriver::ScenarioDriver() { EXPECT_TRUE(register_.Start().ok()); }

std::string ScenarioDriver::Perform(std::string_view text) {
  const std::optional<ScenarioLine> line = ReadScenarioLine(text);
  if (!line) {
    return "this line does not read";
  }
  if (line->verb.empty()) {
    return {};
  }
  return PerformRead(*line);
}

std::string ScenarioDriver::PerformRead(const ScenarioLine& line) {
  if (IsCommand(line)) {
    return Command(line);
  }
  if (line.verb == "at" || line.verb == "later") {
    return MoveClock(line);
  }
  if (line.verb == "crash") {
    return Crash();
  }
  if (line.verb == "queue" || line.verb == "register" || line.verb == "mine") {
    return List(line);
  }
  if (line.verb == "timeline") {
    return Timeline(line);
  }
  if (line.verb == "show") {
    return Show(line);
  }
  if (line.verb == "tally") {
    return Tally(line);
  }
  return "there is no " + line.verb;
}

std::string ScenarioDriver::MoveClock(const ScenarioLine& line) {
  if (line.verb == "at" && line.words.size() == 1) {
    const std::optional<domain::Instant> moment = MomentFrom(line.words[0]);
    if (!moment || !moment->known()) {
      return "this is no time";
    }
    stores_.clock.SetMs(domain::EarliestMs(*moment));
    return {};
  }
  const std::optional<std::uint64_t> many =
      line.words.size() == 2 ? NumberFrom(line.words[0]) : std::nullopt;
  const std::string unit = many ? line.words[1] : "";
  const std::int64_t unit_ms = unit.starts_with("minute") ? domain::kMinuteMs
                               : unit.starts_with("hour") ? domain::kHourMs
                               : unit.starts_with("day")  ? domain::kDayMs
                                                          : 0;
  if (unit_ms == 0) {
    return "later than what?";
  }
  stores_.clock.AdvanceMs(static_cast<std::int64_t>(*many) * unit_ms);
  return {};
}

std::string ScenarioDriver::Crash() {
  register_.Stop();
  const storage::Status started = register_.Start();
  return started.ok() ? "" : "does not start again: " + storage::ToString(started);
}

// --- commands ----------------------------------------------------------------------------------

std::string ScenarioDriver::Command(const ScenarioLine& line) {
  std::variant<domain::Command, std::string> command = CommandOf(line);
  if (auto* complaint = std::get_if<std::string>(&command)) {
    return *complaint;
  }
  const std::optional<std::string> person = line.After("by");
  const std::uint64_t request = line.words.empty() ? 0 : RequestNumber(line.words[0]);
  if (!person || request == 0) {
    return "who asks, and with which request?";
  }
  registry::Submission submission;
  submission.requester = PersonOf(*person);
  submission.request_id = RequestId(request);
  submission.request_bytes = line.asked;
  if (const auto etag = line.values.find("etag"); etag != line.values.end()) {
    submission.event_count = static_cast<std::uint32_t>(NumberFrom(etag->second).value_or(0));
  }
  if (!domain::BeginsIncident(std::get<domain::Command>(command))) {
    const auto incident = incidents_.find(line.words.size() > 1 ? line.words[1] : "");
    if (incident == incidents_.end()) {
      return "of which incident?";
    }
    submission.incident = incident->second;
  }
  submission.wish = std::get<domain::Command>(std::move(command));
  const registry::Outcome outcome = register_.Submit(std::move(submission));
  if (std::string wrong = CheckMemory(line, *person, outcome); !wrong.empty()) {
    return wrong;
  }
  return CheckAnswer(line, outcome);
}

// A request that was acknowledged before gets its first answer, or is refused as another.
std::string ScenarioDriver::CheckMemory(const ScenarioLine& line, const std::string& person,
                                        const registry::Outcome& outcome) {
  const std::string name = person + " " + line.words[0];
  const auto* receipt = std::get_if<registry::Receipt>(&outcome);
  const auto before = acknowledged_.find(name);
  if (before == acknowledged_.end()) {
    if (receipt == nullptr) {
      return {};
    }
    if (receipt->replayed) {
      return "replayed what was never asked";
    }
    acknowledged_[name] = {
        .organisation = PersonOf(person).organisation, .asked = line.asked, .receipt = *receipt};
    return {};
  }
  if (before->second.asked != line.asked) {
    const auto* refusal = std::get_if<domain::Refusal>(&outcome);
    const bool reused =
        refusal != nullptr && (refusal->reason == domain::Reason::kRequestIdReused ||
                               refusal->reason < domain::Reason::kNoSuchOrganisation);
    return reused ? "" : "a request id was taken again for something else";
  }
  registry::Receipt expected = before->second.receipt;
  expected.replayed = true;
  return receipt != nullptr && *receipt == expected
             ? ""
             : "the first answer was another: " + ::testing::PrintToString(outcome);
}

std::string ScenarioDriver::CheckAnswer(const ScenarioLine& line,
                                        const registry::Outcome& outcome) {
  if (!line.expects) {
    return {};
  }
  const std::string got = ", got " + ::testing::PrintToString(outcome);
  if (line.expected.empty()) {
    return "expects nothing in particular" + got;
  }
  const std::string& what = line.expected[0];
  if (const auto* receipt = std::get_if<registry::Receipt>(&outcome)) {
    if (what != (receipt->replayed ? "replayed" : "recorded")) {
      return "expected " + what + got;
    }
    const std::string wrong = CheckReceipt(line, *receipt);
    return wrong.empty() ? "" : wrong + got;
  }
  const auto* refusal = std::get_if<domain::Refusal>(&outcome);
  const bool refused = refusal != nullptr && what == "refused" && line.expected.size() > 1 &&
                       line.expected[1] == domain::NameOf(refusal->reason) &&
                       (line.expected.size() == 2 || line.expected[2] == refusal->field);
  return refused ? "" : "expected " + Join(line.expected) + got;
}

std::string ScenarioDriver::CheckReceipt(const ScenarioLine& line,
                                         const registry::Receipt& receipt) {
  const std::map<std::string, std::string> said{{"sequence", std::to_string(receipt.sequence)},
                                                {"events", std::to_string(receipt.event_count)},
                                                {"number", receipt.number},
                                                {"due", LocalText(receipt.notify_by_ms)}};
  for (std::size_t i = 1; i < line.expected.size(); ++i) {
    const std::string& word = line.expected[i];
    if (const auto found = said.find(word); found != said.end()) {
      i += 1;
      if (i == line.expected.size() || line.expected[i] != found->second) {
        return "expected another " + word;
      }
    } else if (word.starts_with('I')) {
      const auto [named, fresh] = incidents_.emplace(word, receipt.incident);
      if (named->second != receipt.incident) {
        return word + " is another incident";
      }
    } else {
      return "a receipt says nothing of " + word;
    }
  }
  return {};
}

registry::Requester ScenarioDriver::PersonOf(const std::string& person) {
  const std::size_t at = std::min(person.find('@'), person.size());
  const std::string organisation = at == person.size() ? kOrganisation : person.substr(at + 1);
  const std::string account = person.substr(0, at);
  if (account.starts_with("officer")) {
    return Officer(account, organisation);
  }
  return account.starts_with("administrator") ? Administrator(organisation)
                                              : Employee(account, organisation);
}

// --- queries -----------------------------------------------------------------------------------

std::string ScenarioDriver::OrganisationOf(const ScenarioLine& line) {
  return line.After("of").value_or(kOrganisation);
}

std::string ScenarioDriver::NameOf(const domain::IncidentId& incident) const {
  for (const auto& [name, id] : incidents_) {
    if (id == incident) {
      return name;
    }
  }
  return "unnamed";
}

std::string ScenarioDriver::List(const ScenarioLine& line) {
  std::string organisation = OrganisationOf(line);
  std::string prefix = line.verb == "queue" ? ledger::QueuePrefix(organisation)
                                            : ledger::RegisterPrefix(organisation);
  if (line.verb == "mine") {
    const registry::Requester person = PersonOf(line.words.empty() ? "" : line.words[0]);
    organisation = person.organisation;
    const auto keys = register_.vault().Find(organisation, domain::kOrganisationItself);
    if (!keys.ok()) {
      return storage::ToString(keys.status());
    }
    prefix = ledger::ReporterPrefix(organisation, vault::Pseudonym(*keys.value(), person.account));
  }
  const auto page =
      views::ReadPage(register_.engine(), register_.vault(), organisation,
                      {.prefix = prefix, .from = {}, .rows_max = kRowsMax, .keep = {}});
  if (!page.ok()) {
    return storage::ToString(page.status());
  }
  std::vector<std::string> names;
  for (const views::Row& row : page.value().rows) {
    names.push_back(NameOf(row.id));
  }
  return CompareWords(line, names);
}

storage::Result<views::Record> ScenarioDriver::RecordOf(const domain::IncidentId& incident) {
  const auto keys = register_.vault().Find(kOrganisation, incident);
  if (!keys.ok()) {
    return keys.status();
  }
  return views::ReadRecord(ledger::Draft(register_.engine()), kOrganisation, *keys.value());
}

std::string ScenarioDriver::Timeline(const ScenarioLine& line) {
  const auto incident = incidents_.find(line.words.empty() ? "" : line.words[0]);
  if (incident == incidents_.end()) {
    return "of which incident?";
  }
  const storage::Result<views::Record> record = RecordOf(incident->second);
  const auto keys = register_.vault().Find(kOrganisation, incident->second);
  if (!record.ok() || !keys.ok()) {
    return storage::ToString(record.ok() ? keys.status() : record.status());
  }
  const auto entries =
      views::ReadTimeline(register_.engine(), kOrganisation, *keys.value(), record.value());
  if (!entries.ok()) {
    return storage::ToString(entries.status());
  }
  std::vector<std::string> types;
  for (const ledger::Entry& entry : entries.value()) {
    types.push_back(entry.type);
  }
  return CompareWords(line, types);
}

std::string ScenarioDriver::Show(const ScenarioLine& line) {
  const auto named = incidents_.find(line.words.empty() ? "" : line.words[0]);
  if (named == incidents_.end()) {
    return "which incident?";
  }
  const storage::Result<views::Record> record = RecordOf(named->second);
  if (!record.ok()) {
    return storage::ToString(record.status());
  }
  const domain::Incident& incident = record.value().incident;
  const auto& assessment = incident.assessment;
  const Facts facts{
      {"state", std::string(domain::Token(incident.state))},
      {"events", std::to_string(incident.event_count)},
      {"number", incident.number},
      {"breach", assessment ? std::string(domain::Token(assessment->breach)) : "none"},
      {"risk", assessment ? std::string(domain::Token(assessment->risk)) : "none"},
      {"decided", incident.notification ? "yes" : "no"},
      {"dismissed", incident.dismissal ? std::string(domain::Token(*incident.dismissal)) : "no"},
      {"outcome", incident.outcome},
      {"summary", incident.facts.summary},
      {"due", LocalText(domain::NotifyByMs(incident))},
      {"source", incident.source},
      {"noticed", domain::ToText(incident.facts.discovered)},
      {"occurred", domain::ToText(incident.facts.occurred_from)},
      {"reported", domain::ToText(incident.reported)},
      {"because", incident.aware_reason}};
  return CompareValues(line, facts);
}

std::string ScenarioDriver::Tally(const ScenarioLine& line) {
  views::Period period;
  for (const auto& [key, value] : line.values) {
    const std::optional<domain::Instant> day = MomentFrom(value);
    if (!day || day->precision != domain::Precision::kDay || (key != "since" && key != "until")) {
      return "a tally has a first and a last day";
    }
    (key == "since" ? period.since : period.until.emplace()) = domain::DateOf(*day);
  }
  const auto tally = views::ReadTally(register_.engine(), OrganisationOf(line), period);
  if (!tally.ok()) {
    return storage::ToString(tally.status());
  }
  const views::Cell& total = tally.value().total;
  const views::Figures& confirmed = total[views::IndexOf(domain::Standing::kConfirmed)];
  const auto incidents = [&](domain::Standing standing) {
    return std::to_string(total[views::IndexOf(standing)].incidents);
  };
  Facts facts{{"confirmed", incidents(domain::Standing::kConfirmed)},
              {"not-assessed", incidents(domain::Standing::kNotAssessed)},
              {"citizens-unknown", incidents(domain::Standing::kCitizensUnknown)},
              {"others-only", incidents(domain::Standing::kOthersOnly)},
              {"straddling", std::to_string(tally.value().straddling)},
              {"by-discovery", std::to_string(confirmed.dated_by_discovery)},
              {"later", std::to_string(confirmed.dated_later)},
              {"at-least", std::to_string(confirmed.persons_min)},
              {"at-most", std::to_string(confirmed.persons_max)},
              {"months", std::to_string(tally.value().months.size())}};
  for (const views::MonthCounts& month : tally.value().months) {
    facts[MonthText(month.month)] =
        std::to_string(month.incidents[views::IndexOf(domain::Standing::kConfirmed)]);
  }
  return CompareValues(line, facts);
}

// --- what must hold ----------------------------------------------------------------------------

std::string ScenarioDriver::Violation() {
  for (const std::string& organisation : {kOrganisation, kOtherOrganisation}) {
    if (std::string violation = ViolationOf(organisation); !violation.empty()) {
      return organisation + ": " + violation;
    }
  }
  return {};
}

std::string ScenarioDriver::ViolationOf(const std::string& organisation) {
  const LedgerCheck check = CheckLedger(register_.engine(), register_.vault(), organisation);
  if (!check.flaws.empty()) {
    return check.flaws.front();
  }
  std::uint64_t last = 1;  // The organisation's own beginning.
  std::size_t answers = 1;
  for (const auto& [name, one] : acknowledged_) {
    if (one.organisation != organisation) {
      continue;
    }
    const registry::Receipt& receipt = one.receipt;
    const auto place = check.places.find(receipt.sequence);
    if (place == check.places.end() ||
        place->second !=
            EventPlace{.incident = receipt.incident, .event = receipt.event_count - 1}) {
      return name + " was acknowledged and does not stand at " + std::to_string(receipt.sequence);
    }
    last = std::max(last, receipt.sequence);
    answers += 1;
  }
  if (check.last_sequence != last) {
    return std::to_string(check.last_sequence) + " entries, of which the last acknowledged is " +
           std::to_string(last);
  }
  if (check.answers != answers) {
    return std::to_string(check.answers) + " first answers where there should be " +
           std::to_string(answers);
  }
  return {};
}

}  // namespace datalek::tests

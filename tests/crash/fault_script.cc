#include "tests/crash/fault_script.h"

#include "services/ledger/keyspace.h"
#include "tests/testing/builders.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"

#include <gtest/gtest.h>

#include <utility>
#include <variant>

namespace datalek::tests {
namespace {

const std::string kNew = "gemeente-nieuw";

// What a ledger holds once the whole script is played, and who created it.
struct Whole {
  std::string organisation;
  std::size_t incidents = 0;
  std::uint64_t entries = 0;
  std::size_t answers = 0;
};

std::vector<Whole> WholeLedgers() {
  // The import is four entries. Creating an organisation is answered in the ledger of who asked.
  return {{.organisation = kOrganisation, .incidents = 3, .entries = 12, .answers = 10},
          {.organisation = kNew, .incidents = 1, .entries = 2, .answers = 1}};
}

}  // namespace

FaultScript::FaultScript() {
  const std::string report = RequestId(1);
  const std::string import = RequestId(2);
  const std::string other = RequestId(3);
  const std::string create = RequestId(4);
  const auto add = [this](std::string id, registry::Requester by, std::string needs,
                          registry::Wish wish, const std::string& ledger = kOrganisation) {
    steps_.push_back({std::move(id), std::move(by), std::move(needs), std::move(wish), ledger});
  };
  const auto command = [](domain::Command wish) { return registry::Wish(std::move(wish)); };
  add(report, Employee(), "",
      command(AReport().Noticed("2026-03-01").About(domain::PersonGroup::kCitizens)));
  add(import, Officer(), "",
      command(AnImport().Received("2019-05").Assessed(domain::Breach::kYes).Decided().Closed()));
  add(other, Employee("colleague"), "", command(AReport()));
  add(create, Administrator(), "",
      registry::CreateOrganisation{.slug = kNew, .name = "Gemeente Nieuw"}, kNew);
  add(RequestId(5), Officer(), report, command(Assess(domain::Breach::kYes)));
  add(RequestId(6), Officer(), report, command(Decide()));
  add(RequestId(7), Officer(), other, command(Dismiss(domain::Dismissal::kDuplicate)));
  add(RequestId(8), Officer(), report,
      command(AnAmendment({domain::FactField::kOccurredFrom}).Occurred("2026-02-01")));
  add(RequestId(9), Officer(), import, command(Comment()));
  add(RequestId(10), Employee("employee", kNew), create, command(AReport()), kNew);
}

void FaultScript::Play(Register& desk) {
  for (const Step& step : steps_) {
    registry::Submission submission;
    submission.requester = step.requester;
    submission.request_id = step.request_id;
    submission.request_bytes = "the bytes of " + step.request_id;
    submission.wish = step.wish;
    if (!step.needs.empty()) {
      const auto begun = acknowledged_.find(step.needs);
      if (begun == acknowledged_.end()) {
        continue;
      }
      submission.incident = begun->second.incident;
    }
    Answered(step, desk.Submit(std::move(submission)));
  }
}

std::vector<std::string> FaultScript::Flaws(Register& desk) const {
  std::vector<std::string> flaws;
  std::map<std::string, LedgerCheck> checks;
  checks[kOrganisation] = CheckLedger(desk.engine(), desk.vault(), kOrganisation);
  if (desk.vault().Find(kNew, domain::kOrganisationItself).ok() &&
      desk.engine().Get(ledger::HeadKey(kNew)).ok()) {
    checks[kNew] = CheckLedger(desk.engine(), desk.vault(), kNew);
  }
  for (const auto& [organisation, check] : checks) {
    flaws.insert(flaws.end(), check.flaws.begin(), check.flaws.end());
  }
  for (const Step& step : steps_) {
    const auto acknowledged = acknowledged_.find(step.request_id);
    if (acknowledged == acknowledged_.end()) {
      continue;
    }
    const registry::Receipt& receipt = acknowledged->second;
    const auto& places = checks[step.ledger].places;
    const auto place = places.find(receipt.sequence);
    if (place == places.end() || place->second != EventPlace{.incident = receipt.incident,
                                                             .event = receipt.event_count - 1}) {
      flaws.push_back(step.request_id + " was acknowledged and is not there");
    }
  }
  return flaws;
}

std::vector<std::string> FaultScript::FlawsWhenComplete(Register& desk) const {
  std::vector<std::string> flaws = Flaws(desk);
  for (const Whole& whole : WholeLedgers()) {
    const LedgerCheck check = CheckLedger(desk.engine(), desk.vault(), whole.organisation);
    if (check.incidents.size() != whole.incidents || check.last_sequence != whole.entries ||
        check.answers != whole.answers) {
      flaws.push_back(whole.organisation + " has " + std::to_string(check.incidents.size()) +
                      " incidents, " + std::to_string(check.last_sequence) + " entries and " +
                      std::to_string(check.answers) + " answers");
    }
  }
  return flaws;
}

void FaultScript::Answered(const Step& step, const registry::Outcome& outcome) {
  const std::string said = step.request_id + ": " + ::testing::PrintToString(outcome);
  const auto before = acknowledged_.find(step.request_id);
  if (const auto* receipt = std::get_if<registry::Receipt>(&outcome)) {
    if (before == acknowledged_.end()) {
      // Replayed: it was recorded although its answer was lost.
      acknowledged_[step.request_id] = *receipt;
      acknowledged_[step.request_id].replayed = false;
      return;
    }
    registry::Receipt expected = before->second;
    expected.replayed = true;
    if (*receipt != expected) {
      complaints_.push_back("not the first answer: " + said);
    }
    return;
  }
  // A store may fail now and work later; the rules never change their mind.
  if (!std::holds_alternative<storage::Status>(outcome)) {
    // A decision may be refused because the judgement before it was not recorded.
    const auto* refusal = std::get_if<domain::Refusal>(&outcome);
    const bool follows = refusal != nullptr && refusal->reason == domain::Reason::kNotAssessed;
    if (!follows || before != acknowledged_.end()) {
      complaints_.push_back("neither recorded nor failed: " + said);
    }
  }
}

}  // namespace datalek::tests

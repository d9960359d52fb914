// What holds of an incident whatever happens to it: random commands, each decided and applied.
#include "services/domain/apply.h"
#include "services/domain/deadline.h"
#include "services/domain/decide.h"
#include "services/domain/tally.h"
#include "tests/testing/dice.h"
#include "tests/testing/moments.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace datalek::domain {
namespace {

constexpr int kHistories = 400;
constexpr int kCommandsPerHistory = 25;

bool IsBreach(const Incident& incident) {
  return incident.assessment && incident.assessment->breach == Breach::kYes;
}

// What an incident in this state must hold, and must not.
std::string Contradiction(const Incident& incident) {
  const bool closed = incident.state == State::kClosed;
  const bool dismissed = incident.state == State::kDismissed;
  if (Open(incident) == (closed || dismissed)) {
    return "open and closed";
  }
  if (incident.dismissal.has_value() != dismissed) {
    return "dismissed without saying as what, or the other way about";
  }
  if (Open(incident) && !incident.outcome.empty()) {
    return "an outcome while open";
  }
  if (incident.notification && !IsBreach(incident)) {
    return "a decision about a breach that is none";
  }
  if (dismissed && incident.dismissal == Dismissal::kNotABreach && IsBreach(incident)) {
    return "a breach dismissed as none";
  }
  const bool judged = incident.assessment.has_value();
  const bool decided = incident.notification.has_value();
  if ((incident.state == State::kReported && (judged || decided)) ||
      (incident.state == State::kAssessed && (!judged || decided)) ||
      ((incident.state == State::kDecided || closed) && !decided)) {
    return "a state that does not fit what it holds";
  }
  if (ContributionOf(incident).has_value() ==
      (dismissed || (judged && incident.assessment->breach == Breach::kNo))) {
    return "counted though dismissed or no breach, or not counted though neither";
  }
  return {};
}

// Carries an incident through one random history; what goes wrong, with where.
std::string Live(std::uint64_t seed) {
  tests::Dice dice(seed);
  std::int64_t now_ms = tests::MsOf("2026-03-02 09:00");
  const auto occasion = [&] {
    now_ms += static_cast<std::int64_t>(dice.Below(10 * kDayMs));
    return Occasion{.actor = {.role = dice.One<Role>(), .id = "a", .account = "someone"},
                    .now_ms = now_ms,
                    .now = AtMinute(now_ms, 60, "Europe/Amsterdam"),
                    .number = "DL-2026-00001"};
  };
  const Decision begun = Begin(tests::SomeBeginning(dice, now_ms), occasion());
  const auto& first = std::get<std::vector<Event>>(begun);
  Incident incident = BeginOf(first.front());
  const Incident at_first = incident;
  std::uint32_t events = 1;
  const auto apply = [&](const Event& event) {
    Apply(event, incident);
    events += 1;
  };
  for (std::size_t i = 1; i < first.size(); ++i) {
    apply(first[i]);
  }
  for (int step = 0; step < kCommandsPerHistory; ++step) {
    const Decision decision = Continue(incident, tests::SomeContinuation(dice, now_ms), occasion());
    if (const auto* taken = std::get_if<std::vector<Event>>(&decision)) {
      for (const Event& event : *taken) {
        apply(event);
      }
      if (incident.changed_at_ms != now_ms) {
        return "step " + std::to_string(step) + ": changed, but not now";
      }
    }
    if (const std::string wrong = Contradiction(incident); !wrong.empty()) {
      return "step " + std::to_string(step) + ": " + wrong;
    }
    if (incident.event_count != events) {
      return "step " + std::to_string(step) + ": an event was not counted";
    }
    if (incident.number != at_first.number || incident.reporter != at_first.reporter ||
        incident.reported != at_first.reported || incident.source != at_first.source ||
        incident.recorded_at_ms != at_first.recorded_at_ms) {
      return "step " + std::to_string(step) + ": how it began has changed";
    }
  }
  return {};
}

TEST(RandomHistories, NeverContradictThemselves) {
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
    ASSERT_EQ(Live(seed), "") << "seed " << seed;
  }
}

TEST(RandomHistories, ReachEveryState) {
  SetOf<State> met;
  for (std::uint64_t seed = 1; seed <= kHistories && met.size() < 5; ++seed) {
    tests::Dice dice(seed);
    const std::int64_t now_ms = tests::MsOf("2026-03-02 09:00");
    const Occasion occasion{.actor = {}, .now_ms = now_ms, .now = {}, .number = "DL-2026-00001"};
    const Decision begun = Begin(tests::SomeBeginning(dice, now_ms), occasion);
    const auto& first = std::get<std::vector<Event>>(begun);
    Incident incident = BeginOf(first.front());
    for (std::size_t i = 1; i < first.size(); ++i) {
      Apply(first[i], incident);
    }
    for (int step = 0; step < kCommandsPerHistory; ++step) {
      met.Insert(incident.state);
      const Decision decision = Continue(incident, tests::SomeContinuation(dice, now_ms), occasion);
      if (const auto* taken = std::get_if<std::vector<Event>>(&decision)) {
        Apply(taken->front(), incident);
      }
    }
  }
  EXPECT_EQ(met.size(), 5) << "the test above proves less than it says";
}

}  // namespace
}  // namespace datalek::domain

// The question of the register: how often was citizens' privacy compromised since the crisis began?
//
// Definition. An incident counts when
//   - it was assessed to be a personal data breach (GDPR art. 4(12)), and
//   - citizens are among the persons concerned, and
//   - it was not dismissed as no breach, a duplicate, or withdrawn, and
//   - it occurred on or after the start of the crisis.
// It is dated by the first moment it may have occurred; when that is unknown, by its discovery;
// when that too is unknown, by the earliest of report, awareness and notification. What was not
// dated by occurrence is marked. An incident known only to the month that contains the start of the
// crisis is counted apart: it may lie on either side.
//
// Beside the count stands what is still undetermined: incidents not yet assessed, and breaches of
// which nobody said whether citizens are concerned. Breaches that concern others than citizens are
// counted apart.
#pragma once

#include "services/domain/incident.h"

#include <cstdint>
#include <optional>

namespace datalek::domain {

// The first confirmed case of COVID-19 in the Netherlands (NRC, 20 April 2020; NU.nl timeline).
inline constexpr CivilDate kCrisisStart{.year = 2020, .month = 2, .day = 27};

// Which moment dates an incident. Numbers are stored; DO NOT RENUMBER.
enum class DateBasis : std::uint8_t { kOccurrence = 1, kDiscovery = 2, kLater = 3 };

// Where an incident stands towards the question. Numbers are stored; DO NOT RENUMBER.
enum class Standing : std::uint8_t {
  kConfirmed = 1,        // It counts.
  kNotAssessed = 2,      // Undetermined: whether it is a breach has not been settled.
  kCitizensUnknown = 3,  // Undetermined: a breach, but whether citizens are concerned is not known.
  kOthersOnly = 4,       // A breach that concerns others than citizens.
};

// What one incident adds to the tally.
struct Contribution {
  CivilDate date;  // day 0: known to the month.
  DateBasis basis = DateBasis::kOccurrence;
  Standing standing = Standing::kNotAssessed;
  Count persons;
  SetOf<Nature> natures;
  SetOf<Kind> kinds;
  SetOf<Cause> causes;
  bool authority_notified = false;
  bool high_risk = false;
  bool operator==(const Contribution&) const = default;
};

// The contribution of an incident, or nothing when it was dismissed or judged to be no breach.
[[nodiscard]] std::optional<Contribution> ContributionOf(const Incident& incident);

}  // namespace datalek::domain

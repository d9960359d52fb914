// An incident: the register's record that grows out of a report.
//
// Values only. The state of an incident is what apply.h makes of its events, and nothing else.
#pragma once

#include "services/domain/instant.h"
#include "services/domain/vocabulary.h"

#include <cstdint>
#include <optional>
#include <string>

namespace datalek::domain {

// How many: exactly (min == max), between, at least (no max), or unknown (neither).
struct Count {
  std::optional<std::uint64_t> min;
  std::optional<std::uint64_t> max;

  [[nodiscard]] bool known() const { return min.has_value() || max.has_value(); }
  bool operator==(const Count&) const = default;
};

// What is said to have happened. Every part may be unknown; any part may later be corrected.
struct Facts {
  SetOf<Situation> situations;
  SetOf<Nature> natures;
  SetOf<Kind> kinds;
  SetOf<Cause> causes;
  SetOf<DataCategory> data;
  SetOf<PersonGroup> persons;
  Count person_count;  // Persons concerned; GDPR art. 33(3)(a) asks for both numbers.
  Count record_count;  // Records concerned.
  Answer working_from_home = Answer::kUnknown;
  Instant occurred_from;
  Instant occurred_to;
  Instant discovered;        // When somebody first noticed.
  std::string summary;       // Personal text.
  std::string consequences;  // Personal text.
  std::string measures;      // Personal text.

  bool operator==(const Facts&) const = default;
};

// The parts of Facts, for corrections. Numbers are stored; DO NOT RENUMBER.
enum class FactField : std::uint8_t {
  kSituations = 1,
  kNatures = 2,
  kKinds = 3,
  kCauses = 4,
  kData = 5,
  kPersons = 6,
  kPersonCount = 7,
  kRecordCount = 8,
  kWorkingFromHome = 9,
  kOccurredFrom = 10,
  kOccurredTo = 11,
  kDiscovered = 12,
  kSummary = 13,
  kConsequences = 14,
  kMeasures = 15,
};

// Copies the named parts of `from` into `to`.
void CopyFields(const SetOf<FactField>& fields, const Facts& from, Facts& to);

// An officer's judgement.
struct Assessment {
  Breach breach = Breach::kUndetermined;
  Risk risk = Risk::kUndetermined;
  std::string explanation;  // Personal text.

  bool operator==(const Assessment&) const = default;
};

// Who is told, and why. GDPR art. 33(1), 34(1), 33(5).
struct Notification {
  bool authority = false;  // True: the supervisory authority is, or will be, told.
  PersonsInformed persons = PersonsInformed::kUndetermined;
  std::string reasons;              // Personal text. Always required.
  Instant notified;                 // When the authority received it; unknown while it has not.
  std::string authority_reference;  // The authority's number for it.

  bool operator==(const Notification&) const = default;
};

// Who acted. `account` belongs to the identity class and never appears beside content;
// `id` is a pseudonym that says "the same person" without saying who.
struct Actor {
  Role role = Role::kReporter;
  std::string id;
  std::string account;

  bool operator==(const Actor&) const = default;
};

struct Incident {
  State state = State::kReported;
  std::string number;  // "DL-2026-00042", unique within the organisation.
  Facts facts;
  Instant reported;  // The intake received it.
  Instant aware;     // The controller is reasonably certain; defaults to `facts.discovered`.
  std::string aware_reason;  // Personal text. Why it is later than the discovery.
  std::optional<Assessment> assessment;
  std::optional<Notification> notification;
  std::optional<Dismissal> dismissal;
  std::string outcome;   // Personal text. Why it was closed or dismissed.
  std::string reporter;  // Actor id.
  std::string source;    // Where it was imported from; empty for a report.
  std::uint32_t event_count = 0;
  std::int64_t recorded_at_ms = 0;
  std::int64_t changed_at_ms = 0;

  bool operator==(const Incident&) const = default;
};

// True while somebody has to work on it.
[[nodiscard]] bool Open(const Incident& incident);

// The moment the 72 hours run from: `aware`, or the discovery, or the report, whichever is the
// first that is known. The report always is.
[[nodiscard]] const Instant& AwareOf(const Incident& incident);

}  // namespace datalek::domain

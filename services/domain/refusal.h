// A refusal: the domain says no, names the field and the reason, and the caller can mend it.
//
// A refusal never quotes what was typed: personal text does not belong in an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::domain {

// In order of precedence: when several apply, the first listed is given.
// Numbers are on the wire; DO NOT RENUMBER.
enum class Reason : std::uint8_t {
  kMissing = 1,      // A required field was left out.
  kTooLong = 2,      // Longer than its limit.
  kNotText = 3,      // Not UTF-8, or holds control characters other than newline and tab.
  kMalformed = 4,    // Not of the form the field asks for.
  kNotAnOption = 5,  // Not on the closed list.
  kReversed = 6,     // The minimum exceeds the maximum, or the end precedes the start.
  kInTheFuture = 7,  // A moment that has not come yet.
  kOutOfOrder = 8,   // Two moments contradict each other, such as discovered before it occurred.
  kNoSuchOrganisation = 9,
  kOrganisationExists = 10,
  kNoSuchIncident = 11,
  kRequestIdReused = 12,  // The same request id came before with another content.
  kStale = 13,            // The incident changed since the caller read it.
  kTooManyEvents = 14,
  kAlreadyClosed = 15,  // Closed or dismissed; reopen it first.
  kNotClosed = 16,      // Only a closed or dismissed incident can be reopened.
  kNotAssessed = 17,    // The decision needs an assessment that says it is a breach.
  kNotDecided = 18,     // Closing needs a decision on notification.
  kIsABreach = 19,      // Assessed as a breach: assess it again before dismissing it as none.
  kReasonNeeded = 20,   // This choice must be explained.
};

// The wire name, for example "REQUEST_ID_REUSED".
[[nodiscard]] std::string_view NameOf(Reason reason);

struct Refusal {
  std::string field;  // As in the API: "facts.summary". Empty when no single field is at fault.
  Reason reason = Reason::kMalformed;
  std::uint64_t limit = 0;  // The limit that was exceeded, where there is one.

  bool operator==(const Refusal&) const = default;
};

}  // namespace datalek::domain

// Matchers for what the domain says no to, wherever a refusal may stand: in an optional, a decision
// or an outcome.
#pragma once

#include "services/domain/refusal.h"

#include <gmock/gmock.h>

#include <optional>
#include <ostream>
#include <string>
#include <variant>

namespace datalek::domain {

// Found by gtest, which would print raw bytes instead.
inline void PrintTo(Reason reason, std::ostream* out) { *out << NameOf(reason); }
inline void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << NameOf(refusal.reason) << " at \"" << refusal.field << "\"";
  if (refusal.limit != 0) {
    *out << ", limit " << refusal.limit;
  }
}

}  // namespace datalek::domain

namespace datalek::tests {

// The refusal in what was given; nullptr when there is none.
inline const domain::Refusal* RefusalIn(const std::optional<domain::Refusal>& refusal) {
  return refusal ? &*refusal : nullptr;
}
template <typename... Options>
const domain::Refusal* RefusalIn(const std::variant<Options...>& answer) {
  return std::get_if<domain::Refusal>(&answer);
}

inline std::string Describe(const domain::Refusal* refusal) {
  return refusal == nullptr ? "not a refusal" : ::testing::PrintToString(*refusal);
}

// EXPECT_THAT(Validate(command, now), RefusedWith(Reason::kTooLong, "facts.summary"));
MATCHER_P2(RefusedWith, reason, field,
           "is refused with " + std::string(domain::NameOf(reason)) + " at \"" +
               std::string(field) + "\"") {
  const domain::Refusal* refusal = RefusalIn(arg);
  *result_listener << "which is " << Describe(refusal);
  return refusal != nullptr && refusal->reason == reason && refusal->field == field;
}

// Whichever field it is about.
MATCHER_P(RefusedWith, reason, "is refused with " + std::string(domain::NameOf(reason))) {
  const domain::Refusal* refusal = RefusalIn(arg);
  *result_listener << "which is " << Describe(refusal);
  return refusal != nullptr && refusal->reason == reason;
}

// EXPECT_THAT(Validate(command, now), NotRefused());
MATCHER(NotRefused, "is not refused") {
  const domain::Refusal* refusal = RefusalIn(arg);
  *result_listener << "which is " << Describe(refusal);
  return refusal == nullptr;
}

}  // namespace datalek::tests

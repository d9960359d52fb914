// Matchers for what a recorder answers.
#pragma once

#include "services/domain/incident_id.h"
#include "services/registry/recorder.h"
#include "storage/kv/status.h"
#include "tests/testing/refusal_matchers.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <string_view>
#include <variant>

namespace datalek::registry {

inline std::string_view NameOf(NotDone no) {
  switch (no) {
    case NotDone::kQueueFull:
      return "queue full";
    case NotDone::kDeadlinePassed:
      return "deadline passed";
    case NotDone::kDraining:
      return "draining";
  }
  return "?";
}

// Found by gtest, which would print raw bytes instead.
inline void PrintTo(const Receipt& receipt, std::ostream* out) {
  *out << (receipt.replayed ? "replayed " : "recorded ") << domain::ToHex(receipt.incident)
       << " number " << receipt.number << " sequence " << receipt.sequence << " events "
       << receipt.event_count << " at " << receipt.recorded_at_ms << " notify by "
       << receipt.notify_by_ms;
}
inline void PrintTo(NotDone no, std::ostream* out) { *out << "not done: " << NameOf(no); }

}  // namespace datalek::registry

namespace datalek::tests {

// EXPECT_THAT(outcome, Recorded());
MATCHER(Recorded, "is a receipt of something new") {
  const auto* receipt = std::get_if<registry::Receipt>(&arg);
  return receipt != nullptr && !receipt->replayed;
}

// EXPECT_THAT(outcome, Replayed());
MATCHER(Replayed, "is the receipt of an earlier answer") {
  const auto* receipt = std::get_if<registry::Receipt>(&arg);
  return receipt != nullptr && receipt->replayed;
}

// EXPECT_THAT(outcome, FailedWith(Code::kFull));
MATCHER_P(FailedWith, code, "failed with " + std::string(storage::ToString(code))) {
  const auto* status = std::get_if<storage::Status>(&arg);
  return status != nullptr && status->code() == code;
}

// EXPECT_THAT(outcome, IsNotDone(NotDone::kQueueFull));
MATCHER_P(IsNotDone, no, "is not done: " + std::string(registry::NameOf(no))) {
  const auto* answer = std::get_if<registry::NotDone>(&arg);
  return answer != nullptr && *answer == no;
}

}  // namespace datalek::tests

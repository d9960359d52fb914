// Matchers for storage::Status and storage::Result, which say what they got when they fail.
#pragma once

#include "storage/kv/status.h"

#include <gmock/gmock.h>

#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>

namespace datalek::storage {

// Found by gtest, which would print raw bytes instead.
inline void PrintTo(const Status& status, std::ostream* out) { *out << ToString(status); }

template <typename T>
void PrintTo(const Result<T>& result, std::ostream* out) {
  *out << (result.ok() ? ::testing::PrintToString(result.value()) : ToString(result.status()));
}

}  // namespace datalek::storage

namespace datalek::tests {

inline storage::Status ToStatus(const storage::Status& status) { return status; }

template <typename T>
storage::Status ToStatus(const storage::Result<T>& result) {
  return result.status();
}

// EXPECT_THAT(engine.Commit(batch), IsOk());
MATCHER(IsOk, negation ? "is not ok" : "is ok") {
  const storage::Status status = ToStatus(arg);
  *result_listener << "which is " << storage::ToString(status);
  return status.ok();
}

// EXPECT_THAT(engine.Get(key), StatusIs(Code::kNotFound));
MATCHER_P(StatusIs, code, "has code " + std::string(storage::ToString(code))) {
  const storage::Status status = ToStatus(arg);
  *result_listener << "which is " << storage::ToString(status);
  return status.code() == code;
}

// EXPECT_THAT(opened, StatusIs(Code::kMissing, HasSubstr("does not exist")));
MATCHER_P2(StatusIs, code, message,
           "has code " + std::string(storage::ToString(code)) + " and a message that " +
               ::testing::DescribeMatcher<std::string>(message)) {
  const storage::Status status = ToStatus(arg);
  *result_listener << "which is " << storage::ToString(status);
  return status.code() == code &&
         ::testing::Value(status.message(), ::testing::MatcherCast<const std::string&>(message));
}

template <typename Value>
std::string DescribeFor(const ::testing::Matcher<const Value&>& matcher) {
  std::ostringstream text;
  matcher.DescribeTo(&text);
  return text.str();
}

// EXPECT_THAT(engine.Get(key), Holds("value"));
MATCHER_P(Holds, value, negation ? "does not hold that value" : "holds that value") {
  if (!arg.ok()) {
    *result_listener << "which is " << storage::ToString(arg.status());
    return false;
  }
  using Value = std::remove_cvref_t<decltype(arg.value())>;
  const auto matcher = ::testing::SafeMatcherCast<const Value&>(value);
  *result_listener << "whose value should be one that " << DescribeFor<Value>(matcher) << " ";
  return matcher.MatchAndExplain(arg.value(), result_listener);
}

}  // namespace datalek::tests

#include "storage/kv/status.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::storage {
namespace {

TEST(Status, IsOkWithoutAMessageByDefault) {
  const Status status;
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.code(), Code::kOk);
  EXPECT_EQ(status.message(), "");
  EXPECT_EQ(ToString(status), "Ok");
}

TEST(Status, SaysWhatAndWhy) {
  const Status status(Code::kFull, "12 bytes are free");
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), Code::kFull);
  EXPECT_EQ(ToString(status), "Full: 12 bytes are free");
}

TEST(Status, GivesEveryCodeANameOfItsOwn) {
  const auto codes = {Code::kOk,          Code::kNotFound,     Code::kConflict,
                      Code::kUnavailable, Code::kCorruption,   Code::kInvalidArgument,
                      Code::kFull,        Code::kMissing,      Code::kExists,
                      Code::kInUse,       Code::kNotPermitted, Code::kNotARegister,
                      Code::kNewerVersion};
  std::set<std::string_view> names;
  for (const Code code : codes) {
    names.insert(ToString(code));
  }
  EXPECT_EQ(names.size(), codes.size());
}

TEST(Result, HoldsAValue) {
  const Result<std::string> result = std::string("value");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.value(), "value");
  EXPECT_TRUE(result.status().ok());
}

TEST(Result, HoldsTheStatusThatSaysWhyThereIsNoValue) {
  const Result<std::string> result = Status(Code::kNotFound, "no such key");
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.status().code(), Code::kNotFound);
  EXPECT_EQ(result.status().message(), "no such key");
}

TEST(Result, GivesAwayAValueThatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

}  // namespace
}  // namespace datalek::storage

#include "services/domain/vocabulary.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace datalek::domain {
namespace {

template <typename Enum>
class Vocabulary : public ::testing::Test {};

using Lists = ::testing::Types<Situation, Nature, Kind, Cause, DataCategory, PersonGroup, Breach,
                               Risk, Answer, PersonsInformed, Dismissal, State, Role>;
TYPED_TEST_SUITE(Vocabulary, Lists);

TYPED_TEST(Vocabulary, EveryTokenStandsForOneOption) {
  std::set<std::string_view> tokens;
  for (const Option<TypeParam>& option : Options<TypeParam>()) {
    EXPECT_TRUE(tokens.insert(option.token).second) << option.token;
    EXPECT_EQ(FromToken<TypeParam>(option.token), option.value);
    EXPECT_EQ(Token(option.value), option.token);
  }
}

TYPED_TEST(Vocabulary, NumbersRunFromOneWithoutAGap) {
  const auto options = Options<TypeParam>();
  std::set<int> numbers;
  for (const Option<TypeParam>& option : options) {
    numbers.insert(static_cast<int>(option.value));
    EXPECT_EQ(FromNumber<TypeParam>(static_cast<int>(option.value)), option.value);
  }
  EXPECT_EQ(numbers.size(), options.size());
  EXPECT_EQ(*numbers.begin(), 1) << "0 means that nothing was said";
  EXPECT_EQ(*numbers.rbegin(), static_cast<int>(options.size()));
}

TYPED_TEST(Vocabulary, TokensAreLowerCaseWordsJoinedByHyphens) {
  for (const Option<TypeParam>& option : Options<TypeParam>()) {
    const std::string token(option.token);
    ASSERT_FALSE(token.empty());
    EXPECT_NE(token.front(), '-') << token;
    EXPECT_NE(token.back(), '-') << token;
    for (const char c : token) {
      EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '-') << token;
    }
  }
}

TYPED_TEST(Vocabulary, WhatIsNotOnTheListIsNoOption) {
  EXPECT_FALSE(FromToken<TypeParam>(""));
  EXPECT_FALSE(FromToken<TypeParam>("no such token"));
  EXPECT_FALSE(FromNumber<TypeParam>(0));
  EXPECT_FALSE(FromNumber<TypeParam>(-1));
  EXPECT_FALSE(FromNumber<TypeParam>(static_cast<int>(Options<TypeParam>().size()) + 1));
  EXPECT_FALSE(FromNumber<TypeParam>(256 + 1)) << "not even one that would wrap around";
  EXPECT_EQ(Token(static_cast<TypeParam>(0)), "?");
}

TYPED_TEST(Vocabulary, ASetHoldsEveryOptionAndReturnsThemInAscendingNumber) {
  SetOf<TypeParam> all;
  for (const Option<TypeParam>& option : Options<TypeParam>()) {
    EXPECT_FALSE(all.Has(option.value));
    all.Insert(option.value);
    EXPECT_TRUE(all.Has(option.value));
  }
  EXPECT_EQ(all.size(), static_cast<int>(Options<TypeParam>().size()));
  int last = 0;
  for (const TypeParam value : all.values()) {
    EXPECT_EQ(static_cast<int>(value), last + 1);
    last = static_cast<int>(value);
  }
}

TEST(SetOfOptions, NothingSaidIsNotTheSameAsUnknown) {
  const SetOf<Nature> nothing;
  const SetOf<Nature> unknown{Nature::kUnknown};
  EXPECT_TRUE(nothing.empty());
  EXPECT_FALSE(unknown.empty());
  EXPECT_NE(nothing, unknown);
}

TEST(SetOfOptions, AnOptionSaidTwiceCountsOnce) {
  const SetOf<Cause> causes{Cause::kOther, Cause::kUnknown, Cause::kOther};
  EXPECT_EQ(causes.size(), 2);
  EXPECT_EQ(causes.values(), (std::vector{Cause::kUnknown, Cause::kOther}));
}

// The numbers are on disk. A list may grow; what stands here may not change.
TEST(VocabularyNumbers, StandAsTheyWereFirstWritten) {
  EXPECT_EQ(static_cast<int>(Situation::kPrivateEmail), 1);
  EXPECT_EQ(static_cast<int>(Situation::kUnsure), 28);
  EXPECT_EQ(static_cast<int>(Nature::kAvailability), 4);
  EXPECT_EQ(static_cast<int>(Kind::kOther), 13);
  EXPECT_EQ(static_cast<int>(Kind::kImproperDisposal), 16);
  EXPECT_EQ(static_cast<int>(Cause::kOther), 6);
  EXPECT_EQ(static_cast<int>(DataCategory::kSpecialUnspecified), 21);
  EXPECT_EQ(static_cast<int>(PersonGroup::kCitizens), 2);
  EXPECT_EQ(static_cast<int>(Breach::kYes), 2);
  EXPECT_EQ(static_cast<int>(Risk::kHigh), 4);
  EXPECT_EQ(static_cast<int>(PersonsInformed::kNo), 4);
  EXPECT_EQ(static_cast<int>(Dismissal::kWithdrawn), 3);
  EXPECT_EQ(static_cast<int>(State::kDismissed), 5);
  EXPECT_EQ(static_cast<int>(Role::kAdministrator), 4);
}

}  // namespace
}  // namespace datalek::domain

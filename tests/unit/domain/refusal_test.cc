#include "services/domain/refusal.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace datalek::domain {
namespace {

constexpr int kLast = static_cast<int>(Reason::kReasonNeeded);

TEST(Reason, EveryReasonHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int number = 1; number <= kLast; ++number) {
    const std::string_view name = NameOf(static_cast<Reason>(number));
    EXPECT_NE(name, "UNKNOWN") << number;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(Reason, NamesAreUpperCaseWords) {
  for (int number = 1; number <= kLast; ++number) {
    for (const char c : NameOf(static_cast<Reason>(number))) {
      EXPECT_TRUE((c >= 'A' && c <= 'Z') || c == '_') << NameOf(static_cast<Reason>(number));
    }
  }
}

TEST(Reason, ANumberThatIsNoReasonHasNoName) {
  EXPECT_EQ(NameOf(static_cast<Reason>(0)), "UNKNOWN");
  EXPECT_EQ(NameOf(static_cast<Reason>(kLast + 1)), "UNKNOWN");
}

}  // namespace
}  // namespace datalek::domain

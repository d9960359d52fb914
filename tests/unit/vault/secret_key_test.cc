#include "services/vault/secret_key.h"

#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <string>

namespace datalek::vault {
namespace {

TEST(SecretKey, HoldsTheBytesItWasGiven) {
  const std::string bytes = "0123456789abcdef0123456789ABCDEF";
  EXPECT_TRUE(std::ranges::equal(SecretKey(bytes).bytes(), bytes));
}

TEST(SecretKey, IsAnotherOneEachTimeItIsRandom) {
  EXPECT_FALSE(SameKey(SecretKey::Random(), SecretKey::Random()));
}

TEST(SecretKey, LeavesNothingWhereItWas) {
  alignas(SecretKey) std::array<unsigned char, sizeof(SecretKey)> place{};
  auto* const key = new (place.data()) SecretKey(std::string(kKeyBytes, 'k'));
  ASSERT_TRUE(std::ranges::any_of(place, [](unsigned char byte) { return byte == 'k'; }));
  std::destroy_at(key);
  EXPECT_TRUE(std::ranges::all_of(place, [](unsigned char byte) { return byte == 0; }));
}

}  // namespace
}  // namespace datalek::vault

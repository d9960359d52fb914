#include "storage/kv/check.h"

#include "storage/kv/batch.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace datalek::storage {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using tests::IsOk;
using tests::StatusIs;

constexpr Capacity kLarge{.changes = 10'000, .requirements = 10'000, .bytes = 8 * kMebibyte};

TEST(CheckBatch, FindsTheOneKeyThatIsNamedTwiceAmongThousands) {
  constexpr std::size_t kChanges = 3000;
  for (const std::size_t twice : {std::size_t{0}, kChanges / 2, kChanges - 1}) {
    Batch batch;
    for (std::size_t i = 0; i < kChanges; ++i) {
      batch.Put("key " + std::to_string(i), "");
    }
    ASSERT_THAT(CheckBatch(batch, kLarge), IsOk());
    batch.Erase("key " + std::to_string(twice));
    EXPECT_THAT(CheckBatch(batch, kLarge), StatusIs(Code::kInvalidArgument, HasSubstr("twice")));
  }
}

TEST(CheckBatch, NamesTheLimitThatWasBroken) {
  Batch batch;
  for (std::size_t i = 0; i <= kCapacityFloor.changes; ++i) {
    batch.Put(std::to_string(i), "");
  }
  EXPECT_THAT(CheckBatch(batch, kLarge), IsOk());
  EXPECT_THAT(CheckBatch(batch, kCapacityFloor),
              StatusIs(Code::kInvalidArgument,
                       HasSubstr("at most 100 changes here; this one carries 101")));
}

TEST(CheckBatch, NeverRepeatsAKeyOrAValue) {
  const std::string secret = "secret";
  EXPECT_THAT(CheckBatch(Batch().Put(secret, "1").Put(secret, "2"), kLarge).message(),
              Not(HasSubstr(secret)));
  EXPECT_THAT(CheckKey(secret + std::string(kKeyBytesMax, 'k')).message(), Not(HasSubstr(secret)));
}

TEST(CheckBatch, AnyPermittedChangeFitsABatchOfTheFloor) {
  const Batch largest = [] {
    Batch batch;
    batch.Put(std::string(kKeyBytesMax, 'k'), std::string(kValueBytesMax, 'v'));
    return batch;
  }();
  EXPECT_THAT(CheckBatch(largest, kCapacityFloor), IsOk());
}

}  // namespace
}  // namespace datalek::storage

#include "services/domain/incident_id.h"
#include "services/vault/vault.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

namespace datalek::vault {
namespace {

using storage::Code;
using tests::IsOk;
using tests::StatusIs;

// How many incidents each refill of `store` brought, and how many refills brought so many.
std::map<std::size_t, int> RefillSizes(const KeyStore& store) {
  std::map<std::size_t, int> sizes;
  for (const storage::KeyValue& refill : store.Entries("p/")) {
    sizes[refill.value.size() / domain::IncidentId::kBytes] += 1;
  }
  return sizes;
}

void AllocateMany(Vault& vault, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_THAT(vault.Allocate(kOrganisation), IsOk());
  }
}

TEST(VaultPool, HandsOutNoIdTwice) {
  KeyStore store(kLargeBatches);
  std::set<domain::IncidentId> ids;
  constexpr std::size_t kCount = 3'000;
  for (const int restart : {0, 1}) {
    const auto vault = store.Open();
    for (std::size_t i = 0; i < kCount; ++i) {
      const auto keys = vault->Allocate(kOrganisation);
      ASSERT_THAT(keys, IsOk());
      ids.insert(keys.value()->incident);
    }
    EXPECT_EQ(ids.size(), kCount * static_cast<std::size_t>(restart + 1));
  }
}

TEST(VaultPool, MakesFewKeysForAnOrganisationThatAllocatesOnce) {
  KeyStore store(kLargeBatches);
  AllocateMany(*store.Open(), 1);
  EXPECT_EQ(store.Entries("k/").size(), 2 * kPoolKeysAtFirst);
}

TEST(VaultPool, MakesMoreAtATimeForAnOrganisationThatKeepsAllocating) {
  KeyStore store(kLargeBatches);
  AllocateMany(*store.Open(), 4 * kPoolKeysPerRefill);
  std::set<std::size_t> sizes;
  for (const auto& [size, refills] : RefillSizes(store)) {
    sizes.insert(size);
  }
  EXPECT_EQ(sizes, (std::set<std::size_t>{64, 128, 256, 512, 1'024}));
}

TEST(VaultPool, RefillsInOneCommitWhereTheEngineTakesIt) {
  KeyStore store(kLargeBatches);
  storage::FaultyEngine counting(store.engine);
  AllocateMany(*store.Open(&counting), 1);
  EXPECT_EQ(counting.commits(), 1U);
}

TEST(VaultPool, ListsInTheSameCommitEveryKeyItMakesWhereBatchesAreSmall) {
  KeyStore store(storage::kCapacityFloor);
  storage::FaultyEngine counting(store.engine);
  AllocateMany(*store.Open(&counting), 500);
  std::size_t listed = 0;
  for (const auto& [size, refills] : RefillSizes(store)) {
    EXPECT_LE(2 * size + 1, storage::kCapacityFloor.changes);
    listed += size * static_cast<std::size_t>(refills);
  }
  EXPECT_EQ(store.Entries("k/").size(), 2 * listed);
  EXPECT_EQ(store.Entries("p/").size(), counting.commits());
}

TEST(VaultPool, RefillsInSeveralCommitsWhereBatchesAreSmall) {
  constexpr std::size_t kWhole = (storage::kCapacityFloor.changes - 1) / 2;
  static_assert(kWhole < kPoolKeysAtFirst);
  KeyStore store(storage::kCapacityFloor);
  AllocateMany(*store.Open(), kPoolKeysAtFirst);
  const std::map<std::size_t, int> sizes = RefillSizes(store);
  EXPECT_TRUE(sizes.contains(kWhole));
  EXPECT_TRUE(sizes.contains(kPoolKeysAtFirst - kWhole));
}

TEST(VaultPool, KeepsAPoolForEachOrganisation) {
  KeyStore store(kLargeBatches);
  const auto vault = store.Open();
  for (const std::string_view organisation : {"aa", "bb"}) {
    const auto keys = vault->Allocate(organisation);
    ASSERT_THAT(keys, IsOk());
    EXPECT_THAT(store.Open()->Find(organisation, keys.value()->incident), IsOk());
  }
}

TEST(VaultPool, AnswersWithWhatTheStoreSaidWhenItCannotBeFilled) {
  for (const Code code : {Code::kFull, Code::kUnavailable}) {
    KeyStore store;
    storage::FaultyEngine faulty(store.engine);
    const auto vault = store.Open(&faulty);
    faulty.Arm({.at = 1, .lasts = storage::Fault::Lasts::kFromThenOn, .code = code});
    EXPECT_THAT(vault->Allocate(kOrganisation), StatusIs(code));
    EXPECT_THAT(vault->Allocate(kOrganisation), StatusIs(code));
  }
}

TEST(VaultPool, TriesAgainWhenItIsAskedAgain) {
  KeyStore store;
  storage::FaultyEngine faulty(store.engine);
  const auto vault = store.Open(&faulty);
  faulty.Arm({.at = 1, .code = Code::kFull});
  ASSERT_THAT(vault->Allocate(kOrganisation), StatusIs(Code::kFull));
  EXPECT_THAT(vault->Allocate(kOrganisation), IsOk());
}

TEST(VaultPool, GoesOnHandingOutWhatIsReadyWhileItCannotBeFilled) {
  KeyStore store(kLargeBatches);
  storage::FaultyEngine faulty(store.engine);
  const auto vault = store.Open(&faulty);
  AllocateMany(*vault, 1);
  faulty.Arm({.at = 1, .lasts = storage::Fault::Lasts::kFromThenOn, .code = Code::kFull});
  AllocateMany(*vault, kPoolKeysAtFirst - 1);
  EXPECT_THAT(vault->Allocate(kOrganisation), StatusIs(Code::kFull));
}

TEST(VaultPool, DoesNotTroubleTheStoreUntilSomebodyAllocates) {
  KeyStore store;
  storage::FaultyEngine counting(store.engine);
  const auto vault = store.Open(&counting);
  EXPECT_EQ(counting.commits(), 0U);
}

}  // namespace
}  // namespace datalek::vault

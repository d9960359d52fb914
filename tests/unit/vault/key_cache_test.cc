#include "services/vault/key_cache.h"

#include "services/domain/incident_id.h"
#include "services/vault/random.h"
#include "services/vault/vault.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace datalek::vault {
namespace {

SharedKeys KeysOf(const domain::IncidentId& incident) {
  return std::make_shared<const IncidentKeys>(
      IncidentKeys{.incident = incident, .identity = AKey('i'), .content = AKey('c')});
}

// Ids that fall into one shard: what chooses it is the last of the first 8 bytes.
domain::IncidentId Sibling(std::uint8_t number) {
  domain::IncidentId id;
  id.bytes[0] = number;
  return id;
}

// Where a shard holds two.
constexpr std::size_t kTwoPerShard = 2 * KeyCache::kShards;

TEST(KeyCache, FindsWhatWasAdded) {
  KeyCache cache(kTwoPerShard);
  const SharedKeys keys = KeysOf(AnId('a'));
  cache.AddNew("aa", keys);
  EXPECT_EQ(cache.Find("aa", AnId('a')).keys, keys);
}

TEST(KeyCache, DoesNotFindTheSameIdOfAnotherOrganisation) {
  KeyCache cache(kTwoPerShard);
  cache.AddNew("aa", KeysOf(domain::kOrganisationItself));
  EXPECT_EQ(cache.Find("ab", domain::kOrganisationItself).keys, nullptr);
}

TEST(KeyCache, MakesRoomByLettingGoWhatWasUsedLongestAgo) {
  KeyCache cache(kTwoPerShard);
  cache.AddNew("aa", KeysOf(Sibling(1)));
  cache.AddNew("aa", KeysOf(Sibling(2)));
  ASSERT_NE(cache.Find("aa", Sibling(1)).keys, nullptr);
  cache.AddNew("aa", KeysOf(Sibling(3)));
  EXPECT_NE(cache.Find("aa", Sibling(1)).keys, nullptr);
  EXPECT_EQ(cache.Find("aa", Sibling(2)).keys, nullptr);
  EXPECT_NE(cache.Find("aa", Sibling(3)).keys, nullptr);
}

TEST(KeyCache, HoldsNoMoreThanItsBound) {
  KeyCache cache(kTwoPerShard);
  constexpr int kAdded = 2'000;
  std::vector<domain::IncidentId> ids;
  for (int i = 0; i < kAdded; ++i) {
    ids.push_back(*domain::IdFromBytes(RandomBytes(domain::IncidentId::kBytes)));
    cache.AddNew("aa", KeysOf(ids.back()));
  }
  const auto kept = std::ranges::count_if(
      ids, [&](const domain::IncidentId& id) { return cache.Find("aa", id).keys != nullptr; });
  EXPECT_EQ(kept, kTwoPerShard);
}

TEST(KeyCache, DoesNotFindWhatWasForgotten) {
  KeyCache cache(kTwoPerShard);
  cache.AddNew("aa", KeysOf(Sibling(1)));
  cache.AddNew("aa", KeysOf(Sibling(2)));
  cache.Forget("aa", Sibling(1));
  EXPECT_EQ(cache.Find("aa", Sibling(1)).keys, nullptr);
  EXPECT_NE(cache.Find("aa", Sibling(2)).keys, nullptr);
}

TEST(KeyCache, KeepsNothingThatWasReadBeforeAnErasure) {
  KeyCache cache(kTwoPerShard);
  const KeyCache::Moment before = cache.Find("aa", Sibling(1)).moment;
  cache.Forget("aa", Sibling(1));
  cache.AddRead("aa", KeysOf(Sibling(1)), before);
  EXPECT_EQ(cache.Find("aa", Sibling(1)).keys, nullptr);
}

TEST(KeyCache, KeepsWhatWasReadAfterAnErasure) {
  KeyCache cache(kTwoPerShard);
  cache.Forget("aa", Sibling(1));
  cache.AddRead("aa", KeysOf(Sibling(1)), cache.Find("aa", Sibling(1)).moment);
  EXPECT_NE(cache.Find("aa", Sibling(1)).keys, nullptr);
}

TEST(KeyCache, IsEmptyOnceItIsCleared) {
  KeyCache cache(kTwoPerShard);
  cache.AddNew("aa", KeysOf(Sibling(1)));
  const KeyCache::Moment before = cache.Find("aa", Sibling(2)).moment;
  cache.Clear();
  cache.AddRead("aa", KeysOf(Sibling(2)), before);
  EXPECT_EQ(cache.Find("aa", Sibling(1)).keys, nullptr);
  EXPECT_EQ(cache.Find("aa", Sibling(2)).keys, nullptr);
}

}  // namespace
}  // namespace datalek::vault

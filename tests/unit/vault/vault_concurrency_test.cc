// The vault among many threads. Worth most under the thread sanitizer.
#include "services/domain/incident_id.h"
#include "services/vault/random.h"
#include "services/vault/vault.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace datalek::vault {
namespace {

using tests::IsOk;

constexpr std::size_t kThreads = 8;

// Runs `work` in kThreads threads at once, each with its number.
void InThreads(const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < kThreads; ++number) {
    threads.emplace_back(work, number);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

TEST(VaultAmongThreads, HandsOutNoIdTwiceAndAllOfThemDurably) {
  constexpr std::size_t kEach = 400;
  constexpr std::array<std::string_view, 2> kOrganisations{"aa", "bb"};
  KeyStore store(kLargeBatches);
  std::array<std::vector<domain::IncidentId>, kThreads> ids;
  {
    const auto vault = store.Open();
    InThreads([&](std::size_t number) {
      for (std::size_t i = 0; i < kEach; ++i) {
        const auto keys = vault->Allocate(kOrganisations[number % 2]);
        ASSERT_THAT(keys, IsOk());
        ids[number].push_back(keys.value()->incident);
      }
    });
  }
  const auto vault = store.Open();
  std::set<domain::IncidentId> seen;
  for (std::size_t number = 0; number < kThreads; ++number) {
    for (const domain::IncidentId& id : ids[number]) {
      seen.insert(id);
      EXPECT_THAT(vault->Find(kOrganisations[number % 2], id), IsOk());
    }
  }
  EXPECT_EQ(seen.size(), kThreads * kEach);
}

TEST(VaultAmongThreads, FindsAKeyNoMoreOnceItsErasureWasAnswered) {
  constexpr std::size_t kIncidents = 100;
  KeyStore store(kLargeBatches);
  std::vector<domain::IncidentId> ids;
  for (std::size_t i = 0; i < kIncidents; ++i) {
    ids.push_back(store.Open()->Allocate(kOrganisation).value()->incident);
  }
  const auto vault = store.Open();  // Has read none of them yet.
  std::array<std::atomic<bool>, kIncidents> erased{};
  InThreads([&](std::size_t number) {
    for (std::size_t i = 0; i < kIncidents; ++i) {
      if (number == 0) {
        EXPECT_THAT(vault->Erase(kOrganisation, ids[i], Class::kIdentity), IsOk());
        erased[i] = true;
        continue;
      }
      bool was_erased = false;
      while (!was_erased) {
        was_erased = erased[i];
        const auto keys = vault->Find(kOrganisation, ids[i]);
        ASSERT_THAT(keys, IsOk());
        EXPECT_TRUE(keys.value()->content.has_value());
        EXPECT_FALSE(was_erased && keys.value()->identity.has_value());
      }
    }
  });
}

TEST(VaultAmongThreads, AddsAnOrganisationWithOnePairOfKeys) {
  KeyStore store;
  const auto vault = store.Open();
  std::array<SharedKeys, kThreads> found;
  InThreads([&](std::size_t number) {
    ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
    const auto keys = vault->Find(kOrganisation, domain::kOrganisationItself);
    ASSERT_THAT(keys, IsOk());
    found[number] = keys.value();
  });
  for (const SharedKeys& keys : found) {
    EXPECT_TRUE(SameKey(*keys->content, *found[0]->content));
  }
}

TEST(VaultAmongThreads, StopsWhileKeysAreBeingMadeAndLeavesThemListed) {
  // Enough for a refill to be under way when the last of them is handed out.
  constexpr std::size_t kEach = kPoolKeysAtFirst / 2 / kThreads + 1;
  for (int i = 0; i < 50; ++i) {
    KeyStore store;
    {
      const auto vault = store.Open();
      InThreads([&](std::size_t) {
        for (std::size_t j = 0; j < kEach; ++j) {
          EXPECT_THAT(vault->Allocate(kOrganisation), IsOk());
        }
      });
    }
    std::size_t listed = 0;
    for (const storage::KeyValue& refill : store.Entries("p/")) {
      listed += refill.value.size() / domain::IncidentId::kBytes;
    }
    EXPECT_EQ(store.Entries("k/").size(), 2 * listed);
  }
}

TEST(RandomAmongThreads, NeverGivesTheSameBytesTwice) {
  constexpr std::size_t kEach = 2'000;
  std::array<std::vector<std::string>, kThreads> drawn;
  InThreads([&](std::size_t number) {
    for (std::size_t i = 0; i < kEach; ++i) {
      drawn[number].push_back(RandomBytes(24));
    }
  });
  std::set<std::string> seen;
  for (const std::vector<std::string>& each : drawn) {
    seen.insert(each.begin(), each.end());
  }
  EXPECT_EQ(seen.size(), kThreads * kEach);
}

}  // namespace
}  // namespace datalek::vault

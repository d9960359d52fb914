// Every operation on the store fails once, at every place it can: what was handed out is there.
#include "services/domain/incident_id.h"
#include "services/vault/vault.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::vault {
namespace {

using domain::kOrganisationItself;
using storage::Code;
using storage::Fault;
using tests::IsOk;

struct Failing {
  std::string_view name;
  Fault::Moment moment = Fault::Moment::kBefore;
  Fault::Lasts lasts = Fault::Lasts::kOnce;
  Code code = Code::kUnavailable;
};

void PrintTo(const Failing& failing, std::ostream* out) { *out << failing.name; }

std::string NameOf(const ::testing::TestParamInfo<Failing>& failing) {
  return std::string(failing.param.name);
}

class VaultFault : public ::testing::TestWithParam<Failing> {
 protected:
  static void Arm(storage::FaultyEngine& engine, std::uint64_t at) {
    engine.Arm({.at = at,
                .moment = GetParam().moment,
                .lasts = GetParam().lasts,
                .code = GetParam().code});
  }
};

// As many as were handed out of `attempts`.
std::vector<SharedKeys> AllocateWhatCanBe(Vault& vault, std::size_t attempts) {
  std::vector<SharedKeys> handed_out;
  for (std::size_t i = 0; i < attempts; ++i) {
    const auto keys = vault.Allocate(kOrganisation);
    if (keys.ok()) {
      handed_out.push_back(keys.value());
    } else {
      EXPECT_EQ(keys.status().code(), VaultFault::GetParam().code);
    }
  }
  return handed_out;
}

TEST_P(VaultFault, NeverHandsOutKeysThatAreNotThereAfterARestart) {
  constexpr std::size_t kAttempts = 100;  // Several refills.
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    KeyStore store;
    std::vector<SharedKeys> handed_out;
    std::set<domain::IncidentId> ids;
    storage::FaultyEngine faulty(store.engine);
    {
      const auto vault = store.Open(&faulty);
      Arm(faulty, at);
      handed_out = AllocateWhatCanBe(*vault, kAttempts);
    }
    fired = faulty.fired() > 0;
    const auto vault = store.Open();
    for (const SharedKeys& keys : handed_out) {
      ids.insert(keys->incident);
      const auto found = vault->Find(kOrganisation, keys->incident);
      ASSERT_THAT(found, IsOk());
      EXPECT_TRUE(SameKey(*found.value()->identity, *keys->identity));
      EXPECT_TRUE(SameKey(*found.value()->content, *keys->content));
    }
    EXPECT_EQ(ids.size(), handed_out.size());
  }
}

TEST_P(VaultFault, LeavesNothingInAllocatingThatASweepDoesNotFind) {
  constexpr std::size_t kAttempts = 100;
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    KeyStore store;
    std::set<domain::IncidentId> used;
    storage::FaultyEngine faulty(store.engine);
    {
      const auto vault = store.Open(&faulty);
      Arm(faulty, at);
      for (const SharedKeys& keys : AllocateWhatCanBe(*vault, kAttempts)) {
        used.insert(keys->incident);
      }
    }
    fired = faulty.fired() > 0;
    const auto is_used = [&](std::string_view, const domain::IncidentId& incident) {
      return storage::Result<bool>(used.contains(incident));
    };
    ASSERT_THAT(store.Open()->Sweep(is_used), IsOk());
    EXPECT_EQ(store.Entries("k/").size(), 2 * used.size());
    EXPECT_TRUE(store.Entries("p/").empty());
  }
}

TEST_P(VaultFault, AddsAnOrganisationWithBothKeysOrNone) {
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    KeyStore store;
    storage::FaultyEngine faulty(store.engine);
    const auto vault = store.Open(&faulty);
    Arm(faulty, at);
    const storage::Status added = vault->AddOrganisation(kOrganisation);
    fired = faulty.fired() > 0;
    EXPECT_EQ(added.ok(), !fired);
    faulty.Disarm();
    ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
    const auto keys = store.Open()->Find(kOrganisation, kOrganisationItself);
    ASSERT_THAT(keys, IsOk());
    EXPECT_TRUE(keys.value()->identity.has_value() && keys.value()->content.has_value());
  }
}

TEST_P(VaultFault, ErasesWhatItSaysItErasedAndFindsWhatTheStoreHolds) {
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    KeyStore store;
    storage::FaultyEngine faulty(store.engine);
    const auto vault = store.Open(&faulty);
    const auto keys = vault->Allocate(kOrganisation);
    ASSERT_THAT(keys, IsOk());
    const domain::IncidentId incident = keys.value()->incident;
    Arm(faulty, at);
    const storage::Status erased = vault->Erase(kOrganisation, incident, Class::kIdentity);
    fired = faulty.fired() > 0;
    EXPECT_EQ(erased.ok(), !fired);
    faulty.Disarm();
    const auto here = vault->Find(kOrganisation, incident);
    const auto restarted = store.Open()->Find(kOrganisation, incident);
    ASSERT_THAT(here, IsOk());
    ASSERT_THAT(restarted, IsOk());
    EXPECT_EQ(here.value()->identity.has_value(), restarted.value()->identity.has_value());
    EXPECT_FALSE(erased.ok() && here.value()->identity.has_value());
  }
}

TEST_P(VaultFault, IsPreparedAndOpenedOrSaysWhyNot) {
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    storage::MemoryEngine engine;
    storage::FaultyEngine faulty(engine);
    Arm(faulty, at);
    const storage::Status prepared = Vault::Initialise(faulty, AKey('K'));
    const auto opened = Vault::Open(faulty, AKey('K'));
    fired = faulty.fired() > 0;
    EXPECT_EQ(prepared.ok() && opened.ok(), !fired);
    faulty.Disarm();
    if (prepared.ok()) {
      EXPECT_THAT(Vault::Open(faulty, AKey('K')), IsOk());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, VaultFault,
                         ::testing::Values(Failing{.name = "DiskFullOnce", .code = Code::kFull},
                                           Failing{.name = "DiskFullFromThenOn",
                                                   .lasts = Fault::Lasts::kFromThenOn,
                                                   .code = Code::kFull},
                                           Failing{.name = "NotWrittenOnce"},
                                           Failing{.name = "WrittenButNotAnsweredOnce",
                                                   .moment = Fault::Moment::kAfter},
                                           Failing{.name = "WrittenButNotAnsweredThenCrashed",
                                                   .moment = Fault::Moment::kAfter,
                                                   .lasts = Fault::Lasts::kFromThenOn}),
                         NameOf);

}  // namespace
}  // namespace datalek::vault

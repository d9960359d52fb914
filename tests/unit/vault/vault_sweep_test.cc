#include "services/domain/incident_id.h"
#include "services/vault/keyspace.h"
#include "services/vault/vault.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/batch.h"
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
#include <utility>

namespace datalek::vault {
namespace {

using domain::IncidentId;
using storage::Code;
using tests::IsOk;
using tests::StatusIs;

// The incidents of the register: of each, its organisation and its id.
using Register = std::set<std::pair<std::string, IncidentId>>;

IsUsed Of(const Register& incidents) {
  return [&incidents](std::string_view organisation,
                      const IncidentId& incident) -> storage::Result<bool> {
    return incidents.contains({std::string(organisation), incident});
  };
}

// Allocates `count` ids, and registers every second one.
void Report(Vault& vault, std::string_view organisation, std::size_t count, Register& incidents) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto keys = vault.Allocate(organisation);
    ASSERT_THAT(keys, IsOk());
    if (i % 2 == 0) {
      incidents.emplace(organisation, keys.value()->incident);
    }
  }
}

// That the store holds the keys of `incidents`, both of each, and nothing else made ahead.
void ExpectHoldsJust(KeyStore& store, const Register& incidents) {
  EXPECT_EQ(store.Entries("k/").size(), 2 * incidents.size());
  EXPECT_TRUE(store.Entries("p/").empty());
  const auto vault = store.Open();
  for (const auto& [organisation, incident] : incidents) {
    const auto keys = vault->Find(organisation, incident);
    ASSERT_THAT(keys, IsOk());
    EXPECT_TRUE(keys.value()->identity.has_value() && keys.value()->content.has_value());
  }
}

struct Batches {
  std::string_view name;
  storage::Capacity capacity;
};

void PrintTo(const Batches& batches, std::ostream* out) { *out << batches.name; }

std::string NameOf(const ::testing::TestParamInfo<Batches>& batches) {
  return std::string(batches.param.name);
}

class VaultSweepIn : public ::testing::TestWithParam<Batches> {};

TEST_P(VaultSweepIn, ErasesJustTheKeysThatWereNotUsed) {
  KeyStore store(GetParam().capacity);
  Register incidents;
  for (const std::string_view organisation : {"aa", "bb"}) {
    Report(*store.Open(), organisation, 700, incidents);
  }
  ASSERT_THAT(store.Open()->Sweep(Of(incidents)), IsOk());
  ExpectHoldsJust(store, incidents);
}

TEST_P(VaultSweepIn, ErasesAllThatACrashLeftBehindUnused) {
  KeyStore store(GetParam().capacity);
  Register none;
  {
    // The vault and what it handed out are gone, as after a crash.
    Register forgotten;
    Report(*store.Open(), kOrganisation, 300, forgotten);
  }
  ASSERT_THAT(store.Open()->Sweep(Of(none)), IsOk());
  ExpectHoldsJust(store, none);
}

TEST_P(VaultSweepIn, FinishesWhatAFailureCutShort) {
  for (const auto moment : {storage::Fault::Moment::kBefore, storage::Fault::Moment::kAfter}) {
    bool fired = true;
    for (std::uint64_t at = 1; fired; ++at) {
      SCOPED_TRACE(at);
      KeyStore store(GetParam().capacity);
      Register incidents;
      Report(*store.Open(), kOrganisation, 100, incidents);
      storage::FaultyEngine faulty(store.engine);
      const auto vault = store.Open(&faulty);
      faulty.Arm({.at = at, .moment = moment});
      const storage::Status swept = vault->Sweep(Of(incidents));
      fired = faulty.fired() > 0;
      EXPECT_EQ(swept.ok(), !fired);
      faulty.Disarm();
      ASSERT_THAT(vault->Sweep(Of(incidents)), IsOk());
      ExpectHoldsJust(store, incidents);
    }
  }
}

TEST_P(VaultSweepIn, FinishesAfterARestartWhatACrashCutShort) {
  bool fired = true;
  for (std::uint64_t at = 1; fired; ++at) {
    SCOPED_TRACE(at);
    KeyStore store(GetParam().capacity);
    Register incidents;
    Report(*store.Open(), kOrganisation, 100, incidents);
    {
      storage::FaultyEngine faulty(store.engine);
      const auto vault = store.Open(&faulty);
      faulty.Arm({.at = at, .lasts = storage::Fault::Lasts::kFromThenOn});
      const storage::Status swept = vault->Sweep(Of(incidents));
      fired = faulty.fired() > 0;
      EXPECT_EQ(swept.ok(), !fired);
    }
    ASSERT_THAT(store.Open()->Sweep(Of(incidents)), IsOk());
    ExpectHoldsJust(store, incidents);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Engines, VaultSweepIn,
    ::testing::Values(Batches{.name = "SmallBatches", .capacity = storage::kCapacityFloor},
                      Batches{.name = "LargeBatches", .capacity = kLargeBatches}),
    NameOf);

TEST(VaultSweep, KeepsTheKeysOfTheOrganisationItself) {
  KeyStore store;
  ASSERT_THAT(store.Open()->AddOrganisation(kOrganisation), IsOk());
  const auto vault = store.Open();
  ASSERT_THAT(vault->Sweep(Of({})), IsOk());
  EXPECT_THAT(vault->Find(kOrganisation, domain::kOrganisationItself), IsOk());
}

TEST(VaultSweep, ReadsMoreListsThanItReadsAtOnce) {
  constexpr int kOrganisations = 150;  // A list each.
  KeyStore store;
  {
    const auto vault = store.Open();
    for (int i = 0; i < kOrganisations; ++i) {
      ASSERT_THAT(vault->Allocate("gemeente-" + std::to_string(i)), IsOk());
    }
  }
  ASSERT_GE(store.Entries("p/").size(), std::size_t{kOrganisations});
  ASSERT_THAT(store.Open()->Sweep(Of({})), IsOk());
  ExpectHoldsJust(store, {});
}

TEST(VaultSweep, AsksAboutNothingTwiceOnceItIsDone) {
  KeyStore store;
  Register incidents;
  Report(*store.Open(), kOrganisation, 10, incidents);
  ASSERT_THAT(store.Open()->Sweep(Of(incidents)), IsOk());
  int asked = 0;
  EXPECT_THAT(store.Open()->Sweep([&](std::string_view, const IncidentId&) {
    asked += 1;
    return storage::Result<bool>(true);
  }),
              IsOk());
  EXPECT_EQ(asked, 0);
}

TEST(VaultSweep, DoesNotBringBackAKeyThatWasErased) {
  KeyStore store;
  Register incidents;
  {
    const auto vault = store.Open();
    Report(*vault, kOrganisation, 1, incidents);
    ASSERT_THAT(vault->Erase(kOrganisation, incidents.begin()->second, Class::kIdentity), IsOk());
  }
  const auto vault = store.Open();
  ASSERT_THAT(vault->Sweep(Of(incidents)), IsOk());
  const auto keys = vault->Find(kOrganisation, incidents.begin()->second);
  ASSERT_THAT(keys, IsOk());
  EXPECT_FALSE(keys.value()->identity.has_value());
}

TEST(VaultSweep, DoesNotFindSweptKeysThatWereReadBefore) {
  KeyStore store;
  const auto keys = store.Open()->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const auto vault = store.Open();
  ASSERT_THAT(vault->Find(kOrganisation, keys.value()->incident), IsOk());
  ASSERT_THAT(vault->Sweep(Of({})), IsOk());
  EXPECT_THAT(vault->Find(kOrganisation, keys.value()->incident), StatusIs(Code::kNotFound));
}

TEST(VaultSweep, ErasesNothingWhenTheRegisterCannotBeAsked) {
  KeyStore store;
  Register incidents;
  Report(*store.Open(), kOrganisation, 10, incidents);
  const std::size_t before = store.Entries("").size();
  EXPECT_THAT(store.Open()->Sweep([](std::string_view, const IncidentId&) {
    return storage::Result<bool>(storage::Status(Code::kUnavailable, "not now"));
  }),
              StatusIs(Code::kUnavailable));
  EXPECT_EQ(store.Entries("").size(), before);
}

TEST(VaultSweep, IsRefusedOnceKeysWereHandedOut) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  EXPECT_THAT(vault->Sweep(Of({})), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(store.Open()->Find(kOrganisation, keys.value()->incident), IsOk());
}

TEST(VaultSweep, StopsAtAListThatIsDamaged) {
  KeyStore store;
  storage::Batch damage;
  damage.Put(RefillKey(kOrganisation, "00000000"), "not a multiple of 16");
  ASSERT_THAT(store.engine.Commit(damage), IsOk());
  EXPECT_THAT(store.Open()->Sweep(Of({})), StatusIs(Code::kCorruption));
  EXPECT_EQ(store.Entries("p/").size(), 1U);
}

}  // namespace
}  // namespace datalek::vault

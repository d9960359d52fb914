#include "services/vault/vault.h"

#include "services/domain/incident_id.h"
#include "services/vault/keyspace.h"
#include "services/vault/secret_key.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::vault {
namespace {

using domain::kOrganisationItself;
using storage::Code;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::IsOk;
using tests::StatusIs;

bool SameKeys(const IncidentKeys& one, const IncidentKeys& other) {
  return one.incident == other.incident && SameKey(*one.identity, *other.identity) &&
         SameKey(*one.content, *other.content);
}

TEST(Vault, OpensWithTheKekItWasPreparedWith) {
  KeyStore store;
  EXPECT_THAT(Vault::Open(store.engine, store.kek), IsOk());
}

TEST(Vault, RefusesAnotherKekInWordsThatNameNeitherKey) {
  KeyStore store;
  const std::string own_id = Kek(store.kek).id;
  const std::string other_id = Kek(AKey('L')).id;
  EXPECT_THAT(Vault::Open(store.engine, AKey('L')),
              StatusIs(Code::kInvalidArgument,
                       AllOf(HasSubstr("does not belong to this key store"), Not(HasSubstr(own_id)),
                             Not(HasSubstr(other_id)), Not(HasSubstr("LLL")))));
}

TEST(Vault, RefusesAStoreThatWasNeverPrepared) {
  storage::MemoryEngine empty;
  EXPECT_THAT(Vault::Open(empty, AKey('K')), StatusIs(Code::kNotARegister));
}

TEST(Vault, RefusesAStoreWhoseCheckValueIsDamaged) {
  KeyStore store;
  storage::Batch damage;
  damage.Put(CheckValueKey(Kek(store.kek).id), "not a check value");
  ASSERT_THAT(store.engine.Commit(damage), IsOk());
  EXPECT_THAT(Vault::Open(store.engine, store.kek), StatusIs(Code::kCorruption));
}

TEST(Vault, IsPreparedOnce) {
  KeyStore store;
  EXPECT_THAT(Vault::Initialise(store.engine, store.kek), StatusIs(Code::kConflict));
  EXPECT_THAT(Vault::Initialise(store.engine, AKey('L')), StatusIs(Code::kConflict));
  EXPECT_THAT(Vault::Open(store.engine, store.kek), IsOk());
}

TEST(Vault, IsNotPreparedWhereOtherThingsLie) {
  storage::MemoryEngine engine;
  storage::Batch other;
  other.Put("e/gemeente-voorbeeld", "an entry");
  ASSERT_THAT(engine.Commit(other), IsOk());
  EXPECT_THAT(Vault::Initialise(engine, AKey('K')), StatusIs(Code::kConflict));
}

TEST(Vault, FindsTheKeysItHandedOut) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const auto found = vault->Find(kOrganisation, keys.value()->incident);
  ASSERT_THAT(found, IsOk());
  EXPECT_TRUE(SameKeys(*found.value(), *keys.value()));
}

TEST(Vault, FindsTheKeysAgainAfterARestart) {
  KeyStore store;
  const auto keys = store.Open()->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const auto found = store.Open()->Find(kOrganisation, keys.value()->incident);
  ASSERT_THAT(found, IsOk());
  EXPECT_TRUE(SameKeys(*found.value(), *keys.value()));
}

TEST(Vault, GivesAnIncidentTwoDifferentKeys) {
  KeyStore store;
  const auto keys = store.Open()->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  EXPECT_FALSE(SameKey(*keys.value()->identity, *keys.value()->content));
}

TEST(Vault, DoesNotFindTheKeysOfAnIncidentOfAnotherOrganisation) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  EXPECT_THAT(vault->Find("gemeente-elders", keys.value()->incident), StatusIs(Code::kNotFound));
}

TEST(Vault, ReadsTheKeysOfAnIncidentOnce) {
  KeyStore store;
  const auto keys = store.Open()->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  storage::FaultyEngine counting(store.engine);
  const auto vault = store.Open(&counting);
  ASSERT_THAT(vault->Find(kOrganisation, keys.value()->incident), IsOk());
  const auto operations = counting.operations();
  ASSERT_THAT(vault->Find(kOrganisation, keys.value()->incident), IsOk());
  EXPECT_EQ(counting.operations(), operations);
}

TEST(Vault, RefusesKeysThatWereMovedToAnotherIncident) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const KeyPlace from{
      .organisation = kOrganisation, .incident = keys.value()->incident, .cls = Class::kContent};
  KeyPlace to = from;
  to.incident = AnId('x');
  storage::Batch moving;
  moving.Put(WrappedKeyKey(to), store.engine.Get(WrappedKeyKey(from)).value());
  ASSERT_THAT(store.engine.Commit(moving), IsOk());
  EXPECT_THAT(vault->Find(kOrganisation, AnId('x')), StatusIs(Code::kCorruption));
}

TEST(Vault, AllocatesForASlugOnly) {
  KeyStore store;
  const auto vault = store.Open();
  for (const std::string_view name : {"", "a", "Gemeente", "a/b", "gemeente voorbeeld"}) {
    EXPECT_THAT(vault->Allocate(name), StatusIs(Code::kInvalidArgument)) << name;
    EXPECT_THAT(vault->AddOrganisation(name), StatusIs(Code::kInvalidArgument)) << name;
  }
}

TEST(Vault, FindsNoKeysOfAnOrganisationBeforeItIsAdded) {
  KeyStore store;
  const auto vault = store.Open();
  EXPECT_THAT(vault->Find(kOrganisation, kOrganisationItself), StatusIs(Code::kNotFound));
  ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
  EXPECT_THAT(vault->Find(kOrganisation, kOrganisationItself), IsOk());
}

TEST(Vault, KeepsTheFirstKeysOfAnOrganisationThatIsAddedAgain) {
  KeyStore store;
  const auto vault = store.Open();
  ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
  const auto first = vault->Find(kOrganisation, kOrganisationItself);
  ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
  const auto second = store.Open()->Find(kOrganisation, kOrganisationItself);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(SameKeys(*first.value(), *second.value()));
}

TEST(Vault, MakesNoNewKeyOfAnOrganisationInPlaceOfAnErasedOne) {
  KeyStore store;
  const auto vault = store.Open();
  ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, kOrganisationItself, Class::kIdentity), IsOk());
  ASSERT_THAT(vault->AddOrganisation(kOrganisation), IsOk());
  const auto found = vault->Find(kOrganisation, kOrganisationItself);
  ASSERT_THAT(found, IsOk());
  EXPECT_FALSE(found.value()->identity.has_value());
}

TEST(Vault, ErasesTheOneKeyAndKeepsTheOther) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, keys.value()->incident, Class::kIdentity), IsOk());
  const auto found = vault->Find(kOrganisation, keys.value()->incident);
  ASSERT_THAT(found, IsOk());
  EXPECT_FALSE(found.value()->identity.has_value());
  EXPECT_TRUE(SameKey(*found.value()->content, *keys.value()->content));
}

TEST(Vault, LeavesNothingOfAnErasedKeyInTheStore) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const KeyPlace place{
      .organisation = kOrganisation, .incident = keys.value()->incident, .cls = Class::kContent};
  ASSERT_THAT(store.engine.Get(WrappedKeyKey(place)), IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, place.incident, place.cls), IsOk());
  EXPECT_THAT(store.engine.Get(WrappedKeyKey(place)), StatusIs(Code::kNotFound));
}

TEST(Vault, FindsNoKeysOnceBothAreErased) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, keys.value()->incident, Class::kIdentity), IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, keys.value()->incident, Class::kContent), IsOk());
  EXPECT_THAT(vault->Find(kOrganisation, keys.value()->incident), StatusIs(Code::kNotFound));
}

TEST(Vault, ErasesAgainWithoutHarm) {
  KeyStore store;
  const auto vault = store.Open();
  EXPECT_THAT(vault->Erase(kOrganisation, AnId('x'), Class::kIdentity), IsOk());
  EXPECT_THAT(vault->Erase(kOrganisation, AnId('x'), Class::kIdentity), IsOk());
}

TEST(Vault, LeavesErasedKeysWithThoseWhoHoldThem) {
  KeyStore store;
  const auto vault = store.Open();
  const auto keys = vault->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  ASSERT_THAT(vault->Erase(kOrganisation, keys.value()->incident, Class::kIdentity), IsOk());
  EXPECT_TRUE(keys.value()->identity.has_value());
}

// Lets something happen between the engine's reading and its answer.
class InterruptedEngine final : public storage::Engine {
 public:
  explicit InterruptedEngine(storage::Engine& beneath) : beneath_(beneath) {}

  // Once, after the next GetMany has read.
  void Interrupt(std::function<void()> with) { interruption_ = std::move(with); }

  [[nodiscard]] storage::Capacity capacity() const override { return beneath_.capacity(); }
  storage::Result<std::string> Get(std::string_view key) const override {
    return beneath_.Get(key);
  }
  storage::Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override {
    auto values = beneath_.GetMany(keys);
    if (interruption_) {
      std::exchange(interruption_, nullptr)();
    }
    return values;
  }
  storage::Result<std::vector<storage::KeyValue>> Scan(const storage::KeyRange& range,
                                                       std::size_t limit) const override {
    return beneath_.Scan(range, limit);
  }
  storage::Status Commit(const storage::Batch& batch) override { return beneath_.Commit(batch); }

 private:
  storage::Engine& beneath_;
  mutable std::function<void()> interruption_;
};

TEST(Vault, DoesNotFindAnErasedKeyBecauseSomebodyWasReadingItMeanwhile) {
  KeyStore store;
  const auto keys = store.Open()->Allocate(kOrganisation);
  ASSERT_THAT(keys, IsOk());
  const domain::IncidentId incident = keys.value()->incident;
  InterruptedEngine engine(store.engine);
  const auto vault = store.Open(&engine);
  engine.Interrupt(
      [&] { EXPECT_THAT(vault->Erase(kOrganisation, incident, Class::kIdentity), IsOk()); });
  ASSERT_THAT(vault->Find(kOrganisation, incident), IsOk());
  const auto found = vault->Find(kOrganisation, incident);
  ASSERT_THAT(found, IsOk());
  EXPECT_FALSE(found.value()->identity.has_value());
}

}  // namespace
}  // namespace datalek::vault

#include "services/vault/vault.h"

#include "services/domain/incident_id.h"
#include "services/domain/validate.h"
#include "services/vault/key_cache.h"
#include "services/vault/key_pool.h"
#include "services/vault/key_wrap.h"
#include "services/vault/keyspace.h"
#include "services/vault/random.h"
#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "services/vault/sweep.h"
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::vault {
namespace {

storage::Status CheckSlug(std::string_view organisation) {
  if (!domain::IsSlug(organisation)) {
    return {storage::Code::kInvalidArgument, "an organisation is named by its slug"};
  }
  return {};
}

domain::IncidentId NewIncidentId() {
  domain::IncidentId incident;
  FillRandom(incident.bytes);
  assert(incident != domain::kOrganisationItself);
  return incident;
}

SharedKeys NewKeys(const domain::IncidentId& incident) {
  return std::make_shared<const IncidentKeys>(IncidentKeys{
      .incident = incident, .identity = SecretKey::Random(), .content = SecretKey::Random()});
}

class StoredVault final : public Vault {
 public:
  StoredVault(storage::Engine& engine, Kek kek)
      : engine_(engine),
        kek_(std::move(kek)),
        pool_([this](std::string_view organisation, std::size_t incidents_max) {
          return Refill(organisation, incidents_max);
        }) {}

  storage::Result<SharedKeys> Allocate(std::string_view organisation) override {
    if (storage::Status checked = CheckSlug(organisation); !checked.ok()) {
      return checked;
    }
    storage::Result<SharedKeys> keys = pool_.Take(organisation);
    if (keys.ok()) {
      cache_.AddNew(organisation, keys.value());
    }
    return keys;
  }

  storage::Result<SharedKeys> Find(std::string_view organisation,
                                   const domain::IncidentId& incident) override {
    KeyCache::Found found = cache_.Find(organisation, incident);
    if (found.keys != nullptr) {
      return std::move(found.keys);
    }
    storage::Result<SharedKeys> read = Read(organisation, incident);
    if (read.ok()) {
      cache_.AddRead(organisation, read.value(), found.moment);
    }
    return read;
  }

  storage::Status AddOrganisation(std::string_view organisation) override {
    if (storage::Status checked = CheckSlug(organisation); !checked.ok()) {
      return checked;
    }
    storage::Batch batch;
    PutKeys(batch, organisation, *NewKeys(domain::kOrganisationItself));
    for (const Class cls : {Class::kIdentity, Class::kContent}) {
      batch.RequireAbsent(WrappedKeyKey(
          {.organisation = organisation, .incident = domain::kOrganisationItself, .cls = cls}));
    }
    storage::Status committed = engine_.Commit(batch);
    return committed.code() == storage::Code::kConflict ? storage::Status() : committed;
  }

  storage::Status Erase(std::string_view organisation, const domain::IncidentId& incident,
                        Class cls) override {
    storage::Batch batch;
    batch.Erase(WrappedKeyKey({.organisation = organisation, .incident = incident, .cls = cls}));
    storage::Status committed = engine_.Commit(batch);
    // Also when it failed: it may have been written for all that.
    cache_.Forget(organisation, incident);
    return committed;
  }

  storage::Status Sweep(const IsUsed& is_used) override {
    return pool_.RunBeforeFirstTake([&] {
      storage::Status swept = SweepUnused(engine_, is_used);
      // Also when it failed: keys may be gone for all that.
      cache_.Clear();
      return swept;
    });
  }

 private:
  void PutKeys(storage::Batch& batch, std::string_view organisation,
               const IncidentKeys& keys) const {
    KeyPlace place{.organisation = organisation, .incident = keys.incident};
    for (const Class cls : {Class::kIdentity, Class::kContent}) {
      place.cls = cls;
      const SecretKey& key = cls == Class::kIdentity ? *keys.identity : *keys.content;
      batch.Put(WrappedKeyKey(place), WrapKey(kek_, place, key));
    }
  }

  // nullopt when there is none at `place`.
  [[nodiscard]] storage::Result<std::optional<SecretKey>> Unwrap(
      const KeyPlace& place, const std::optional<std::string>& wrapped) const {
    if (!wrapped.has_value()) {
      return std::optional<SecretKey>();
    }
    storage::Result<SecretKey> key = UnwrapKey(kek_, place, *wrapped);
    if (!key.ok()) {
      return key.status();
    }
    return std::optional(key.value());
  }

  [[nodiscard]] storage::Result<SharedKeys> Read(std::string_view organisation,
                                                 const domain::IncidentId& incident) const {
    const KeyPlace identity_place{
        .organisation = organisation, .incident = incident, .cls = Class::kIdentity};
    const KeyPlace content_place{
        .organisation = organisation, .incident = incident, .cls = Class::kContent};
    const storage::Result<std::vector<std::optional<std::string>>> wrapped =
        engine_.GetMany(std::array{WrappedKeyKey(identity_place), WrappedKeyKey(content_place)});
    if (!wrapped.ok()) {
      return wrapped.status();
    }
    const storage::Result<std::optional<SecretKey>> identity =
        Unwrap(identity_place, wrapped.value()[0]);
    if (!identity.ok()) {
      return identity.status();
    }
    const storage::Result<std::optional<SecretKey>> content =
        Unwrap(content_place, wrapped.value()[1]);
    if (!content.ok()) {
      return content.status();
    }
    if (!identity.value().has_value() && !content.value().has_value()) {
      return storage::Status(storage::Code::kNotFound, "no keys of this incident");
    }
    return SharedKeys(std::make_shared<const IncidentKeys>(IncidentKeys{
        .incident = incident, .identity = identity.value(), .content = content.value()}));
  }

  // How many incidents' keys go into one batch with the record that lists them.
  [[nodiscard]] std::size_t IncidentsPerBatch(std::string_view organisation) const {
    const storage::Capacity capacity = engine_.capacity();
    const std::size_t key_bytes =
        WrappedKeyKey({.organisation = organisation, .incident = {}}).size();
    const std::size_t record_bytes =
        2 * RefillKey(organisation, std::string(kRefillIdBytes, '0')).size();
    const std::size_t incident_bytes =
        2 * (key_bytes + kWrappedKeyBytes) + domain::IncidentId::kBytes;
    return std::min((capacity.changes - 1) / 2, (capacity.bytes - record_bytes) / incident_bytes);
  }

  storage::Result<std::vector<SharedKeys>> Refill(std::string_view organisation,
                                                  std::size_t incidents_max) {
    const std::size_t count = std::min(incidents_max, IncidentsPerBatch(organisation));
    std::vector<SharedKeys> made;
    made.reserve(count);
    std::string ids;
    ids.reserve(count * domain::IncidentId::kBytes);
    storage::Batch batch;
    for (std::size_t i = 0; i < count; ++i) {
      made.push_back(NewKeys(NewIncidentId()));
      PutKeys(batch, organisation, *made.back());
      ids += domain::ToBytes(made.back()->incident);
    }
    // A random name, so that none has to be remembered across a crash.
    const std::string refill_key = RefillKey(organisation, RandomBytes(kRefillIdBytes));
    batch.RequireAbsent(refill_key);
    batch.Put(refill_key, std::move(ids));
    if (storage::Status committed = engine_.Commit(batch); !committed.ok()) {
      return committed;
    }
    return made;
  }

  storage::Engine& engine_;
  const Kek kek_;
  KeyCache cache_{kCachedIncidentsMax};
  KeyPool pool_;  // Last: its thread uses all of the above.
};

}  // namespace

storage::Status Vault::Initialise(storage::Engine& keys, const SecretKey& kek) {
  const storage::Result<std::vector<storage::KeyValue>> first = keys.Scan({}, 1);
  if (!first.ok()) {
    return first.status();
  }
  if (!first.value().empty()) {
    return {storage::Code::kConflict, "the key store is not empty: it was prepared before"};
  }
  const Kek named(kek);
  const std::string check_key = CheckValueKey(named.id);
  storage::Batch batch;
  batch.RequireAbsent(check_key);
  batch.Put(check_key, MakeCheckValue(named));
  return keys.Commit(batch);
}

storage::Result<std::unique_ptr<Vault>> Vault::Open(storage::Engine& keys, const SecretKey& kek) {
  Kek named(kek);
  const storage::Result<std::string> check_value = keys.Get(CheckValueKey(named.id));
  if (check_value.ok()) {
    if (!IsCheckValueOf(named, check_value.value())) {
      return storage::Status(storage::Code::kCorruption,
                             "the key store is damaged: its check value does not open");
    }
    return std::unique_ptr<Vault>(std::make_unique<StoredVault>(keys, std::move(named)));
  }
  if (check_value.status().code() != storage::Code::kNotFound) {
    return check_value.status();
  }
  const storage::Result<std::vector<storage::KeyValue>> others = keys.Scan(CheckValueKeys(), 1);
  if (!others.ok()) {
    return others.status();
  }
  if (others.value().empty()) {
    return storage::Status(storage::Code::kNotARegister, "the key store was never prepared");
  }
  return storage::Status(
      storage::Code::kInvalidArgument,
      "this key-encryption key does not belong to this key store; use the one made with it");
}

}  // namespace datalek::vault

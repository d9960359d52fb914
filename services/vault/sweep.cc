#include "services/vault/sweep.h"

#include "services/domain/incident_id.h"
#include "services/vault/key_wrap.h"
#include "services/vault/keyspace.h"
#include "services/vault/seal.h"
#include "services/vault/vault.h"
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::vault {
namespace {

// A p/ record is 16 KiB at most, so a page is 1 MiB.
constexpr std::size_t kRefillsPerPage = 64;

// Erases in batches as large as the engine takes them, in the order given.
class Eraser {
 public:
  explicit Eraser(storage::Engine& engine) : engine_(engine), capacity_(engine.capacity()) {}

  storage::Status Erase(std::string key) {
    const bool fits = batch_.changes().size() < capacity_.changes &&
                      batch_.bytes() + key.size() <= capacity_.bytes;
    if (!fits) {
      if (storage::Status committed = Finish(); !committed.ok()) {
        return committed;
      }
    }
    batch_.Erase(std::move(key));
    return {};
  }

  storage::Status Finish() {
    if (batch_.changes().empty()) {
      return {};
    }
    storage::Status committed = engine_.Commit(batch_);
    batch_ = storage::Batch();
    return committed;
  }

 private:
  storage::Engine& engine_;
  const storage::Capacity capacity_;
  storage::Batch batch_;
};

storage::Status EraseKeys(std::string_view organisation, const domain::IncidentId& incident,
                          Eraser& eraser) {
  for (const Class cls : {Class::kIdentity, Class::kContent}) {
    storage::Status erased = eraser.Erase(
        WrappedKeyKey({.organisation = organisation, .incident = incident, .cls = cls}));
    if (!erased.ok()) {
      return erased;
    }
  }
  return {};
}

storage::Status SweepRefill(const storage::KeyValue& refill, const IsUsed& is_used,
                            Eraser& eraser) {
  constexpr std::size_t kIdBytes = domain::IncidentId::kBytes;
  const std::optional<std::string_view> organisation = OrganisationOfRefill(refill.key);
  if (!organisation.has_value() || refill.value.size() % kIdBytes != 0) {
    return {storage::Code::kCorruption, "a list of keys made ahead is damaged"};
  }
  for (std::string_view ids = refill.value; !ids.empty(); ids.remove_prefix(kIdBytes)) {
    const domain::IncidentId incident = *domain::IdFromBytes(ids.substr(0, kIdBytes));
    const storage::Result<bool> in_use = is_used(*organisation, incident);
    if (!in_use.ok()) {
      return in_use.status();
    }
    if (in_use.value()) {
      continue;
    }
    if (storage::Status erased = EraseKeys(*organisation, incident, eraser); !erased.ok()) {
      return erased;
    }
  }
  return eraser.Erase(refill.key);
}

}  // namespace

storage::Status SweepUnused(storage::Engine& engine, const IsUsed& is_used) {
  Eraser eraser(engine);
  storage::KeyRange range = RefillKeys();
  while (true) {
    const storage::Result<std::vector<storage::KeyValue>> page =
        engine.Scan(range, kRefillsPerPage);
    if (!page.ok()) {
      return page.status();
    }
    for (const storage::KeyValue& refill : page.value()) {
      if (storage::Status swept = SweepRefill(refill, is_used, eraser); !swept.ok()) {
        return swept;
      }
    }
    if (page.value().size() < kRefillsPerPage) {
      return eraser.Finish();
    }
    range.first = page.value().back().key + '\0';
  }
}

}  // namespace datalek::vault

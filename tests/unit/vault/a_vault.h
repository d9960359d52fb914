// A key store in memory and vaults over it, one after the other as across restarts.
//
// Belongs to one thread; the vaults it opens do not.
#pragma once

#include "services/domain/incident_id.h"
#include "services/vault/secret_key.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::vault {

inline constexpr std::string_view kOrganisation = "gemeente-voorbeeld";

inline domain::IncidentId AnId(char filled_with) {
  return *domain::IdFromBytes(std::string(domain::IncidentId::kBytes, filled_with));
}

inline SecretKey AKey(char filled_with) { return SecretKey(std::string(kKeyBytes, filled_with)); }

inline bool SameKey(const SecretKey& one, const SecretKey& other) {
  return std::ranges::equal(one.bytes(), other.bytes());
}

// An engine that takes larger batches than every engine must.
inline constexpr storage::Capacity kLargeBatches{
    .changes = 4'096, .requirements = 100, .bytes = 4 * storage::kMebibyte};

struct KeyStore {
  explicit KeyStore(storage::Capacity capacity = storage::kCapacityFloor) : engine(capacity) {
    EXPECT_THAT(Vault::Initialise(engine, kek), tests::IsOk());
  }

  // A vault over what lies in the store, as after a restart. `over`: to see it through another.
  [[nodiscard]] std::unique_ptr<Vault> Open(storage::Engine* over = nullptr) {
    storage::Result<std::unique_ptr<Vault>> opened =
        Vault::Open(over == nullptr ? engine : *over, kek);
    EXPECT_THAT(opened, tests::IsOk());
    return std::move(opened).value();
  }

  // All entries whose key begins with `prefix`.
  [[nodiscard]] std::vector<storage::KeyValue> Entries(std::string_view prefix) const {
    std::vector<storage::KeyValue> entries;
    storage::KeyRange range{.first = std::string(prefix), .limit = {}};
    while (true) {
      const auto page = engine.Scan(range, storage::kScanEntriesMax);
      EXPECT_THAT(page, tests::IsOk());
      for (const storage::KeyValue& entry : page.value()) {
        if (!entry.key.starts_with(prefix)) {
          return entries;
        }
        entries.push_back(entry);
      }
      if (page.value().size() < storage::kScanEntriesMax) {
        return entries;
      }
      range.first = page.value().back().key + '\0';
    }
  }

  SecretKey kek = AKey('K');
  storage::MemoryEngine engine;
};

}  // namespace datalek::vault

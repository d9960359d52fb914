// Keys of incidents lately used, unwrapped, so that a page of a list does not read and unwrap them
// row by row.
//
// Divided into shards by incident, each under its own lock and with its own bound; what was used
// longest ago makes room. An absent key is not remembered: it may be made at any moment.
//
// Thread safety: every method may be called from any thread at any time.
#pragma once

#include "services/domain/incident_id.h"
#include "services/vault/vault.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace datalek::vault {

class KeyCache {
 public:
  static constexpr std::size_t kShards = 16;

  // Where the shard stood when it was looked into.
  using Moment = std::uint64_t;

  struct Found {
    SharedKeys keys;  // Null: not here.
    Moment moment = 0;
  };

  // Holds at most `incidents_max` incidents, rounded up to a multiple of kShards.
  explicit KeyCache(std::size_t incidents_max);

  Found Find(std::string_view organisation, const domain::IncidentId& incident);

  // Keeps keys that nobody else can have known, and so nobody can have erased.
  void AddNew(std::string_view organisation, const SharedKeys& keys);

  // Keeps keys that were read from the store after Find() had answered `moment`; does nothing if
  // anything was forgotten since, because then they may be of before an erasure.
  void AddRead(std::string_view organisation, const SharedKeys& keys, Moment moment);

  // After the store has changed.
  void Forget(std::string_view organisation, const domain::IncidentId& incident);
  void Clear();

 private:
  // A view into the Entry it leads to.
  struct Name {
    std::string_view organisation;
    domain::IncidentId incident;
    bool operator==(const Name&) const = default;
  };
  struct HashName {
    std::size_t operator()(const Name& name) const;
  };
  struct Entry {
    std::string organisation;
    SharedKeys keys;
  };
  using Entries = std::list<Entry>;

  struct Shard {
    std::mutex mutex;
    Entries entries;  // Guarded by mutex, as all below. Used last stands first.
    std::unordered_map<Name, Entries::iterator, HashName> places;
    Moment forgotten = 0;  // How many times anything was.
  };

  Shard& ShardOf(const Name& name);
  // Under the shard's mutex.
  void Add(Shard& shard, std::string_view organisation, const SharedKeys& keys) const;

  const std::size_t per_shard_max_;
  std::array<Shard, kShards> shards_;
};

}  // namespace datalek::vault

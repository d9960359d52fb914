#include "services/vault/key_cache.h"

#include "services/domain/incident_id.h"
#include "services/vault/vault.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace datalek::vault {

// An incident's id is random, so its first bytes are a hash already. The organisation tells apart
// the ids that are not random: those of the organisations themselves.
std::size_t KeyCache::HashName::operator()(const Name& name) const {
  std::size_t hash = 0;
  std::memcpy(&hash, name.incident.bytes.data(), sizeof hash);
  return hash ^ std::hash<std::string_view>{}(name.organisation);
}

KeyCache::KeyCache(std::size_t incidents_max)
    : per_shard_max_((incidents_max + kShards - 1) / kShards) {}

KeyCache::Shard& KeyCache::ShardOf(const Name& name) {
  // The high bits: the low ones choose the bucket within the shard.
  constexpr unsigned kShift = sizeof(std::size_t) * 8 - 4;
  static_assert(kShards == 1U << 4U);
  return shards_[HashName{}(name) >> kShift];
}

KeyCache::Found KeyCache::Find(std::string_view organisation, const domain::IncidentId& incident) {
  const Name name{.organisation = organisation, .incident = incident};
  Shard& shard = ShardOf(name);
  const std::scoped_lock lock(shard.mutex);
  const auto place = shard.places.find(name);
  if (place == shard.places.end()) {
    return {.keys = nullptr, .moment = shard.forgotten};
  }
  shard.entries.splice(shard.entries.begin(), shard.entries, place->second);
  return {.keys = place->second->keys, .moment = shard.forgotten};
}

void KeyCache::AddNew(std::string_view organisation, const SharedKeys& keys) {
  Shard& shard = ShardOf({.organisation = organisation, .incident = keys->incident});
  const std::scoped_lock lock(shard.mutex);
  Add(shard, organisation, keys);
}

void KeyCache::AddRead(std::string_view organisation, const SharedKeys& keys, Moment moment) {
  Shard& shard = ShardOf({.organisation = organisation, .incident = keys->incident});
  const std::scoped_lock lock(shard.mutex);
  if (shard.forgotten == moment) {
    Add(shard, organisation, keys);
  }
}

void KeyCache::Forget(std::string_view organisation, const domain::IncidentId& incident) {
  const Name name{.organisation = organisation, .incident = incident};
  Shard& shard = ShardOf(name);
  const std::scoped_lock lock(shard.mutex);
  shard.forgotten += 1;
  const auto place = shard.places.find(name);
  if (place != shard.places.end()) {
    const Entries::iterator entry = place->second;
    shard.places.erase(place);
    shard.entries.erase(entry);
  }
}

void KeyCache::Clear() {
  for (Shard& shard : shards_) {
    const std::scoped_lock lock(shard.mutex);
    shard.forgotten += 1;
    shard.places.clear();
    shard.entries.clear();
  }
}

void KeyCache::Add(Shard& shard, std::string_view organisation, const SharedKeys& keys) const {
  if (shard.places.contains({.organisation = organisation, .incident = keys->incident})) {
    return;
  }
  if (shard.entries.size() == per_shard_max_) {
    const Entry& last = shard.entries.back();
    shard.places.erase({.organisation = last.organisation, .incident = last.keys->incident});
    shard.entries.pop_back();
  }
  shard.entries.push_front({.organisation = std::string(organisation), .keys = keys});
  const auto first = shard.entries.begin();
  shard.places.emplace(Name{.organisation = first->organisation, .incident = first->keys->incident},
                       first);
}

}  // namespace datalek::vault

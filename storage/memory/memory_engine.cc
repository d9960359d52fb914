#include "storage/memory/memory_engine.h"

#include "storage/kv/batch.h"
#include "storage/kv/check.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::storage {

MemoryEngine::MemoryEngine(Capacity capacity) : capacity_(capacity) {}

Result<std::string> MemoryEngine::Get(std::string_view key) const {
  Status checked = CheckKey(key);
  if (!checked.ok()) {
    return checked;
  }
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    return Status(Code::kNotFound, "no such key");
  }
  return found->second;
}

Result<std::vector<std::optional<std::string>>> MemoryEngine::GetMany(
    std::span<const std::string> keys) const {
  Status checked = CheckKeys(keys);
  if (!checked.ok()) {
    return checked;
  }
  const std::scoped_lock lock(mutex_);
  std::vector<std::optional<std::string>> values;
  values.reserve(keys.size());
  for (const std::string& key : keys) {
    const auto found = entries_.find(key);
    values.push_back(found == entries_.end() ? std::nullopt : std::optional(found->second));
  }
  return values;
}

Result<std::vector<KeyValue>> MemoryEngine::Scan(const KeyRange& range, std::size_t limit) const {
  Status checked = CheckScan(range, limit);
  if (!checked.ok()) {
    return checked;
  }
  const std::scoped_lock lock(mutex_);
  std::vector<KeyValue> page;
  for (auto entry = entries_.lower_bound(range.first); entry != entries_.end(); ++entry) {
    const bool past_limit = !range.limit.empty() && entry->first >= range.limit;
    if (past_limit || page.size() == limit) {
      break;
    }
    page.push_back(KeyValue{.key = entry->first, .value = entry->second});
  }
  return page;
}

bool MemoryEngine::Holds(const Batch::Requirement& requirement) const {
  const auto found = entries_.find(requirement.key);
  if (!requirement.value.has_value()) {
    return found == entries_.end();
  }
  return found != entries_.end() && found->second == *requirement.value;
}

Status MemoryEngine::Commit(const Batch& batch) {
  Status checked = CheckBatch(batch, capacity_);
  if (!checked.ok()) {
    return checked;
  }
  const std::scoped_lock lock(mutex_);
  if (!std::ranges::all_of(batch.requirements(), [this](const Batch::Requirement& requirement) {
        return Holds(requirement);
      })) {
    return {Code::kConflict, "a requirement of the batch did not hold"};
  }
  for (const Batch::Change& change : batch.changes()) {
    if (change.value.has_value()) {
      entries_.insert_or_assign(change.key, *change.value);
    } else {
      entries_.erase(change.key);
    }
  }
  return {};
}

}  // namespace datalek::storage

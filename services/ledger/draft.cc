#include "services/ledger/draft.h"

#include <algorithm>
#include <cassert>

namespace datalek::ledger {
namespace {

std::size_t SizeOf(const std::optional<std::string>& value) { return value ? value->size() : 0; }

}  // namespace

storage::Result<std::optional<std::string>> Draft::Get(const std::string& key) const {
  for (auto change = pending_.rbegin(); change != pending_.rend(); ++change) {
    if (change->first == key) {
      return change->second;
    }
  }
  if (const auto kept = kept_.find(key); kept != kept_.end()) {
    return kept->second;
  }
  storage::Result<std::string> stored = engine_.Get(key);
  if (stored.ok()) {
    return std::optional<std::string>(std::move(stored).value());
  }
  if (stored.status().code() == storage::Code::kNotFound) {
    return std::optional<std::string>();
  }
  return stored.status();
}

void Draft::Put(std::string key, std::string value) {
  pending_.emplace_back(std::move(key), std::move(value));
}

void Draft::Erase(std::string key) { pending_.emplace_back(std::move(key), std::nullopt); }

void Draft::Keep() {
  for (auto& [key, value] : pending_) {
    const std::size_t size = SizeOf(value);
    const auto [slot, inserted] = kept_.try_emplace(std::move(key));
    bytes_ += size + (inserted ? slot->first.size() : 0);
    bytes_ -= SizeOf(slot->second);
    slot->second = std::move(value);
  }
  pending_.clear();
}

void Draft::Abandon() { pending_.clear(); }

storage::Batch Draft::Take() {
  assert(pending_.empty());
  // In the order of their keys, as an engine keeps them: neighbours are then inserted together.
  std::vector<std::unordered_map<std::string, Value>::node_type> nodes;
  nodes.reserve(kept_.size());
  while (!kept_.empty()) {
    nodes.push_back(kept_.extract(kept_.begin()));
  }
  std::sort(nodes.begin(), nodes.end(),
            [](const auto& one, const auto& other) { return one.key() < other.key(); });
  storage::Batch batch;
  for (auto& node : nodes) {
    if (node.mapped()) {
      batch.Put(std::move(node.key()), *std::move(node.mapped()));
    } else {
      batch.Erase(std::move(node.key()));
    }
  }
  bytes_ = 0;
  return batch;
}

}  // namespace datalek::ledger

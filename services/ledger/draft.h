// A draft: changes being prepared over an engine, which become one batch.
//
// Several commands share a draft: a later one reads what an earlier one put, and a key that many of
// them change, such as the head, is written once. What a command puts stays apart until Keep(), so
// that a command that fails half-way leaves nothing behind.
//
// One thread at a time.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace datalek::ledger {

class Draft {
 public:
  // `engine` must outlive the draft.
  explicit Draft(const storage::Engine& engine) : engine_(engine) {}

  // The value at `key` as this draft would leave it; nullopt when it is absent.
  storage::Result<std::optional<std::string>> Get(const std::string& key) const;

  void Put(std::string key, std::string value);
  void Erase(std::string key);

  // Joins, or forgets, what was put and erased since the last Keep() or Abandon().
  void Keep();
  void Abandon();

  // Of what was kept.
  [[nodiscard]] std::size_t changes() const { return kept_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  // The kept changes as one batch; the draft is then empty.
  storage::Batch Take();

 private:
  using Value = std::optional<std::string>;  // nullopt: erased.

  const storage::Engine& engine_;
  std::vector<std::pair<std::string, Value>> pending_;
  std::unordered_map<std::string, Value> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace datalek::ledger

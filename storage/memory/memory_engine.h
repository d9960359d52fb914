// The reference engine: a map under a lock. Tests compare the others with it.
//
// Slow and obvious. What it holds lives as long as it does. Threads: as Engine.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::storage {

class MemoryEngine final : public Engine {
 public:
  // By default no more than every engine accepts: what fits here fits everywhere.
  explicit MemoryEngine(Capacity capacity = kCapacityFloor);

  [[nodiscard]] Capacity capacity() const override { return capacity_; }
  [[nodiscard]] Result<std::string> Get(std::string_view key) const override;
  [[nodiscard]] Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override;
  [[nodiscard]] Result<std::vector<KeyValue>> Scan(const KeyRange& range,
                                                   std::size_t limit) const override;
  Status Commit(const Batch& batch) override;

 private:
  [[nodiscard]] bool Holds(const Batch::Requirement& requirement) const;  // Under mutex_.

  const Capacity capacity_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> entries_;  // Guarded by mutex_.
};

}  // namespace datalek::storage

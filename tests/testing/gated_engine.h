// An engine whose commits wait at a gate, so that a test decides what is going on while one
// commits.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tests {

// Thread safety: as Engine; the gate too. Begins open.
class GatedEngine final : public storage::Engine {
 public:
  // `beneath` must outlive it.
  explicit GatedEngine(storage::Engine& beneath) : beneath_(beneath) {}

  void Shut() {
    const std::scoped_lock lock(mutex_);
    open_ = false;
  }
  void Open() {
    {
      const std::scoped_lock lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  // Returns once a commit stands before the shut gate.
  void WaitForACommit() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
  }

  [[nodiscard]] storage::Capacity capacity() const override { return beneath_.capacity(); }
  storage::Result<std::string> Get(std::string_view key) const override {
    return beneath_.Get(key);
  }
  storage::Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override {
    return beneath_.GetMany(keys);
  }
  storage::Result<std::vector<storage::KeyValue>> Scan(const storage::KeyRange& range,
                                                       std::size_t limit) const override {
    return beneath_.Scan(range, limit);
  }
  storage::Status Commit(const storage::Batch& batch) override {
    {
      std::unique_lock lock(mutex_);
      waiting_ += 1;
      changed_.notify_all();
      changed_.wait(lock, [this] { return open_; });
      waiting_ -= 1;
    }
    return beneath_.Commit(batch);
  }

 private:
  storage::Engine& beneath_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;  // Guarded by mutex_, as the next.
  int waiting_ = 0;
};

}  // namespace datalek::tests

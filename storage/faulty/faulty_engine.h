// Wraps any engine and fails on purpose, so that a test can ask "and if it breaks here?" at every
// operation in turn: arm a fault at n = 1, 2, 3, ... until a run ends with none fired.
//
// Threads: as Engine. Operations of several threads are counted in the order they arrive.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::storage {

struct Fault {
  enum class Counts {
    kOperations,  // Get, GetMany, Scan and Commit.
    kCommits,     // Commit alone; reads pass unharmed, also from then on.
  };
  enum class Moment {
    kBefore,  // The engine beneath never sees the operation.
    kAfter,   // The engine beneath did it, and its answer is lost.
  };
  enum class Lasts {
    kOnce,
    kFromThenOn,  // Every later counted operation fails before it reaches the engine beneath.
  };

  std::uint64_t at = 1;  // The first operation counted after Arm is 1.
  Counts counts = Counts::kOperations;
  Moment moment = Moment::kBefore;
  Lasts lasts = Lasts::kOnce;
  // Not kOk. Only kUnavailable is a truthful answer for a commit that fails after it was written.
  Code code = Code::kUnavailable;
};

class FaultyEngine final : public Engine {
 public:
  // With no fault armed it is the engine beneath, and no more. `beneath` must outlive it, so that
  // a test can go on with what was really written.
  explicit FaultyEngine(Engine& beneath) : beneath_(beneath) {}

  // Replaces any fault armed before, and sets operations(), commits() and fired() to 0.
  void Arm(const Fault& fault);
  // From now on nothing fails. The counts stay.
  void Disarm();

  // Since Arm, or since the start: those begun, those of them that were commits, and those failed.
  [[nodiscard]] std::uint64_t operations() const;
  [[nodiscard]] std::uint64_t commits() const;
  [[nodiscard]] std::uint64_t fired() const;

  [[nodiscard]] Capacity capacity() const override { return beneath_.capacity(); }
  [[nodiscard]] Result<std::string> Get(std::string_view key) const override;
  [[nodiscard]] Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override;
  [[nodiscard]] Result<std::vector<KeyValue>> Scan(const KeyRange& range,
                                                   std::size_t limit) const override;
  Status Commit(const Batch& batch) override;

 private:
  struct Failing {
    Fault::Moment moment = Fault::Moment::kBefore;
    Status status;
  };
  // Counts one operation and says whether and how it fails.
  std::optional<Failing> Count(bool commit) const;
  // Counts `operation` and runs it, unless it fails before; the answer is lost if it fails after.
  template <typename Answer, typename Operation>
  Answer Run(bool commit, const Operation& operation) const;

  Engine& beneath_;
  mutable std::mutex mutex_;
  std::optional<Fault> fault_;            // Guarded by mutex_, like the counts.
  mutable std::uint64_t operations_ = 0;  // Counting is not what const promises about reads.
  mutable std::uint64_t commits_ = 0;
  mutable std::uint64_t fired_ = 0;
};

}  // namespace datalek::storage

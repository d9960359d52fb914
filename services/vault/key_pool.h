// Keys made ahead, per organisation, so that handing one out does not wait for the disk.
//
// One thread makes them. It is woken when an organisation has less than half of what it should,
// and makes one batch at a time, so that no organisation waits for all of another's. What an
// organisation should have begins at kPoolKeysAtFirst and doubles each time it runs low, up to
// kPoolKeysPerRefill: one that reports once a month does not fill the store with spare keys. Of an
// organisation that ever asked, an entry is kept until the pool is gone.
//
// Thread safety: every method may be called from any thread at any time.
#pragma once

#include "services/vault/vault.h"
#include "storage/kv/status.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace datalek::vault {

class KeyPool {
 public:
  // Makes 1 to `incidents_max` incidents' keys, durably. Called from the pool's thread alone,
  // without a lock.
  using Make = std::function<storage::Result<std::vector<SharedKeys>>(std::string_view organisation,
                                                                      std::size_t incidents_max)>;

  explicit KeyPool(Make make);
  KeyPool(const KeyPool&) = delete;
  KeyPool& operator=(const KeyPool&) = delete;
  // Waits for the batch being made. Nobody may be in Take() any more.
  ~KeyPool();

  // Hands out each of the keys once. Waits only while there are none; if making them fails
  // meanwhile, answers why, and the next call makes the pool try again.
  storage::Result<SharedKeys> Take(std::string_view organisation);

  // Runs `work` with every Take() waiting; kInvalidArgument, and nothing run, once one was called.
  storage::Status RunBeforeFirstTake(const std::function<storage::Status()>& work);

 private:
  struct Stock {
    std::string organisation;
    std::vector<SharedKeys> ready;
    std::size_t full = kPoolKeysAtFirst;  // As many as it should have, and as a refill brings.
    std::size_t ordered = 0;  // To be made yet. Not 0: it stands in orders_, or is being worked on.
    std::uint64_t failures = 0;
    storage::Status failure;  // The last one.
  };

  // Under mutex_. Does nothing while an order of `stock` runs.
  void Order(Stock& stock);
  void MakeUntilStopped();

  const Make make_;
  std::mutex mutex_;
  std::condition_variable ordered_;
  std::condition_variable made_;                      // Or failed.
  std::map<std::string, Stock, std::less<>> stocks_;  // Guarded by mutex_, as all below.
  std::deque<Stock*> orders_;  // Into stocks_, from which nothing is removed.
  bool stopping_ = false;
  std::thread maker_;  // Last, so that it starts when all else stands.
};

}  // namespace datalek::vault

// The ordered key-value contract every engine signs.
//
// Keys are 1 to kKeyBytesMax bytes and sort by unsigned byte order; values are 0 to kValueBytesMax
// bytes; both are bytes, nothing more. The contract is the intersection of what RocksDB and etcd
// promise, never the union: nothing here may be "not implemented" by an engine. Not in it, on
// purpose: watching, leases, merging, reading backwards, and snapshots that outlive a call. An
// engine over a network may only answer kUnavailable where an embedded one never would.
//
// A caller that breaks a limit gets kInvalidArgument, with a message that names the limit, before
// anything is read or written, on every engine alike (storage/kv/check.h). No method throws, but
// for memory exhausted.
//
// Threads: every method may be called from any thread at any time. A Commit that has answered ok
// is seen by every call that begins after. What only reads is const: hand out a const Engine& to
// those who may not write.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::storage {

struct KeyValue {
  std::string key;
  std::string value;

  friend bool operator==(const KeyValue&, const KeyValue&) = default;
};

struct KeyRange {
  std::string first;  // Included. Empty: from the first key there is.
  std::string limit;  // Not included. Empty: to the last key there is.
};

class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  virtual ~Engine() = default;

  // How much one batch may carry here: at least kCapacityFloor, and the same for the engine's life.
  [[nodiscard]] virtual Capacity capacity() const = 0;

  // Returns the value last committed at `key`, or kNotFound.
  // kUnavailable: cannot be read now. kCorruption: it is damaged; other keys may be whole.
  [[nodiscard]] virtual Result<std::string> Get(std::string_view key) const = 0;

  // Returns the values at `keys`, in their order and as of one moment; nullopt where there is none.
  // At most kGetManyKeysMax keys; no keys give no values; a key may be asked for twice.
  // kUnavailable and kCorruption as for Get; one damaged value fails the call.
  [[nodiscard]] virtual Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const = 0;

  // Returns up to `limit` entries of `range`, in key order and as of one moment; two pages are two
  // moments. A page shorter than `limit` is the last: the next one begins just after the last key,
  // that is at key + '\0'. A range whose limit is not above its first is empty, not an error.
  // `limit` is 1 to kScanEntriesMax; the bounds are up to kRangeBoundBytesMax bytes each. A page
  // is held in memory whole, so choose `limit` by the size of the values that lie there.
  // kUnavailable and kCorruption as for Get; a damaged page is never a short page.
  [[nodiscard]] virtual Result<std::vector<KeyValue>> Scan(const KeyRange& range,
                                                           std::size_t limit) const = 0;

  // Commits the whole batch, durably, or nothing. Readers see all of its changes or none.
  //
  // The batch carries at least one change and no more than capacity(); no key twice among its
  // changes, no key twice among its requirements; one key may be in both.
  //
  // kConflict: a requirement did not hold; nothing was written.
  // kFull: the disk is down to its reserve; nothing was written, reads go on.
  // kCorruption: the value a requirement asks about is damaged; nothing was written.
  // kUnavailable: unknown whether it was written, now or after a restart; read before you retry.
  virtual Status Commit(const Batch& batch) = 0;
};

}  // namespace datalek::storage

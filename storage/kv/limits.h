// The limits of the storage contract, each with its reason.
//
// They are the narrower of what RocksDB and etcd accept, so that a caller that keeps them keeps
// them on every engine.
#pragma once

#include <cstddef>

namespace datalek::storage {

inline constexpr std::size_t kMebibyte = std::size_t{1} << 20U;

// Long enough for an organisation, a prefix and several identifiers; short enough to sit in every
// index block. etcd refuses the empty key, so we do.
inline constexpr std::size_t kKeyBytesMax = 1024;

// 1 MiB less one key: any change we accept fits into a batch by itself, on every engine.
inline constexpr std::size_t kValueBytesMax = kMebibyte - kKeyBytesMax;

// A bound of a range may be one byte longer than a key, to say "just after the longest key".
inline constexpr std::size_t kRangeBoundBytesMax = kKeyBytesMax + 1;

// A page is held in memory, twice while it is sent.
inline constexpr std::size_t kScanEntriesMax = 1000;

// Keys of one GetMany: etcd reads them in one transaction, which takes 128 operations by default.
inline constexpr std::size_t kGetManyKeysMax = 100;

// How much one batch may carry in one engine.
struct Capacity {
  std::size_t changes = 0;
  std::size_t requirements = 0;
  std::size_t bytes = 0;  // Batch::bytes(): all keys and values, of changes and requirements.
};

// What every engine accepts. etcd's defaults are 128 operations and 1.5 MiB per request.
inline constexpr Capacity kCapacityFloor{.changes = 100, .requirements = 100, .bytes = kMebibyte};

}  // namespace datalek::storage

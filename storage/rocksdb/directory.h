// What can be learned of a store's directory without opening the store.
//
// Nothing here writes to a directory that is not empty. Threads: free of state, call from any.
#pragma once

#include "storage/kv/status.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace rocksdb {
class FileLock;
}  // namespace rocksdb

namespace datalek::storage {

enum class Access { kRead, kWrite };

// Ok when `directory` may hold a store that we may open. Otherwise kMissing, kNotPermitted,
// kNotARegister, or kCorruption when a store's files lie there without the one that leads to them.
Status CheckDirectory(const std::filesystem::path& directory, Access access);

// Makes `directory`, or takes it over if it is empty, with mode 0700.
// kExists, kMissing (the parent), kNotPermitted, kFull, kUnavailable.
Status PrepareDirectory(const std::filesystem::path& directory);

// Ok when `directory` does not exist and its parent does. Otherwise kExists or kMissing.
Status CheckNameIsFree(const std::filesystem::path& directory);

// Sets mode 0700.
Status KeepFromOthers(const std::filesystem::path& directory);

// Bytes that this process may still write where `directory`, or else its parent, lies.
Result<std::uint64_t> MeasureFreeBytes(const std::filesystem::path& directory);

// True if table files lie in `directory`, whether or not a manifest names them.
[[nodiscard]] bool HasTableFiles(const std::filesystem::path& directory);

struct ReleaseLock {
  void operator()(rocksdb::FileLock* lock) const;
};
using DirectoryLock = std::unique_ptr<rocksdb::FileLock, ReleaseLock>;

// Takes RocksDB's own lock on `directory`. No lock, and ok, when there is no lock file, or none
// that may be written: then nobody who obeys the lock has the store open for writing through it.
// kInUse: another process, or another engine in this one, holds it.
Result<DirectoryLock> LockDirectory(const std::filesystem::path& directory);

}  // namespace datalek::storage

// The embedded engine: one directory, one process, RocksDB underneath.
//
// A Commit that answers ok has been synced to the disk. Damage is reported, never skipped. After a
// write has failed the engine stops: what the disk then holds is unknown until it is opened again,
// so every later Commit answers kUnavailable while reads go on.
//
// Layout of the directory: RocksDB's own files, mode 0700 on the directory, no log file. The
// store's format is named at the empty key, which the contract allows nobody else:
//
//   marker := "datalek-register/" version      version := decimal, 1 today
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/directory.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rocksdb {
class DB;
class WriteBatch;
}  // namespace rocksdb

namespace datalek::storage {

class Health;

// What RocksDB holds in memory before it writes a table file, and how many such buffers there may
// be: one being filled, one being written.
inline constexpr std::size_t kMemtableBytes = 32 * kMebibyte;
inline constexpr std::size_t kMemtablesMax = 2;
// Blocks of table files kept in memory, with their indexes and filters.
inline constexpr std::size_t kBlockCacheBytes = 64 * kMebibyte;
// Table files held open; each takes a descriptor, and systemd gives a service 1024.
inline constexpr int kOpenTableFilesMax = 512;
// Free space below which nothing is written, so that an administrator still has room to work.
inline constexpr std::uint64_t kDiskReserveBytes = 256 * kMebibyte;

// A quarter of a memtable, and many commands in one synced batch.
inline constexpr Capacity kRocksDbCapacity{
    .changes = 16'384, .requirements = 4096, .bytes = 8 * kMebibyte};

enum class LogLevel { kInfo, kWarning, kError, kFatal };

// One line without its end. Called from any thread, RocksDB's own among them, until the engine is
// gone; must not throw and must not call the engine.
using LogSink = std::function<void(LogLevel level, std::string_view text)>;

struct RocksDbOptions {
  LogSink log;                             // Empty: nobody listens.
  LogLevel log_from = LogLevel::kWarning;  // Less than this is dropped.
  // The reserve in force is never below twice the memtables, whatever stands here.
  std::uint64_t disk_reserve_bytes = kDiskReserveBytes;
  std::size_t memtable_bytes = kMemtableBytes;
  std::size_t block_cache_bytes = kBlockCacheBytes;
  // How much room is left where `directory` lies. Empty: ask the file system. Called before every
  // commit, from the committing thread.
  std::function<Result<std::uint64_t>(const std::filesystem::path& directory)> measure_free_bytes;
  // Open only: sees the store as it was found, before anything is written to the directory. What
  // it refuses, Open refuses with the same Status.
  std::function<Status(const Engine& found)> inspect;
};

class RocksDbEngine final : public Engine {
 public:
  // Makes a new, empty store in `directory`, which must not exist or be empty; its parent must
  // exist.
  // kExists: something lies there. kMissing: the parent is missing. kNotPermitted, kFull: as named.
  static Result<std::unique_ptr<RocksDbEngine>> Create(const std::filesystem::path& directory,
                                                       const RocksDbOptions& options);

  // Opens the store in `directory`. Reads all it needs to judge it first, so that a refusal leaves
  // every file as it was: kMissing, kInUse, kNotPermitted, kNotARegister, kNewerVersion, kFull, and
  // kCorruption, whose message names the damaged file. A record torn off at the end of the
  // write-ahead log is no damage: it was never acknowledged.
  static Result<std::unique_ptr<RocksDbEngine>> Open(const std::filesystem::path& directory,
                                                     const RocksDbOptions& options);

  // Opens the store in `directory` without writing anything, also on a full disk or one mounted
  // read-only. Refuses as Open does, but for kFull. Others cannot open it meanwhile, as far as its
  // lock file may be written.
  static Result<std::unique_ptr<const RocksDbEngine>> OpenForReading(
      const std::filesystem::path& directory, const RocksDbOptions& options);

  RocksDbEngine(const RocksDbEngine&) = delete;
  RocksDbEngine& operator=(const RocksDbEngine&) = delete;
  // Writes what is in memory to table files, unless it was opened for reading or has stopped, and
  // lets the directory go.
  ~RocksDbEngine() override;

  [[nodiscard]] Capacity capacity() const override { return kRocksDbCapacity; }
  [[nodiscard]] Result<std::string> Get(std::string_view key) const override;
  [[nodiscard]] Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override;
  [[nodiscard]] Result<std::vector<KeyValue>> Scan(const KeyRange& range,
                                                   std::size_t limit) const override;
  // One at a time: threads that commit at once wait for each other.
  Status Commit(const Batch& batch) override;

  // Maintenance: what only an embedded engine has. Not part of the contract; for the rooms that
  // own a store, never for those that use one.

  struct Figures {
    std::uint64_t entries_estimated = 0;
    std::uint64_t table_bytes = 0;
    std::uint64_t memtable_bytes = 0;
    std::uint64_t compaction_bytes_pending = 0;
  };
  [[nodiscard]] Figures figures() const;

  // True once a write has failed, in the foreground or the background. Never false again.
  [[nodiscard]] bool stopped() const;

  // Writes what is in memory to table files and lets the write-ahead log go.
  Status Flush();

  // Rewrites the table files that touch `range`, so that values erased or replaced there are no
  // longer on the disk. Flushes first. Reads and commits go on meanwhile.
  Status CompactRange(const KeyRange& range);

  // Makes a copy as of one moment in `copy`, which must not exist, for backup; Open can open it.
  // Table files are linked, not copied, where both lie on one file system.
  Status CopyTo(const std::filesystem::path& copy);

  // Reads every block of every table file. kCorruption names the first damaged file.
  [[nodiscard]] Status VerifyTables() const;

 private:
  RocksDbEngine(std::filesystem::path directory, RocksDbOptions options,
                std::shared_ptr<Health> health, std::unique_ptr<rocksdb::DB> db);

  // Judges what lies in `directory` and opens it without writing to it.
  static Result<std::unique_ptr<RocksDbEngine>> OpenFound(const std::filesystem::path& directory,
                                                          const RocksDbOptions& options);

  // kFull when less than the reserve is free.
  static Status CheckRoom(const std::filesystem::path& directory, const RocksDbOptions& options);

  [[nodiscard]] Status CheckMarker() const;
  [[nodiscard]] Status CheckWritable() const;
  [[nodiscard]] Status CheckRequirements(const Batch& batch) const;
  // Stops the engine if RocksDB does not say ok.
  Status Write(rocksdb::WriteBatch& writes);
  // As Get, for any key, the empty one too.
  Status ReadRaw(std::string_view key, std::string& value) const;

  const std::filesystem::path directory_;
  const RocksDbOptions options_;
  // Shared with RocksDB, which tells it of failures in the background.
  const std::shared_ptr<Health> health_;
  DirectoryLock lock_;  // While open for reading; RocksDB holds its own otherwise.
  bool reading_only_ = false;
  std::mutex commit_mutex_;  // Requirements stay true until the write.
  const std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace datalek::storage

#include "storage/rocksdb/rocksdb_engine.h"

#include "storage/kv/batch.h"
#include "storage/kv/check.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/health.h"
#include "storage/rocksdb/settings.h"
#include "storage/rocksdb/translate.h"

#include <rocksdb/db.h>
#include <rocksdb/iterator.h>
#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/snapshot.h>
#include <rocksdb/status.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::storage {
namespace {

// The first key a caller can name; the marker lies before it.
constexpr std::string_view kFirstKey("\0", 1);
// What RocksDB adds to each change, at most: a tag and two lengths.
constexpr std::size_t kChangeOverheadBytes = 11;
// What RocksDB puts before the changes of a batch.
constexpr std::size_t kBatchHeaderBytes = 12;

std::string_view FirstOf(const KeyRange& range) {
  return range.first.empty() ? kFirstKey : std::string_view(range.first);
}

rocksdb::Status Stage(const Batch& batch, rocksdb::WriteBatch& writes) {
  for (const Batch::Change& change : batch.changes()) {
    rocksdb::Status staged = change.value.has_value() ? writes.Put(change.key, *change.value)
                                                      : writes.Delete(change.key);
    if (!staged.ok()) {
      return staged;
    }
  }
  return rocksdb::Status::OK();
}

}  // namespace

RocksDbEngine::RocksDbEngine(std::filesystem::path directory, RocksDbOptions options,
                             std::shared_ptr<Health> health, std::unique_ptr<rocksdb::DB> db)
    : directory_(std::move(directory)),
      options_(std::move(options)),
      health_(std::move(health)),
      db_(std::move(db)) {}

RocksDbEngine::~RocksDbEngine() {
  // RocksDB flushes at the end only what bypassed its log. Flushing all spares the next start the
  // replay, which it does twice: once to judge, once to open.
  if (!reading_only_ && !stopped()) {
    const Status flushed = Flush();
    if (!flushed.ok() && options_.log) {
      options_.log(LogLevel::kError, "closing: not flushed, nothing is lost: " + flushed.message());
    }
  }
  const rocksdb::Status closed = db_->Close();
  if (!closed.ok() && options_.log) {
    options_.log(LogLevel::kError, "closing: " + closed.ToString());
  }
}

Status RocksDbEngine::ReadRaw(std::string_view key, std::string& value) const {
  return FromRocks(db_->Get(ReadSettings(), ToSlice(key), &value));
}

Result<std::string> RocksDbEngine::Get(std::string_view key) const {
  Status checked = CheckKey(key);
  if (!checked.ok()) {
    return checked;
  }
  std::string value;
  Status read = ReadRaw(key, value);
  if (!read.ok()) {
    return read;
  }
  return value;
}

Result<std::vector<std::optional<std::string>>> RocksDbEngine::GetMany(
    std::span<const std::string> keys) const {
  Status checked = CheckKeys(keys);
  if (!checked.ok()) {
    return checked;
  }
  rocksdb::ManagedSnapshot moment(db_.get());
  rocksdb::ReadOptions settings = ReadSettings();
  settings.snapshot = moment.snapshot();
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> found(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  db_->MultiGet(settings, db_->DefaultColumnFamily(), slices.size(), slices.data(), found.data(),
                statuses.data());
  std::vector<std::optional<std::string>> values(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Status read = FromRocks(statuses[i]);
    if (read.ok()) {
      values[i] = found[i].ToString();
    } else if (read.code() != Code::kNotFound) {
      return read;
    }
  }
  return values;
}

Result<std::vector<KeyValue>> RocksDbEngine::Scan(const KeyRange& range, std::size_t limit) const {
  Status checked = CheckScan(range, limit);
  if (!checked.ok()) {
    return checked;
  }
  const rocksdb::Slice upper_bound(range.limit);
  rocksdb::ReadOptions settings = ReadSettings();
  if (!range.limit.empty()) {
    settings.iterate_upper_bound = &upper_bound;
  }
  const std::unique_ptr<rocksdb::Iterator> cursor(db_->NewIterator(settings));
  std::vector<KeyValue> page;
  for (cursor->Seek(ToSlice(FirstOf(range))); cursor->Valid() && page.size() < limit;
       cursor->Next()) {
    page.push_back(KeyValue{.key = cursor->key().ToString(), .value = cursor->value().ToString()});
  }
  // Damage ends the loop as the end does.
  Status ended = FromRocks(cursor->status());
  if (!ended.ok()) {
    return ended;
  }
  return page;
}

Status RocksDbEngine::CheckRoom(const std::filesystem::path& directory,
                                const RocksDbOptions& options) {
  const Result<std::uint64_t> free = options.measure_free_bytes
                                         ? options.measure_free_bytes(directory)
                                         : MeasureFreeBytes(directory);
  if (!free.ok()) {
    return free.status();
  }
  const std::uint64_t reserve = ReserveBytes(options);
  if (free.value() >= reserve) {
    return {};
  }
  return {Code::kFull, directory.string() + ": the disk is full: " + std::to_string(free.value()) +
                           " bytes are free, and " + std::to_string(reserve) +
                           " are kept in reserve"};
}

Status RocksDbEngine::CheckWritable() const {
  if (reading_only_) {
    return {Code::kNotPermitted, directory_.string() + " is open for reading only"};
  }
  if (stopped()) {
    return {Code::kUnavailable,
            directory_.string() + ": a write failed, so nothing is written until a restart"};
  }
  Status room = CheckRoom(directory_, options_);
  if (!room.ok() && room.code() != Code::kFull) {
    return {Code::kUnavailable, room.message()};
  }
  return room;
}

Status RocksDbEngine::CheckRequirements(const Batch& batch) const {
  std::string current;
  for (const Batch::Requirement& requirement : batch.requirements()) {
    Status read = ReadRaw(requirement.key, current);
    if (!read.ok() && read.code() != Code::kNotFound) {
      return read;
    }
    const bool holds =
        requirement.value.has_value() ? read.ok() && current == *requirement.value : !read.ok();
    if (!holds) {
      return {Code::kConflict, "a requirement of the batch did not hold"};
    }
  }
  return {};
}

Status RocksDbEngine::Write(rocksdb::WriteBatch& writes) {
  const rocksdb::Status written = db_->Write(WriteSettings(), &writes);
  if (written.ok()) {
    return {};
  }
  health_->Stop();
  return {Code::kUnavailable,
          directory_.string() +
              ": a write failed, so nothing is written until a restart: " + written.ToString()};
}

Status RocksDbEngine::Commit(const Batch& batch) {
  Status checked = CheckBatch(batch, capacity());
  if (!checked.ok()) {
    return checked;
  }
  rocksdb::WriteBatch writes(kBatchHeaderBytes + batch.bytes() +
                             (batch.changes().size() * kChangeOverheadBytes));
  Status staged = FromRocks(Stage(batch, writes));
  if (!staged.ok()) {
    return staged;
  }
  const std::scoped_lock lock(commit_mutex_);
  Status writable = CheckWritable();
  if (!writable.ok()) {
    return writable;
  }
  Status held = CheckRequirements(batch);
  if (!held.ok()) {
    return held;
  }
  return Write(writes);
}

RocksDbEngine::Figures RocksDbEngine::figures() const {
  const auto figure = [this](const std::string& property) {
    std::uint64_t value = 0;
    return db_->GetIntProperty(property, &value) ? value : 0;
  };
  return Figures{
      .entries_estimated = figure(rocksdb::DB::Properties::kEstimateNumKeys),
      .table_bytes = figure(rocksdb::DB::Properties::kTotalSstFilesSize),
      .memtable_bytes = figure(rocksdb::DB::Properties::kCurSizeAllMemTables),
      .compaction_bytes_pending = figure(rocksdb::DB::Properties::kEstimatePendingCompactionBytes)};
}

bool RocksDbEngine::stopped() const { return health_->stopped(); }

Status RocksDbEngine::Flush() {
  Status writable = CheckWritable();
  if (!writable.ok()) {
    return writable;
  }
  return FromRocks(db_->Flush(rocksdb::FlushOptions()));
}

Status RocksDbEngine::CompactRange(const KeyRange& range) {
  Status flushed = Flush();
  if (!flushed.ok()) {
    return flushed;
  }
  rocksdb::CompactRangeOptions settings;
  // The last level too: it is where old values rest.
  settings.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  const rocksdb::Slice first = ToSlice(FirstOf(range));
  const rocksdb::Slice limit(range.limit);
  return FromRocks(db_->CompactRange(settings, &first, range.limit.empty() ? nullptr : &limit));
}

Status RocksDbEngine::CopyTo(const std::filesystem::path& copy) {
  Status free_name = CheckNameIsFree(copy);
  if (!free_name.ok()) {
    return free_name;
  }
  Status writable = CheckWritable();
  if (!writable.ok()) {
    return writable;
  }
  rocksdb::Checkpoint* raw = nullptr;
  const rocksdb::Status made = rocksdb::Checkpoint::Create(db_.get(), &raw);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(raw);
  if (!made.ok()) {
    return FromRocks(made);
  }
  const rocksdb::Status copied = checkpoint->CreateCheckpoint(copy.string());
  return copied.ok() ? KeepFromOthers(copy) : FromRocks(copied);
}

Status RocksDbEngine::VerifyTables() const {
  return FromRocks(db_->VerifyChecksum(ReadSettings()));
}

}  // namespace datalek::storage

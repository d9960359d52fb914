// How a store is judged, made and opened. Reading comes first and writes nothing: RocksDB proper
// deletes files while it opens, and would do so by a damaged manifest too.
#include "storage/kv/status.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/forwarding_logger.h"
#include "storage/rocksdb/health.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "storage/rocksdb/settings.h"
#include "storage/rocksdb/translate.h"

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/status.h>
#include <rocksdb/write_batch.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace datalek::storage {
namespace {

constexpr std::string_view kMarkerKey;  // Empty: no caller can read or write it.
constexpr std::string_view kMarkerName = "datalek-register/";
constexpr std::uint32_t kMarkerVersion = 1;

std::string Marker() { return std::string(kMarkerName) + std::to_string(kMarkerVersion); }

// nullopt: not a marker of ours.
std::optional<std::uint32_t> MarkerVersion(std::string_view marker) {
  if (!marker.starts_with(kMarkerName)) {
    return std::nullopt;
  }
  const char* const end = marker.data() + marker.size();
  std::uint32_t version = 0;
  const auto [rest, error] = std::from_chars(marker.data() + kMarkerName.size(), end, version);
  return error == std::errc() && rest == end ? std::optional(version) : std::nullopt;
}

// What RocksDB said when it would not open.
Status FromOpening(const std::filesystem::path& directory, const rocksdb::Status& status,
                   const std::string& first_warning) {
  const std::string why =
      status.ToString() + (first_warning.empty() ? "" : " (" + first_warning + ")");
  if (status.IsCorruption() || status.IsPathNotFound()) {
    return {Code::kCorruption, directory.string() + " is damaged: " + why};
  }
  if (status.IsInvalidArgument() || status.IsNotSupported()) {
    return {Code::kNotARegister,
            directory.string() + " is not a register: it holds another database: " + why};
  }
  if (status.IsNoSpace()) {
    return {Code::kFull, directory.string() + ": the disk is full: " + why};
  }
  return {Code::kUnavailable, directory.string() + " cannot be opened: " + why};
}

struct Opened {
  std::shared_ptr<Health> health;  // Shared with RocksDB's threads.
  std::unique_ptr<rocksdb::DB> db;
};

enum class How { kFound, kReal, kNew };

Result<Opened> OpenRocks(const std::filesystem::path& directory, const RocksDbOptions& options,
                         How how) {
  // Shared with RocksDB's threads.
  const auto logger = std::make_shared<ForwardingLogger>(options.log, options.log_from);
  const auto health = std::make_shared<Health>();
  rocksdb::Options settings = MakeSettings(options, logger, health);
  settings.create_if_missing = how == How::kNew;
  settings.error_if_exists = how == How::kNew;
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status =
      how == How::kFound ? rocksdb::DB::OpenForReadOnly(settings, directory.string(), &raw)
                         : rocksdb::DB::Open(settings, directory.string(), &raw);
  std::unique_ptr<rocksdb::DB> db(raw);
  if (!status.ok()) {
    return FromOpening(directory, status, logger->first_warning());
  }
  return Opened{.health = health, .db = std::move(db)};
}

// "/var/lib/x/" and "/var/lib/x" are one directory with one parent.
std::filesystem::path WithoutTrailingSlash(const std::filesystem::path& directory) {
  return directory.has_filename() ? directory : directory.parent_path();
}

}  // namespace

Result<std::unique_ptr<RocksDbEngine>> RocksDbEngine::Create(
    const std::filesystem::path& directory_as_given, const RocksDbOptions& options) {
  const std::filesystem::path directory = WithoutTrailingSlash(directory_as_given);
  Status room = CheckRoom(directory, options);
  if (!room.ok()) {
    return room;
  }
  Status prepared = PrepareDirectory(directory);
  if (!prepared.ok()) {
    return prepared;
  }
  Result<Opened> opened = OpenRocks(directory, options, How::kNew);
  if (!opened.ok()) {
    return opened.status();
  }
  std::unique_ptr<RocksDbEngine> engine(new RocksDbEngine(
      directory, options, std::move(opened.value().health), std::move(opened.value().db)));
  // Last, so that a store whose making was interrupted is not taken for one.
  rocksdb::WriteBatch marker;
  const rocksdb::Status staged = marker.Put(ToSlice(kMarkerKey), Marker());
  if (!staged.ok()) {
    return FromRocks(staged);
  }
  Status written = engine->Write(marker);
  if (!written.ok()) {
    return written;
  }
  return engine;
}

Result<std::unique_ptr<RocksDbEngine>> RocksDbEngine::Open(
    const std::filesystem::path& directory_as_given, const RocksDbOptions& options) {
  const std::filesystem::path directory = WithoutTrailingSlash(directory_as_given);
  Status usable = CheckDirectory(directory, Access::kWrite);
  if (!usable.ok()) {
    return usable;
  }
  {
    const Result<std::unique_ptr<RocksDbEngine>> found = OpenFound(directory, options);
    if (!found.ok()) {
      return found.status();
    }
    Status inspected = options.inspect ? options.inspect(*found.value()) : Status();
    if (!inspected.ok()) {
      return inspected;
    }
  }
  Status room = CheckRoom(directory, options);
  if (!room.ok()) {
    return room;
  }
  Result<Opened> opened = OpenRocks(directory, options, How::kReal);
  if (!opened.ok()) {
    // Between our lock and RocksDB's another process may have come in.
    const Result<DirectoryLock> lock = LockDirectory(directory);
    return lock.ok() ? opened.status() : lock.status();
  }
  return std::unique_ptr<RocksDbEngine>(new RocksDbEngine(
      directory, options, std::move(opened.value().health), std::move(opened.value().db)));
}

Result<std::unique_ptr<const RocksDbEngine>> RocksDbEngine::OpenForReading(
    const std::filesystem::path& directory_as_given, const RocksDbOptions& options) {
  const std::filesystem::path directory = WithoutTrailingSlash(directory_as_given);
  Status usable = CheckDirectory(directory, Access::kRead);
  if (!usable.ok()) {
    return usable;
  }
  Result<std::unique_ptr<RocksDbEngine>> found = OpenFound(directory, options);
  if (!found.ok()) {
    return found.status();
  }
  return std::unique_ptr<const RocksDbEngine>(std::move(found).value());
}

Result<std::unique_ptr<RocksDbEngine>> RocksDbEngine::OpenFound(
    const std::filesystem::path& directory, const RocksDbOptions& options) {
  Result<DirectoryLock> lock = LockDirectory(directory);
  if (!lock.ok()) {
    return lock.status();
  }
  Result<Opened> opened = OpenRocks(directory, options, How::kFound);
  if (!opened.ok()) {
    return opened.status();
  }
  std::unique_ptr<RocksDbEngine> engine(new RocksDbEngine(
      directory, options, std::move(opened.value().health), std::move(opened.value().db)));
  engine->lock_ = std::move(lock).value();
  engine->reading_only_ = true;
  Status marked = engine->CheckMarker();
  if (!marked.ok()) {
    return marked;
  }
  return engine;
}

Status RocksDbEngine::CheckMarker() const {
  std::string marker;
  const Status read = ReadRaw(kMarkerKey, marker);
  if (read.code() == Code::kNotFound) {
    // A manifest that lost its end names no table files, and RocksDB calls that an empty database.
    if (figures().table_bytes == 0 && HasTableFiles(directory_)) {
      return {Code::kCorruption,
              directory_.string() + " is damaged: its manifest names none of its table files"};
    }
    return {Code::kNotARegister,
            directory_.string() + " is not a register: it holds a database without our marker"};
  }
  if (!read.ok()) {
    return {read.code(), directory_.string() + " is damaged: " + read.message()};
  }
  const std::optional<std::uint32_t> version = MarkerVersion(marker);
  if (!version.has_value()) {
    return {Code::kNotARegister,
            directory_.string() + " is not a register: it holds a database with another's marker"};
  }
  if (*version > kMarkerVersion) {
    return {Code::kNewerVersion, directory_.string() +
                                     " was written by a newer version: its format is " +
                                     std::to_string(*version) + ", and this program knows up to " +
                                     std::to_string(kMarkerVersion)};
  }
  return {};
}

}  // namespace datalek::storage

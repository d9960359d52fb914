#include "storage/rocksdb/directory.h"

#include "storage/kv/status.h"

#include <rocksdb/env.h>
#include <rocksdb/status.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace datalek::storage {
namespace {

constexpr std::string_view kCurrentFile = "CURRENT";
constexpr std::string_view kLockFile = "LOCK";
constexpr mode_t kDirectoryMode = 0700;

// "/var/lib/x: cannot be opened: No such file or directory", under the code that errno means.
Status FromErrno(const std::filesystem::path& path, std::string_view what, int error) {
  const std::string text =
      path.string() + " " + std::string(what) + ": " + std::generic_category().message(error);
  switch (error) {
    case ENOENT:
      return {Code::kMissing, text};
    case EACCES:
    case EPERM:
    case EROFS:
      return {Code::kNotPermitted, text};
    case ENOSPC:
    case EDQUOT:  // NOLINT(misc-include-cleaner): from <cerrno>.
      return {Code::kFull, text};
    default:
      return {Code::kUnavailable, text};
  }
}

Status Missing(const std::filesystem::path& directory) {
  return {Code::kMissing, directory.string() + " does not exist"};
}

// Asks as the user we act as, which access() would not.
bool MayAccess(const std::filesystem::path& path, int mode) {
  return faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

Result<std::vector<std::string>> ListNames(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(directory, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error) {
    return FromErrno(directory, "cannot be listed", error.value());
  }
  return names;
}

bool IsTableFile(std::string_view name) { return name.ends_with(".sst"); }

bool IsStoreFile(std::string_view name) {
  return IsTableFile(name) || name.starts_with("MANIFEST-") || name == "IDENTITY";
}

// The name of a directory entry must reach the disk too.
Status SyncDirectory(const std::filesystem::path& directory) {
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) {
    return FromErrno(directory, "cannot be opened", errno);
  }
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error == 0 ? Status() : FromErrno(directory, "cannot be synced", error);
}

std::filesystem::path ParentOf(const std::filesystem::path& directory) {
  const std::filesystem::path parent = directory.parent_path();
  return parent.empty() ? std::filesystem::path(".") : parent;
}

Status CheckEmpty(const std::filesystem::path& directory) {
  struct stat found{};
  if (stat(directory.c_str(), &found) != 0) {
    return FromErrno(directory, "cannot be read", errno);
  }
  if (!S_ISDIR(found.st_mode)) {
    return {Code::kExists, directory.string() + " exists and is not a directory"};
  }
  const Result<std::vector<std::string>> names = ListNames(directory);
  if (!names.ok()) {
    return names.status();
  }
  if (!names.value().empty()) {
    return {Code::kExists, directory.string() + " exists and is not empty"};
  }
  return {};
}

}  // namespace

Status CheckDirectory(const std::filesystem::path& directory, Access access) {
  struct stat found{};
  if (stat(directory.c_str(), &found) != 0) {
    return errno == ENOENT ? Missing(directory) : FromErrno(directory, "cannot be read", errno);
  }
  if (!S_ISDIR(found.st_mode)) {
    return {Code::kNotARegister, directory.string() + " is not a directory"};
  }
  if (!MayAccess(directory, R_OK | X_OK | (access == Access::kWrite ? W_OK : 0))) {
    return FromErrno(directory, "may not be used", errno);
  }
  const Result<std::vector<std::string>> names = ListNames(directory);
  if (!names.ok()) {
    return names.status();
  }
  if (std::ranges::find(names.value(), kCurrentFile) == names.value().end()) {
    if (std::ranges::any_of(names.value(), IsStoreFile)) {
      return {Code::kCorruption, directory.string() + " is damaged: its file CURRENT is missing"};
    }
    return {Code::kNotARegister,
            directory.string() + " is not a register: " +
                (names.value().empty() ? "it is empty" : "it holds other files")};
  }
  for (const std::string_view name : {kCurrentFile, kLockFile}) {
    const bool must_write = name == kLockFile && access == Access::kWrite;
    if (!MayAccess(directory / name, must_write ? R_OK | W_OK : R_OK) && errno != ENOENT) {
      return FromErrno(directory / name, "may not be used", errno);
    }
  }
  return {};
}

Status PrepareDirectory(const std::filesystem::path& directory) {
  const bool made = mkdir(directory.c_str(), kDirectoryMode) == 0;
  if (!made && errno != EEXIST) {
    return errno == ENOENT ? Missing(ParentOf(directory))
                           : FromErrno(directory, "cannot be made", errno);
  }
  if (!made) {
    Status empty = CheckEmpty(directory);
    if (!empty.ok()) {
      return empty;
    }
  }
  Status kept = KeepFromOthers(directory);
  if (!kept.ok()) {
    return kept;
  }
  return made ? SyncDirectory(ParentOf(directory)) : Status();
}

Status CheckNameIsFree(const std::filesystem::path& directory) {
  struct stat found{};
  if (lstat(directory.c_str(), &found) == 0) {
    return {Code::kExists, directory.string() + " exists already"};
  }
  if (stat(ParentOf(directory).c_str(), &found) != 0) {
    return Missing(ParentOf(directory));
  }
  return {};
}

Status KeepFromOthers(const std::filesystem::path& directory) {
  if (chmod(directory.c_str(), kDirectoryMode) != 0) {
    return FromErrno(directory, "cannot be kept from others", errno);
  }
  return {};
}

Result<std::uint64_t> MeasureFreeBytes(const std::filesystem::path& directory) {
  struct statvfs room{};
  if (statvfs(directory.c_str(), &room) != 0 &&
      (errno != ENOENT || statvfs(ParentOf(directory).c_str(), &room) != 0)) {
    return errno == ENOENT ? Missing(ParentOf(directory))
                           : FromErrno(directory, "cannot be measured", errno);
  }
  return std::uint64_t{room.f_bavail} * room.f_frsize;
}

bool HasTableFiles(const std::filesystem::path& directory) {
  const Result<std::vector<std::string>> names = ListNames(directory);
  return names.ok() && std::ranges::any_of(names.value(), IsTableFile);
}

void ReleaseLock::operator()(rocksdb::FileLock* lock) const {
  // Nothing to do if it fails: the descriptor is closed either way.
  const rocksdb::Status released = rocksdb::Env::Default()->UnlockFile(lock);
  released.PermitUncheckedError();
}

Result<DirectoryLock> LockDirectory(const std::filesystem::path& directory) {
  const std::filesystem::path file = directory / kLockFile;
  if (!MayAccess(file, R_OK | W_OK)) {
    return DirectoryLock();
  }
  // Through RocksDB, which knows of the locks this process holds: opening and closing the file
  // ourselves would drop them, as POSIX has it.
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = rocksdb::Env::Default()->LockFile(file.string(), &lock);
  if (!locked.ok()) {
    return Status(Code::kInUse,
                  directory.string() + " is in use by another process, or twice in this one");
  }
  return DirectoryLock(lock);
}

}  // namespace datalek::storage

// Files and directories that hold secrets, made so that a kill or a power cut leaves all or none.
//
// Everything made here is for its owner only, whatever the umask says. Answers, in words that name
// the path: kMissing, kExists, kNotPermitted, kFull, kInvalidArgument, kUnavailable. Free of state;
// any thread.
#pragma once

#include "storage/kv/status.h"

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::server {

inline constexpr mode_t kDirectoryMode = 0700;
inline constexpr mode_t kFileMode = 0600;

storage::Status MakeDirectory(const std::filesystem::path& directory);

// Makes the file, which must not exist. It reaches the disk with UnfinishedDirectory::Place().
storage::Status WriteNewFile(const std::filesystem::path& file, std::string_view content);

// kInvalidArgument when it holds more than `bytes_max`, or is no file.
storage::Result<std::string> ReadFile(const std::filesystem::path& file, std::size_t bytes_max);

// As ReadFile; kNotPermitted, too, when others than its owner may read or write it.
storage::Result<std::string> ReadSecretFile(const std::filesystem::path& file,
                                            std::size_t bytes_max);

// A directory in the making: under another name beside its place, until Place() puts it there.
// Belongs to one thread.
class UnfinishedDirectory {
 public:
  // `place` must be free: it does not exist, or is an empty directory. Its parent must exist.
  // kExists names what lies there.
  static storage::Result<UnfinishedDirectory> Begin(const std::filesystem::path& place);

  UnfinishedDirectory(UnfinishedDirectory&& other) noexcept;
  UnfinishedDirectory& operator=(UnfinishedDirectory&&) = delete;
  UnfinishedDirectory(const UnfinishedDirectory&) = delete;
  UnfinishedDirectory& operator=(const UnfinishedDirectory&) = delete;
  // Removes it unless it has found its place.
  ~UnfinishedDirectory();

  // Where it lies now.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Where it will lie: absolute, without symbolic links.
  [[nodiscard]] const std::filesystem::path& place() const { return place_; }

  // Takes from everybody but the owner what others made in it without care, syncs every file and
  // directory of it, and puts it in its place in one step. To be called once, as the last thing.
  storage::Status Place();

 private:
  UnfinishedDirectory(std::filesystem::path path, std::filesystem::path place);

  std::filesystem::path path_;  // Empty: in its place, or moved from.
  std::filesystem::path place_;
};

// What earlier attempts to make `place` left behind when they were killed.
[[nodiscard]] std::vector<std::filesystem::path> LeftBehindBeside(
    const std::filesystem::path& place);

}  // namespace datalek::server

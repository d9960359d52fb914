#include "services/server/files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using storage::Code;
using storage::Result;
using storage::Status;

constexpr mode_t kOfOthers = S_IRWXG | S_IRWXO;
constexpr mode_t kModeBits = 07777;
constexpr std::string_view kUnfinished = ".unfinished-";

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      close(number_);
    }
  }
  [[nodiscard]] bool ok() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

 private:
  const int number_;
};

Code CodeOf(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return Code::kMissing;
    case EEXIST:
    case ENOTEMPTY:
      return Code::kExists;
    case EACCES:
    case EPERM:
    case EROFS:
      return Code::kNotPermitted;
    case ENOSPC:
    case EDQUOT:
      return Code::kFull;
    default:
      return Code::kUnavailable;
  }
}

Status FromErrno(const fs::path& path, std::string_view what, int error) {
  return {CodeOf(error),
          path.string() + " " + std::string(what) + ": " + std::generic_category().message(error)};
}

// 0, or an errno.
int WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return errno;
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return 0;
}

// What is in the file from here on, up to `bytes_max`. 0, or an errno.
int ReadUpTo(int descriptor, std::size_t bytes_max, std::string& content) {
  content.resize(bytes_max);
  std::size_t length = 0;
  while (length < content.size()) {
    const ssize_t got = read(descriptor, content.data() + length, content.size() - length);
    if (got < 0 && errno != EINTR) {
      return errno;
    }
    if (got == 0) {
      break;
    }
    length += got < 0 ? 0 : static_cast<std::size_t>(got);
  }
  content.resize(length);
  return 0;
}

Result<std::string> Read(const fs::path& file, std::size_t bytes_max, bool secret) {
  // Without O_NONBLOCK, opening a pipe would wait for a writer.
  const Descriptor descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat found{};
  if (!descriptor.ok() || fstat(descriptor.number(), &found) != 0) {
    return FromErrno(file, "cannot be read", errno);
  }
  if (!S_ISREG(found.st_mode)) {
    return Status(Code::kInvalidArgument, file.string() + " is not a file");
  }
  if (secret && (found.st_mode & kOfOthers) != 0) {
    return Status(
        Code::kNotPermitted,
        file.string() + " is open to others than its owner: run chmod 0600 " + file.string());
  }
  std::string content;
  if (const int error = ReadUpTo(descriptor.number(), bytes_max + 1, content); error != 0) {
    return FromErrno(file, "cannot be read", error);
  }
  if (content.size() > bytes_max) {
    return Status(Code::kInvalidArgument,
                  file.string() + " holds more than " + std::to_string(bytes_max) + " bytes");
  }
  return content;
}

Status SyncAndClose(const fs::path& path) {
  const Descriptor descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat found{};
  if (!descriptor.ok() || fstat(descriptor.number(), &found) != 0) {
    return FromErrno(path, "cannot be synced", errno);
  }
  const mode_t own = found.st_mode & kModeBits & ~kOfOthers;
  if (fchmod(descriptor.number(), own) != 0 || fsync(descriptor.number()) != 0) {
    return FromErrno(path, "cannot be synced", errno);
  }
  return {};
}

Status SyncDirectory(const fs::path& directory) {
  const Descriptor descriptor(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.ok() || fsync(descriptor.number()) != 0) {
    return FromErrno(directory, "cannot be synced", errno);
  }
  return {};
}

// Every file and directory in and under `root`.
Status SyncTree(const fs::path& root) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root, error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    if (entry->is_symlink(error) || error) {
      continue;
    }
    if (Status status = SyncAndClose(entry->path()); !status.ok()) {
      return status;
    }
  }
  if (error) {
    return FromErrno(root, "cannot be read", error.value());
  }
  return SyncAndClose(root);
}

Result<fs::path> Resolve(const fs::path& place) {
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(fs::absolute(place, error), error);
  if (error) {
    return FromErrno(place, "cannot be found", error.value());
  }
  if (!resolved.has_filename()) {
    resolved = resolved.parent_path();
  }
  return resolved;
}

Status CheckParent(const fs::path& parent) {
  struct stat found{};
  if (stat(parent.c_str(), &found) != 0) {
    return FromErrno(parent, "cannot be used", errno);
  }
  if (!S_ISDIR(found.st_mode)) {
    return {Code::kMissing, parent.string() + " is not a directory"};
  }
  return {};
}

bool IsMountPoint(const fs::path& directory) {
  struct stat own{};
  struct stat above{};
  return stat(directory.c_str(), &own) == 0 && stat(directory.parent_path().c_str(), &above) == 0 &&
         own.st_dev != above.st_dev;
}

Status CheckIsFree(const fs::path& place) {
  std::error_code error;
  const fs::file_status found = fs::symlink_status(place, error);
  if (found.type() == fs::file_type::not_found) {
    return {};
  }
  if (error) {
    return FromErrno(place, "cannot be used", error.value());
  }
  if (!fs::is_directory(found)) {
    return {Code::kExists, place.string() + " exists and is not a directory"};
  }
  const fs::directory_iterator entries(place, error);
  if (error) {
    return FromErrno(place, "cannot be read", error.value());
  }
  if (entries != fs::directory_iterator()) {
    return {Code::kExists,
            place.string() + " is not empty: it holds " + entries->path().filename().string()};
  }
  if (IsMountPoint(place)) {
    return {Code::kInvalidArgument, place.string() +
                                        " is where a disk is mounted, which cannot be replaced in "
                                        "one step: use a directory inside it"};
  }
  return {};
}

std::string UnfinishedName(const fs::path& place) {
  return "." + place.filename().string() + std::string(kUnfinished);
}

}  // namespace

Status MakeDirectory(const fs::path& directory) {
  if (mkdir(directory.c_str(), kDirectoryMode) != 0 ||
      chmod(directory.c_str(), kDirectoryMode) != 0) {
    return FromErrno(directory, "cannot be made", errno);
  }
  return {};
}

Status WriteNewFile(const fs::path& file, std::string_view content) {
  const Descriptor descriptor(
      open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kFileMode));
  if (!descriptor.ok() || fchmod(descriptor.number(), kFileMode) != 0) {
    return FromErrno(file, "cannot be made", errno);
  }
  if (const int error = WriteAll(descriptor.number(), content); error != 0) {
    return FromErrno(file, "cannot be written", error);
  }
  return {};
}

Result<std::string> ReadFile(const fs::path& file, std::size_t bytes_max) {
  return Read(file, bytes_max, false);
}

Result<std::string> ReadSecretFile(const fs::path& file, std::size_t bytes_max) {
  return Read(file, bytes_max, true);
}

Result<UnfinishedDirectory> UnfinishedDirectory::Begin(const fs::path& place) {
  Result<fs::path> resolved = Resolve(place);
  if (!resolved.ok()) {
    return resolved.status();
  }
  const fs::path& target = resolved.value();
  const fs::path parent = target.parent_path();
  if (Status status = CheckParent(parent); !status.ok()) {
    return status;
  }
  if (Status status = CheckIsFree(target); !status.ok()) {
    return status;
  }
  std::string pattern = (parent / (UnfinishedName(target) + "XXXXXX")).string();
  if (mkdtemp(pattern.data()) == nullptr) {
    return FromErrno(parent, "does not let us make a directory in it", errno);
  }
  return UnfinishedDirectory(pattern, std::move(resolved).value());
}

UnfinishedDirectory::UnfinishedDirectory(fs::path path, fs::path place)
    : path_(std::move(path)), place_(std::move(place)) {}

UnfinishedDirectory::UnfinishedDirectory(UnfinishedDirectory&& other) noexcept
    : path_(std::exchange(other.path_, {})), place_(std::move(other.place_)) {}

UnfinishedDirectory::~UnfinishedDirectory() {
  if (!path_.empty()) {
    std::error_code ignored;  // What stays behind is named by LeftBehindBeside() the next time.
    fs::remove_all(path_, ignored);
  }
}

Status UnfinishedDirectory::Place() {
  if (Status status = SyncTree(path_); !status.ok()) {
    return status;
  }
  // Replaces an empty directory, and nothing else.
  if (rename(path_.c_str(), place_.c_str()) != 0) {
    return FromErrno(place_, "cannot be put in its place", errno);
  }
  path_.clear();
  return SyncDirectory(place_.parent_path());
}

std::vector<fs::path> LeftBehindBeside(const fs::path& place) {
  std::vector<fs::path> left;
  const Result<fs::path> resolved = Resolve(place);
  if (!resolved.ok()) {
    return left;
  }
  const std::string prefix = UnfinishedName(resolved.value());
  std::error_code error;
  for (fs::directory_iterator entry(resolved.value().parent_path(), error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (entry->path().filename().string().starts_with(prefix)) {
      left.push_back(entry->path());
    }
  }
  std::ranges::sort(left);
  return left;
}

}  // namespace datalek::server

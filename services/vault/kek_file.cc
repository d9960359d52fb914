#include "services/vault/kek_file.h"

#include "services/vault/octets.h"
#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <sodium.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

namespace datalek::vault {
namespace {

constexpr std::size_t kDigits = 2 * kKeyBytes;
constexpr mode_t kMode = 0400;
constexpr mode_t kModeBits = 07777;

// What is wiped before it goes. One more than a key takes, to see that a file holds more.
class Text {
 public:
  Text() = default;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text() { sodium_memzero(chars_.data(), chars_.size()); }

  [[nodiscard]] std::span<char> chars() { return chars_; }

 private:
  std::array<char, kDigits + 2> chars_{};
};

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

storage::Code CodeOf(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return storage::Code::kMissing;
    case EACCES:
    case EPERM:
    case EROFS:
      return storage::Code::kNotPermitted;
    case EEXIST:
      return storage::Code::kExists;
    case ENOSPC:
    case EDQUOT:
      return storage::Code::kFull;
    default:
      return storage::Code::kUnavailable;
  }
}

storage::Status FromErrno(const std::filesystem::path& path, std::string_view what, int error) {
  return {CodeOf(error), "the key file " + path.string() + " " + std::string(what) + ": " +
                             std::generic_category().message(error)};
}

std::string Octal(mode_t mode) {
  std::array<char, 8> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04o", mode & kModeBits);
  return {text.data(), static_cast<std::size_t>(length)};
}

storage::Status CheckFile(const std::filesystem::path& path, const struct stat& file) {
  if (!S_ISREG(file.st_mode)) {
    return {storage::Code::kInvalidArgument,
            "the key file " + path.string() + " is not a regular file"};
  }
  if (IsOpenToOthers(file.st_mode, file.st_uid, file.st_gid)) {
    return {storage::Code::kNotPermitted,
            "the key file " + path.string() + " is open to others than its owner (its mode is " +
                Octal(file.st_mode) + "): run chmod 0400 " + path.string()};
  }
  if (file.st_uid != 0 && file.st_uid != geteuid()) {
    return {storage::Code::kNotPermitted,
            "the key file " + path.string() +
                " belongs to another user: it must belong to the one that runs this, or root"};
  }
  return {};
}

// As many as there are, up to the size of `out`; -1 and errno when the file cannot be read.
ssize_t ReadAll(int descriptor, std::span<char> out) {
  std::size_t length = 0;
  while (length < out.size()) {
    const ssize_t got = read(descriptor, out.data() + length, out.size() - length);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return got < 0 ? got : static_cast<ssize_t>(length);
    }
    length += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(length);
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

// The name of the file must reach the disk too. 0, or an errno.
int SyncDirectoryOf(const std::filesystem::path& path) {
  const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor directory(open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.ok() && fsync(directory.number()) == 0 ? 0 : errno;
}

// 0, or an errno.
int WriteKey(int descriptor) {
  const SecretKey key = SecretKey::Random();
  Text text;
  sodium_bin2hex(text.chars().data(), text.chars().size(), key.bytes().data(), kKeyBytes);
  text.chars()[kDigits] = '\n';
  // The mode asked for at opening is subject to the umask.
  if (fchmod(descriptor, kMode) != 0) {
    return errno;
  }
  const int error = WriteAll(descriptor, {text.chars().data(), kDigits + 1});
  if (error != 0) {
    return error;
  }
  return fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

bool IsOpenToOthers(mode_t mode, uid_t owner, gid_t group) {
  // Where there is an access control list, the group's bits show the most that the list allows.
  const bool of_root = owner == 0 && group == 0;
  const mode_t of_others = of_root ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
  return (mode & of_others) != 0;
}

storage::Result<SecretKey> ReadKekFile(const std::filesystem::path& path) {
  // Without O_NONBLOCK, opening a pipe would wait for a writer.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.ok()) {
    return FromErrno(path, "cannot be opened", errno);
  }
  struct stat found{};
  if (fstat(file.number(), &found) != 0) {
    return FromErrno(path, "cannot be read", errno);
  }
  if (storage::Status checked = CheckFile(path, found); !checked.ok()) {
    return checked;
  }
  Text text;
  const ssize_t length = ReadAll(file.number(), text.chars());
  if (length < 0) {
    return FromErrno(path, "cannot be read", errno);
  }
  std::string_view digits(text.chars().data(), static_cast<std::size_t>(length));
  if (digits.ends_with('\n')) {
    digits.remove_suffix(1);
  }
  std::string bytes(kKeyBytes, '\0');
  std::size_t decoded = 0;
  const bool whole = digits.size() == kDigits &&
                     sodium_hex2bin(AsOctets(bytes), bytes.size(), digits.data(), digits.size(),
                                    nullptr, &decoded, nullptr) == 0 &&
                     decoded == kKeyBytes;
  if (!whole) {
    sodium_memzero(bytes.data(), bytes.size());
    return storage::Status(storage::Code::kInvalidArgument,
                           "the key file " + path.string() +
                               " holds no key: it must hold 64 hexadecimal digits and a newline");
  }
  SecretKey key(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

storage::Status WriteKekFile(const std::filesystem::path& path) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode));
  if (!file.ok()) {
    return FromErrno(path, "cannot be made", errno);
  }
  int error = WriteKey(file.number());
  if (error == 0) {
    error = SyncDirectoryOf(path);
  }
  if (error != 0) {
    unlink(path.c_str());
    return FromErrno(path, "cannot be written", error);
  }
  return {};
}

}  // namespace datalek::vault

// What a storage call can say: it worked, or why the machine could not do it.
//
// Values of these types belong to one thread at a time, like any value.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace datalek::storage {

enum class Code {
  kOk,
  kNotFound,         // No such key. Not a failure of the machine.
  kConflict,         // A requirement of the batch did not hold; nothing was written.
  kUnavailable,      // The engine cannot answer now. After Commit: unknown whether it was written.
  kCorruption,       // Bytes on disk are not what we wrote. Stop and call a human.
  kInvalidArgument,  // The caller broke a limit of the contract; nothing was read or written.
  kFull,             // The disk is down to its reserve; nothing was written, reads go on.

  // Said only while opening or creating a store; nothing on disk was changed.
  kMissing,       // There is no such directory.
  kExists,        // A new store was asked for where something lies already.
  kInUse,         // Another process, or another engine in this one, has it open.
  kNotPermitted,  // The operating system does not let us.
  kNotARegister,  // The directory holds something else, or nothing.
  kNewerVersion,  // A later version of this program wrote it, in a format we do not know.
};

// The name of the code as it stands above, without the k: "NotFound".
[[nodiscard]] std::string_view ToString(Code code);

// A code, and for every code but kOk a plain sentence for the administrator. The sentence names
// directories, files, sizes and limits, never keys or values.
class [[nodiscard]] Status {
 public:
  Status() = default;
  // `code` is not kOk: success carries no message.
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {
    assert(code != Code::kOk);
  }

  [[nodiscard]] bool ok() const { return code_ == Code::kOk; }
  [[nodiscard]] Code code() const { return code_; }
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  Code code_ = Code::kOk;
  std::string message_;
};

// "Full: 12 bytes are free ...", for logs.
[[nodiscard]] std::string ToString(const Status& status);

// Either a value or the Status that says why there is none. T may be movable only.
template <typename T>
class [[nodiscard]] Result {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point.
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  // `status` is not ok.
  // NOLINTNEXTLINE(google-explicit-constructor): `return status;` is the point.
  Result(Status status) : held_(std::in_place_index<1>, std::move(status)) {
    assert(!std::get<1>(held_).ok());
  }

  [[nodiscard]] bool ok() const { return held_.index() == 0; }

  // Why there is no value; an ok Status when there is one.
  [[nodiscard]] Status status() const { return ok() ? Status() : std::get<1>(held_); }

  // Only when ok().
  [[nodiscard]] const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&held_);
  }
  [[nodiscard]] T& value() & {
    assert(ok());
    return *std::get_if<0>(&held_);
  }
  [[nodiscard]] T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&held_));
  }

 private:
  std::variant<T, Status> held_;
};

}  // namespace datalek::storage

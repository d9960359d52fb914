// A 32-byte key that is wiped when it goes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace datalek::vault {

inline constexpr std::size_t kKeyBytes = 32;

// Movable and copyable; every copy wipes itself. Any thread, one writer.
class SecretKey {
 public:
  // Fresh random bytes.
  static SecretKey Random();
  // `bytes` must be kKeyBytes long; wiping them is the caller's business.
  explicit SecretKey(std::string_view bytes);
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  [[nodiscard]] std::span<const std::uint8_t, kKeyBytes> bytes() const { return bytes_; }

 private:
  SecretKey();  // All zero.
  std::array<std::uint8_t, kKeyBytes> bytes_{};
};

}  // namespace datalek::vault

#include "clients/client/request_id.h"

#include <openssl/rand.h>

#include <array>
#include <cassert>
#include <cstddef>

namespace datalek::client {

std::string NewRequestId() {
  std::array<unsigned char, 16> bytes{};
  const int filled = RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  // Without random numbers there would be no TLS either.
  assert(filled == 1);
  static_cast<void>(filled);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);  // Version 4.
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);  // Variant of RFC 4122.
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      text.push_back('-');
    }
    text.push_back(kDigits[bytes[i] >> 4U]);
    text.push_back(kDigits[bytes[i] & 0x0FU]);
  }
  return text;
}

}  // namespace datalek::client

// What the byte formats of this room are made of.
//
// Pure but for StartSodium(); any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::vault {

// The longest string lp() can carry.
inline constexpr std::size_t kPrefixedBytesMax = 0xFFFF;

// Before the first call into libsodium; costs nothing after the first time. Aborts when it cannot
// be started: the machine has no random bytes.
void StartSodium();

// The same bytes, as the cryptographic libraries want to see them.
[[nodiscard]] const unsigned char* AsOctets(std::string_view bytes);
[[nodiscard]] unsigned char* AsOctets(std::string& bytes);

// lp(bytes): u16be(length) bytes. No more than kPrefixedBytesMax.
void AppendPrefixed(std::string& out, std::string_view bytes);

void AppendU32(std::string& out, std::uint32_t number);

}  // namespace datalek::vault

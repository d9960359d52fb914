#include "services/vault/octets.h"

#include <sodium.h>

#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace datalek::vault {

void StartSodium() {
  static const bool started = sodium_init() >= 0;
  if (!started) {
    std::abort();
  }
}

const unsigned char* AsOctets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* AsOctets(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

void AppendPrefixed(std::string& out, std::string_view bytes) {
  assert(bytes.size() <= kPrefixedBytesMax);
  out.push_back(static_cast<char>(bytes.size() >> 8U));
  out.push_back(static_cast<char>(bytes.size() & 0xFFU));
  out.append(bytes);
}

void AppendU32(std::string& out, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    out.push_back(static_cast<char>(number >> shift & 0xFFU));
  }
}

}  // namespace datalek::vault

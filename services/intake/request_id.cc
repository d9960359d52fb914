#include "services/intake/request_id.h"

#include <openssl/evp.h>

#include <cassert>
#include <cstddef>
#include <cstring>

namespace datalek::intake {
namespace {

constexpr std::string_view kDomain = "datalek-intake/v1\n";

void AppendBigEndian(std::uint64_t value, int bytes, std::string& to) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    to.push_back(static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU));
  }
}

std::string ToUuid(const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    unsigned byte = digest[i];
    if (i == 6) {
      byte = (byte & 0x0FU) | 0x80U;  // Version 8.
    } else if (i == 8) {
      byte = (byte & 0x3FU) | 0x80U;  // Variant of RFC 9562.
    }
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      text.push_back('-');
    }
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 0xFU]);
  }
  return text;
}

}  // namespace

Digest Sha256(std::string_view bytes) {
  Digest digest{};
  unsigned length = 0;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  assert(done == 1 && length == digest.size());
  (void)done;
  return digest;
}

void AppendLengthPrefixed(std::string_view text, std::string& to) {
  AppendBigEndian(text.size(), 4, to);
  to += text;
}

RequestIds::RequestIds(std::string_view name, std::string_view source) : prefix_(kDomain) {
  AppendLengthPrefixed(name, prefix_);
  AppendLengthPrefixed(source, prefix_);
}

std::string RequestIds::Next(std::string_view row) {
  const std::uint64_t ordinal = seen_[Sha256(row)]++;
  std::string bytes = prefix_;
  AppendBigEndian(ordinal, 8, bytes);
  bytes += row;
  return ToUuid(Sha256(bytes));
}

std::size_t RequestIds::Hash::operator()(const Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof(hash));
  return hash;
}

}  // namespace datalek::intake

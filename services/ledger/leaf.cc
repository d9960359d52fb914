#include "services/ledger/leaf.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <cassert>
#include <chrono>
#include <cstdio>
#include <initializer_list>

namespace datalek::ledger {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view View(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash HashOf(std::initializer_list<std::string_view> pieces) {
  std::size_t size = 0;
  for (const std::string_view piece : pieces) {
    size += piece.size();
  }
  std::string joined;
  joined.reserve(size);
  for (const std::string_view piece : pieces) {
    joined.append(piece);
  }
  return Sha256(joined);
}

std::string TimeText(std::int64_t time_s) {
  const std::chrono::sys_seconds time{std::chrono::seconds{time_s}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day ymd{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(ymd.year()),
      static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

Hash Sha256(std::string_view bytes) {
  Hash hash;
  SHA256(Bytes(bytes), bytes.size(), hash.data());
  return hash;
}

Hash PartHash(char cls, std::string_view salt, std::string_view bytes) {
  assert(salt.size() == kSaltBytes);
  return HashOf({"datalek-part/v1\n", std::string_view(&cls, 1), salt, bytes});
}

Hash Commitment(const Hash& identity_part, const Hash& content_part) {
  return HashOf({"datalek-commit/v1\n", View(identity_part), View(content_part)});
}

std::string LeafBytes(const Leaf& leaf) {
  std::string bytes;
  bytes.reserve(208);
  bytes.append("datalek-leaf/v1\nid ").append(ToHex(leaf.log_id));
  bytes.append("\nevent ").append(std::to_string(leaf.event));
  bytes.append("\ntype ").append(leaf.type);
  bytes.append("\ntime ").append(TimeText(leaf.time_s));
  bytes.append("\ncommit ").append(ToHex(leaf.commitment)).append("\n");
  return bytes;
}

Hash LeafHash(std::string_view leaf_bytes) {
  return HashOf({std::string_view("\0", 1), leaf_bytes});
}

std::string ToHex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kHexDigits[byte >> 4U]);
    text.push_back(kHexDigits[byte & 0xFU]);
  }
  return text;
}

std::string ToHex(const Hash& hash) { return ToHex(View(hash)); }

}  // namespace datalek::ledger

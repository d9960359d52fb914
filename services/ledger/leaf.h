// The leaf: what the log commits to, byte for byte. The verifying part of the ledger.
//
//   part   := SHA-256("datalek-part/v1\n" class byte salt[32] bytes)      absent part: 32 zero
//   bytes commit := SHA-256("datalek-commit/v1\n" part_identity part_content) leaf   :=
//   "datalek-leaf/v1\n"
//             "id "     32 lower-case hex, random, used nowhere else     "\n"
//             "event "  decimal, per incident from 0                     "\n"
//             "type "   [a-z][a-z0-9.-]{0,31}                            "\n"
//             "time "   YYYY-MM-DDThh:mm:ssZ                             "\n"
//             "commit " 64 lower-case hex                                "\n"
//
// Each part is salted on its own, so that erasing one leaves the other provable. Names, actors,
// texts, counts and organisations are not in a leaf. Pure; any thread; knows nothing of storage.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::ledger {

using Hash = std::array<std::uint8_t, 32>;

inline constexpr std::size_t kSaltBytes = 32;
inline constexpr Hash kAbsentPart{};

[[nodiscard]] Hash Sha256(std::string_view bytes);

// `cls` is 'i' or 'c'; `salt` is kSaltBytes long.
[[nodiscard]] Hash PartHash(char cls, std::string_view salt, std::string_view bytes);
[[nodiscard]] Hash Commitment(const Hash& identity_part, const Hash& content_part);

struct Leaf {
  std::string log_id;  // 16 bytes.
  std::uint32_t event = 0;
  std::string_view type;
  std::int64_t time_s = 0;  // Unix seconds; for a confidential report the start of its UTC day.
  Hash commitment{};
};

[[nodiscard]] std::string LeafBytes(const Leaf& leaf);

// RFC 6962: SHA-256(0x00 leaf).
[[nodiscard]] Hash LeafHash(std::string_view leaf_bytes);

[[nodiscard]] std::string ToHex(std::string_view bytes);
[[nodiscard]] std::string ToHex(const Hash& hash);

}  // namespace datalek::ledger

// Sealing: what is personal lies on disk only as XChaCha20-Poly1305 ciphertext, bound to its place.
//
//   record := 0x01 nonce[24] ciphertext tag[16]
//   aad    := "datalek-aead/v1\0" lp(organisation) lp(table) lp(record key) lp(class) u32be(schema)
//   lp(s)  := u16be(length of s) s
//
// A record moved to another place, class or organisation does not open. Pure; any thread.
#pragma once

#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::vault {

// The two classes of an incident, each under its own key. The values are on disk.
enum class Class : char { kIdentity = 'i', kContent = 'c' };

inline constexpr std::size_t kSealOverheadBytes = 1 + 24 + 16;

// Where a record lies. Views into strings that outlive the call.
struct Place {
  std::string_view organisation;
  std::string_view table;  // For example "entry".
  std::string_view key;    // The record's key in the store.
  Class cls = Class::kContent;
  std::uint32_t schema = 1;
};

[[nodiscard]] std::string Seal(const SecretKey& key, const Place& place,
                               std::string_view plaintext);

// kCorruption when the record is not what Seal() made with this key for this place.
[[nodiscard]] storage::Result<std::string> Open(const SecretKey& key, const Place& place,
                                                std::string_view record);

}  // namespace datalek::vault

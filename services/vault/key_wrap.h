// Data keys as they lie on disk: wrapped by the key-encryption key (KEK), bound to their place.
//
//   kek_id := first 8 bytes of SHA-256("datalek-kek/v1\n" kek)
//   wrap   := 0x01 kek_id[8] nonce[24] ciphertext[32] tag[16]     XChaCha20-Poly1305
//   aad    := "datalek-dek/v1\0" lp(organisation) lp(incident[16]) lp(class)
//   check  := a constant, sealed by the KEK as a record of table "kek" and key kek_id (seal.h)
//
// Pure; any thread.
#pragma once

#include "services/domain/incident_id.h"
#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace datalek::vault {

inline constexpr std::size_t kKekIdBytes = 8;
inline constexpr std::size_t kWrappedKeyBytes = 1 + kKekIdBytes + 24 + kKeyBytes + 16;

struct Kek {
  explicit Kek(const SecretKey& key);

  SecretKey key;
  std::string id;  // kKekIdBytes; says nothing about the key.
};

// Which data key it is. A view into a string that outlives the call.
struct KeyPlace {
  std::string_view organisation;
  domain::IncidentId incident;
  Class cls = Class::kContent;
};

[[nodiscard]] std::string WrapKey(const Kek& kek, const KeyPlace& place, const SecretKey& key);

// kCorruption when `wrapped` is not what WrapKey() made with this KEK for this place.
[[nodiscard]] storage::Result<SecretKey> UnwrapKey(const Kek& kek, const KeyPlace& place,
                                                   std::string_view wrapped);

// What lets a KEK be recognised before anything is read with it.
[[nodiscard]] std::string MakeCheckValue(const Kek& kek);
[[nodiscard]] bool IsCheckValueOf(const Kek& kek, std::string_view value);

}  // namespace datalek::vault

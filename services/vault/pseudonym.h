// Keyed digests: what can be compared but not read, and means nothing once its key is gone.
//
// Pure; any thread.
#pragma once

#include "services/vault/secret_key.h"
#include "services/vault/vault.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace datalek::vault {

inline constexpr std::size_t kPseudonymDigits = 32;
inline constexpr std::size_t kFingerprintBytes = 32;

// Who acted, for those who may not know the name: the same account of one organisation has one
// pseudonym, and without the organisation's key nobody can tell whose it is.
// The first 16 bytes of HMAC-SHA256(content key, "datalek-actor/v1\n" account), as lower-case
// hexadecimal digits. `organisation_keys` are those of kOrganisationItself, their content key
// not erased.
[[nodiscard]] std::string Pseudonym(const IncidentKeys& organisation_keys,
                                    std::string_view account);

// HMAC-SHA256(key, bytes): tells whether two byte strings are equal without keeping either.
[[nodiscard]] std::string Fingerprint(const SecretKey& key, std::string_view bytes);

}  // namespace datalek::vault

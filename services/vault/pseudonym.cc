#include "services/vault/pseudonym.h"

#include "services/vault/octets.h"
#include "services/vault/secret_key.h"
#include "services/vault/vault.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cassert>
#include <cstdlib>
#include <string>
#include <string_view>

namespace datalek::vault {

std::string Pseudonym(const IncidentKeys& organisation_keys, std::string_view account) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  assert(organisation_keys.content.has_value());
  std::string message("datalek-actor/v1\n");
  message += account;
  std::string digest = Fingerprint(*organisation_keys.content, message);
  digest.resize(kPseudonymDigits / 2);
  std::string digits;
  digits.reserve(kPseudonymDigits);
  for (const char byte : digest) {
    digits.push_back(kDigits[static_cast<unsigned char>(byte) >> 4U]);
    digits.push_back(kDigits[static_cast<unsigned char>(byte) & 0xFU]);
  }
  return digits;
}

std::string Fingerprint(const SecretKey& key, std::string_view bytes) {
  std::string digest(kFingerprintBytes, '\0');
  unsigned int written = 0;
  const bool made = HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(kKeyBytes),
                         AsOctets(bytes), bytes.size(), AsOctets(digest), &written) != nullptr;
  if (!made) {
    std::abort();  // No memory, or an OpenSSL without SHA-256.
  }
  assert(written == kFingerprintBytes);
  return digest;
}

}  // namespace datalek::vault

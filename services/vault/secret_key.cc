#include "services/vault/secret_key.h"

#include "services/vault/octets.h"
#include "services/vault/random.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <string_view>

namespace datalek::vault {

// No key without libsodium started, so nothing is sealed or opened by its slowest code.
SecretKey::SecretKey() { StartSodium(); }

SecretKey::SecretKey(std::string_view bytes) : SecretKey() {
  assert(bytes.size() == kKeyBytes);
  std::ranges::copy(bytes, bytes_.begin());
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

SecretKey SecretKey::Random() {
  SecretKey key;
  FillRandom(key.bytes_);
  return key;
}

}  // namespace datalek::vault

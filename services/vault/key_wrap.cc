#include "services/vault/key_wrap.h"

#include "services/vault/octets.h"
#include "services/vault/random.h"
#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

using namespace std::literals;

constexpr char kAlgorithm = 0x01;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kWrappedKeyBytes == 1 + kKekIdBytes + kNonceBytes + kKeyBytes + kTagBytes);

constexpr std::string_view kCheckText = "datalek-kek-check/v1\n";

std::string AadOf(const KeyPlace& place) {
  const char cls = static_cast<char>(place.cls);
  std::string aad("datalek-dek/v1\0"sv);
  AppendPrefixed(aad, place.organisation);
  AppendPrefixed(aad, domain::ToBytes(place.incident));
  AppendPrefixed(aad, {&cls, 1});
  return aad;
}

std::string IdOf(const SecretKey& key) {
  constexpr std::string_view kPrefix = "datalek-kek/v1\n";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  const bool hashed =
      context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1 &&
      EVP_DigestUpdate(context.get(), kPrefix.data(), kPrefix.size()) == 1 &&
      EVP_DigestUpdate(context.get(), key.bytes().data(), key.bytes().size()) == 1 &&
      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  if (!hashed) {
    std::abort();  // No memory, or an OpenSSL without SHA-256.
  }
  return {digest.begin(), digest.begin() + kKekIdBytes};
}

Place CheckPlaceOf(const Kek& kek) {
  return {.organisation = {}, .table = "kek", .key = kek.id, .cls = Class::kContent};
}

}  // namespace

Kek::Kek(const SecretKey& a_key) : key(a_key), id(IdOf(a_key)) {}

std::string WrapKey(const Kek& kek, const KeyPlace& place, const SecretKey& key) {
  const std::string aad = AadOf(place);
  std::string wrapped;
  wrapped.reserve(kWrappedKeyBytes);
  wrapped.push_back(kAlgorithm);
  wrapped.append(kek.id);
  wrapped.resize(kWrappedKeyBytes);
  unsigned char* const nonce = AsOctets(wrapped) + 1 + kKekIdBytes;
  FillRandom({nonce, kNonceBytes});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, key.bytes().data(),
                                             kKeyBytes, AsOctets(aad), aad.size(), nullptr, nonce,
                                             kek.key.bytes().data());
  return wrapped;
}

storage::Result<SecretKey> UnwrapKey(const Kek& kek, const KeyPlace& place,
                                     std::string_view wrapped) {
  if (wrapped.size() != kWrappedKeyBytes || wrapped[0] != kAlgorithm) {
    return storage::Status(storage::Code::kCorruption, "a wrapped data key is damaged");
  }
  if (wrapped.substr(1, kKekIdBytes) != kek.id) {
    return storage::Status(storage::Code::kCorruption,
                           "a data key is wrapped by another key-encryption key, or damaged");
  }
  const std::string aad = AadOf(place);
  const std::string_view nonce = wrapped.substr(1 + kKekIdBytes, kNonceBytes);
  const std::string_view sealed = wrapped.substr(1 + kKekIdBytes + kNonceBytes);
  std::string bytes(kKeyBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          AsOctets(bytes), nullptr, nullptr, AsOctets(sealed), sealed.size(), AsOctets(aad),
          aad.size(), AsOctets(nonce), kek.key.bytes().data()) != 0) {
    return storage::Status(storage::Code::kCorruption, "a wrapped data key does not open");
  }
  SecretKey key(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

std::string MakeCheckValue(const Kek& kek) { return Seal(kek.key, CheckPlaceOf(kek), kCheckText); }

bool IsCheckValueOf(const Kek& kek, std::string_view value) {
  const storage::Result<std::string> opened = Open(kek.key, CheckPlaceOf(kek), value);
  return opened.ok() && opened.value() == kCheckText;
}

}  // namespace datalek::vault

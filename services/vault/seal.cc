#include "services/vault/seal.h"

#include "services/vault/octets.h"
#include "services/vault/random.h"
#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <sodium.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

using namespace std::literals;

constexpr char kAlgorithm = 0x01;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSealOverheadBytes == 1 + kNonceBytes + kTagBytes);
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// Valid until the thread's next call: built in one string per thread, which soon stops growing.
std::string_view AadOf(const Place& place) {
  thread_local std::string aad;
  const char cls = static_cast<char>(place.cls);
  aad = "datalek-aead/v1\0"sv;
  AppendPrefixed(aad, place.organisation);
  AppendPrefixed(aad, place.table);
  AppendPrefixed(aad, place.key);
  AppendPrefixed(aad, {&cls, 1});
  AppendU32(aad, place.schema);
  return aad;
}

storage::Status Refused() {
  return {storage::Code::kCorruption,
          "a sealed record does not open: it is damaged, or not of this place or key"};
}

}  // namespace

std::string Seal(const SecretKey& key, const Place& place, std::string_view plaintext) {
  const std::string_view aad = AadOf(place);
  std::string record(kSealOverheadBytes + plaintext.size(), '\0');
  record[0] = kAlgorithm;
  unsigned char* const nonce = AsOctets(record) + 1;
  FillRandom({nonce, kNonceBytes});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, AsOctets(plaintext),
                                             plaintext.size(), AsOctets(aad), aad.size(), nullptr,
                                             nonce, key.bytes().data());
  return record;
}

storage::Result<std::string> Open(const SecretKey& key, const Place& place,
                                  std::string_view record) {
  if (record.size() < kSealOverheadBytes || record[0] != kAlgorithm) {
    return Refused();
  }
  const std::string_view aad = AadOf(place);
  const std::string_view nonce = record.substr(1, kNonceBytes);
  const std::string_view sealed = record.substr(1 + kNonceBytes);
  std::string plaintext(record.size() - kSealOverheadBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          AsOctets(plaintext), nullptr, nullptr, AsOctets(sealed), sealed.size(), AsOctets(aad),
          aad.size(), AsOctets(nonce), key.bytes().data()) != 0) {
    return Refused();
  }
  return plaintext;
}

}  // namespace datalek::vault

#include "services/vault/pseudonym.h"

#include "services/vault/secret_key.h"
#include "services/vault/vault.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <numeric>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned char>(byte));
    text += digits.data();
  }
  return text;
}

// RFC 4231's shorter keys, which HMAC itself fills up with zeros.
SecretKey Padded(std::string bytes) {
  bytes.resize(kKeyBytes, '\0');
  return SecretKey(bytes);
}

IncidentKeys KeysOf(const SecretKey& content) {
  return {.incident = domain::kOrganisationItself, .identity = {}, .content = content};
}

TEST(Fingerprint, IsHmacSha256) {
  // RFC 4231, test cases 1 to 3.
  EXPECT_EQ(Hex(Fingerprint(Padded(std::string(20, '\x0b')), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(Hex(Fingerprint(Padded("Jefe"), "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Hex(Fingerprint(Padded(std::string(20, '\xaa')), std::string(50, '\xdd'))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
}

TEST(Fingerprint, TakesNoBytesAtAll) {
  EXPECT_EQ(Fingerprint(AKey('k'), "").size(), kFingerprintBytes);
  EXPECT_NE(Fingerprint(AKey('k'), ""), Fingerprint(AKey('l'), ""));
}

TEST(Pseudonym, IsWrittenByTheBook) {
  std::string bytes(kKeyBytes, '\0');
  std::iota(bytes.begin(), bytes.end(), '\0');
  // { printf 'datalek-actor/v1\n'; printf %s anna@gemeente-voorbeeld.nl; } |
  //   openssl mac -digest SHA256 -macopt hexkey:000102...1f HMAC
  EXPECT_EQ(Pseudonym(KeysOf(SecretKey(bytes)), "anna@gemeente-voorbeeld.nl"),
            "f48f5568faf2d8be5747f5120879e2f3");
}

TEST(Pseudonym, IsAnotherOneForAnotherAccount) {
  EXPECT_NE(Pseudonym(KeysOf(AKey('k')), "anna"), Pseudonym(KeysOf(AKey('k')), "olga"));
}

TEST(Pseudonym, IsAnotherOneInAnotherOrganisation) {
  EXPECT_NE(Pseudonym(KeysOf(AKey('k')), "anna"), Pseudonym(KeysOf(AKey('l')), "anna"));
}

}  // namespace
}  // namespace datalek::vault

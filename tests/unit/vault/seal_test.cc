#include "services/vault/seal.h"

#include "services/vault/secret_key.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

using storage::Code;
using tests::Holds;
using tests::StatusIs;
using namespace std::literals;

// What the format says, spelt out for kPlace: nothing of the code under test.
constexpr Place kPlace{.organisation = "gemeente-voorbeeld",
                       .table = "entry",
                       .key = "e/1",
                       .cls = Class::kIdentity,
                       .schema = 0x01020304};
constexpr std::string_view kAad =
    "datalek-aead/v1\0"
    "\x00\x12"
    "gemeente-voorbeeld"
    "\x00\x05"
    "entry"
    "\x00\x03"
    "e/1"
    "\x00\x01"
    "i"
    "\x01\x02\x03\x04"sv;
constexpr std::size_t kNonceBytes = 24;

const unsigned char* Octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// 0x01 nonce ciphertext tag, made by libsodium alone.
std::string SealByTheBook(const SecretKey& key, std::string_view aad, std::string_view nonce,
                          std::string_view plaintext) {
  std::array<unsigned char, 256> sealed{};
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), &length, Octets(plaintext),
                                             plaintext.size(), Octets(aad), aad.size(), nullptr,
                                             Octets(nonce), key.bytes().data());
  std::string record = "\x01";
  record += nonce;
  record.append(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(length));
  return record;
}

TEST(Seal, OpensARecordMadeByTheBook) {
  const std::string record =
      SealByTheBook(AKey('k'), kAad, std::string(kNonceBytes, 'n'), "Brief bij de buren");
  EXPECT_THAT(Open(AKey('k'), kPlace, record), Holds("Brief bij de buren"));
}

TEST(Seal, MakesTheRecordThatTheBookMakesWithItsNonce) {
  const std::string record = Seal(AKey('k'), kPlace, "Brief bij de buren");
  ASSERT_EQ(record.size(), kSealOverheadBytes + 18);
  const std::string nonce = record.substr(1, kNonceBytes);
  EXPECT_EQ(record, SealByTheBook(AKey('k'), kAad, nonce, "Brief bij de buren"));
}

TEST(Seal, UsesANonceOnce) {
  EXPECT_NE(Seal(AKey('k'), kPlace, "same"), Seal(AKey('k'), kPlace, "same"));
}

TEST(Seal, OpensWhatItSealedWhateverItsSize) {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 500U, 100'000U}) {
    const std::string plaintext(size, 'p');
    EXPECT_THAT(Open(AKey('k'), kPlace, Seal(AKey('k'), kPlace, plaintext)), Holds(plaintext));
  }
}

TEST(Seal, ShowsNoneOfThePlaintext) {
  const std::string record = Seal(AKey('k'), kPlace, std::string(64, 'p'));
  EXPECT_EQ(record.find("pppp"), std::string::npos);
}

TEST(Seal, DoesNotOpenWithAnyBitFlipped) {
  const std::string record = Seal(AKey('k'), kPlace, "kort");
  for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
    std::string flipped = record;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    EXPECT_THAT(Open(AKey('k'), kPlace, flipped), StatusIs(Code::kCorruption)) << "bit " << bit;
  }
}

TEST(Seal, DoesNotOpenCutShort) {
  const std::string record = Seal(AKey('k'), kPlace, "kort");
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_THAT(Open(AKey('k'), kPlace, record.substr(0, size)), StatusIs(Code::kCorruption))
        << size << " bytes";
  }
}

TEST(Seal, DoesNotOpenWithMoreBehind) {
  const std::string record = Seal(AKey('k'), kPlace, "kort");
  EXPECT_THAT(Open(AKey('k'), kPlace, record + '\0'), StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenWithAnotherKey) {
  EXPECT_THAT(Open(AKey('l'), kPlace, Seal(AKey('k'), kPlace, "kort")),
              StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenForAnotherOrganisation) {
  Place moved = kPlace;
  moved.organisation = "gemeente-voorbeeld-2";
  EXPECT_THAT(Open(AKey('k'), moved, Seal(AKey('k'), kPlace, "kort")), StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenInAnotherTable) {
  Place moved = kPlace;
  moved.table = "answer";
  EXPECT_THAT(Open(AKey('k'), moved, Seal(AKey('k'), kPlace, "kort")), StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenUnderAnotherRecordKey) {
  Place moved = kPlace;
  moved.key = "e/2";
  EXPECT_THAT(Open(AKey('k'), moved, Seal(AKey('k'), kPlace, "kort")), StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenAsTheOtherClass) {
  Place moved = kPlace;
  moved.cls = Class::kContent;
  EXPECT_THAT(Open(AKey('k'), moved, Seal(AKey('k'), kPlace, "kort")), StatusIs(Code::kCorruption));
}

TEST(Seal, DoesNotOpenAsAnotherSchema) {
  Place moved = kPlace;
  moved.schema += 1;
  EXPECT_THAT(Open(AKey('k'), moved, Seal(AKey('k'), kPlace, "kort")), StatusIs(Code::kCorruption));
}

TEST(Seal, TellsApartPlacesWhoseNamesRunTogetherAlike) {
  const Place one{.organisation = "a", .table = "bc", .key = "d"};
  const Place two{.organisation = "ab", .table = "c", .key = "d"};
  const Place three{.organisation = "a", .table = "b", .key = "cd"};
  const std::string record = Seal(AKey('k'), one, "kort");
  EXPECT_THAT(Open(AKey('k'), two, record), StatusIs(Code::kCorruption));
  EXPECT_THAT(Open(AKey('k'), three, record), StatusIs(Code::kCorruption));
}

TEST(Seal, SaysNothingOfTheRecordWhenItDoesNotOpen) {
  const auto opened = Open(AKey('l'), kPlace, Seal(AKey('k'), kPlace, "kort"));
  ASSERT_FALSE(opened.ok());
  for (const std::string_view secret : {kPlace.organisation, kPlace.key, "kort"sv}) {
    EXPECT_EQ(opened.status().message().find(secret), std::string::npos) << secret;
  }
}

}  // namespace
}  // namespace datalek::vault

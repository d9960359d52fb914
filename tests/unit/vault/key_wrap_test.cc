#include "services/vault/key_wrap.h"

#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "tests/testing/status_matchers.h"
#include "tests/unit/vault/a_vault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

using storage::Code;
using ::testing::HasSubstr;
using tests::IsOk;
using tests::StatusIs;
using namespace std::literals;

const KeyPlace kPlace{
    .organisation = kOrganisation, .incident = AnId('I'), .cls = Class::kIdentity};
constexpr std::string_view kAad =
    "datalek-dek/v1\0"
    "\x00\x12"
    "gemeente-voorbeeld"
    "\x00\x10"
    "IIIIIIIIIIIIIIII"
    "\x00\x01"
    "i"sv;

const unsigned char* Octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

TEST(KeyWrap, NamesAKekByTheHashOfIt) {
  std::string bytes(kKeyBytes, '\0');
  std::iota(bytes.begin(), bytes.end(), '\0');
  // printf 'datalek-kek/v1\n' | cat - kek | sha256sum
  EXPECT_EQ(Kek(SecretKey(bytes)).id, "\x88\xf0\x10\x21\x18\x14\x73\x07"s);
}

TEST(KeyWrap, IsWrittenByTheBook) {
  const Kek kek(AKey('K'));
  const std::string wrapped = WrapKey(kek, kPlace, AKey('d'));
  ASSERT_EQ(wrapped.size(), 81U);
  EXPECT_EQ(wrapped[0], '\x01');
  EXPECT_EQ(wrapped.substr(1, 8), kek.id);
  const std::string nonce = wrapped.substr(9, 24);
  const std::string sealed = wrapped.substr(33);
  std::array<unsigned char, kKeyBytes> opened{};
  ASSERT_EQ(crypto_aead_xchacha20poly1305_ietf_decrypt(
                opened.data(), nullptr, nullptr, Octets(sealed), sealed.size(), Octets(kAad),
                kAad.size(), Octets(nonce), kek.key.bytes().data()),
            0);
  EXPECT_EQ(std::string(opened.begin(), opened.end()), std::string(kKeyBytes, 'd'));
}

TEST(KeyWrap, UnwrapsWhatItWrapped) {
  const Kek kek(AKey('K'));
  const auto key = UnwrapKey(kek, kPlace, WrapKey(kek, kPlace, AKey('d')));
  ASSERT_THAT(key, IsOk());
  EXPECT_TRUE(SameKey(key.value(), AKey('d')));
}

TEST(KeyWrap, DoesNotUnwrapUnderAnotherKek) {
  const std::string wrapped = WrapKey(Kek(AKey('K')), kPlace, AKey('d'));
  EXPECT_THAT(UnwrapKey(Kek(AKey('L')), kPlace, wrapped),
              StatusIs(Code::kCorruption, HasSubstr("another key-encryption key")));
}

TEST(KeyWrap, DoesNotUnwrapWithAnyBitFlipped) {
  const Kek kek(AKey('K'));
  const std::string wrapped = WrapKey(kek, kPlace, AKey('d'));
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    std::string flipped = wrapped;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    EXPECT_THAT(UnwrapKey(kek, kPlace, flipped), StatusIs(Code::kCorruption)) << "bit " << bit;
  }
}

TEST(KeyWrap, DoesNotUnwrapCutShortOrLengthened) {
  const Kek kek(AKey('K'));
  const std::string wrapped = WrapKey(kek, kPlace, AKey('d'));
  EXPECT_THAT(UnwrapKey(kek, kPlace, ""), StatusIs(Code::kCorruption));
  EXPECT_THAT(UnwrapKey(kek, kPlace, wrapped.substr(0, wrapped.size() - 1)),
              StatusIs(Code::kCorruption));
  EXPECT_THAT(UnwrapKey(kek, kPlace, wrapped + "x"), StatusIs(Code::kCorruption));
}

TEST(KeyWrap, DoesNotUnwrapForAnotherOrganisationIncidentOrClass) {
  const Kek kek(AKey('K'));
  const std::string wrapped = WrapKey(kek, kPlace, AKey('d'));
  KeyPlace moved = kPlace;
  moved.organisation = "gemeente-voorbeel";
  EXPECT_THAT(UnwrapKey(kek, moved, wrapped), StatusIs(Code::kCorruption));
  moved = kPlace;
  moved.incident = AnId('J');
  EXPECT_THAT(UnwrapKey(kek, moved, wrapped), StatusIs(Code::kCorruption));
  moved = kPlace;
  moved.cls = Class::kContent;
  EXPECT_THAT(UnwrapKey(kek, moved, wrapped), StatusIs(Code::kCorruption));
}

TEST(KeyWrap, RecognisesTheCheckValueOfItsOwnKekOnly) {
  const std::string value = MakeCheckValue(Kek(AKey('K')));
  EXPECT_TRUE(IsCheckValueOf(Kek(AKey('K')), value));
  EXPECT_FALSE(IsCheckValueOf(Kek(AKey('L')), value));
}

TEST(KeyWrap, TakesNoOtherRecordOfTheKekForItsCheckValue) {
  const Kek kek(AKey('K'));
  const Place place{.organisation = {}, .table = "kek", .key = kek.id, .cls = Class::kContent};
  EXPECT_FALSE(IsCheckValueOf(kek, Seal(kek.key, place, "something else")));
}

}  // namespace
}  // namespace datalek::vault

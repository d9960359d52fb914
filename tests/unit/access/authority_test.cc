// What OpenSSL, as any client and server uses it, makes of the certificates we issue.
#include "services/access/authority.h"

#include "tests/testing/status_matchers.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::access {
namespace {

using domain::Role;
using storage::Code;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using tests::IsOk;
using tests::StatusIs;

constexpr std::int64_t kNow = 1'772'355'600;  // 2026-03-01T09:00:00Z
constexpr std::int64_t kDay = 86'400;

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;
struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

Certificate Parse(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

Key ParseKey(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

Pem Authority(std::string_view name = "Voorbeeld authority") {
  auto made = MakeAuthority(name, {.now_s = kNow, .days = kAuthorityDays});
  EXPECT_THAT(made, IsOk());
  return std::move(made).value();
}

Pem Server(const Pem& authority, const std::vector<std::string>& names = {"localhost"}) {
  auto made = IssueServer(authority, names, {.now_s = kNow, .days = kServerDays});
  EXPECT_THAT(made, IsOk());
  return std::move(made).value();
}

Identity Officer() {
  return {.account = "officer-1",
          .grants = {{.organisation = "voorbeeldstad", .role = Role::kPrivacyOfficer},
                     {.organisation = "gemeente-voorbeeld", .role = Role::kAuditor}}};
}

Pem Client(const Pem& authority) {
  auto made = IssueClient(authority, Officer(), {.now_s = kNow, .days = kClientDays});
  EXPECT_THAT(made, IsOk());
  return std::move(made).value();
}

// X509_V_OK, or why a peer that trusts `authority` refuses `certificate` for `purpose` at `at_s`.
int Verify(const std::string& authority, const std::string& certificate, int purpose,
           std::int64_t at_s) {
  const Certificate trusted = Parse(authority);
  const Certificate leaf = Parse(certificate);
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(),
                                                                      X509_STORE_free);
  const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
      X509_STORE_CTX_new(), X509_STORE_CTX_free);
  X509_STORE_add_cert(store.get(), trusted.get());
  X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr);
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_purpose(parameters, purpose);
  X509_VERIFY_PARAM_set_time(parameters, at_s);
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE);
  X509_verify_cert(context.get());
  return X509_STORE_CTX_get_error(context.get());
}

std::vector<std::string> UrisIn(const std::string& pem) {
  std::vector<std::string> uris;
  const Certificate certificate = Parse(pem);
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
      static_cast<GENERAL_NAMES*>(
          X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)),
      GENERAL_NAMES_free);
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
    EXPECT_EQ(type, GEN_URI);
    const auto* text = static_cast<const ASN1_STRING*>(value);
    const unsigned char* bytes = ASN1_STRING_get0_data(text);
    uris.emplace_back(bytes, bytes + ASN1_STRING_length(text));
  }
  return uris;
}

TEST(Authority, IsOneThatMaySignCertificatesButNoFurtherAuthority) {
  const Certificate certificate = Parse(Authority().certificate);
  EXPECT_EQ(X509_check_ca(certificate.get()), 1);
  EXPECT_EQ(X509_get_pathlen(certificate.get()), 0);
  EXPECT_EQ(X509_get_key_usage(certificate.get()), KU_KEY_CERT_SIGN | KU_CRL_SIGN);
}

TEST(Authority, UsesP256AndSha256InVersion3) {
  const Pem authority = Authority();
  for (const Pem& pem : {authority, Server(authority), Client(authority)}) {
    const Certificate certificate = Parse(pem.certificate);
    EXPECT_EQ(X509_get_version(certificate.get()), X509_VERSION_3);
    EXPECT_EQ(X509_get_signature_nid(certificate.get()), NID_ecdsa_with_SHA256);
    std::string group(32, '\0');
    std::size_t size = 0;
    ASSERT_EQ(EVP_PKEY_get_group_name(X509_get0_pubkey(certificate.get()), group.data(),
                                      group.size(), &size),
              1);
    EXPECT_EQ(group.substr(0, size), "prime256v1");
  }
}

TEST(Authority, GivesKeysAsUnencryptedPkcs8ThatBelongToTheirCertificates) {
  const Pem authority = Authority();
  for (const Pem& pem : {authority, Server(authority), Client(authority)}) {
    EXPECT_THAT(pem.key, StartsWith("-----BEGIN PRIVATE KEY-----\n"));
    EXPECT_EQ(X509_check_private_key(Parse(pem.certificate).get(), ParseKey(pem.key).get()), 1);
  }
}

TEST(Authority, NeverGivesTheSameSerialNumberTwice) {
  const Pem authority = Authority();
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> first(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(Parse(Client(authority).certificate).get()),
                         nullptr),
      BN_free);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> second(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(Parse(Client(authority).certificate).get()),
                         nullptr),
      BN_free);
  EXPECT_NE(BN_cmp(first.get(), second.get()), 0);
  EXPECT_EQ(BN_is_negative(first.get()), 0);
  EXPECT_GT(BN_num_bits(first.get()), 64);  // Fewer of 128 random bits: once in 2^64.
  EXPECT_LE(BN_num_bits(first.get()), 128);
}

TEST(Authority, IssuesAServerThatIsTrustedAsAServer) {
  const Pem authority = Authority();
  EXPECT_EQ(
      Verify(authority.certificate, Server(authority).certificate, X509_PURPOSE_SSL_SERVER, kNow),
      X509_V_OK);
}

TEST(Authority, IssuesAClientThatIsTrustedAsAClient) {
  const Pem authority = Authority();
  EXPECT_EQ(
      Verify(authority.certificate, Client(authority).certificate, X509_PURPOSE_SSL_CLIENT, kNow),
      X509_V_OK);
}

TEST(Authority, IssuesNoClientThatPassesForAServer) {
  const Pem authority = Authority();
  EXPECT_EQ(
      Verify(authority.certificate, Client(authority).certificate, X509_PURPOSE_SSL_SERVER, kNow),
      X509_V_ERR_INVALID_PURPOSE);
}

TEST(Authority, IssuesNoServerThatPassesForAClient) {
  const Pem authority = Authority();
  EXPECT_EQ(
      Verify(authority.certificate, Server(authority).certificate, X509_PURPOSE_SSL_CLIENT, kNow),
      X509_V_ERR_INVALID_PURPOSE);
}

TEST(Authority, IsNotTakenForAnotherOfTheSameName) {
  const Pem authority = Authority();
  EXPECT_NE(
      Verify(Authority().certificate, Client(authority).certificate, X509_PURPOSE_SSL_CLIENT, kNow),
      X509_V_OK);
}

TEST(Authority, IssuesForTheDaysItWasAskedAndNoLonger) {
  const Pem authority = Authority();
  const Pem client = Client(authority);
  const std::int64_t end = kNow + kClientDays * kDay;
  EXPECT_EQ(Verify(authority.certificate, client.certificate, X509_PURPOSE_SSL_CLIENT, end - 1),
            X509_V_OK);
  EXPECT_EQ(Verify(authority.certificate, client.certificate, X509_PURPOSE_SSL_CLIENT, end + 1),
            X509_V_ERR_CERT_HAS_EXPIRED);
}

TEST(Authority, IsTrustedByAClockThatIsALittleBehind) {
  const Pem authority = Authority();
  const Pem client = Client(authority);
  const std::int64_t begin = kNow - kBackdatedSeconds;
  EXPECT_EQ(Verify(authority.certificate, client.certificate, X509_PURPOSE_SSL_CLIENT, begin + 1),
            X509_V_OK);
  EXPECT_EQ(Verify(authority.certificate, client.certificate, X509_PURPOSE_SSL_CLIENT, begin - 1),
            X509_V_ERR_CERT_NOT_YET_VALID);
}

TEST(Authority, IsNeverOutlivedByWhatItIssued) {
  const auto authority = MakeAuthority("Short", {.now_s = kNow, .days = 2});
  ASSERT_THAT(authority, IsOk());
  const auto server =
      IssueServer(authority.value(), {"localhost"}, {.now_s = kNow, .days = kServerDays});
  ASSERT_THAT(server, IsOk());
  EXPECT_EQ(ExpiryOf(server.value().certificate).value(), kNow + 2 * kDay);
}

TEST(Authority, NamesEveryHostAndAddressOfAServer) {
  const Pem pem =
      Server(Authority(), {"localhost", "register.gemeente-voorbeeld.example", "127.0.0.1", "::1"});
  const Certificate certificate = Parse(pem.certificate);
  const auto has_host = [&](std::string_view host) {
    return X509_check_host(certificate.get(), host.data(), host.size(), 0, nullptr) == 1;
  };
  EXPECT_TRUE(has_host("localhost"));
  EXPECT_TRUE(has_host("register.gemeente-voorbeeld.example"));
  EXPECT_FALSE(has_host("gemeente-voorbeeld.example"));
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.2", 0), 0);
}

TEST(Authority, PutsAClientsGrantsIntoItsCertificateInOrder) {
  const std::vector<std::string> uris = UrisIn(Client(Authority()).certificate);
  EXPECT_THAT(uris, ElementsAre("datalek://voorbeeldstad/privacy-officer/officer-1",
                                "datalek://gemeente-voorbeeld/auditor/officer-1"));
  EXPECT_EQ(IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end())), Officer());
}

TEST(Authority, LetsNoClientIssueCertificates) {
  const Pem client = Client(Authority());
  EXPECT_THAT(IssueClient(client, Officer(), {.now_s = kNow, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("not that of an authority")));
}

TEST(Authority, IssuesNothingOnceItHasExpired) {
  const Pem authority = Authority();
  const std::int64_t end = kNow + kAuthorityDays * kDay;
  EXPECT_THAT(IssueClient(authority, Officer(), {.now_s = end - 1, .days = 1}), IsOk());
  EXPECT_THAT(IssueClient(authority, Officer(), {.now_s = end, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("expired")));
}

TEST(Authority, RefusesTheKeyOfAnother) {
  const Pem mixed{.certificate = Authority().certificate, .key = Authority().key};
  EXPECT_THAT(IssueServer(mixed, {"localhost"}, {.now_s = kNow, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("does not belong")));
}

TEST(Authority, RefusesWhatIsNotPem) {
  const Pem authority = Authority();
  EXPECT_THAT(IssueServer({.certificate = "", .key = authority.key}, {"localhost"},
                          {.now_s = kNow, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("not a certificate")));
  EXPECT_THAT(IssueServer({.certificate = authority.certificate, .key = "secret"}, {"localhost"},
                          {.now_s = kNow, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("not an unencrypted private key")));
  EXPECT_THAT(ExpiryOf("-----BEGIN CERTIFICATE-----\n"), StatusIs(Code::kInvalidArgument));
}

TEST(Authority, RefusesAnEncryptedKeyInsteadOfAskingForItsPassphrase) {
  Pem authority = Authority();
  const Key key = ParseKey(authority.key);
  const Bio bio(BIO_new(BIO_s_mem()));
  std::string passphrase = "correct";
  ASSERT_EQ(
      PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), EVP_aes_128_cbc(), passphrase.data(),
                                    static_cast<int>(passphrase.size()), nullptr, nullptr),
      1);
  char* text = nullptr;
  const long size = BIO_ctrl(bio.get(), BIO_CTRL_INFO, 0, static_cast<void*>(&text));
  authority.key.assign(text, static_cast<std::size_t>(size));
  EXPECT_THAT(IssueServer(authority, {"localhost"}, {.now_s = kNow, .days = 1}),
              StatusIs(Code::kInvalidArgument, HasSubstr("not an unencrypted private key")));
}

TEST(Authority, NeverRepeatsAKeyInWhatItRefuses) {
  const Pem authority = Authority();
  const auto refused = IssueServer({.certificate = "not a certificate", .key = authority.key},
                                   {"localhost"}, {.now_s = kNow, .days = 1});
  EXPECT_EQ(refused.status().message().find(authority.key.substr(30, 40)), std::string::npos);
}

TEST(Authority, RefusesDaysOutOfRange) {
  const Pem authority = Authority();
  for (const int days : {-1, 0, kDaysMax + 1}) {
    const Validity validity{.now_s = kNow, .days = days};
    EXPECT_THAT(MakeAuthority("Voorbeeld", validity), StatusIs(Code::kInvalidArgument)) << days;
    EXPECT_THAT(IssueServer(authority, {"localhost"}, validity), StatusIs(Code::kInvalidArgument));
    EXPECT_THAT(IssueClient(authority, Officer(), validity), StatusIs(Code::kInvalidArgument));
  }
}

TEST(Authority, RefusesANameThatPeopleCannotRead) {
  const Validity validity{.now_s = kNow, .days = 1};
  EXPECT_THAT(MakeAuthority("", validity), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(MakeAuthority("two\nlines", validity), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(MakeAuthority("\xFF", validity), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(MakeAuthority(std::string(kCommonNameBytesMax, 'a'), validity), IsOk());
  EXPECT_THAT(MakeAuthority(std::string(kCommonNameBytesMax + 1, 'a'), validity),
              StatusIs(Code::kInvalidArgument));
}

TEST(Authority, RefusesAServerWithoutNamesOrWithTooMany) {
  const Pem authority = Authority();
  const Validity validity{.now_s = kNow, .days = 1};
  EXPECT_THAT(IssueServer(authority, {}, validity), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(IssueServer(authority, {"localhost", "no good"}, validity),
              StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(IssueServer(authority, std::vector<std::string>(kServerNamesMax, "a"), validity),
              IsOk());
  EXPECT_THAT(IssueServer(authority, std::vector<std::string>(kServerNamesMax + 1, "a"), validity),
              StatusIs(Code::kInvalidArgument));
}

TEST(Authority, RefusesAnIdentityThatNobodyCouldReadBack) {
  const Pem authority = Authority();
  const Validity validity{.now_s = kNow, .days = 1};
  Identity identity = Officer();
  identity.account = "with space";
  EXPECT_THAT(IssueClient(authority, identity, validity), StatusIs(Code::kInvalidArgument));
  identity = Officer();
  identity.grants.clear();
  EXPECT_THAT(IssueClient(authority, identity, validity), StatusIs(Code::kInvalidArgument));
  identity = Officer();
  identity.grants.push_back(identity.grants.front());
  EXPECT_THAT(IssueClient(authority, identity, validity), StatusIs(Code::kInvalidArgument));
  identity = Officer();
  identity.grants.front().organisation = "a/b";
  EXPECT_THAT(IssueClient(authority, identity, validity), StatusIs(Code::kInvalidArgument));
}

TEST(ServerName, IsAHostNameOrAnAddress) {
  for (const std::string_view name :
       {"localhost", "a", "register-1.gemeente-voorbeeld.example", "127.0.0.1", "::1",
        "2001:db8::7", "1a", "xn--bcher-kva.example"}) {
    EXPECT_TRUE(IsServerName(name)) << name;
  }
  EXPECT_TRUE(IsServerName(std::string(63, 'a') + ".example"));
}

TEST(ServerName, IsNothingElse) {
  for (const std::string_view name :
       {"", ".", "a.", ".a", "a..b", "-a", "a-", "a b", "a_b", "*.example", "300.1.1.1", "1.2.3",
        "localhost:7443", "[::1]", "::g", "a,DNS:b", "b\xC3\xBC.example"}) {
    EXPECT_FALSE(IsServerName(name)) << name;
  }
  EXPECT_FALSE(IsServerName(std::string_view("127.0.0.1\0x", 11)));
  EXPECT_FALSE(IsServerName(std::string(64, 'a') + ".example"));
  EXPECT_FALSE(IsServerName(std::string(127, 'a') + "." + std::string(127, 'a')));
}

}  // namespace
}  // namespace datalek::access

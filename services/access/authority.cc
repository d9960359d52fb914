#include "services/access/authority.h"

#include "services/domain/validate.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace datalek::access {
namespace {

using storage::Code;
using storage::Result;
using storage::Status;

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* thing) const {
    kFree(thing);
  }
};
template <typename T, auto kFree>
using Owned = std::unique_ptr<T, Free<kFree>>;

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedCertificate = Owned<X509, X509_free>;
using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedNames = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using OwnedName = Owned<GENERAL_NAME, GENERAL_NAME_free>;
using OwnedNumber = Owned<BIGNUM, BN_free>;
using OwnedExtension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using OwnedOctets = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using OwnedIa5 = Owned<ASN1_IA5STRING, ASN1_IA5STRING_free>;

constexpr int kSerialBits = 128;
constexpr int kVersion3 = 2;  // As X.509 counts.
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::string_view kServerCommonName = "Datalek Register server";

struct KeyPair {
  OwnedCertificate certificate;
  OwnedKey key;
};

// One extension as OpenSSL's configuration writes it.
struct Extension {
  int nid;
  const char* value;
};

Status Invalid(std::string message) { return {Code::kInvalidArgument, std::move(message)}; }

// What OpenSSL has to say about its latest failure; forgets it.
Status Failed(std::string_view what) {
  const char* reason = ERR_reason_error_string(ERR_get_error());
  ERR_clear_error();
  return {Code::kUnavailable,
          std::string(what) + " failed: " + (reason == nullptr ? "no reason given" : reason)};
}

Status CheckValidity(const Validity& validity) {
  if (validity.days < 1 || validity.days > kDaysMax) {
    return Invalid("a certificate is valid for 1 to " + std::to_string(kDaysMax) + " days, not " +
                   std::to_string(validity.days));
  }
  return {};
}

std::int64_t SecondsOf(const ASN1_TIME* time) {
  struct tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : 0;
}

OwnedBio Reader(std::string_view text) {
  return OwnedBio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string TextOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

Result<OwnedCertificate> ReadCertificate(std::string_view pem) {
  const OwnedBio bio = Reader(pem);
  OwnedCertificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (certificate == nullptr) {
    ERR_clear_error();
    return Invalid("this is not a certificate in PEM");
  }
  return certificate;
}

// Never asks for a passphrase, which would wait for a terminal.
int RefusePassphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*context*/) {
  return -1;
}

Result<KeyPair> ReadAuthority(const Pem& pem, std::int64_t now_s) {
  Result<OwnedCertificate> certificate = ReadCertificate(pem.certificate);
  if (!certificate.ok()) {
    return certificate.status();
  }
  const OwnedBio bio = Reader(pem.key);
  OwnedKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, RefusePassphrase, nullptr));
  if (key == nullptr) {
    ERR_clear_error();
    return Invalid("the authority's key is not an unencrypted private key in PEM");
  }
  X509* const read = certificate.value().get();
  if (X509_check_private_key(read, key.get()) != 1) {
    ERR_clear_error();
    return Invalid("the authority's key does not belong to its certificate");
  }
  if (X509_check_ca(read) != 1) {
    return Invalid("this certificate is not that of an authority");
  }
  if (SecondsOf(X509_get0_notAfter(read)) <= now_s) {
    return Invalid("the authority's certificate has expired");
  }
  return KeyPair{.certificate = std::move(certificate).value(), .key = std::move(key)};
}

Result<Pem> ToPem(const KeyPair& pair) {
  const OwnedBio certificate(BIO_new(BIO_s_mem()));
  const OwnedBio key(BIO_new(BIO_s_mem()));  // Wiped when it is freed.
  if (PEM_write_bio_X509(certificate.get(), pair.certificate.get()) != 1 ||
      PEM_write_bio_PKCS8PrivateKey(key.get(), pair.key.get(), nullptr, nullptr, 0, nullptr,
                                    nullptr) != 1) {
    return Failed("writing a certificate");
  }
  return Pem{.certificate = TextOf(certificate.get()), .key = TextOf(key.get())};
}

bool SetSerial(X509* certificate) {
  const OwnedNumber serial(BN_new());
  return serial != nullptr &&
         BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool SetCommonName(X509* certificate, std::string_view name) {
  const std::vector<unsigned char> bytes(name.begin(), name.end());
  return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName,
                                    MBSTRING_UTF8, bytes.data(), static_cast<int>(bytes.size()), -1,
                                    0) == 1;
}

bool AddExtension(X509V3_CTX* context, X509* certificate, const Extension& extension) {
  const OwnedExtension made(X509V3_EXT_nconf_nid(nullptr, context, extension.nid, extension.value));
  return made != nullptr && X509_add_ext(certificate, made.get(), -1) == 1;
}

// What is to be signed. `issuer` is null for the authority itself.
struct Draft {
  std::string_view common_name;
  const KeyPair* issuer = nullptr;
  Validity validity;
  std::vector<Extension> extensions;
  GENERAL_NAMES* alternative_names = nullptr;
};

bool SetTimes(X509* certificate, const Draft& draft) {
  std::int64_t end = draft.validity.now_s + draft.validity.days * kSecondsPerDay;
  if (draft.issuer != nullptr) {
    end = std::min(end, SecondsOf(X509_get0_notAfter(draft.issuer->certificate.get())));
  }
  return ASN1_TIME_set(X509_getm_notBefore(certificate),
                       draft.validity.now_s - kBackdatedSeconds) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), end) != nullptr;
}

bool AddExtensions(X509* certificate, X509* issuer, const Draft& draft) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  return std::ranges::all_of(draft.extensions,
                             [&](const Extension& extension) {
                               return AddExtension(&context, certificate, extension);
                             }) &&
         (draft.alternative_names == nullptr ||
          X509_add1_ext_i2d(certificate, NID_subject_alt_name, draft.alternative_names, 0,
                            X509V3_ADD_DEFAULT) == 1);
}

Result<Pem> Sign(const Draft& draft) {
  KeyPair pair{.certificate = OwnedCertificate(X509_new()), .key = OwnedKey(EVP_EC_gen("P-256"))};
  X509* const certificate = pair.certificate.get();
  if (certificate == nullptr || pair.key == nullptr) {
    return Failed("making a key");
  }
  X509* const issuer = draft.issuer == nullptr ? certificate : draft.issuer->certificate.get();
  EVP_PKEY* const key = draft.issuer == nullptr ? pair.key.get() : draft.issuer->key.get();
  if (X509_set_version(certificate, kVersion3) != 1 || !SetSerial(certificate) ||
      !SetCommonName(certificate, draft.common_name) ||
      X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1 ||
      !SetTimes(certificate, draft) || X509_set_pubkey(certificate, pair.key.get()) != 1 ||
      !AddExtensions(certificate, issuer, draft) ||
      X509_sign(certificate, key, EVP_sha256()) == 0) {
    return Failed("signing a certificate");
  }
  return ToPem(pair);
}

bool IsAddress(std::string_view text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  const std::string terminated(text);
  return text.find('\0') == std::string_view::npos &&
         (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1 ||
          inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1);
}

bool Add(GENERAL_NAMES* names, int type, std::string_view text) {
  OwnedName name(GENERAL_NAME_new());
  if (name == nullptr) {
    return false;
  }
  if (type == GEN_IPADD) {
    OwnedOctets address(a2i_IPADDRESS(std::string(text).c_str()));
    if (address == nullptr) {
      return false;
    }
    GENERAL_NAME_set0_value(name.get(), type, address.release());
  } else {
    OwnedIa5 value(ASN1_IA5STRING_new());
    if (value == nullptr ||
        ASN1_STRING_set(value.get(), text.data(), static_cast<int>(text.size())) != 1) {
      return false;
    }
    GENERAL_NAME_set0_value(name.get(), type, value.release());
  }
  if (sk_GENERAL_NAME_push(names, name.get()) == 0) {
    return false;
  }
  static_cast<void>(name.release());  // Now the list's.
  return true;
}

constexpr std::string_view kLabelCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::size_t kLabelBytesMax = 63;  // RFC 1035.

bool IsLabel(std::string_view text) {
  return !text.empty() && text.size() <= kLabelBytesMax && text.front() != '-' &&
         text.back() != '-' && text.find_first_not_of(kLabelCharacters) == std::string_view::npos;
}

bool IsHostName(std::string_view text) {
  if (text.size() > kHostNameBytesMax) {
    return false;
  }
  std::string_view label = text;
  for (std::size_t dot = label.find('.'); dot != std::string_view::npos; dot = label.find('.')) {
    if (!IsLabel(label.substr(0, dot))) {
      return false;
    }
    label.remove_prefix(dot + 1);
  }
  // A last label of digits would be read as an address.
  return IsLabel(label) && label.find_first_not_of("0123456789") != std::string_view::npos;
}

// One name of a server or a client, as X.509 sorts them.
struct AlternativeName {
  int type;
  std::string text;
};

struct Leaf {
  std::string_view common_name;
  const char* usage;
  std::vector<AlternativeName> names;
};

Result<Pem> Issue(const Pem& authority, const Leaf& leaf, const Validity& validity) {
  if (Status status = CheckValidity(validity); !status.ok()) {
    return status;
  }
  const Result<KeyPair> issuer = ReadAuthority(authority, validity.now_s);
  if (!issuer.ok()) {
    return issuer.status();
  }
  const OwnedNames names(GENERAL_NAMES_new());
  for (const AlternativeName& name : leaf.names) {
    if (!Add(names.get(), name.type, name.text)) {
      return Failed("naming a certificate's holder");
    }
  }
  return Sign({.common_name = leaf.common_name,
               .issuer = &issuer.value(),
               .validity = validity,
               .extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
                              {NID_key_usage, "critical,digitalSignature"},
                              {NID_ext_key_usage, leaf.usage},
                              {NID_subject_key_identifier, "hash"},
                              {NID_authority_key_identifier, "keyid:always"}},
               .alternative_names = names.get()});
}

}  // namespace

bool IsServerName(std::string_view text) { return IsAddress(text) || IsHostName(text); }

Result<Pem> MakeAuthority(std::string_view name, const Validity& validity) {
  if (name.empty() || name.size() > kCommonNameBytesMax || !domain::IsPlainText(name) ||
      name.find_first_of("\n\t") != std::string_view::npos) {
    return Invalid("the name of an authority is 1 to " + std::to_string(kCommonNameBytesMax) +
                   " bytes of text on one line");
  }
  if (Status status = CheckValidity(validity); !status.ok()) {
    return status;
  }
  return Sign({.common_name = name,
               .validity = validity,
               .extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                              {NID_key_usage, "critical,keyCertSign,cRLSign"},
                              {NID_subject_key_identifier, "hash"}}});
}

Result<Pem> IssueServer(const Pem& authority, const std::vector<std::string>& names,
                        const Validity& validity) {
  if (names.empty() || names.size() > kServerNamesMax ||
      !std::ranges::all_of(names, IsServerName)) {
    return Invalid("a server has 1 to " + std::to_string(kServerNamesMax) +
                   " names, each a host name or an IP address");
  }
  Leaf leaf{.common_name = kServerCommonName, .usage = "serverAuth", .names = {}};
  for (const std::string& name : names) {
    leaf.names.push_back({.type = IsAddress(name) ? GEN_IPADD : GEN_DNS, .text = name});
  }
  return Issue(authority, leaf, validity);
}

Result<Pem> IssueClient(const Pem& authority, const Identity& identity, const Validity& validity) {
  const std::vector<std::string> uris = UrisOf(identity);
  if (IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end())) != identity) {
    return Invalid("an identity is an account with 1 to " + std::to_string(kGrantsMax) +
                   " grants, each once");
  }
  Leaf leaf{.common_name = identity.account, .usage = "clientAuth", .names = {}};
  for (const std::string& uri : uris) {
    leaf.names.push_back({.type = GEN_URI, .text = uri});
  }
  return Issue(authority, leaf, validity);
}

Result<std::int64_t> ExpiryOf(std::string_view certificate_pem) {
  const Result<OwnedCertificate> certificate = ReadCertificate(certificate_pem);
  if (!certificate.ok()) {
    return certificate.status();
  }
  return SecondsOf(X509_get0_notAfter(certificate.value().get()));
}

}  // namespace datalek::access

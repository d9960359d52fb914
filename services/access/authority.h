// The local certificate authority: a register of one municipality needs no other.
//
// EC P-256, SHA-256, X.509 v3, random serial numbers of 128 bits, keys as unencrypted PKCS #8. The
// caller says what time it is; a certificate is valid from kBackdatedSeconds before that, because
// clocks differ, and never outlives its authority. Values in, PEM out: nothing is kept, nothing is
// written. Free of state; any thread.
#pragma once

#include "services/access/identity.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::access {

inline constexpr int kAuthorityDays = 3'650;
inline constexpr int kServerDays = 825;
inline constexpr int kClientDays = 365;
inline constexpr int kDaysMax = 7'300;
inline constexpr std::int64_t kBackdatedSeconds = 5 * 60;
inline constexpr std::size_t kServerNamesMax = 32;
inline constexpr std::size_t kHostNameBytesMax = 253;   // RFC 1035, without the final dot.
inline constexpr std::size_t kCommonNameBytesMax = 64;  // X.520's upper bound.

struct Pem {
  std::string certificate;
  std::string key;  // Secret.
};

struct Validity {
  std::int64_t now_s = 0;  // Unix seconds.
  int days = 0;            // 1 to kDaysMax.
};

// A self-signed authority that may sign servers and clients, but no further authority. `name` is
// what people see: 1 to kCommonNameBytesMax bytes of UTF-8.
storage::Result<Pem> MakeAuthority(std::string_view name, const Validity& validity);

// A certificate for a server that is reached under `names`: host names and IP addresses, 1 to
// kServerNamesMax of them.
storage::Result<Pem> IssueServer(const Pem& authority, const std::vector<std::string>& names,
                                 const Validity& validity);

// A certificate for a client that is `identity`.
storage::Result<Pem> IssueClient(const Pem& authority, const Identity& identity,
                                 const Validity& validity);

// True for what IssueServer() takes as a name: an IP address, or labels of letters, digits and
// hyphens between dots.
[[nodiscard]] bool IsServerName(std::string_view text);

// The moment after which the certificate is no longer valid, in Unix seconds.
storage::Result<std::int64_t> ExpiryOf(std::string_view certificate_pem);

// All of these answer kInvalidArgument when what they were given is not as described, when the
// authority has expired, or when its key is not the certificate's; kUnavailable when OpenSSL fails.

}  // namespace datalek::access

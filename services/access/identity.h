// Who is calling: what the URIs in a client certificate say, and nothing else.
//
//   uri          := "datalek://" organisation "/" role "/" account
//   organisation := a slug, see domain::IsSlug      role := a token, see domain::Role
//   account      := 1 to kAccountBytesMax of [A-Za-z0-9._-]
//
// A certificate holds one URI per grant, all of the same account. The transport has verified the
// certificate against our own authority before anybody looks here. Pure; any thread.
#pragma once

#include "services/domain/vocabulary.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::access {

// A shared service centre works for tens of organisations, not for hundreds.
inline constexpr std::size_t kGrantsMax = 64;
inline constexpr std::size_t kAccountBytesMax = 64;

// One role in one organisation.
struct Grant {
  std::string organisation;
  domain::Role role = domain::Role::kReporter;

  bool operator==(const Grant&) const = default;
};

// Whoever holds the certificate's key.
struct Identity {
  std::string account;
  std::vector<Grant> grants;  // 1 to kGrantsMax, in the order of the certificate, each once.

  bool operator==(const Identity&) const = default;
};

// nullopt unless every URI is of the form above, all name one account, no grant comes twice, and
// there are 1 to kGrantsMax of them. A URI of another scheme makes the whole certificate no
// identity: our authority never issues one, so it was made for something else.
[[nodiscard]] std::optional<Identity> IdentityFromUris(std::span<const std::string_view> uris);

// The URIs of `identity`, in order: what IdentityFromUris() reads.
[[nodiscard]] std::vector<std::string> UrisOf(const Identity& identity);

// True for the accounts that may stand in a URI.
[[nodiscard]] bool IsAccount(std::string_view text);

}  // namespace datalek::access

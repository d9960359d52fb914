#include "services/access/identity.h"

#include "services/domain/validate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace datalek::access {
namespace {

constexpr std::string_view kScheme = "datalek://";
constexpr std::string_view kAccountCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
constexpr std::size_t kSegments = 3;  // Organisation, role, account.

struct GrantOfAccount {
  Grant grant;
  std::string_view account;
};

// Exactly kSegments parts between slashes; they may be empty.
std::optional<std::array<std::string_view, kSegments>> Split(std::string_view path) {
  if (std::ranges::count(path, '/') != kSegments - 1) {
    return std::nullopt;
  }
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  return std::array{path.substr(0, first), path.substr(first + 1, second - first - 1),
                    path.substr(second + 1)};
}

std::optional<GrantOfAccount> Read(std::string_view uri) {
  if (!uri.starts_with(kScheme)) {
    return std::nullopt;
  }
  const auto segments = Split(uri.substr(kScheme.size()));
  if (!segments) {
    return std::nullopt;
  }
  const auto& [organisation, role_token, account] = *segments;
  const std::optional<domain::Role> role = domain::FromToken<domain::Role>(role_token);
  if (!domain::IsSlug(organisation) || !role || !IsAccount(account)) {
    return std::nullopt;
  }
  return GrantOfAccount{.grant = {.organisation = std::string(organisation), .role = *role},
                        .account = account};
}

}  // namespace

std::optional<Identity> IdentityFromUris(std::span<const std::string_view> uris) {
  if (uris.empty() || uris.size() > kGrantsMax) {
    return std::nullopt;
  }
  Identity identity;
  identity.grants.reserve(uris.size());
  for (const std::string_view uri : uris) {
    std::optional<GrantOfAccount> read = Read(uri);
    if (!read || std::ranges::find(identity.grants, read->grant) != identity.grants.end()) {
      return std::nullopt;
    }
    if (identity.grants.empty()) {
      identity.account = read->account;
    } else if (identity.account != read->account) {
      return std::nullopt;
    }
    identity.grants.push_back(std::move(read->grant));
  }
  return identity;
}

std::vector<std::string> UrisOf(const Identity& identity) {
  std::vector<std::string> uris;
  uris.reserve(identity.grants.size());
  for (const Grant& grant : identity.grants) {
    std::string& uri = uris.emplace_back(kScheme);
    uri.append(grant.organisation).append("/");
    uri.append(domain::Token(grant.role)).append("/").append(identity.account);
  }
  return uris;
}

bool IsAccount(std::string_view text) {
  return !text.empty() && text.size() <= kAccountBytesMax &&
         text.find_first_not_of(kAccountCharacters) == std::string_view::npos;
}

}  // namespace datalek::access

#include "services/server/layout.h"

namespace datalek::server {

Layout Layout::Under(const std::filesystem::path& root) {
  const std::filesystem::path tls = root / "tls";
  return {.root = root,
          .register_dir = root / "register",
          .keys_dir = root / "keys",
          .kek_file = root / "kek",
          .tls_dir = tls,
          .authority_certificate = tls / "authority.pem",
          .authority_key = tls / "authority.key",
          .server_certificate = tls / "server.pem",
          .server_key = tls / "server.key",
          .identities_dir = root / "identities"};
}

}  // namespace datalek::server

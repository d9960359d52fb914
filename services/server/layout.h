// What lies where in a register's directory, as `datalekd init` makes it. Every name is here.
#pragma once

#include <filesystem>

namespace datalek::server {

struct Layout {
  std::filesystem::path root;
  std::filesystem::path register_dir;           // The store: entries, views, counters.
  std::filesystem::path keys_dir;               // The store of the data keys.
  std::filesystem::path kek_file;               // Opens the keys; 0400.
  std::filesystem::path tls_dir;                // The four below.
  std::filesystem::path authority_certificate;  // For clients and servers to trust.
  std::filesystem::path authority_key;          // Issues identities; not needed to serve.
  std::filesystem::path server_certificate;
  std::filesystem::path server_key;
  std::filesystem::path
      identities_dir;  // <organisation>/<account>/, to be carried to their holders.

  static Layout Under(const std::filesystem::path& root);

  bool operator==(const Layout&) const = default;
};

}  // namespace datalek::server

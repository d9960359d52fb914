// One authority, one server and one officer for a benchmark, over mutual TLS as in production.
#pragma once

#include <string>

namespace datalek::bench {

struct Credentials {
  std::string authority;
  std::string server_certificate;
  std::string server_key;
  std::string client_certificate;
  std::string client_key;
};

inline constexpr const char* kOrganisation = "gemeente-voorbeeld";

// Ends the process, with a word on why, when they cannot be made.
Credentials MakeCredentials();

// To and from the files of `directory`, so that the server's process can have them.
void SaveCredentials(const Credentials& credentials, const std::string& directory);
Credentials LoadCredentials(const std::string& directory);

}  // namespace datalek::bench

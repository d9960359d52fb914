#include "tests/bench/credentials.h"

#include "services/access/authority.h"
#include "services/access/identity.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

namespace datalek::bench {
namespace {

access::Pem OrEnd(storage::Result<access::Pem> made) {
  if (!made.ok()) {
    std::cerr << made.status().message() << "\n";
    std::exit(EXIT_FAILURE);
  }
  return std::move(made).value();
}

using Member = std::pair<const char*, std::string Credentials::*>;
constexpr std::array<Member, 5> kFiles{{{"authority.pem", &Credentials::authority},
                                        {"server.pem", &Credentials::server_certificate},
                                        {"server.key", &Credentials::server_key},
                                        {"client.pem", &Credentials::client_certificate},
                                        {"client.key", &Credentials::client_key}}};

}  // namespace

Credentials MakeCredentials() {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  const access::Validity validity{.now_s = now, .days = 2};
  const access::Pem authority = OrEnd(access::MakeAuthority("benchmark", validity));
  const access::Pem server =
      OrEnd(access::IssueServer(authority, {"localhost", "127.0.0.1"}, validity));
  const access::Identity officer{
      .account = "officer-1",
      .grants = {{.organisation = kOrganisation, .role = domain::Role::kPrivacyOfficer}}};
  const access::Pem client = OrEnd(access::IssueClient(authority, officer, validity));
  return {.authority = authority.certificate,
          .server_certificate = server.certificate,
          .server_key = server.key,
          .client_certificate = client.certificate,
          .client_key = client.key};
}

void SaveCredentials(const Credentials& credentials, const std::string& directory) {
  for (const auto& [name, member] : kFiles) {
    std::ofstream(directory + "/" + name) << credentials.*member;
  }
}

Credentials LoadCredentials(const std::string& directory) {
  Credentials credentials;
  for (const auto& [name, member] : kFiles) {
    std::ifstream file(directory + "/" + name);
    credentials.*member = {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  return credentials;
}

}  // namespace datalek::bench

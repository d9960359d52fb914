// Enrolment: the register's own authority issues what a person or a server needs to be known.
//
// An identity is a directory that is carried to its holder, whose client reads it as a profile:
//
//   certificate.pem   who they are      key.pem   its private key
//   authority.pem     whom to trust     server    "host:port", on one line
//
// Free of state; any thread.
#pragma once

#include "services/access/authority.h"
#include "services/access/identity.h"
#include "services/server/config.h"
#include "services/server/layout.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::server {

inline constexpr std::size_t kPemBytesMax = 64 * 1024;

// How clients reach a server that listens at `listen`: unix:/PATH as it is, else the first of
// `host_names`, or localhost when there is none, with the port.
[[nodiscard]] std::string AddressFor(std::string_view listen,
                                     const std::vector<std::string>& host_names);

// What a server's certificate names: localhost, 127.0.0.1, ::1, this machine, where it listens
// unless that is everywhere, and `host_names`; each once.
[[nodiscard]] std::vector<std::string> ServerNames(std::string_view listen,
                                                   const std::vector<std::string>& host_names);

// Writes an identity into `directory`, which must exist and be empty.
storage::Status WriteIdentity(const std::filesystem::path& directory, const access::Pem& client,
                              std::string_view authority_certificate, std::string_view server);

struct Issued {
  std::filesystem::path directory;
  std::int64_t expires_s = 0;
};

struct EnrolRequest {
  Layout layout;              // Whose authority issues.
  std::filesystem::path out;  // Made; must not exist, or be an empty directory.
  access::Validity validity;
};

// Makes an identity in `out`, all of it or nothing. kMissing when there is no authority, besides
// what access::IssueClient() and UnfinishedDirectory answer.
storage::Result<Issued> EnrolClient(const EnrolRequest& request, const access::Identity& identity,
                                    std::string_view server);

// Makes server.pem, server.key and authority.pem in `out`, all of them or nothing.
storage::Result<Issued> EnrolServer(const EnrolRequest& request,
                                    const std::vector<std::string>& names);

}  // namespace datalek::server

#include "services/server/enrol.h"

#include "services/server/files.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using storage::Result;
using storage::Status;

constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::size_t kHostNameBuffer = 256;

// The host of "HOST:PORT" or "[HOST]:PORT".
std::string_view HostIn(std::string_view listen) {
  std::string_view host = listen.substr(0, listen.rfind(':'));
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return host;
}

std::string NameOfThisMachine() {
  std::array<char, kHostNameBuffer> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : "";
}

Result<access::Pem> ReadAuthority(const Layout& layout) {
  Result<std::string> certificate = ReadFile(layout.authority_certificate, kPemBytesMax);
  if (!certificate.ok()) {
    return certificate.status();
  }
  Result<std::string> key = ReadSecretFile(layout.authority_key, kPemBytesMax);
  if (!key.ok()) {
    return key.status();
  }
  return access::Pem{.certificate = std::move(certificate).value(), .key = std::move(key).value()};
}

struct NewFile {
  std::string_view name;
  std::string_view content;
};

Status WriteAll(const fs::path& directory, std::initializer_list<NewFile> files) {
  for (const NewFile& file : files) {
    if (Status status = WriteNewFile(directory / file.name, file.content); !status.ok()) {
      return status;
    }
  }
  return {};
}

// Puts `unfinished` in its place; what was issued is `certificate`.
Result<Issued> Finish(UnfinishedDirectory unfinished, std::string_view certificate) {
  const Result<std::int64_t> expires_s = access::ExpiryOf(certificate);
  if (!expires_s.ok()) {
    return expires_s.status();
  }
  if (Status status = unfinished.Place(); !status.ok()) {
    return status;
  }
  return Issued{.directory = unfinished.place(), .expires_s = expires_s.value()};
}

}  // namespace

std::string AddressFor(std::string_view listen, const std::vector<std::string>& host_names) {
  if (listen.starts_with(kUnixPrefix)) {
    return std::string(listen);
  }
  const std::string host = host_names.empty() ? "localhost" : host_names.front();
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + host + "]" : host) + std::string(listen.substr(listen.rfind(':')));
}

std::vector<std::string> ServerNames(std::string_view listen,
                                     const std::vector<std::string>& host_names) {
  std::vector<std::string> wanted{"localhost", "127.0.0.1", "::1", NameOfThisMachine()};
  if (!listen.starts_with(kUnixPrefix)) {
    wanted.emplace_back(HostIn(listen));
  }
  wanted.insert(wanted.end(), host_names.begin(), host_names.end());
  std::vector<std::string> names;
  for (std::string& name : wanted) {
    const bool everywhere = name == "0.0.0.0" || name == "::";
    if (access::IsServerName(name) && !everywhere &&
        std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

Status WriteIdentity(const fs::path& directory, const access::Pem& client,
                     std::string_view authority_certificate, std::string_view server) {
  return WriteAll(directory, {{.name = "certificate.pem", .content = client.certificate},
                              {.name = "key.pem", .content = client.key},
                              {.name = "authority.pem", .content = authority_certificate},
                              {.name = "server", .content = std::string(server) + "\n"}});
}

Result<Issued> EnrolClient(const EnrolRequest& request, const access::Identity& identity,
                           std::string_view server) {
  const Result<access::Pem> authority = ReadAuthority(request.layout);
  if (!authority.ok()) {
    return authority.status();
  }
  const Result<access::Pem> client =
      access::IssueClient(authority.value(), identity, request.validity);
  if (!client.ok()) {
    return client.status();
  }
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(request.out);
  if (!unfinished.ok()) {
    return unfinished.status();
  }
  if (Status status = WriteIdentity(unfinished.value().path(), client.value(),
                                    authority.value().certificate, server);
      !status.ok()) {
    return status;
  }
  return Finish(std::move(unfinished).value(), client.value().certificate);
}

Result<Issued> EnrolServer(const EnrolRequest& request, const std::vector<std::string>& names) {
  const Result<access::Pem> authority = ReadAuthority(request.layout);
  if (!authority.ok()) {
    return authority.status();
  }
  const Result<access::Pem> server =
      access::IssueServer(authority.value(), names, request.validity);
  if (!server.ok()) {
    return server.status();
  }
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(request.out);
  if (!unfinished.ok()) {
    return unfinished.status();
  }
  if (Status status =
          WriteAll(unfinished.value().path(),
                   {{.name = "server.pem", .content = server.value().certificate},
                    {.name = "server.key", .content = server.value().key},
                    {.name = "authority.pem", .content = authority.value().certificate}});
      !status.ok()) {
    return status;
  }
  return Finish(std::move(unfinished).value(), server.value().certificate);
}

}  // namespace datalek::server

// The gate: every rpc begins here. Who is calling, may they, in which language, until when.
//
// The organisation comes from the identity, never from the request. Any thread.
#pragma once

#include "services/access/identity.h"
#include "services/access/role_table.h"
#include "services/rpc/language.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::rpc {

// A call without a deadline, or with a later one, gets this much time.
inline constexpr std::chrono::seconds kCallTimeMax{60};

// Where identities come from: the client's certificate in the server, something simpler in tests.
using IdentitySource =
    std::function<std::optional<access::Identity>(const grpc::ServerContextBase&)>;

// From the URIs of a client certificate that the transport has verified.
[[nodiscard]] std::optional<access::Identity> IdentityFromCertificate(
    const grpc::ServerContextBase& context);

class Gate {
 public:
  explicit Gate(IdentitySource source) : source_(std::move(source)) {}

  // The caller, or the error to answer with. `method` as in the role table.
  [[nodiscard]] std::variant<access::Caller, grpc::Status> Admit(
      const grpc::ServerContextBase& context, std::string_view method) const;

  // As every organisation in which the caller may do this; never empty.
  [[nodiscard]] std::variant<std::vector<access::Caller>, grpc::Status> AdmitToAll(
      const grpc::ServerContextBase& context, std::string_view method) const;

 private:
  IdentitySource source_;
};

[[nodiscard]] Language LanguageOf(const grpc::ServerContextBase& context);

// The call's deadline, on the clock that does not jump.
[[nodiscard]] std::chrono::steady_clock::time_point DeadlineOf(
    const grpc::ServerContextBase& context);

}  // namespace datalek::rpc

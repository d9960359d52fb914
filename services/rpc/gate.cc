#include "services/rpc/gate.h"

#include "services/rpc/failure.h"

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace datalek::rpc {

std::optional<access::Identity> IdentityFromCertificate(const grpc::ServerContextBase& context) {
  const std::shared_ptr<const grpc::AuthContext> peer = context.auth_context();
  if (peer == nullptr || !peer->IsPeerAuthenticated()) {
    return std::nullopt;
  }
  std::vector<std::string_view> uris;
  for (const grpc::string_ref& uri : peer->FindPropertyValues(GRPC_PEER_URI_PROPERTY_NAME)) {
    uris.emplace_back(uri.data(), uri.size());
  }
  return access::IdentityFromUris(uris);
}

std::variant<access::Caller, grpc::Status> Gate::Admit(const grpc::ServerContextBase& context,
                                                       std::string_view method) const {
  const std::optional<access::Identity> identity = source_(context);
  auto decision = access::Authorize(identity ? &*identity : nullptr, method);
  if (auto* caller = std::get_if<access::Caller>(&decision)) {
    return std::move(*caller);
  }
  return identity ? Forbidden(LanguageOf(context)) : Unauthenticated(LanguageOf(context));
}

std::variant<std::vector<access::Caller>, grpc::Status> Gate::AdmitToAll(
    const grpc::ServerContextBase& context, std::string_view method) const {
  const std::optional<access::Identity> identity = source_(context);
  if (!identity) {
    return Unauthenticated(LanguageOf(context));
  }
  std::vector<access::Caller> callers = access::AuthorizeAll(*identity, method);
  if (callers.empty()) {
    return Forbidden(LanguageOf(context));
  }
  return callers;
}

Language LanguageOf(const grpc::ServerContextBase& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find("accept-language");
  return found == metadata.end()
             ? Language::kEnglish
             : LanguageOf(std::string_view(found->second.data(), found->second.size()));
}

std::chrono::steady_clock::time_point DeadlineOf(const grpc::ServerContextBase& context) {
  const auto left = std::min<std::chrono::system_clock::duration>(
      context.deadline() - std::chrono::system_clock::now(), kCallTimeMax);
  return std::chrono::steady_clock::now() +
         std::chrono::duration_cast<std::chrono::steady_clock::duration>(left);
}

}  // namespace datalek::rpc

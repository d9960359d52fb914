#include "tests/rpc/served_register.h"

#include "services/registry/recorder.h"
#include "services/vault/secret_key.h"
#include "tests/rpc/requests.h"
#include "tests/testing/register.h"

#include <datalek/v1/administration.pb.h>
#include <grpcpp/server_context.h>

#include <future>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::tests {
namespace {

std::optional<access::Identity> IdentityFromMetadata(const grpc::ServerContextBase& context) {
  std::vector<std::string_view> uris;
  const auto [begin, end] = context.client_metadata().equal_range(kUriMetadataKey);
  for (auto it = begin; it != end; ++it) {
    uris.emplace_back(it->second.data(), it->second.size());
  }
  return access::IdentityFromUris(uris);
}

// A fixture that cannot be made must not look like a test that failed for its own reason.
template <typename T>
T Need(storage::Result<T> result) {
  if (!result.ok()) {
    throw std::runtime_error(ToString(result.status()));
  }
  return std::move(result).value();
}

void Need(const storage::Status& status) {
  if (!status.ok()) {
    throw std::runtime_error(ToString(status));
  }
}

}  // namespace

ServedRegister::ServedRegister(ServedOptions options)
    : memory_(kAmpleCapacity),
      key_memory_(kAmpleCapacity),
      main_(options.main == nullptr ? memory_ : *options.main),
      keys_(options.keys == nullptr ? key_memory_ : *options.keys) {
  const vault::SecretKey kek(std::string(vault::kKeyBytes, 'K'));
  Need(vault::Vault::Initialise(keys_, kek));
  vault_ = Need(vault::Vault::Open(keys_, kek));
  CreateHost();
  if (options.serving.listen.empty()) {
    options.serving.identity = IdentityFromMetadata;
  }
  serving_ = Need(server::Serving::Start(main_, *vault_, clock_, options.serving));
  if (options.serving.listen.empty()) {
    Create(kNeighbour);
  }
}

void ServedRegister::CreateHost() {
  Need(vault_->AddOrganisation(kHost));
  const auto recorder = Need(registry::Recorder::Start(main_, *vault_, clock_, {}));
  std::promise<registry::Outcome> promise;
  recorder->Submit(
      {.requester = {.organisation = kHost,
                     .role = domain::Role::kAdministrator,
                     .account = "init"},
       .request_id = NewRequestId(),
       .request_bytes = kHost,
       .incident = {},
       .event_count = {},
       .wish =
           registry::CreateOrganisation{.slug = kHost, .name = "Gemeente Voorbeeld", .host = true}},
      [&promise](registry::Outcome outcome) { promise.set_value(std::move(outcome)); });
  if (!std::holds_alternative<registry::Receipt>(promise.get_future().get())) {
    throw std::runtime_error("the host organisation was not recorded");
  }
}

Client ServedRegister::As(const access::Identity& identity) {
  return {serving_->InProcess(), identity};
}

Client ServedRegister::Nobody() { return {serving_->InProcess(), std::nullopt}; }

void ServedRegister::Create(const std::string& slug) {
  v1::CreateOrganisationRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_organisation()->set_slug(slug);
  request.mutable_organisation()->set_name("Name of " + slug);
  const auto created = Administrator().Call<v1::CreateOrganisationResponse>(request);
  ASSERT_TRUE(created.ok()) << created.Everything();
}

void WaitUntil(const std::function<bool()>& condition) {
  while (!condition()) {
    std::this_thread::yield();
  }
}

}  // namespace datalek::tests

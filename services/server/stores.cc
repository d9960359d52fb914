#include "services/server/stores.h"

#include "services/ledger/keyspace.h"
#include "services/registry/clock.h"
#include "services/registry/recorder.h"
#include "services/views/organisations.h"
#include "services/views/rebuild.h"

#include <future>
#include <string_view>
#include <utility>
#include <variant>

namespace datalek::server {
namespace {

// The first organisation is made once, by `datalekd init`, so its request id can be a constant.
constexpr const char* kHostRequestId = "00000000-0000-4000-8000-000000000001";

storage::Status StatusOf(const registry::Outcome& outcome) {
  if (const auto* refusal = std::get_if<domain::Refusal>(&outcome)) {
    return {storage::Code::kInvalidArgument,
            "the organisation was refused: " + std::string(domain::NameOf(refusal->reason)) + " " +
                refusal->field};
  }
  if (const auto* status = std::get_if<storage::Status>(&outcome)) {
    return *status;
  }
  if (std::holds_alternative<registry::NotDone>(outcome)) {
    return {storage::Code::kUnavailable, "the organisation was not recorded"};
  }
  return {};
}

}  // namespace

storage::Status CreateStores(const StorePaths& paths, const vault::SecretKey& kek,
                             const storage::RocksDbOptions& options) {
  const auto main = storage::RocksDbEngine::Create(paths.main, options);
  if (!main.ok()) {
    return main.status();
  }
  const auto keys = storage::RocksDbEngine::Create(paths.keys, options);
  if (!keys.ok()) {
    return keys.status();
  }
  return vault::Vault::Initialise(*keys.value(), kek);
}

storage::Result<Stores> OpenStores(const StorePaths& paths, const vault::SecretKey& kek,
                                   const storage::RocksDbOptions& options) {
  Stores stores;
  auto main = storage::RocksDbEngine::Open(paths.main, options);
  if (!main.ok()) {
    return main.status();
  }
  stores.main = std::move(main).value();
  auto keys = storage::RocksDbEngine::Open(paths.keys, options);
  if (!keys.ok()) {
    return keys.status();
  }
  stores.keys = std::move(keys).value();
  auto vault = vault::Vault::Open(*stores.keys, kek);
  if (!vault.ok()) {
    return vault.status();
  }
  stores.vault = std::move(vault).value();
  const storage::Engine& engine = *stores.main;
  const storage::Status swept =
      stores.vault->Sweep([&engine](std::string_view organisation,
                                    const domain::IncidentId& incident) -> storage::Result<bool> {
        const auto view = engine.Get(ledger::IncidentKey(organisation, incident));
        if (view.ok()) {
          return true;
        }
        return view.status().code() == storage::Code::kNotFound ? storage::Result<bool>(false)
                                                                : view.status();
      });
  if (!swept.ok()) {
    return swept;
  }
  return stores;
}

storage::Status CreateHost(Stores& stores, const std::string& slug, const std::string& name,
                           const std::string& zone) {
  // The host vouches for itself: its keys come first, its ledger's first entry is its creation.
  if (storage::Status status = stores.vault->AddOrganisation(slug); !status.ok()) {
    return status;
  }
  const registry::SystemClock clock(zone);
  auto recorder = registry::Recorder::Start(*stores.main, *stores.vault, clock, {});
  if (!recorder.ok()) {
    return recorder.status();
  }
  std::promise<registry::Outcome> promise;
  recorder.value()->Submit(
      {.requester = {.organisation = slug, .role = domain::Role::kAdministrator, .account = "init"},
       .request_id = kHostRequestId,
       .request_bytes = slug,
       .incident = {},
       .event_count = {},
       .wish = registry::CreateOrganisation{.slug = slug, .name = name, .host = true}},
      [&promise](registry::Outcome outcome) { promise.set_value(std::move(outcome)); });
  return StatusOf(promise.get_future().get());
}

storage::Status CheckRebuilds(const storage::Engine& engine) {
  const auto organisations = views::AllOrganisations(engine);
  if (!organisations.ok()) {
    return organisations.status();
  }
  for (const std::string& organisation : organisations.value()) {
    const auto pending = views::RebuildPending(engine, organisation);
    if (!pending.ok()) {
      return pending.status();
    }
    if (pending.value()) {
      return {storage::Code::kUnavailable,
              "a rebuild of the views of " + organisation +
                  " was interrupted; run 'datalekd rebuild' again before serving"};
    }
  }
  return {};
}

}  // namespace datalek::server

// Rebuilding: throws the views of an organisation away and makes them anew from its entries.
//
// To be run while no server uses the store. A rebuild that was interrupted leaves a mark; until it
// has been repeated, RebuildPending() says so and no server should serve that organisation.
#pragma once

#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace datalek::views {

struct Rebuilt {
  std::uint64_t entries = 0;
  std::uint64_t incidents = 0;
};

// `progress` is called now and then with the entries replayed so far.
storage::Result<Rebuilt> Rebuild(storage::Engine& engine, vault::Vault& vault,
                                 std::string_view organisation,
                                 const std::function<void(std::uint64_t)>& progress);

storage::Result<bool> RebuildPending(const storage::Engine& engine, std::string_view organisation);

}  // namespace datalek::views

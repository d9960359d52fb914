// The organisations of the register.
#pragma once

#include "services/ledger/draft.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::views {

struct Organisation {
  std::string slug;
  std::string name;
  bool host = false;  // It runs this register.
  std::int64_t created_at_ms = 0;

  bool operator==(const Organisation&) const = default;
};

// kNotFound when the register does not know it.
storage::Result<Organisation> ReadOrganisation(const ledger::Draft& draft, std::string_view slug);
void WriteOrganisation(ledger::Draft& draft, const Organisation& organisation);

// Up to `limit` organisations in the order of their slugs, after `after`.
storage::Result<std::vector<Organisation>> ListOrganisations(const storage::Engine& engine,
                                                             std::string_view after,
                                                             std::size_t limit);

// All slugs of the register.
storage::Result<std::vector<std::string>> AllOrganisations(const storage::Engine& engine);

}  // namespace datalek::views

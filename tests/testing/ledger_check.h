// What must hold of an organisation's ledger and views whenever nothing is being recorded.
//
// Reads the store as an auditor would, entry by entry, and counts everything again.
#pragma once

#include "services/domain/incident.h"
#include "services/domain/incident_id.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tests {

// Whose event stands at a place of the ledger, and the how manieth of that incident, from 0.
struct EventPlace {
  domain::IncidentId incident;
  std::uint32_t event = 0;
  bool operator==(const EventPlace&) const = default;
};

struct LedgerCheck {
  // What is wrong, readable; empty when all of this holds:
  //   - entries run from 1 to the head without a gap, and there is one leaf for each
  //   - every leaf is what the opened parts of its entry give
  //   - an incident's events are numbered from 0 without a gap
  //   - the views equal those rebuilt from a copy of the entries
  //   - the tally equals a recount over the incidents, for several periods
  std::vector<std::string> flaws;

  std::uint64_t last_sequence = 0;
  std::map<std::uint64_t, EventPlace> places;  // By sequence.
  // As their events alone make them.
  std::map<domain::IncidentId, domain::Incident> incidents;
  // The number of answers to request ids that are kept.
  std::size_t answers = 0;
};

[[nodiscard]] LedgerCheck CheckLedger(const storage::Engine& engine, vault::Vault& vault,
                                      std::string_view organisation);

}  // namespace datalek::tests

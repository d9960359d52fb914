// The record of an incident: what the register knows of it now, as one view row.
//
// Reading opens the seals with the incident's keys; what was erased reads as empty. One thread per
// draft; the engine behind it may be shared.
#pragma once

#include "services/domain/incident.h"
#include "services/domain/incident_id.h"
#include "services/ledger/draft.h"
#include "services/vault/vault.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::views {

struct Record {
  domain::IncidentId id;
  domain::Incident incident;
  std::string log_id;
  std::vector<std::uint64_t> sequences;  // Of its entries, oldest first.
  std::string account;                   // Who reported; identity class.
  std::string contact;

  bool operator==(const Record&) const = default;
};

// kNotFound: there is no such incident. kCorruption: it is damaged.
storage::Result<Record> ReadRecord(const ledger::Draft& draft, std::string_view organisation,
                                   const vault::IncidentKeys& keys);

void WriteRecord(ledger::Draft& draft, std::string_view organisation,
                 const vault::IncidentKeys& keys, const Record& record);

}  // namespace datalek::views

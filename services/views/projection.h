// Projection: what an event makes of the views.
//
// The views depend on the record alone, and the record on its events alone; so replaying all
// entries into an empty store gives the same views, nonces apart.
#pragma once

#include "services/domain/event.h"
#include "services/ledger/draft.h"
#include "services/vault/vault.h"
#include "services/views/record.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <string_view>

namespace datalek::views {

// The record that an IncidentReported event at `sequence` begins.
[[nodiscard]] Record BeginRecord(const domain::IncidentId& id, std::string_view log_id,
                                 std::uint64_t sequence, const domain::Event& event);

// Carries the record over a further event.
void ApplyToRecord(Record& record, std::uint64_t sequence, const domain::Event& event);

// Writes the record, its rows and its part of the tally, coming from `before` (nullptr: new).
storage::Status Project(ledger::Draft& draft, std::string_view organisation,
                        const vault::IncidentKeys& keys, const Record* before, const Record& after);

}  // namespace datalek::views

// Entries read back: the timeline of one incident, and the feed of an organisation.
#pragma once

#include "services/ledger/entry.h"
#include "services/vault/vault.h"
#include "services/views/record.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace datalek::views {

// All entries of the record, oldest first.
storage::Result<std::vector<ledger::Entry>> ReadTimeline(const storage::Engine& engine,
                                                         std::string_view organisation,
                                                         const vault::IncidentKeys& keys,
                                                         const Record& record);

// Up to `limit` entries after `after_sequence`, in order, as far as they lie in clear: ids, types
// and times, nothing that was said.
storage::Result<std::vector<ledger::Entry>> ReadFeed(const storage::Engine& engine,
                                                     std::string_view organisation,
                                                     std::uint64_t after_sequence,
                                                     std::size_t limit);

}  // namespace datalek::views

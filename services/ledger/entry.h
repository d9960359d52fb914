// Entries: an event becomes one place in an organisation's ledger, sealed in two classes, with the
// leaf that commits to it.
//
// Appending builds; it does not write. The caller commits entry, leaf, head and views in one batch.
// Pure but for random salts and nonces; one thread per draft.
#pragma once

#include "services/domain/event.h"
#include "services/domain/incident_id.h"
#include "services/ledger/draft.h"
#include "services/vault/vault.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::ledger {

inline constexpr std::size_t kLogIdBytes = 16;

// Where an organisation's ledger stands.
struct Head {
  std::uint64_t sequence = 0;  // Of the last entry; 0: there is none.
  int year = 0;                // Case numbers are counted per year of recording.
  std::uint32_t last_number = 0;
};

// The head as the draft has it; a fresh Head when there is none. kCorruption when it is damaged.
storage::Result<Head> ReadHead(const Draft& draft, std::string_view organisation);
void WriteHead(Draft& draft, std::string_view organisation, const Head& head);

// Whose ledger, and which incident's place in it.
struct Subject {
  std::string_view organisation;
  const vault::IncidentKeys& keys;  // Both classes present.
  std::string_view log_id;          // kLogIdBytes.
  std::uint32_t event = 0;          // Per incident, from 0.
};

// Puts the entry after `head` and its leaf into the draft, and moves the head on by one.
void Append(Draft& draft, Head& head, const Subject& subject, const domain::Event& event);

// An entry as read. What was erased is absent; that it was there is not.
struct Entry {
  std::uint64_t sequence = 0;
  domain::IncidentId incident;  // kOrganisationItself for an event of the organisation.
  std::uint32_t event_number = 0;
  std::string type;
  std::int64_t leaf_time_s = 0;
  std::optional<domain::Event> event;  // nullopt: the content was erased.
  std::string log_id;                  // Of the event that begins something, else empty.
};

// What lies in clear of an entry; needs no key. `bytes` is the value at `key`.
storage::Result<Entry> ReadOutside(std::string_view key, std::string_view bytes);

// The whole entry. kCorruption: it does not open, or is not what was sealed there.
storage::Result<Entry> ReadEntry(std::string_view organisation, std::string_view key,
                                 std::string_view bytes, const vault::IncidentKeys& keys);

}  // namespace datalek::ledger

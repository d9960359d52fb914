#include "services/views/timeline.h"

#include "services/ledger/keyspace.h"

#include <algorithm>
#include <string>
#include <utility>

namespace datalek::views {

storage::Result<std::vector<ledger::Entry>> ReadTimeline(const storage::Engine& engine,
                                                         std::string_view organisation,
                                                         const vault::IncidentKeys& keys,
                                                         const Record& record) {
  std::vector<std::string> entry_keys;
  entry_keys.reserve(record.sequences.size());
  for (const std::uint64_t sequence : record.sequences) {
    entry_keys.push_back(ledger::EntryKey(organisation, sequence));
  }
  std::vector<ledger::Entry> timeline;
  for (std::size_t at = 0; at < entry_keys.size(); at += storage::kGetManyKeysMax) {
    const std::size_t count = std::min(storage::kGetManyKeysMax, entry_keys.size() - at);
    const auto values = engine.GetMany({entry_keys.data() + at, count});
    if (!values.ok()) {
      return values.status();
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!values.value()[i]) {
        return storage::Status(storage::Code::kCorruption, "an entry of the ledger is missing");
      }
      storage::Result<ledger::Entry> entry =
          ledger::ReadEntry(organisation, entry_keys[at + i], *values.value()[i], keys);
      if (!entry.ok()) {
        return entry.status();
      }
      timeline.push_back(std::move(entry).value());
    }
  }
  return timeline;
}

storage::Result<std::vector<ledger::Entry>> ReadFeed(const storage::Engine& engine,
                                                     std::string_view organisation,
                                                     std::uint64_t after_sequence,
                                                     std::size_t limit) {
  storage::KeyRange range = ledger::PrefixRange(ledger::EntryPrefix(organisation));
  range.first = ledger::EntryKey(organisation, after_sequence) + '\0';
  const auto page = engine.Scan(range, limit);
  if (!page.ok()) {
    return page.status();
  }
  std::vector<ledger::Entry> entries;
  for (const storage::KeyValue& stored : page.value()) {
    storage::Result<ledger::Entry> entry = ledger::ReadOutside(stored.key, stored.value);
    if (!entry.ok()) {
      return entry.status();
    }
    entries.push_back(std::move(entry).value());
  }
  return entries;
}

}  // namespace datalek::views

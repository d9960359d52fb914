#include "services/views/rebuild.h"

#include "services/ledger/entry.h"
#include "services/ledger/keyspace.h"
#include "services/views/organisations.h"
#include "services/views/projection.h"
#include "services/views/record.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace datalek::views {
namespace {

constexpr std::size_t kEntriesPerRead = 256;
constexpr std::size_t kChangesPerEntryMax = 24;  // Views, rows and counters one event can touch.

class Rebuilder {
 public:
  Rebuilder(storage::Engine& engine, vault::Vault& vault, std::string_view organisation)
      : engine_(engine), vault_(vault), organisation_(organisation), draft_(engine) {}

  storage::Result<Rebuilt> Run(const std::function<void(std::uint64_t)>& progress) {
    storage::Batch begin;
    begin.Put(ledger::RebuildKey(organisation_), "1");
    if (storage::Status status = engine_.Commit(begin); !status.ok()) {
      return status;
    }
    for (const std::string& prefix :
         {ledger::IncidentPrefix(organisation_), ledger::QueuePrefix(organisation_),
          ledger::RegisterPrefix(organisation_), ledger::ReporterPrefix(organisation_),
          ledger::TallyPrefix(organisation_)}) {
      if (storage::Status status = Clear(prefix); !status.ok()) {
        return status;
      }
    }
    if (storage::Status status = Replay(progress); !status.ok()) {
      return status;
    }
    draft_.Erase(ledger::RebuildKey(organisation_));
    draft_.Keep();
    if (storage::Status status = engine_.Commit(draft_.Take()); !status.ok()) {
      return status;
    }
    return rebuilt_;
  }

 private:
  storage::Status Clear(const std::string& prefix) {
    const std::size_t per_batch = std::min(engine_.capacity().changes, storage::kScanEntriesMax);
    for (;;) {
      const auto page = engine_.Scan(ledger::PrefixRange(prefix), per_batch);
      if (!page.ok()) {
        return page.status();
      }
      if (page.value().empty()) {
        return {};
      }
      storage::Batch batch;
      for (const storage::KeyValue& row : page.value()) {
        batch.Erase(row.key);
      }
      if (storage::Status status = engine_.Commit(batch); !status.ok()) {
        return status;
      }
    }
  }

  storage::Status Replay(const std::function<void(std::uint64_t)>& progress) {
    storage::KeyRange range = ledger::PrefixRange(ledger::EntryPrefix(organisation_));
    for (;;) {
      const auto page = engine_.Scan(range, kEntriesPerRead);
      if (!page.ok()) {
        return page.status();
      }
      for (const storage::KeyValue& stored : page.value()) {
        if (storage::Status status = ReplayOne(stored); !status.ok()) {
          draft_.Abandon();
          return status;
        }
        rebuilt_.entries += 1;
      }
      progress(rebuilt_.entries);
      if (page.value().size() < kEntriesPerRead) {
        return {};
      }
      range.first = page.value().back().key + '\0';
    }
  }

  storage::Status ReplayOne(const storage::KeyValue& stored) {
    const storage::Result<ledger::Entry> outside = ledger::ReadOutside(stored.key, stored.value);
    if (!outside.ok()) {
      return outside.status();
    }
    const storage::Result<vault::SharedKeys> keys =
        vault_.Find(organisation_, outside.value().incident);
    if (!keys.ok()) {
      return keys.status();
    }
    const storage::Result<ledger::Entry> entry =
        ledger::ReadEntry(organisation_, stored.key, stored.value, *keys.value());
    if (!entry.ok()) {
      return entry.status();
    }
    if (!entry.value().event) {
      return {};
    }
    if (storage::Status status = ProjectOne(entry.value(), *keys.value()); !status.ok()) {
      return status;
    }
    draft_.Keep();
    const storage::Capacity capacity = engine_.capacity();
    const bool full = draft_.changes() + kChangesPerEntryMax > capacity.changes ||
                      draft_.bytes() > capacity.bytes / 2;
    return full ? engine_.Commit(draft_.Take()) : storage::Status();
  }

  storage::Status ProjectOne(const ledger::Entry& entry, const vault::IncidentKeys& keys) {
    const domain::Event& event = *entry.event;
    if (const auto* created = std::get_if<domain::OrganisationCreated>(&event.body)) {
      WriteOrganisation(draft_, {.slug = std::string(organisation_),
                                 .name = created->name,
                                 .host = created->host,
                                 .created_at_ms = event.recorded_at_ms});
      return {};
    }
    if (std::holds_alternative<domain::IncidentReported>(event.body)) {
      rebuilt_.incidents += 1;
      return Project(draft_, organisation_, keys, nullptr,
                     BeginRecord(entry.incident, entry.log_id, entry.sequence, event));
    }
    const storage::Result<Record> before = ReadRecord(draft_, organisation_, keys);
    if (!before.ok()) {
      return before.status();
    }
    Record after = before.value();
    ApplyToRecord(after, entry.sequence, event);
    return Project(draft_, organisation_, keys, &before.value(), after);
  }

  storage::Engine& engine_;
  vault::Vault& vault_;
  std::string_view organisation_;
  ledger::Draft draft_;
  Rebuilt rebuilt_;
};

}  // namespace

storage::Result<Rebuilt> Rebuild(storage::Engine& engine, vault::Vault& vault,
                                 std::string_view organisation,
                                 const std::function<void(std::uint64_t)>& progress) {
  return Rebuilder(engine, vault, organisation).Run(progress);
}

storage::Result<bool> RebuildPending(const storage::Engine& engine, std::string_view organisation) {
  const storage::Result<std::string> mark = engine.Get(ledger::RebuildKey(organisation));
  if (mark.ok()) {
    return true;
  }
  if (mark.status().code() == storage::Code::kNotFound) {
    return false;
  }
  return mark.status();
}

}  // namespace datalek::views

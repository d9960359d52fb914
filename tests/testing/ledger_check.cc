#include "tests/testing/ledger_check.h"

#include "services/domain/apply.h"
#include "services/domain/tally.h"
#include "services/ledger/codec.h"
#include "services/ledger/draft.h"
#include "services/ledger/entry.h"
#include "services/ledger/keyspace.h"
#include "services/ledger/leaf.h"
#include "services/vault/seal.h"
#include "services/views/rebuild.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/dump.h"
#include "tests/testing/recount.h"

#include <datalek/stored/v1/entry.pb.h>

#include <optional>
#include <utility>
#include <variant>

namespace datalek::tests {
namespace {

class Auditor {
 public:
  Auditor(const storage::Engine& engine, vault::Vault& vault, std::string_view organisation)
      : engine_(engine), vault_(vault), organisation_(organisation) {}

  LedgerCheck Run() {
    entries_ = DumpOf(engine_, ledger::EntryPrefix(organisation_));
    for (const auto& [key, bytes] : entries_) {
      ReadOne(key, bytes);
    }
    CheckHead();
    CheckViews();
    CheckTally();
    check_.answers = DumpOf(engine_, "r/" + std::string(organisation_) + "/").size();
    return std::move(check_);
  }

 private:
  void Flaw(std::string what) { check_.flaws.push_back(std::move(what)); }
  void Flaw(const std::string& what, const storage::Status& status) {
    Flaw(what + ": " + storage::ToString(status));
  }

  void ReadOne(const std::string& key, const std::string& bytes) {
    check_.last_sequence += 1;
    const std::string name = "entry " + std::to_string(check_.last_sequence);
    if (ledger::SequenceOf(key) != check_.last_sequence) {
      Flaw(name + " is missing");
      check_.last_sequence = ledger::SequenceOf(key);
    }
    stored::v1::Entry stored;
    if (!stored.ParseFromString(bytes)) {
      Flaw(name + " does not parse");
      return;
    }
    const auto id = domain::IdFromBytes(stored.incident());
    const storage::Result<vault::SharedKeys> keys =
        vault_.Find(organisation_, id.value_or(domain::kOrganisationItself));
    if (!id || !keys.ok()) {
      Flaw(name + " has no keys", keys.status());
      return;
    }
    const storage::Result<ledger::Entry> entry =
        ledger::ReadEntry(organisation_, key, bytes, *keys.value());
    if (!entry.ok() || !entry.value().event) {
      Flaw(name + " does not open", entry.status());
      return;
    }
    check_.places[check_.last_sequence] = {.incident = *id, .event = stored.event()};
    Follow(name, *id, entry.value());
    CheckLeaf(name, key, *keys.value(), stored);
  }

  // Carries the incident over the entry, by the rules of the domain and nothing else.
  void Follow(const std::string& name, const domain::IncidentId& id, const ledger::Entry& entry) {
    const domain::Event& event = *entry.event;
    if (entry.type != domain::TypeOf(event.body)) {
      Flaw(name + " says it is a " + entry.type);
    }
    if (entry.event_number != events_[id]) {
      Flaw(name + " is event " + std::to_string(entry.event_number) + " of its incident");
    }
    events_[id] += 1;
    if (events_[id] == 1) {
      log_ids_[id] = entry.log_id;
    }
    if (std::holds_alternative<domain::OrganisationCreated>(event.body)) {
      return;
    }
    if (std::holds_alternative<domain::IncidentReported>(event.body)) {
      check_.incidents.insert_or_assign(id, domain::BeginOf(event));
    } else if (const auto found = check_.incidents.find(id); found != check_.incidents.end()) {
      domain::Apply(event, found->second);
    } else {
      Flaw(name + " continues an incident that never began");
    }
  }

  // The hash of an opened part, which begins with its salt.
  std::optional<ledger::Hash> PartOf(const std::optional<vault::SecretKey>& secret,
                                     const std::string& key, vault::Class cls, std::uint32_t schema,
                                     const std::string& sealed) const {
    if (sealed.empty()) {
      return ledger::kAbsentPart;
    }
    const storage::Result<std::string> opened = vault::Open(
        *secret,
        {.organisation = organisation_, .table = "entry", .key = key, .cls = cls, .schema = schema},
        sealed);
    if (!opened.ok() || opened.value().size() < ledger::kSaltBytes) {
      return std::nullopt;
    }
    const std::string_view part = opened.value();
    return ledger::PartHash(static_cast<char>(cls), part.substr(0, ledger::kSaltBytes),
                            part.substr(ledger::kSaltBytes));
  }

  void CheckLeaf(const std::string& name, const std::string& key, const vault::IncidentKeys& keys,
                 const stored::v1::Entry& stored) {
    const auto identity = PartOf(keys.identity, key, vault::Class::kIdentity, stored.schema(),
                                 stored.sealed_identity());
    const auto content =
        PartOf(keys.content, key, vault::Class::kContent, stored.schema(), stored.sealed_content());
    if (!identity || !content) {
      Flaw(name + " has a part that does not open");
      return;
    }
    const std::string expected =
        ledger::LeafBytes({.log_id = log_ids_[keys.incident],
                           .event = stored.event(),
                           .type = stored.type(),
                           .time_s = stored.leaf_time_s(),
                           .commitment = ledger::Commitment(*identity, *content)});
    const storage::Result<std::string> leaf =
        engine_.Get(ledger::LeafKey(organisation_, ledger::SequenceOf(key) - 1));
    if (!leaf.ok() || leaf.value() != expected) {
      Flaw("the leaf of " + name + " is not what its entry gives");
    }
  }

  void CheckHead() {
    const ledger::Draft draft(engine_);
    const storage::Result<ledger::Head> head = ledger::ReadHead(draft, organisation_);
    if (!head.ok() || head.value().sequence != check_.last_sequence) {
      Flaw("the head does not stand at the last entry, " + std::to_string(check_.last_sequence));
    }
    if (DumpOf(engine_, "l/" + std::string(organisation_) + "/").size() != check_.last_sequence) {
      Flaw("there is not one leaf for each entry");
    }
  }

  void CheckViews() {
    storage::MemoryEngine copy(
        {.changes = 16'384, .requirements = 4096, .bytes = storage::kMebibyte});
    for (const auto& [key, bytes] : entries_) {
      if (const storage::Status status = copy.Commit(storage::Batch().Put(key, bytes));
          !status.ok()) {
        Flaw("the entries cannot be copied", status);
        return;
      }
    }
    const storage::Result<views::Rebuilt> rebuilt =
        views::Rebuild(copy, vault_, organisation_, [](std::uint64_t) {});
    if (!rebuilt.ok()) {
      Flaw("the views cannot be rebuilt", rebuilt.status());
      return;
    }
    for (std::string& difference : Differences(OpenedViews(engine_, vault_, organisation_),
                                               OpenedViews(copy, vault_, organisation_))) {
      Flaw("the views (left) are not those rebuilt (right): " + std::move(difference));
    }
  }

  void CheckTally() {
    std::vector<domain::Contribution> contributions;
    for (const auto& [id, incident] : check_.incidents) {
      if (std::optional<domain::Contribution> one = domain::ContributionOf(incident)) {
        contributions.push_back(*std::move(one));
      }
    }
    const std::vector<views::Period> periods{
        {},
        {.since = {.year = 1900, .month = 1, .day = 1}, .until = {}},
        {.since = {.year = 2026, .month = 1, .day = 15},
         .until = domain::CivilDate{.year = 2026, .month = 2, .day = 10}}};
    for (const views::Period& period : periods) {
      const storage::Result<views::Tally> tally = views::ReadTally(engine_, organisation_, period);
      const std::string difference = tally.ok()
                                         ? Difference(tally.value(), Recount(contributions, period))
                                         : storage::ToString(tally.status());
      if (!difference.empty()) {
        Flaw("the tally is not a recount: " + difference);
      }
    }
  }

  const storage::Engine& engine_;
  vault::Vault& vault_;
  std::string_view organisation_;
  Dump entries_;
  std::map<domain::IncidentId, std::uint32_t> events_;
  std::map<domain::IncidentId, std::string> log_ids_;
  LedgerCheck check_;
};

}  // namespace

LedgerCheck CheckLedger(const storage::Engine& engine, vault::Vault& vault,
                        std::string_view organisation) {
  return Auditor(engine, vault, organisation).Run();
}

}  // namespace datalek::tests

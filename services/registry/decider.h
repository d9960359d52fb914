// Deciding on a draft: what one command does to it, or why it does nothing.
//
// The recorder's inner half, without threads, queues and commits.
#pragma once

#include "services/domain/decide.h"
#include "services/ledger/draft.h"
#include "services/ledger/entry.h"
#include "services/registry/clock.h"
#include "services/registry/recorder.h"
#include "services/vault/vault.h"
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace datalek::registry {

// A submission whose requester is known by pseudonym.
struct Prepared {
  Submission submission;
  std::string actor_id;
};

// One thread at a time.
class Decider {
 public:
  Decider(storage::Engine& engine, vault::Vault& vault, const Clock& clock);

  // Reads which organisations there are. When it fails, nothing is decided until it succeeds.
  storage::Status Load();

  // Decides against the draft as it stands and, on a Receipt that is not a replay, leaves the
  // changes in it.
  Outcome Decide(const Prepared& prepared);

  // True when the draft cannot take another command.
  [[nodiscard]] bool Full() const;
  [[nodiscard]] bool Empty() const { return draft_.changes() == 0; }

  // Everything decided since the last call, as one batch that requires the heads to be unchanged.
  storage::Batch Take();
  // The organisations that the last Take() changed.
  [[nodiscard]] const std::vector<std::string>& touched() const { return touched_; }

 private:
  struct Ledger {
    ledger::Head head;
    std::optional<std::string> bytes_before;  // As the engine holds it.
    bool changed = false;
  };

  Outcome DecideIncident(const Prepared& prepared, const domain::Command& command);
  Outcome Begin(const Prepared& prepared, const domain::Command& command);
  Outcome Continue(const Prepared& prepared, const domain::Command& command);
  Outcome Create(const Prepared& prepared, const CreateOrganisation& create);
  // The first answer to this request id, if there was one.
  std::optional<Outcome> Replay(const Prepared& prepared);
  void Remember(const Prepared& prepared, const vault::IncidentKeys& keys, const Receipt& receipt);
  storage::Result<Ledger*> LedgerOf(const std::string& organisation);
  [[nodiscard]] domain::Occasion OccasionOf(const Prepared& prepared, std::int64_t now_ms) const;
  std::int64_t NowMs();

  storage::Engine& engine_;
  vault::Vault& vault_;
  const Clock& clock_;
  ledger::Draft draft_;
  bool loaded_ = false;
  std::set<std::string> organisations_;
  std::unordered_map<std::string, Ledger> ledgers_;  // Of this draft.
  std::vector<std::string> touched_;
  std::int64_t last_ms_ = 0;  // Recorded times never run backwards.
};

}  // namespace datalek::registry

// The recorder: the one writer. It takes what waits, decides each command in turn, and commits
// entries, leaves, views, counters and first answers of all of them in one synced batch; then it
// answers.
//
// What it promises:
//   - An acknowledged command is on disk, with everything that follows from it.
//   - The order within an organisation is the order of its sequences; there are no gaps.
//   - A request id that comes again from the same person gets the first answer, also after a
//     restart; with another content it is refused.
//   - A command that fails leaves nothing behind, and so does one whose deadline passed while it
//     waited. When a commit fails, everything in it is answered with that failure: what happened is
//     then unknown, and the request id makes the repetition safe.
//
// Thread safety: Submit() may be called from any thread and never blocks on the disk. Answers are
// given on the recorder's own answering thread, one at a time; they must not block.
#pragma once

#include "services/domain/command.h"
#include "services/domain/incident_id.h"
#include "services/domain/refusal.h"
#include "services/domain/vocabulary.h"
#include "services/registry/clock.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace datalek::registry {

inline constexpr std::size_t kCommandsWaitingMax = 4'096;
inline constexpr std::size_t kCommandsPerBatchMax = 256;
inline constexpr std::size_t kChangesPerCommandMax = 100;  // The floor of the storage contract.

// Adds an organisation to the register. The requester's organisation records nothing of it; the new
// ledger's first entry does.
struct CreateOrganisation {
  std::string slug;
  std::string name;
  bool host = false;
};

using Wish = std::variant<domain::Command, CreateOrganisation>;

// Who asks: from the identity, never from the request.
struct Requester {
  std::string organisation;
  domain::Role role = domain::Role::kReporter;
  std::string account;
};

struct Submission {
  Requester requester;
  std::string request_id;
  // The request as it came; a repetition of the request id must bring the same bytes.
  std::string request_bytes;
  std::optional<domain::IncidentId> incident;  // Absent for a command that begins one.
  std::optional<std::uint32_t> event_count;    // The incident must stand there; absent: anywhere.
  bool validate_only = false;                  // Decide, but record nothing.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  Wish wish;
};

struct Receipt {
  domain::IncidentId incident;
  std::string number;
  std::uint64_t sequence = 0;  // 0: validate_only.
  std::int64_t recorded_at_ms = 0;
  std::int64_t notify_by_ms = 0;
  std::uint32_t event_count = 0;
  bool replayed = false;

  bool operator==(const Receipt&) const = default;
};

// Nothing was recorded, and nobody is at fault.
enum class NotDone {
  kQueueFull,       // kCommandsWaitingMax wait already: try again in a moment.
  kDeadlinePassed,  // The caller's deadline passed while the command waited.
  kDraining,        // The server is stopping: try again.
};

using Outcome = std::variant<Receipt, domain::Refusal, storage::Status, NotDone>;
using Answer = std::function<void(Outcome)>;

struct RecorderOptions {
  std::size_t commands_waiting_max = kCommandsWaitingMax;
  // After each commit, on the committing thread: the organisations that have new entries.
  std::function<void(const std::vector<std::string>&)> on_recorded;
  // Once, when a commit failed so that nothing can be recorded any more.
  std::function<void(const storage::Status&)> on_broken;
};

// What the recorder did since it started.
struct RecorderCounts {
  std::uint64_t recorded = 0;  // Commands.
  std::uint64_t replayed = 0;
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;
  std::uint64_t batches = 0;
  std::size_t waiting = 0;
};

class Recorder {
 public:
  // Loads the organisations and starts. `engine`, `vault` and `clock` must outlive the recorder.
  static storage::Result<std::unique_ptr<Recorder>> Start(storage::Engine& engine,
                                                          vault::Vault& vault, const Clock& clock,
                                                          RecorderOptions options);

  Recorder() = default;
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  // Drains.
  virtual ~Recorder() = default;

  // Calls `answer` exactly once; at once, on this thread, when no decision is needed to say no.
  virtual void Submit(Submission submission, Answer answer) = 0;

  // Takes no more, answers what waits, and returns. May be repeated.
  virtual void Drain() = 0;

  [[nodiscard]] virtual RecorderCounts Counts() const = 0;
};

}  // namespace datalek::registry

#include "services/registry/recorder.h"

#include "services/domain/limits.h"
#include "services/domain/validate.h"
#include "services/registry/decider.h"
#include "services/vault/pseudonym.h"

#include <atomic>
#include <cassert>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace datalek::registry {
namespace {

struct Waiting {
  Prepared prepared;
  Answer answer;
};

struct Answered {
  Answer answer;
  Outcome outcome;
};

std::optional<domain::Refusal> Malformed(const Submission& submission, std::int64_t now_ms) {
  if (submission.request_id.empty()) {
    return domain::Refusal{.field = "request_id", .reason = domain::Reason::kMissing};
  }
  if (!domain::IsRequestId(submission.request_id)) {
    return domain::Refusal{.field = "request_id", .reason = domain::Reason::kMalformed};
  }
  if (const auto* command = std::get_if<domain::Command>(&submission.wish)) {
    return domain::Validate(*command, now_ms);
  }
  const auto& create = std::get<CreateOrganisation>(submission.wish);
  if (!domain::IsSlug(create.slug)) {
    return domain::Refusal{.field = "organisation.slug", .reason = domain::Reason::kMalformed};
  }
  if (create.name.empty()) {
    return domain::Refusal{.field = "organisation.name", .reason = domain::Reason::kMissing};
  }
  if (create.name.size() > domain::kOrganisationNameBytesMax) {
    return domain::Refusal{.field = "organisation.name",
                           .reason = domain::Reason::kTooLong,
                           .limit = domain::kOrganisationNameBytesMax};
  }
  if (!domain::IsPlainText(create.name)) {
    return domain::Refusal{.field = "organisation.name", .reason = domain::Reason::kNotText};
  }
  return std::nullopt;
}

// Two threads: one decides and commits, the other gives the answers of the batch before, so that
// the next batch is decided and synced while callers are being told.
class CommittingRecorder final : public Recorder {
 public:
  CommittingRecorder(storage::Engine& engine, vault::Vault& vault, const Clock& clock,
                     RecorderOptions options)
      : engine_(engine),
        vault_(vault),
        clock_(clock),
        options_(std::move(options)),
        decider_(engine, vault, clock) {}

  ~CommittingRecorder() override { Drain(); }

  storage::Status Begin() {
    if (storage::Status status = decider_.Load(); !status.ok()) {
      return status;
    }
    committer_ = std::thread([this] { CommitUntilDrained(); });
    answerer_ = std::thread([this] { AnswerUntilDrained(); });
    return {};
  }

  void Submit(Submission submission, Answer answer) override {
    if (std::optional<domain::Refusal> refusal = Malformed(submission, clock_.NowMs())) {
      refused_ += 1;
      answer(*std::move(refusal));
      return;
    }
    const storage::Result<vault::SharedKeys> organisation =
        vault_.Find(submission.requester.organisation, domain::kOrganisationItself);
    if (!organisation.ok()) {
      if (organisation.status().code() == storage::Code::kNotFound) {
        answer(domain::Refusal{.field = {}, .reason = domain::Reason::kNoSuchOrganisation});
      } else {
        answer(organisation.status());
      }
      return;
    }
    std::string actor_id = vault::Pseudonym(*organisation.value(), submission.requester.account);
    Prepared prepared{.submission = std::move(submission), .actor_id = std::move(actor_id)};
    std::optional<NotDone> no;
    {
      const std::scoped_lock lock(queue_mutex_);
      if (draining_) {
        no = NotDone::kDraining;
      } else if (queue_.size() >= options_.commands_waiting_max) {
        no = NotDone::kQueueFull;
      } else {
        queue_.push_back({.prepared = std::move(prepared), .answer = std::move(answer)});
      }
    }
    if (no) {
      answer(*no);
    } else {
      queue_filled_.notify_one();
    }
  }

  void Drain() override {
    {
      const std::scoped_lock lock(queue_mutex_);
      draining_ = true;
    }
    queue_filled_.notify_all();
    const std::scoped_lock lock(drain_mutex_);
    if (committer_.joinable()) {
      committer_.join();
    }
    {
      const std::scoped_lock answers_lock(answers_mutex_);
      no_more_answers_ = true;
    }
    answers_filled_.notify_all();
    if (answerer_.joinable()) {
      answerer_.join();
    }
  }

  [[nodiscard]] RecorderCounts Counts() const override {
    std::size_t waiting = 0;
    {
      const std::scoped_lock lock(queue_mutex_);
      waiting = queue_.size();
    }
    return {.recorded = recorded_,
            .replayed = replayed_,
            .refused = refused_,
            .failed = failed_,
            .batches = batches_,
            .waiting = waiting};
  }

 private:
  // Waits for commands; empty when drained.
  std::deque<Waiting> TakeWaiting() {
    std::unique_lock lock(queue_mutex_);
    queue_filled_.wait(lock, [this] { return draining_ || !queue_.empty(); });
    std::deque<Waiting> taken;
    if (queue_.size() <= kCommandsPerBatchMax) {
      taken.swap(queue_);
    } else {
      for (std::size_t i = 0; i < kCommandsPerBatchMax; ++i) {
        taken.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
    }
    return taken;
  }

  void CommitUntilDrained() {
    for (std::deque<Waiting> waiting = TakeWaiting(); !waiting.empty(); waiting = TakeWaiting()) {
      std::vector<Answered> answered;
      answered.reserve(waiting.size());
      for (Waiting& one : waiting) {
        answered.push_back(
            {.answer = std::move(one.answer), .outcome = DecideInTime(one.prepared)});
        if (decider_.Full()) {
          Commit(answered);
        }
      }
      Commit(answered);
    }
  }

  Outcome DecideInTime(const Prepared& prepared) {
    if (std::chrono::steady_clock::now() >= prepared.submission.deadline) {
      return NotDone::kDeadlinePassed;
    }
    return decider_.Decide(prepared);
  }

  // Makes what was decided durable, then hands the answers on. Leaves `answered` empty.
  void Commit(std::vector<Answered>& answered) {
    storage::Status committed;
    if (!decider_.Empty()) {
      committed = engine_.Commit(decider_.Take());
      batches_ += 1;
    } else {
      (void)decider_.Take();
    }
    if (!committed.ok()) {
      if (storage::Status reloaded = decider_.Load(); !reloaded.ok()) {
        committed = std::move(reloaded);
      }
      for (Answered& one : answered) {
        one.outcome = committed;  // Whatever was decided was decided on ground that did not hold.
      }
      Broken(committed);
    } else if (options_.on_recorded && !decider_.touched().empty()) {
      options_.on_recorded(decider_.touched());
    }
    CountOutcomes(answered);
    if (!answered.empty()) {
      {
        const std::scoped_lock lock(answers_mutex_);
        std::move(answered.begin(), answered.end(), std::back_inserter(answers_));
      }
      answers_filled_.notify_one();
      answered.clear();
    }
  }

  void Broken(const storage::Status& status) {
    const bool lasting =
        status.code() != storage::Code::kFull && status.code() != storage::Code::kConflict;
    if (lasting && !broken_ && options_.on_broken) {
      broken_ = true;
      options_.on_broken(status);
    }
  }

  void CountOutcomes(const std::vector<Answered>& answered) {
    for (const Answered& one : answered) {
      if (const auto* receipt = std::get_if<Receipt>(&one.outcome)) {
        (receipt->replayed ? replayed_ : recorded_) += 1;
      } else if (std::holds_alternative<domain::Refusal>(one.outcome)) {
        refused_ += 1;
      } else {
        failed_ += 1;
      }
    }
  }

  void AnswerUntilDrained() {
    for (;;) {
      std::vector<Answered> answers;
      {
        std::unique_lock lock(answers_mutex_);
        answers_filled_.wait(lock, [this] { return no_more_answers_ || !answers_.empty(); });
        answers.swap(answers_);
      }
      if (answers.empty()) {
        return;
      }
      for (Answered& one : answers) {
        one.answer(std::move(one.outcome));
      }
    }
  }

  storage::Engine& engine_;
  vault::Vault& vault_;
  const Clock& clock_;
  const RecorderOptions options_;
  Decider decider_;      // Of the committing thread.
  bool broken_ = false;  // Of the committing thread.

  mutable std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Waiting> queue_;
  bool draining_ = false;

  std::mutex answers_mutex_;
  std::condition_variable answers_filled_;
  std::vector<Answered> answers_;
  bool no_more_answers_ = false;

  std::atomic<std::uint64_t> recorded_ = 0;
  std::atomic<std::uint64_t> replayed_ = 0;
  std::atomic<std::uint64_t> refused_ = 0;
  std::atomic<std::uint64_t> failed_ = 0;
  std::atomic<std::uint64_t> batches_ = 0;

  std::mutex drain_mutex_;
  std::thread committer_;
  std::thread answerer_;
};

}  // namespace

storage::Result<std::unique_ptr<Recorder>> Recorder::Start(storage::Engine& engine,
                                                           vault::Vault& vault, const Clock& clock,
                                                           RecorderOptions options) {
  auto recorder = std::make_unique<CommittingRecorder>(engine, vault, clock, std::move(options));
  if (storage::Status status = recorder->Begin(); !status.ok()) {
    return status;
  }
  return std::unique_ptr<Recorder>(std::move(recorder));
}

}  // namespace datalek::registry

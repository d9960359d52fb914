#include "services/rpc/feed_hub.h"

#include "services/domain/incident_id.h"
#include "services/ledger/entry.h"
#include "services/rpc/failure.h"
#include "services/views/timeline.h"
#include "services/wire/timestamp.h"

#include <grpcpp/support/status.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace datalek::rpc {
namespace {

constexpr std::int64_t kMsPerSecond = 1000;

v1::WatchEventsResponse Present(const ledger::Entry& entry) {
  v1::WatchEventsResponse api;
  api.set_sequence(entry.sequence);
  api.set_type(entry.type);
  if (entry.incident != domain::kOrganisationItself) {
    api.set_incident_id(domain::ToHex(entry.incident));
  }
  wire::Fill(entry.leaf_time_s * kMsPerSecond, api.mutable_recorded_at());
  return api;
}

}  // namespace

// One follower. It is always in exactly one of these states, guarded by the hub's mutex:
//   ready    in ready_, waiting for the reader          reading  the reader is reading for it
//   writing  a write of gRPC's is under way             idle     everything recorded was sent
//   finished Finish() was called; gRPC will call OnDone
class FeedHub::Stream final : public grpc::ServerWriteReactor<v1::WatchEventsResponse> {
 public:
  enum class State { kReady, kReading, kWriting, kIdle, kFinished };

  Stream(FeedHub& hub, FeedRequest request) : hub_(hub), request_(std::move(request)) {}

  void OnWriteDone(bool ok) override {
    {
      const std::scoped_lock lock(hub_.mutex_);
      failed_ = failed_ || !ok;
    }
    WriteNextOrAsk();
  }
  void OnCancel() override { hub_.Cancelled(*this); }
  void OnDone() override {
    hub_.Gone(*this);
    delete this;  // NOLINT(cppcoreguidelines-owning-memory): gRPC's convention for reactors.
  }

  // Writes the next event of the page or, when there is none, asks the hub for the next page.
  void WriteNextOrAsk() {
    bool end = false;
    {
      const std::scoped_lock lock(hub_.mutex_);
      if (failed_ || cancelled_ || hub_.draining_) {
        end = MarkFinished(*this);
      } else if (!page_.empty()) {
        state_ = State::kWriting;
        current_ = std::move(page_.front());
        page_.pop_front();
      } else {
        state_ = State::kReady;
      }
    }
    if (end) {
      End();
    } else if (state_ == State::kWriting) {
      StartWrite(&current_);
    } else if (state_ == State::kReady) {
      hub_.Ready(*this);
    }
  }

  void End() {
    bool given_up = false;
    {
      const std::scoped_lock lock(hub_.mutex_);
      given_up = cancelled_ || failed_;
    }
    Finish(given_up ? grpc::Status::CANCELLED
                    : Failure(registry::NotDone::kDraining, request_.language));
  }

  FeedHub& hub_;
  const FeedRequest request_;
  State state_ = State::kReady;
  std::uint64_t after_ = request_.after_sequence;
  std::deque<v1::WatchEventsResponse> page_;
  v1::WatchEventsResponse current_;  // Must stay while gRPC writes it.
  bool cancelled_ = false;
  bool failed_ = false;
};

FeedHub::FeedHub(const storage::Engine& engine)
    : engine_(engine), reader_([this] { ReadUntilDrained(); }) {}

FeedHub::~FeedHub() { Drain(); }

grpc::ServerWriteReactor<v1::WatchEventsResponse>* FeedHub::Follow(FeedRequest request) {
  auto stream = std::make_unique<Stream>(*this, std::move(request));
  Stream* const followed = stream.release();
  std::optional<registry::NotDone> no;
  {
    const std::scoped_lock lock(mutex_);
    if (draining_) {
      no = registry::NotDone::kDraining;
    } else if (streams_.size() >= kStreamsMax) {
      no = registry::NotDone::kQueueFull;
    }
    streams_.insert(followed);
    if (no) {
      followed->state_ = Stream::State::kFinished;
    }
  }
  if (no) {
    followed->Finish(Failure(*no, followed->request_.language));
  } else {
    Ready(*followed);
  }
  return followed;
}

void FeedHub::Wake(const std::vector<std::string>& organisations) {
  {
    const std::scoped_lock lock(mutex_);
    for (const std::string& organisation : organisations) {
      news_[organisation] += 1;
    }
    for (Stream* const stream : streams_) {
      if (stream->state_ == Stream::State::kIdle &&
          std::find(organisations.begin(), organisations.end(), stream->request_.organisation) !=
              organisations.end()) {
        stream->state_ = Stream::State::kReady;
        ready_.push_back(stream);
      }
    }
  }
  ready_changed_.notify_one();
}

void FeedHub::Ready(Stream& stream) {
  {
    const std::scoped_lock lock(mutex_);
    if (stream.state_ == Stream::State::kReady) {
      ready_.push_back(&stream);
    }
  }
  ready_changed_.notify_one();
}

bool FeedHub::MarkFinished(Stream& stream) {
  if (stream.state_ == Stream::State::kFinished) {
    return false;
  }
  stream.state_ = Stream::State::kFinished;
  return true;
}

void FeedHub::Cancelled(Stream& stream) {
  bool end = false;
  {
    const std::scoped_lock lock(mutex_);
    stream.cancelled_ = true;
    // Otherwise the reader, or the write that is under way, ends it.
    end = stream.state_ == Stream::State::kIdle && MarkFinished(stream);
  }
  if (end) {
    stream.End();
  }
}

void FeedHub::Gone(Stream& stream) {
  const std::scoped_lock lock(mutex_);
  streams_.erase(&stream);
  ready_changed_.notify_all();
  streams_changed_.notify_all();  // With the lock: the hub may go as soon as it is let go.
}

void FeedHub::ReadUntilDrained() {
  for (;;) {
    Stream* stream = nullptr;
    std::uint64_t news = 0;
    {
      std::unique_lock lock(mutex_);
      // While a stream lives it may still ask for a page, and only here is it then ended.
      ready_changed_.wait(lock,
                          [this] { return !ready_.empty() || (draining_ && streams_.empty()); });
      if (ready_.empty()) {
        return;
      }
      stream = ready_.front();
      ready_.pop_front();
      stream->state_ = Stream::State::kReading;
      news = news_[stream->request_.organisation];
    }
    ReadFor(*stream, news);
  }
}

void FeedHub::ReadFor(Stream& stream, std::uint64_t news) {
  const FeedRequest& request = stream.request_;
  const auto entries =
      views::ReadFeed(engine_, request.organisation, stream.after_, kFeedPageEvents);
  if (!entries.ok()) {
    {
      const std::scoped_lock lock(mutex_);
      (void)MarkFinished(stream);
    }
    stream.Finish(Failure(entries.status(), request.language));
    return;
  }
  for (const ledger::Entry& entry : entries.value()) {
    stream.after_ = entry.sequence;
    if (request.types.empty() || request.types.contains(entry.type)) {
      stream.page_.push_back(Present(entry));
    }
  }
  const bool at_end = entries.value().size() < kFeedPageEvents;
  bool finish = false;
  bool wait = false;
  {
    const std::scoped_lock lock(mutex_);
    if (stream.page_.empty() && at_end && !stream.cancelled_ && !draining_) {
      if (request.history_only) {
        finish = MarkFinished(stream);
      } else if (news_[request.organisation] == news) {
        stream.state_ = Stream::State::kIdle;
        wait = true;
      }
    }
  }
  if (finish) {
    stream.Finish(grpc::Status::OK);
  } else if (!wait) {
    stream.WriteNextOrAsk();
  }
}

void FeedHub::EndAll() {
  std::vector<Stream*> to_end;
  {
    const std::scoped_lock lock(mutex_);
    draining_ = true;
    for (Stream* const stream : streams_) {
      if (stream->state_ == Stream::State::kIdle && MarkFinished(*stream)) {
        to_end.push_back(stream);
      }
    }
  }
  ready_changed_.notify_all();
  for (Stream* const stream : to_end) {
    stream->End();
  }
}

void FeedHub::Drain() {
  EndAll();
  {
    std::unique_lock lock(mutex_);
    streams_changed_.wait(lock, [this] { return streams_.empty(); });
  }
  if (reader_.joinable()) {
    reader_.join();
  }
}

std::size_t FeedHub::streams() const {
  const std::scoped_lock lock(mutex_);
  return streams_.size();
}

}  // namespace datalek::rpc

#include "clients/client/event_stream.h"

#include "clients/client/pending_call.h"

#include <string>

namespace datalek::client {

EventStream::EventStream(v1::FeedService::Stub& feed, const v1::WatchEventsRequest& request,
                         Language language)
    : request_(request) {
  // No deadline: a stream lasts as long as somebody listens.
  context_.AddMetadata("accept-language", std::string(TagOf(language)));
  feed.async()->WatchEvents(&context_, &request_, this);
  // Until Finish() releases it, the stream may not end between two reads.
  AddHold();
  StartCall();
}

bool EventStream::Next(const std::atomic<bool>* interrupted) {
  {
    const std::lock_guard lock(mutex_);
    reading_ = Reading::kUnderWay;
  }
  StartRead(&event_);
  std::unique_lock lock(mutex_);
  const auto settled = [this] { return reading_ != Reading::kUnderWay; };
  while (!changed_.wait_for(lock, kLookUpEvery, settled)) {
    if (interrupted != nullptr && interrupted->load()) {
      context_.TryCancel();
      changed_.wait(lock, settled);
      return false;
    }
  }
  return reading_ == Reading::kArrived;
}

grpc::Status EventStream::Finish() {
  // Harmless when the server has ended it already: the first ending counts.
  bool ended = false;
  {
    const std::lock_guard lock(mutex_);
    ended = reading_ == Reading::kEnded;
  }
  if (!ended) {
    context_.TryCancel();
  }
  RemoveHold();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return done_; });
  return status_;
}

void EventStream::OnReadDone(bool ok) {
  const std::lock_guard lock(mutex_);
  reading_ = ok ? Reading::kArrived : Reading::kEnded;
  changed_.notify_one();
}

void EventStream::OnDone(const grpc::Status& status) {
  const std::lock_guard lock(mutex_);
  status_ = status;
  done_ = true;
  changed_.notify_one();
}

}  // namespace datalek::client

// The feed as a loop: one event at a time, on the caller's thread.
#pragma once

#include "clients/client/language.h"

#include <datalek/v1/feed.grpc.pb.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace datalek::client {

// One thread asks Next() until it says false, and then Finish(). The server is asked for the next
// event only when the last one was taken, so nothing piles up here.
class EventStream : private grpc::ClientReadReactor<v1::WatchEventsResponse> {
 public:
  EventStream(v1::FeedService::Stub& feed, const v1::WatchEventsRequest& request,
              Language language);
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;
  // Finish() was called.
  ~EventStream() override = default;

  // Waits for an event; false when there are no more or `interrupted` became true.
  bool Next(const std::atomic<bool>* interrupted);
  // The event that Next() found.
  [[nodiscard]] const v1::WatchEventsResponse& event() const { return event_; }
  // Ends the stream where it is, and says how it ended.
  grpc::Status Finish();

 private:
  enum class Reading { kNothing, kUnderWay, kArrived, kEnded };

  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

  grpc::ClientContext context_;
  v1::WatchEventsRequest request_;
  v1::WatchEventsResponse event_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Reading reading_ = Reading::kNothing;
  bool done_ = false;
  grpc::Status status_;
};

}  // namespace datalek::client

// The feed hub: reads pages for the streams that follow the ledger, and wakes them when something
// was recorded.
//
// One thread reads for all streams, so a slow follower costs a page of memory and nothing more: the
// next page is read when the last event of the one before has gone out.
#pragma once

#include "services/rpc/language.h"
#include "storage/kv/engine.h"

#include <datalek/v1/feed.pb.h>

#include <grpcpp/support/server_callback.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace datalek::rpc {

inline constexpr std::size_t kStreamsMax = 256;
inline constexpr std::size_t kFeedPageEvents = 128;

// What a follower asked for.
struct FeedRequest {
  std::string organisation;
  std::uint64_t after_sequence = 0;
  std::set<std::string, std::less<>> types;  // Empty: all.
  bool history_only = false;
  Language language = Language::kEnglish;
};

// Thread safety: every method may be called from any thread.
class FeedHub {
 public:
  // `engine` must outlive the hub.
  explicit FeedHub(const storage::Engine& engine);
  FeedHub(const FeedHub&) = delete;
  FeedHub& operator=(const FeedHub&) = delete;
  // Drains.
  ~FeedHub();

  // A stream that lives until its call ends; owned by gRPC's convention: it deletes itself.
  grpc::ServerWriteReactor<v1::WatchEventsResponse>* Follow(FeedRequest request);

  // Says that these organisations have new entries. Never blocks on the disk.
  void Wake(const std::vector<std::string>& organisations);

  // Takes no more streams and ends those there are with UNAVAILABLE; one whose follower does not
  // read ends when the server cancels it. May be repeated.
  void EndAll();

  // EndAll(), then waits until every stream is gone. Call after the server was shut down.
  void Drain();

  [[nodiscard]] std::size_t streams() const;

 private:
  class Stream;

  void ReadUntilDrained();
  void ReadFor(Stream& stream, std::uint64_t news);
  // Called by a stream, which has nothing under way: it wants the next page.
  void Ready(Stream& stream);
  void Cancelled(Stream& stream);
  void Gone(Stream& stream);
  // With the lock held, by whoever ends the stream; false when it has been ended already.
  static bool MarkFinished(Stream& stream);

  const storage::Engine& engine_;
  mutable std::mutex mutex_;
  std::condition_variable ready_changed_;
  std::condition_variable streams_changed_;
  std::deque<Stream*> ready_;
  std::set<Stream*> streams_;
  std::unordered_map<std::string, std::uint64_t> news_;  // Counts Wake() per organisation.
  bool draining_ = false;
  std::thread reader_;
};

}  // namespace datalek::rpc

// A system that follows the register.
#pragma once

#include "tests/rpc/client.h"

#include <datalek/v1/feed.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace datalek::tests {

// One thread at a time, but for Cancel().
class Follower {
 public:
  explicit Follower(const Client& client, const v1::WatchEventsRequest& request = {})
      : call_(client, MethodOf(*v1::WatchEventsRequest::descriptor()),
              request.SerializeAsString()) {}

  // Waits for the next event; nullopt once the stream has ended.
  [[nodiscard]] std::optional<v1::WatchEventsResponse> Next() {
    const std::optional<std::string> message = call_.Next();
    v1::WatchEventsResponse event;
    if (!message || !event.ParseFromString(*message)) {
      return std::nullopt;
    }
    return event;
  }

  // The sequences of the next events, at most `count`.
  [[nodiscard]] std::vector<std::uint64_t> Sequences(std::size_t count) {
    std::vector<std::uint64_t> sequences;
    while (sequences.size() < count) {
      const std::optional<v1::WatchEventsResponse> event = Next();
      if (!event) {
        break;
      }
      sequences.push_back(event->sequence());
    }
    return sequences;
  }

  void Cancel() { call_.Cancel(); }
  [[nodiscard]] Ending Finish() { return call_.Finish(); }

 private:
  RawCall call_;
};

}  // namespace datalek::tests

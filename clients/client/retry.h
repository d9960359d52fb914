// When a call is worth another try, and how long to wait before it.
//
// Every call of this API may be repeated: reads change nothing, and a write that carries the same
// request_id is recorded once. So a call whose fate is unknown is sent again as it was.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <random>

namespace grpc {
class Status;
}

namespace datalek::client {

// Waits. Tests bring one that only takes note.
using Sleeper = std::function<void(std::chrono::milliseconds)>;

// A server that restarts is back within seconds; these waits add up to some five.
inline constexpr int kAttemptsMax = 5;
inline constexpr std::chrono::milliseconds kFirstWaitMax{250};
inline constexpr std::chrono::milliseconds kLongestWait{4'000};
// A call that ran out of time has already cost its whole timeout.
inline constexpr int kDeadlineAttemptsMax = 2;

// Counts the attempts of one call. One thread.
class Attempts {
 public:
  // `seed` spreads the waits of many clients that lost the same server.
  explicit Attempts(unsigned seed) : random_(seed) {}

  // The call ended with `status`, which is not OK: how long to wait before the next attempt, or
  // nullopt when it should be left at that. The waits double, and each is drawn from the upper half
  // of its range. When the server itself says how long to wait (RetryInfo), that is what is waited,
  // as long as it is at most kLongestWait.
  [[nodiscard]] std::optional<std::chrono::milliseconds> AfterFailure(const grpc::Status& status);

  // Attempts made so far.
  [[nodiscard]] int made() const { return made_; }

 private:
  std::chrono::milliseconds NextWait();

  int made_ = 0;
  std::minstd_rand random_;
};

}  // namespace datalek::client

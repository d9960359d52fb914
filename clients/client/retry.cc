#include "clients/client/retry.h"

#include "clients/client/failure.h"

#include <grpcpp/support/status.h>

#include <algorithm>

namespace datalek::client {

std::optional<std::chrono::milliseconds> Attempts::AfterFailure(const grpc::Status& status) {
  made_ += 1;
  const grpc::StatusCode code = status.error_code();
  if (code == grpc::UNAVAILABLE && made_ < kAttemptsMax) {
    return NextWait();
  }
  if (code == grpc::DEADLINE_EXCEEDED && made_ < kDeadlineAttemptsMax) {
    return NextWait();
  }
  if (code == grpc::RESOURCE_EXHAUSTED && made_ < kAttemptsMax) {
    const std::optional<std::chrono::milliseconds> asked = RetryDelayOf(status);
    if (asked && *asked <= kLongestWait) {
      return asked;
    }
  }
  return std::nullopt;
}

std::chrono::milliseconds Attempts::NextWait() {
  const auto range = std::min(kFirstWaitMax * (1 << (made_ - 1)), kLongestWait);
  std::uniform_int_distribution<std::chrono::milliseconds::rep> upper_half(range.count() / 2,
                                                                           range.count());
  return std::chrono::milliseconds(upper_half(random_));
}

}  // namespace datalek::client

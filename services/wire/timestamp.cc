#include "services/wire/timestamp.h"

#include <cassert>

namespace datalek::wire {
namespace {

constexpr std::int64_t kMsPerSecond = 1'000;
constexpr std::int32_t kNanosPerMs = 1'000'000;
constexpr std::int32_t kNanosPerSecond = 1'000'000'000;

}  // namespace

std::optional<std::int64_t> ToMs(const google::protobuf::Timestamp& timestamp) {
  const std::int64_t seconds = timestamp.seconds();
  const std::int32_t nanos = timestamp.nanos();
  if (seconds < kTimestampSecondsMin || seconds > kTimestampSecondsMax || nanos < 0 ||
      nanos >= kNanosPerSecond || nanos % kNanosPerMs != 0) {
    return std::nullopt;
  }
  return seconds * kMsPerSecond + nanos / kNanosPerMs;
}

void Fill(std::int64_t ms, google::protobuf::Timestamp* timestamp) {
  std::int64_t seconds = ms / kMsPerSecond;
  std::int64_t rest = ms % kMsPerSecond;
  if (rest < 0) {  // The nanos of a Timestamp always count forward.
    seconds -= 1;
    rest += kMsPerSecond;
  }
  assert(seconds >= kTimestampSecondsMin && seconds <= kTimestampSecondsMax);
  timestamp->set_seconds(seconds);
  timestamp->set_nanos(static_cast<std::int32_t>(rest) * kNanosPerMs);
}

}  // namespace datalek::wire

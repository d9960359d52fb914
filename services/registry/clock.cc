#include "services/registry/clock.h"

#include <chrono>
#include <ctime>
#include <utility>

namespace datalek::registry {

SystemClock::SystemClock(std::string zone) : zone_(std::move(zone)) {}

std::int64_t SystemClock::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

int SystemClock::OffsetMinutes(std::int64_t at_ms) const {
  constexpr std::int64_t kMsPerSecond = 1000;
  constexpr std::int64_t kSecondsPerMinute = 60;
  const auto seconds = static_cast<std::time_t>(at_ms / kMsPerSecond);
  std::tm local{};
  localtime_r(&seconds, &local);
  return static_cast<int>(local.tm_gmtoff / kSecondsPerMinute);
}

}  // namespace datalek::registry

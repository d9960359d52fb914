// A clock that stands still until a test moves it.
#pragma once

#include "services/domain/instant.h"
#include "services/registry/clock.h"
#include "tests/testing/moments.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::tests {

// Thread safety: as Clock; the setters too.
class ManualClock final : public registry::Clock {
 public:
  // Shows `local`, for example "2026-03-02 09:00", in Amsterdam.
  explicit ManualClock(std::string_view local) : now_ms_(MsOf(local)) {}

  void Set(std::string_view local) { now_ms_ = MsOf(local); }
  void SetMs(std::int64_t now_ms) { now_ms_ = now_ms; }
  void AdvanceMs(std::int64_t ms) { now_ms_ += ms; }
  void AdvanceMinutes(std::int64_t minutes) { now_ms_ += minutes * domain::kMinuteMs; }
  void AdvanceHours(std::int64_t hours) { now_ms_ += hours * domain::kHourMs; }

  [[nodiscard]] std::int64_t NowMs() const override { return now_ms_; }
  [[nodiscard]] int OffsetMinutes(std::int64_t at_ms) const override {
    return AmsterdamOffsetMinutes(at_ms);
  }
  [[nodiscard]] const std::string& Zone() const override { return zone_; }

 private:
  const std::string zone_{kZone};
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace datalek::tests

// The time, as an argument: the system's clock in the server, one that tests wind in tests.
#pragma once

#include <cstdint>
#include <string>

namespace datalek::registry {

// Thread safety: every method may be called from any thread at any time.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  // Unix milliseconds.
  [[nodiscard]] virtual std::int64_t NowMs() const = 0;
  // Local time minus UTC at that moment, in the zone of Zone().
  [[nodiscard]] virtual int OffsetMinutes(std::int64_t at_ms) const = 0;
  // IANA name of the zone in which reports are received.
  [[nodiscard]] virtual const std::string& Zone() const = 0;
};

// The system's clock in the process's zone: set TZ to `zone`, and call tzset(), before any thread
// starts.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(std::string zone);

  [[nodiscard]] std::int64_t NowMs() const override;
  [[nodiscard]] int OffsetMinutes(std::int64_t at_ms) const override;
  [[nodiscard]] const std::string& Zone() const override { return zone_; }

 private:
  std::string zone_;
};

}  // namespace datalek::registry

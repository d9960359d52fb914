// The time zone in which moments are read and shown, from the time zone database of the machine.
//
// The C library keeps one zone per process: Use() sets it, once, before there are other threads.
#pragma once

#include "services/domain/instant.h"

#include <cstdint>
#include <optional>
#include <string>

namespace datalek::terminal {

inline constexpr const char* kZoneDefault = "Europe/Amsterdam";

// What a clock on the wall shows.
struct WallTime {
  domain::CivilDate date;
  int hour = 0;
  int minute = 0;
  int weekday = 0;  // 0 is Sunday.
};

class Zone {
 public:
  // Makes `name` the zone of this process; nullopt when the machine has no such zone.
  static std::optional<Zone> Use(const std::string& name);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] WallTime At(std::int64_t utc_ms) const;
  // Local time minus UTC.
  [[nodiscard]] int OffsetMinutesAt(std::int64_t utc_ms) const;

  // What is meant by a date, and by a time on it. Of an hour that occurs twice in autumn, the
  // first; a time that is skipped in spring is read as if the clock had not been put forward yet.
  [[nodiscard]] domain::Instant Month(int year, int month) const;
  [[nodiscard]] domain::Instant Day(const domain::CivilDate& date) const;
  [[nodiscard]] domain::Instant Minute(const domain::CivilDate& date, int hour, int minute) const;
  // The minute of a moment.
  [[nodiscard]] domain::Instant Minute(std::int64_t utc_ms) const;

 private:
  explicit Zone(std::string name) : name_(std::move(name)) {}
  [[nodiscard]] std::int64_t ToUtcMs(const domain::CivilDate& date, int hour, int minute) const;

  std::string name_;
};

}  // namespace datalek::terminal

// A moment as people know it: to the minute, to the day, to the month, or not at all.
//
// Pure values; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace datalek::domain {

// How exactly a moment is known. Numbers are stored; DO NOT RENUMBER.
enum class Precision : std::uint8_t { kUnknown = 0, kMonth = 1, kDay = 2, kMinute = 3 };

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

// Incidents older than this or later than this are typing errors (1900-01-01, 2200-01-01 UTC).
inline constexpr std::int64_t kInstantMinMs = -2'208'988'800'000;
inline constexpr std::int64_t kInstantMaxMs = 7'258'118'400'000;
// The largest offsets in use on Earth are -12:00 and +14:00.
inline constexpr int kOffsetMinutesMax = 14 * 60;
inline constexpr std::size_t kZoneBytesMax = 64;

// A calendar date in some zone; `day` is 0 when only the month is known.
struct CivilDate {
  int year = 0;
  int month = 0;
  int day = 0;
  auto operator<=>(const CivilDate&) const = default;
};

// The first millisecond of the minute, day or month that is meant, with the zone in which it was
// said. kUnknown is a value of its own: `start_ms` then means nothing, and no instant with a known
// precision is ever "zero for unknown".
struct Instant {
  Precision precision = Precision::kUnknown;
  std::int64_t start_ms = 0;  // UTC milliseconds since 1970-01-01.
  int offset_minutes = 0;     // Local time minus UTC at `start_ms`.
  std::string zone;           // IANA name, for example "Europe/Amsterdam".

  [[nodiscard]] bool known() const { return precision != Precision::kUnknown; }
  bool operator==(const Instant&) const = default;
};

// Makes an instant from what a person said. The caller supplies the offset that holds there and
// then.
Instant AtMinute(std::int64_t utc_ms, int offset_minutes, std::string zone);
Instant OnDay(CivilDate date, int offset_minutes, std::string zone);
Instant InMonth(int year, int month, int offset_minutes, std::string zone);

// The local calendar date of a known instant; `day` is 0 for month precision.
CivilDate DateOf(const Instant& instant);

// The first and the last millisecond that the instant may mean.
std::int64_t EarliestMs(const Instant& instant);
std::int64_t LatestMs(const Instant& instant);

// Days since 1970-01-01 of a date in the proleptic Gregorian calendar, and back.
std::int64_t DaysFromCivil(CivilDate date);
CivilDate CivilFromDays(std::int64_t days);
int DaysInMonth(int year, int month);

// True when the fields agree with each other: the start lies on a boundary of its precision, the
// offset and the zone are within their limits, and the moment lies within [kInstantMinMs,
// kInstantMaxMs]. An unknown instant is well formed when all its other fields are empty.
bool WellFormed(const Instant& instant);

// "2026-03-01 09:30 +01:00", "2026-03-01", "2026-03", or "unknown".
std::string ToText(const Instant& instant);

}  // namespace datalek::domain

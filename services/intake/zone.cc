#include "services/intake/zone.h"

#include <algorithm>
#include <array>

namespace datalek::intake {
namespace {

constexpr std::string_view kUtc = "UTC";
constexpr std::array<std::string_view, 6> kZones{"Europe/Amsterdam", "Europe/Berlin",
                                                 "Europe/Brussels",  "Europe/Luxembourg",
                                                 "Europe/Paris",     kUtc};

constexpr int kWinterMinutes = 60;
constexpr int kSummerMinutes = 120;
constexpr int kMarch = 3;
constexpr int kOctober = 10;

// 01:00 UTC on the last Sunday of a month.
std::int64_t SwitchMs(int year, int month) {
  const std::int64_t last = domain::DaysFromCivil(
      {.year = year, .month = month, .day = domain::DaysInMonth(year, month)});
  // 1970-01-01 was a Thursday, four days after a Sunday. From 1996 on, `last` is positive.
  const std::int64_t weekday = (last + 4) % 7;
  return (last - weekday) * domain::kDayMs + domain::kHourMs;
}

bool IsSummer(std::int64_t utc_ms, int year) {
  return utc_ms >= SwitchMs(year, kMarch) && utc_ms < SwitchMs(year, kOctober);
}

}  // namespace

std::string AllZones() {
  std::string all;
  for (const std::string_view zone : kZones) {
    all += all.empty() ? "" : ", ";
    all += zone;
  }
  return all;
}

bool IsZone(std::string_view name) {
  return std::find(kZones.begin(), kZones.end(), name) != kZones.end();
}

std::optional<int> OffsetMinutesAt(std::string_view zone, const LocalTime& local) {
  if (local.date.year < kZoneYearMin) {
    return std::nullopt;
  }
  if (zone == kUtc) {
    return 0;
  }
  const std::int64_t local_ms =
      domain::DaysFromCivil(local.date) * domain::kDayMs + local.minute * domain::kMinuteMs;
  // No switch lies near a new year, so the local year is the right one.
  const bool summer = IsSummer(local_ms - kSummerMinutes * domain::kMinuteMs, local.date.year);
  return summer ? kSummerMinutes : kWinterMinutes;
}

int OffsetMinutesAt(std::string_view zone, std::int64_t utc_ms) {
  if (zone == kUtc) {
    return 0;
  }
  const int year = domain::CivilFromDays(utc_ms / domain::kDayMs).year;
  return IsSummer(utc_ms, year) ? kSummerMinutes : kWinterMinutes;
}

}  // namespace datalek::intake

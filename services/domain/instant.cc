#include "services/domain/instant.h"

#include <array>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace datalek::domain {
namespace {

std::int64_t FloorDiv(std::int64_t value, std::int64_t by) {
  const std::int64_t quotient = value / by;
  return (value % by != 0 && (value < 0) != (by < 0)) ? quotient - 1 : quotient;
}

std::int64_t LocalMs(const Instant& instant) {
  return instant.start_ms + instant.offset_minutes * kMinuteMs;
}

}  // namespace

std::int64_t DaysFromCivil(CivilDate date) {
  const std::chrono::year_month_day ymd{std::chrono::year{date.year},
                                        std::chrono::month{static_cast<unsigned>(date.month)},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  return std::chrono::sys_days{ymd}.time_since_epoch().count();
}

CivilDate CivilFromDays(std::int64_t days) {
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  return {.year = static_cast<int>(ymd.year()),
          .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
          .day = static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int DaysInMonth(int year, int month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year} /
                                              std::chrono::month{static_cast<unsigned>(month)} /
                                              std::chrono::last};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Instant AtMinute(std::int64_t utc_ms, int offset_minutes, std::string zone) {
  return {.precision = Precision::kMinute,
          .start_ms = FloorDiv(utc_ms, kMinuteMs) * kMinuteMs,
          .offset_minutes = offset_minutes,
          .zone = std::move(zone)};
}

Instant OnDay(CivilDate date, int offset_minutes, std::string zone) {
  return {.precision = Precision::kDay,
          .start_ms = DaysFromCivil(date) * kDayMs - offset_minutes * kMinuteMs,
          .offset_minutes = offset_minutes,
          .zone = std::move(zone)};
}

Instant InMonth(int year, int month, int offset_minutes, std::string zone) {
  Instant instant =
      OnDay({.year = year, .month = month, .day = 1}, offset_minutes, std::move(zone));
  instant.precision = Precision::kMonth;
  return instant;
}

CivilDate DateOf(const Instant& instant) {
  assert(instant.known());
  CivilDate date = CivilFromDays(FloorDiv(LocalMs(instant), kDayMs));
  if (instant.precision == Precision::kMonth) {
    date.day = 0;
  }
  return date;
}

std::int64_t EarliestMs(const Instant& instant) {
  assert(instant.known());
  return instant.start_ms;
}

std::int64_t LatestMs(const Instant& instant) {
  assert(instant.known());
  switch (instant.precision) {
    case Precision::kMinute:
      return instant.start_ms + kMinuteMs - 1;
    case Precision::kDay:
      return instant.start_ms + kDayMs - 1;
    case Precision::kMonth: {
      const CivilDate date = DateOf(instant);
      return instant.start_ms + DaysInMonth(date.year, date.month) * kDayMs - 1;
    }
    case Precision::kUnknown:
      break;
  }
  return instant.start_ms;
}

bool WellFormed(const Instant& instant) {
  if (!instant.known()) {
    return instant == Instant{};
  }
  if (instant.precision > Precision::kMinute || instant.start_ms < kInstantMinMs ||
      instant.start_ms > kInstantMaxMs || instant.offset_minutes < -kOffsetMinutesMax ||
      instant.offset_minutes > kOffsetMinutesMax || instant.zone.empty() ||
      instant.zone.size() > kZoneBytesMax) {
    return false;
  }
  for (const char c : instant.zone) {
    const bool allowed = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                         (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
    if (!allowed) {
      return false;
    }
  }
  const std::int64_t local = LocalMs(instant);
  switch (instant.precision) {
    case Precision::kMinute:
      return local % kMinuteMs == 0;
    case Precision::kDay:
      return local % kDayMs == 0;
    case Precision::kMonth:
      return local % kDayMs == 0 && CivilFromDays(FloorDiv(local, kDayMs)).day == 1;
    case Precision::kUnknown:
      break;
  }
  return false;
}

std::string ToText(const Instant& instant) {
  if (!instant.known()) {
    return "unknown";
  }
  const CivilDate date = CivilFromDays(FloorDiv(LocalMs(instant), kDayMs));
  std::array<char, 48> text{};
  switch (instant.precision) {
    case Precision::kMonth:
      (void)std::snprintf(text.data(), text.size(), "%04d-%02d", date.year, date.month);
      break;
    case Precision::kDay:
      (void)std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month,
                          date.day);
      break;
    case Precision::kMinute: {
      const auto minute =
          (LocalMs(instant) - FloorDiv(LocalMs(instant), kDayMs) * kDayMs) / kMinuteMs;
      const int offset = std::abs(instant.offset_minutes);
      (void)std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d %c%02d:%02d",
                          date.year, date.month, date.day, static_cast<int>(minute / 60),
                          static_cast<int>(minute % 60), instant.offset_minutes < 0 ? '-' : '+',
                          offset / 60, offset % 60);
      break;
    }
    case Precision::kUnknown:
      break;
  }
  return text.data();
}

}  // namespace datalek::domain

#include "clients/terminal/zone.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace datalek::terminal {
namespace {

constexpr std::int64_t kSecondMs = 1'000;

std::tm Broken(std::int64_t utc_ms) {
  // Towards the past also before 1970.
  std::int64_t seconds = utc_ms / kSecondMs;
  if (utc_ms % kSecondMs < 0) {
    seconds -= 1;
  }
  const auto time = static_cast<std::time_t>(seconds);
  std::tm local{};
  ::localtime_r(&time, &local);
  return local;
}

bool IsZoneName(const std::string& name) {
  if (name.empty() || name.size() > domain::kZoneBytesMax || name.front() == '/' ||
      name.find("..") != std::string::npos) {
    return false;
  }
  const char* folder = std::getenv("TZDIR");
  std::error_code ignored;
  return std::filesystem::is_regular_file(
      std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / name, ignored);
}

}  // namespace

std::optional<Zone> Zone::Use(const std::string& name) {
  if (!IsZoneName(name)) {
    return std::nullopt;
  }
  ::setenv("TZ", (":" + name).c_str(), 1);
  ::tzset();
  return Zone(name);
}

WallTime Zone::At(std::int64_t utc_ms) const {
  const std::tm local = Broken(utc_ms);
  return {.date = {.year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday},
          .hour = local.tm_hour,
          .minute = local.tm_min,
          .weekday = local.tm_wday};
}

int Zone::OffsetMinutesAt(std::int64_t utc_ms) const {
  return static_cast<int>(Broken(utc_ms).tm_gmtoff / 60);
}

std::int64_t Zone::ToUtcMs(const domain::CivilDate& date, int hour, int minute) const {
  const std::int64_t as_utc = domain::DaysFromCivil(date) * domain::kDayMs +
                              hour * domain::kHourMs + minute * domain::kMinuteMs;
  // The offset before a switch and the one after it; a day apart is wide enough for any zone. With
  // the earlier offset comes the first of two occurrences, and a skipped time moves forward.
  const int before = OffsetMinutesAt(as_utc - domain::kDayMs);
  const int after = OffsetMinutesAt(as_utc + domain::kDayMs);
  for (const int offset : {before, after}) {
    const std::int64_t utc_ms = as_utc - offset * domain::kMinuteMs;
    if (OffsetMinutesAt(utc_ms) == offset) {
      return utc_ms;
    }
  }
  return as_utc - before * domain::kMinuteMs;
}

domain::Instant Zone::Month(int year, int month) const {
  const domain::CivilDate first{.year = year, .month = month, .day = 1};
  return domain::InMonth(year, month, OffsetMinutesAt(ToUtcMs(first, 0, 0)), name_);
}

domain::Instant Zone::Day(const domain::CivilDate& date) const {
  return domain::OnDay(date, OffsetMinutesAt(ToUtcMs(date, 0, 0)), name_);
}

domain::Instant Zone::Minute(const domain::CivilDate& date, int hour, int minute) const {
  return Minute(ToUtcMs(date, hour, minute));
}

domain::Instant Zone::Minute(std::int64_t utc_ms) const {
  return domain::AtMinute(utc_ms, OffsetMinutesAt(utc_ms), name_);
}

}  // namespace datalek::terminal

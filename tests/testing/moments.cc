#include "tests/testing/moments.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace datalek::tests {
namespace {

using domain::CivilDate;

constexpr int kWinterMinutes = 60;
constexpr int kSummerMinutes = 120;

// 01:00 UTC of the last Sunday of a month.
std::int64_t LastSundayMs(int year, int month) {
  const std::int64_t last = domain::DaysFromCivil(
      {.year = year, .month = month, .day = domain::DaysInMonth(year, month)});
  const std::int64_t since_sunday = (last + 4) % 7;  // 1970-01-01 was a Thursday.
  return (last - since_sunday) * domain::kDayMs + domain::kHourMs;
}

// The number in `text` at `at`, `digits` long; nullopt when it is none or lies outside the bounds.
std::optional<int> NumberAt(std::string_view text, std::size_t at, std::size_t digits, int min,
                            int max) {
  int value = 0;
  const char* const end = text.data() + at + digits;
  const auto [stop, error] = std::from_chars(text.data() + at, end, value);
  if (error != std::errc() || stop != end || value < min || value > max) {
    return std::nullopt;
  }
  return value;
}

// The offset that holds when clocks in Amsterdam show `local_ms`.
int OffsetAtLocal(std::int64_t local_ms) {
  const std::int64_t in_summer = local_ms - kSummerMinutes * domain::kMinuteMs;
  return AmsterdamOffsetMinutes(in_summer) == kSummerMinutes ? kSummerMinutes : kWinterMinutes;
}

std::optional<CivilDate> DateFrom(std::string_view text) {
  const auto year = NumberAt(text, 0, 4, 1996, 9999);
  const auto month = NumberAt(text, 5, 2, 1, 12);
  if (!year || !month || text[4] != '-') {
    return std::nullopt;
  }
  if (text.size() == 7) {
    return CivilDate{.year = *year, .month = *month, .day = 0};
  }
  const auto day = NumberAt(text, 8, 2, 1, domain::DaysInMonth(*year, *month));
  if (!day || text[7] != '-') {
    return std::nullopt;
  }
  return CivilDate{.year = *year, .month = *month, .day = *day};
}

}  // namespace

int AmsterdamOffsetMinutes(std::int64_t utc_ms) {
  const std::int64_t days =
      utc_ms >= 0 ? utc_ms / domain::kDayMs : -((-utc_ms - 1) / domain::kDayMs) - 1;
  const int year = domain::CivilFromDays(days).year;
  const bool summer = utc_ms >= LastSundayMs(year, 3) && utc_ms < LastSundayMs(year, 10);
  return summer ? kSummerMinutes : kWinterMinutes;
}

std::optional<domain::Instant> MomentFrom(std::string_view text) {
  if (text == "unknown") {
    return domain::Instant{};
  }
  if (text.size() != 7 && text.size() != 10 && text.size() != 16) {
    return std::nullopt;
  }
  const std::optional<CivilDate> date = DateFrom(text.substr(0, 10));
  if (!date) {
    return std::nullopt;
  }
  const CivilDate first{
      .year = date->year, .month = date->month, .day = date->day > 0 ? date->day : 1};
  const std::int64_t midnight_ms = domain::DaysFromCivil(first) * domain::kDayMs;
  if (date->day == 0) {
    return domain::InMonth(date->year, date->month, OffsetAtLocal(midnight_ms), std::string(kZone));
  }
  if (text.size() == 10) {
    return domain::OnDay(*date, OffsetAtLocal(midnight_ms), std::string(kZone));
  }
  const auto hour = NumberAt(text, 11, 2, 0, 23);
  const auto minute = NumberAt(text, 14, 2, 0, 59);
  if (!hour || !minute || text[13] != ':' || (text[10] != ' ' && text[10] != 'T')) {
    return std::nullopt;
  }
  const std::int64_t local_ms = midnight_ms + *hour * domain::kHourMs + *minute * domain::kMinuteMs;
  const std::int64_t utc_ms = local_ms - OffsetAtLocal(local_ms) * domain::kMinuteMs;
  return domain::AtMinute(utc_ms, AmsterdamOffsetMinutes(utc_ms), std::string(kZone));
}

domain::Instant Moment(std::string_view text) {
  std::optional<domain::Instant> moment = MomentFrom(text);
  if (!moment) {
    (void)std::fprintf(stderr, "no moment: \"%.*s\"\n", static_cast<int>(text.size()), text.data());
    std::abort();
  }
  return *std::move(moment);
}

std::int64_t MsOf(std::string_view text) { return domain::EarliestMs(Moment(text)); }

}  // namespace datalek::tests

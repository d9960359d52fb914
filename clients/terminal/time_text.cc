#include "clients/terminal/time_text.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace datalek::terminal {
namespace {

using client::In;
using client::Language;
using client::Text;

constexpr std::array<Text, 12> kMonths{{{"januari", "January"},
                                        {"februari", "February"},
                                        {"maart", "March"},
                                        {"april", "April"},
                                        {"mei", "May"},
                                        {"juni", "June"},
                                        {"juli", "July"},
                                        {"augustus", "August"},
                                        {"september", "September"},
                                        {"oktober", "October"},
                                        {"november", "November"},
                                        {"december", "December"}}};
constexpr std::array<Text, 7> kWeekdays{{{"zo", "Sun"},
                                         {"ma", "Mon"},
                                         {"di", "Tue"},
                                         {"wo", "Wed"},
                                         {"do", "Thu"},
                                         {"vr", "Fri"},
                                         {"za", "Sat"}}};
constexpr Text kUnknown{"onbekend", "unknown"};
constexpr Text kAtLeast{"minstens ", "at least "};
constexpr Text kAtMost{"hoogstens ", "at most "};
constexpr Text kTo{" tot ", " to "};

std::string Clock(int hour, int minute) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", hour, minute);
  return text.data();
}

struct Amount {
  std::int64_t number;
  Text unit;
};

constexpr std::int64_t kDaysFromHours = 72;

Amount AmountOf(std::int64_t ms) {
  if (ms < domain::kHourMs) {
    const std::int64_t minutes = ms / domain::kMinuteMs;
    return {.number = minutes, .unit = {minutes == 1 ? "minuut" : "minuten", "min"}};
  }
  if (ms <= kDaysFromHours * domain::kHourMs) {
    return {.number = ms / domain::kHourMs, .unit = {"uur", "h"}};
  }
  const std::int64_t days = ms / domain::kDayMs;
  return {.number = days, .unit = {"dagen", days == 1 ? "day" : "days"}};
}

}  // namespace

std::string_view MonthName(Language language, int month) {
  return In(language, kMonths.at(static_cast<std::size_t>(month - 1)));
}

std::string DateText(Language language, const domain::CivilDate& date) {
  const std::string month =
      std::string(MonthName(language, date.month)) + " " + std::to_string(date.year);
  return date.day == 0 ? month : std::to_string(date.day) + " " + month;
}

std::string MomentText(Language language, const Zone& zone, std::int64_t utc_ms) {
  const WallTime wall = zone.At(utc_ms);
  return std::string(In(language, kWeekdays.at(static_cast<std::size_t>(wall.weekday)))) + " " +
         DateText(language, wall.date) + " " + Clock(wall.hour, wall.minute);
}

std::string InstantText(Language language, const domain::Instant& instant) {
  if (!instant.known()) {
    return std::string(In(language, kUnknown));
  }
  const domain::CivilDate date = domain::DateOf(instant);
  std::string text = DateText(language, date);
  if (instant.precision == domain::Precision::kMinute) {
    const std::int64_t local_ms = instant.start_ms + instant.offset_minutes * domain::kMinuteMs;
    const std::int64_t of_day = local_ms - domain::DaysFromCivil(date) * domain::kDayMs;
    text += " " + Clock(static_cast<int>(of_day / domain::kHourMs),
                        static_cast<int>(of_day % domain::kHourMs / domain::kMinuteMs));
  }
  return text;
}

std::string TimeLeftText(Language language, std::int64_t notify_by_ms, std::int64_t now_ms) {
  const std::int64_t left = notify_by_ms - now_ms;
  const Amount amount = AmountOf(std::abs(left));
  const std::string number = NumberText(language, static_cast<std::uint64_t>(amount.number)) + " " +
                             std::string(In(language, amount.unit));
  if (left >= 0) {
    return language == Language::kDutch ? "nog " + number : number + " left";
  }
  return number + (language == Language::kDutch ? " te laat" : " over");
}

Hue TimeLeftHue(std::int64_t notify_by_ms, std::int64_t now_ms) {
  const std::int64_t left = notify_by_ms - now_ms;
  if (left < 0) {
    return Hue::kRed;
  }
  return left < domain::kDayMs ? Hue::kYellow : Hue::kPlain;
}

std::string NumberText(Language language, std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      text.push_back(language == Language::kDutch ? '.' : ',');
    }
    text.push_back(digits[i]);
  }
  return text;
}

std::string CountText(Language language, const domain::Count& count) {
  if (!count.known()) {
    return std::string(In(language, kUnknown));
  }
  if (!count.max) {
    return std::string(In(language, kAtLeast)) + NumberText(language, *count.min);
  }
  if (!count.min) {
    return std::string(In(language, kAtMost)) + NumberText(language, *count.max);
  }
  if (*count.min == *count.max) {
    return NumberText(language, *count.min);
  }
  return NumberText(language, *count.min) + std::string(In(language, kTo)) +
         NumberText(language, *count.max);
}

}  // namespace datalek::terminal

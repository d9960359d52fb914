#include "clients/tally/period.h"

#include <array>
#include <cstddef>

namespace datalek::tally {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;

// Digits alone, so many of them.
std::optional<int> Number(std::string_view text, std::size_t digits) {
  if (text.size() != digits) {
    return std::nullopt;
  }
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    number = number * 10 + (c - '0');
  }
  return number;
}

// Day 0 for a month.
std::optional<domain::CivilDate> Read(std::string_view text) {
  constexpr std::size_t kMonthSize = 7;  // "2018-05"
  constexpr std::size_t kDaySize = 10;   // "2020-02-27"
  if ((text.size() != kMonthSize && text.size() != kDaySize) || text[4] != '-') {
    return std::nullopt;
  }
  const auto year = Number(text.substr(0, 4), 4);
  const auto month = Number(text.substr(5, 2), 2);
  if (!year || *year < kYearMin || *year > kYearMax || !month || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  domain::CivilDate date{.year = *year, .month = *month, .day = 0};
  if (text.size() == kDaySize) {
    const auto day = Number(text.substr(8), 2);
    if (text[kMonthSize] != '-' || !day || *day < 1 || *day > domain::DaysInMonth(*year, *month)) {
      return std::nullopt;
    }
    date.day = *day;
  }
  return date;
}

}  // namespace

std::optional<domain::CivilDate> FirstDayOf(std::string_view text) {
  auto date = Read(text);
  if (date && date->day == 0) {
    date->day = 1;
  }
  return date;
}

std::optional<domain::CivilDate> LastDayOf(std::string_view text) {
  auto date = Read(text);
  if (date && date->day == 0) {
    date->day = domain::DaysInMonth(date->year, date->month);
  }
  return date;
}

}  // namespace datalek::tally

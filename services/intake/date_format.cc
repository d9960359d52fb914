#include "services/intake/date_format.h"

#include <array>
#include <cstddef>

namespace datalek::intake {
namespace {

constexpr int kHoursPerDay = 24;
constexpr int kMinutesPerHour = 60;
constexpr int kMonthsPerYear = 12;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Takes a number of between `min` and `max` digits from the front.
std::optional<int> TakeNumber(std::string_view& text, int min, int max) {
  int number = 0;
  int digits = 0;
  while (digits < max && !text.empty() && IsDigit(text.front())) {
    number = number * 10 + (text.front() - '0');
    text.remove_prefix(1);
    digits += 1;
  }
  return digits < min ? std::nullopt : std::optional<int>(number);
}

bool Exists(const LocalTime& local, int hour, int minute) {
  const domain::CivilDate& date = local.date;
  return date.month >= 1 && date.month <= kMonthsPerYear && date.day >= 1 &&
         date.day <= domain::DaysInMonth(date.year, date.month) && hour < kHoursPerDay &&
         minute < kMinutesPerHour;
}

}  // namespace

std::optional<DateFormat::Piece> DateFormat::PieceAt(std::string_view rest) {
  struct Known {
    std::string_view word;
    Part part;
    int digits_min;
  };
  // The longer words first.
  static constexpr std::array<Known, 8> kKnown{{{"YYYY", Part::kYear, 4},
                                                {"MM", Part::kMonth, 2},
                                                {"DD", Part::kDay, 2},
                                                {"hh", Part::kHour, 2},
                                                {"mm", Part::kMinute, 2},
                                                {"M", Part::kMonth, 1},
                                                {"D", Part::kDay, 1},
                                                {"h", Part::kHour, 1}}};
  for (const Known& known : kKnown) {
    if (rest.starts_with(known.word)) {
      return Piece{.part = known.part,
                   .digits_min = known.digits_min,
                   .digits_max = known.part == Part::kYear ? 4 : 2,
                   .literal = 0};
    }
  }
  if (IsDigit(rest.front()) || (IsLetter(rest.front()) && rest.front() != 'T')) {
    return std::nullopt;
  }
  return Piece{.part = Part::kLiteral, .digits_min = 0, .digits_max = 0, .literal = rest.front()};
}

std::optional<DateFormat> DateFormat::Parse(std::string_view text) {
  DateFormat format;
  format.text_ = text;
  while (!text.empty()) {
    const std::optional<Piece> piece = PieceAt(text);
    if (!piece) {
      return std::nullopt;
    }
    format.pieces_.push_back(*piece);
    const bool one_letter = piece->part == Part::kLiteral || piece->digits_min == 1;
    text.remove_prefix(one_letter ? 1 : static_cast<std::size_t>(piece->digits_min));
  }
  if (!format.Settle()) {
    return std::nullopt;
  }
  return format;
}

bool DateFormat::Settle() {
  std::array<int, 6> times{};
  for (const Piece& piece : pieces_) {
    times[static_cast<std::size_t>(piece.part)] += 1;
  }
  const auto count = [&](Part part) { return times[static_cast<std::size_t>(part)]; };
  if (count(Part::kYear) != 1 || count(Part::kMonth) != 1 || count(Part::kDay) > 1 ||
      count(Part::kHour) > count(Part::kDay) || count(Part::kHour) != count(Part::kMinute)) {
    return false;
  }
  precision_ = count(Part::kHour) == 1  ? domain::Precision::kMinute
               : count(Part::kDay) == 1 ? domain::Precision::kDay
                                        : domain::Precision::kMonth;
  return true;
}

std::optional<LocalTime> DateFormat::Read(std::string_view cell) const {
  LocalTime local{.date = {.year = 0, .month = 1, .day = 1}, .minute = 0};
  int hour = 0;
  int minute = 0;
  for (const Piece& piece : pieces_) {
    if (piece.part == Part::kLiteral) {
      if (cell.empty() || cell.front() != piece.literal) {
        return std::nullopt;
      }
      cell.remove_prefix(1);
      continue;
    }
    const std::optional<int> number = TakeNumber(cell, piece.digits_min, piece.digits_max);
    if (!number) {
      return std::nullopt;
    }
    int* const parts[] = {&local.date.year, &local.date.month, &local.date.day, &hour, &minute};
    *parts[static_cast<std::size_t>(piece.part)] = *number;
  }
  if (!cell.empty() || !Exists(local, hour, minute)) {
    return std::nullopt;
  }
  local.minute = hour * kMinutesPerHour + minute;
  return local;
}

}  // namespace datalek::intake

#include "clients/cli/when.h"

#include "clients/cli/phrase.h"

#include <array>
#include <string>

namespace datalek::cli {
namespace {

using domain::CivilDate;
using domain::Instant;
using terminal::WallTime;
using terminal::Zone;

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;
constexpr int kAgoMax = 100'000;

template <std::size_t size>
using Words = std::array<std::string_view, size>;

constexpr Words<7> kNow{"nu", "now", "zojuist", "net", "daarnet", "zonet", "just"};
constexpr Words<13> kToday{"vandaag",  "today",    "vanmorgen", "vanochtend", "vanmiddag",
                           "vanavond", "vannacht", "tonight",   "morning",    "afternoon",
                           "ochtend",  "middag",   "evening"};
constexpr Words<6> kYesterday{"gisteren",     "yesterday",    "gisterochtend",
                              "gistermorgen", "gistermiddag", "gisteravond"};
constexpr Words<2> kBeforeYesterday{"eergisteren", "eergister"};
// After a day these add nothing that the register can hold; the time does that.
constexpr Words<11> kPartOfDay{"ochtend", "morgen",    "middag",  "avond", "nacht",  "morning",
                               "noon",    "afternoon", "evening", "night", "overdag"};
constexpr Words<4> kLast{"afgelopen", "vorige", "last", "past"};
constexpr Words<3> kThis{"deze", "this", "dit"};
constexpr Words<2> kMonth{"maand", "month"};
constexpr Words<2> kAgo{"geleden", "ago"};
constexpr Words<3> kOne{"een", "a", "an"};
constexpr Words<6> kHours{"uur", "uren", "u", "h", "hour", "hours"};
constexpr Words<6> kMinutes{"minuut", "minuten", "min", "minute", "minutes", "mins"};
constexpr Words<4> kDays{"dag", "dagen", "day", "days"};
constexpr Words<4> kWeeks{"week", "weken", "weeks", "wk"};
constexpr Words<4> kMonths{"maand", "maanden", "month", "months"};

struct Numbered {
  std::string_view word;
  int number;
};
constexpr std::array<Numbered, 28> kWeekdays{
    {{"zondag", 0},   {"zo", 0},  {"sunday", 0},    {"sun", 0}, {"maandag", 1},   {"ma", 1},
     {"monday", 1},   {"mon", 1}, {"dinsdag", 2},   {"di", 2},  {"tuesday", 2},   {"tue", 2},
     {"woensdag", 3}, {"wo", 3},  {"wednesday", 3}, {"wed", 3}, {"donderdag", 4}, {"do", 4},
     {"thursday", 4}, {"thu", 4}, {"vrijdag", 5},   {"vr", 5},  {"friday", 5},    {"fri", 5},
     {"zaterdag", 6}, {"za", 6},  {"saturday", 6},  {"sat", 6}}};
constexpr std::array<Numbered, 34> kMonthNames{
    {{"januari", 1},   {"january", 1},  {"jan", 1},       {"februari", 2},  {"february", 2},
     {"feb", 2},       {"maart", 3},    {"mrt", 3},       {"march", 3},     {"mar", 3},
     {"april", 4},     {"apr", 4},      {"mei", 5},       {"may", 5},       {"juni", 6},
     {"june", 6},      {"jun", 6},      {"juli", 7},      {"july", 7},      {"jul", 7},
     {"augustus", 8},  {"august", 8},   {"aug", 8},       {"september", 9}, {"sept", 9},
     {"sep", 9},       {"oktober", 10}, {"october", 10},  {"okt", 10},      {"oct", 10},
     {"november", 11}, {"nov", 11},     {"december", 12}, {"dec", 12}}};

template <std::size_t size>
std::optional<int> NumberOf(const std::array<Numbered, size>& names, std::string_view word) {
  if (word.ends_with('.')) {
    word.remove_suffix(1);
  }
  for (const Numbered& name : names) {
    if (name.word == word) {
      return name.number;
    }
  }
  return std::nullopt;
}

bool IsDate(const CivilDate& date) {
  return date.year >= kYearMin && date.year <= kYearMax && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= domain::DaysInMonth(date.year, date.month);
}

CivilDate DaysBefore(const CivilDate& date, int days) {
  return domain::CivilFromDays(domain::DaysFromCivil(date) - days);
}

struct Clock {
  int hour = 0;
  int minute = 0;
};

// Reads a phrase from left to right; every Take...() takes words that it understands, or none.
class Reader {
 public:
  Reader(std::string_view text, std::int64_t now_ms, const Zone& zone)
      : phrase_(text), now_ms_(now_ms), zone_(zone), now_(zone.At(now_ms)) {}

  std::optional<Instant> Read() {
    if (phrase_.empty()) {
      return std::nullopt;
    }
    while (!phrase_.empty()) {
      const bool taken = TakeNow() || TakeAgo() || TakeLast() || TakeRelativeDay() ||
                         TakeWeekday() || TakeDigits() || TakeNamedMonth() || TakeTime();
      if (!taken) {
        return std::nullopt;
      }
    }
    return Combined();
  }

 private:
  bool TakeNow() {
    if (!phrase_.NextIs(kNow)) {
      return false;
    }
    // "just now" is two words.
    phrase_.Skip(phrase_.Peek() == "just" && phrase_.Peek(1) == "now" ? 2 : 1);
    return SetExact(zone_.Minute(now_ms_));
  }

  bool TakeAgo() {
    const auto number =
        phrase_.NextIs(kOne) ? std::optional<int>(1) : WholeNumber(phrase_.Peek(), kAgoMax);
    if (!number || !phrase_.NextIs(kAgo, 2)) {
      return false;
    }
    const std::int64_t hours_ms = *number * domain::kHourMs;
    const std::int64_t minutes_ms = *number * domain::kMinuteMs;
    bool known = true;
    if (phrase_.NextIs(kHours, 1)) {
      known = SetExact(zone_.Minute(now_ms_ - hours_ms));
    } else if (phrase_.NextIs(kMinutes, 1)) {
      known = SetExact(zone_.Minute(now_ms_ - minutes_ms));
    } else if (phrase_.NextIs(kDays, 1)) {
      known = SetDate(DaysBefore(now_.date, *number));
    } else if (phrase_.NextIs(kWeeks, 1)) {
      known = SetDate(DaysBefore(now_.date, 7 * *number));
    } else if (phrase_.NextIs(kMonths, 1)) {
      known = SetMonth(now_.date.year, now_.date.month - *number);
    } else {
      return false;
    }
    phrase_.Skip(3);
    return known;
  }

  // "vorige maand", "afgelopen maandag", "deze maand", "this morning", "last night".
  bool TakeLast() {
    const bool last = phrase_.NextIs(kLast);
    if (!last && !phrase_.NextIs(kThis)) {
      return false;
    }
    if (phrase_.NextIs(kMonth, 1)) {
      phrase_.Skip(2);
      return SetMonth(now_.date.year, now_.date.month - (last ? 1 : 0));
    }
    const bool followed = NumberOf(kWeekdays, phrase_.Peek(1)).has_value() ||
                          NumberOf(kMonthNames, phrase_.Peek(1)).has_value() ||
                          (!last && phrase_.NextIs(kPartOfDay, 1));
    if (!followed) {
      return false;
    }
    phrase_.Skip();
    return true;
  }

  bool TakeRelativeDay() {
    int days = 0;
    std::size_t words = 1;
    if (phrase_.NextIs(kYesterday)) {
      days = 1;
    } else if (phrase_.NextIs(kBeforeYesterday)) {
      days = 2;
    } else if (phrase_.Peek() == "day" && phrase_.Peek(1) == "before" &&
               phrase_.Peek(2) == "yesterday") {
      days = 2;
      words = 3;
    } else if (!phrase_.NextIs(kToday)) {
      return false;
    }
    phrase_.Skip(words);
    SkipPartOfDay();
    return SetDate(DaysBefore(now_.date, days));
  }

  bool TakeWeekday() {
    const auto weekday = NumberOf(kWeekdays, phrase_.Peek());
    if (!weekday) {
      return false;
    }
    phrase_.Skip();
    SkipPartOfDay();
    // "maandag 3 maart": the date says it better.
    if (WholeNumber(phrase_.Peek(), 31) && NumberOf(kMonthNames, phrase_.Peek(1))) {
      return true;
    }
    const int back = (now_.weekday - *weekday + 6) % 7 + 1;
    return SetDate(DaysBefore(now_.date, back));
  }

  void SkipPartOfDay() {
    if (phrase_.NextIs(kPartOfDay)) {
      phrase_.Skip();
    }
  }

  // 2026-03-01, 2026-03, 1-3-2026, 1/3/2026, 1-3, and 2026-03-01T14:00.
  bool TakeDigits() {
    std::string word(phrase_.Peek());
    const std::size_t t = word.find('t');
    if (t != std::string::npos && t >= 8) {
      if (!SetTime(word.substr(t + 1))) {
        return false;
      }
      word.resize(t);
    }
    const char mark = word.find('-') != std::string::npos   ? '-'
                      : word.find('/') != std::string::npos ? '/'
                                                            : '.';
    std::array<int, 3> parts{};
    std::size_t count = 0;
    for (std::string_view rest = word; count < 4; ++count) {
      const std::size_t end = rest.find(mark);
      const auto part = WholeNumber(rest.substr(0, end), kYearMax);
      if (!part || count == 3) {
        return false;
      }
      parts[count] = *part;
      if (end == std::string_view::npos) {
        ++count;
        break;
      }
      rest.remove_prefix(end + 1);
    }
    // "14.30" is a time.
    if (count < 2 || (count == 2 && mark == '.')) {
      return false;
    }
    phrase_.Skip();
    return SetParts(parts, count);
  }

  bool SetParts(const std::array<int, 3>& parts, std::size_t count) {
    const bool year_first = parts[0] >= kYearMin;
    if (count == 3) {
      return SetDate(year_first ? CivilDate{.year = parts[0], .month = parts[1], .day = parts[2]}
                                : CivilDate{.year = parts[2], .month = parts[1], .day = parts[0]});
    }
    if (year_first) {
      return parts[1] >= 1 && parts[1] <= 12 && SetMonth(parts[0], parts[1]);
    }
    if (parts[1] >= kYearMin) {
      return parts[0] >= 1 && parts[0] <= 12 && SetMonth(parts[1], parts[0]);
    }
    return SetLastOf(parts[1], parts[0]);
  }

  // "3 maart", "3 maart 2026", "March 3", "March 3 2026", "maart", "maart 2026".
  bool TakeNamedMonth() {
    std::optional<int> day = Ordinal(phrase_.Peek());
    std::size_t at = day ? 1 : 0;
    const auto month = NumberOf(kMonthNames, phrase_.Peek(at));
    if (!month) {
      return false;
    }
    ++at;
    if (!day && Ordinal(phrase_.Peek(at)) && !phrase_.NextIs(kHours, at + 1)) {
      day = Ordinal(phrase_.Peek(at));
      ++at;
    }
    const auto year = WholeNumber(phrase_.Peek(at), kYearMax);
    const bool has_year = year && *year >= kYearMin;
    phrase_.Skip(at + (has_year ? 1 : 0));
    if (has_year) {
      return day ? SetDate({.year = *year, .month = *month, .day = *day}) : SetMonth(*year, *month);
    }
    if (day) {
      return SetLastOf(*month, *day);
    }
    return SetMonth(now_.date.year - (*month > now_.date.month ? 1 : 0), *month);
  }

  // 1 to 31, also as "3e", "1ste", "3rd".
  static std::optional<int> Ordinal(std::string_view word) {
    for (const std::string_view ending : Words<7>{"ste", "de", "e", "st", "nd", "rd", "th"}) {
      if (word.ends_with(ending)) {
        word.remove_suffix(ending.size());
        break;
      }
    }
    const auto day = WholeNumber(word, 31);
    return day && *day >= 1 ? day : std::nullopt;
  }

  // 14:00, 14.00, 14:00:30, 14u, 14u30, 14 uur, 2pm, 2:30 pm.
  bool TakeTime() {
    std::string word(phrase_.Peek());
    std::size_t words = 1;
    if (phrase_.Peek(1) == "pm" || phrase_.Peek(1) == "am") {
      word += phrase_.Peek(1);
      words = 2;
    } else if (phrase_.NextIs(kHours, 1)) {
      word += WholeNumber(word, 23) ? "u" : "";
      words = 2;
    }
    if (!SetTime(word)) {
      return false;
    }
    phrase_.Skip(words);
    return true;
  }

  bool SetTime(std::string_view word) {
    if (time_) {
      return false;
    }
    const bool afternoon = word.ends_with("pm");
    const bool morning = word.ends_with("am");
    if (afternoon || morning) {
      word.remove_suffix(2);
    }
    const std::size_t mark = word.find_first_of(":.uh");
    if (mark == std::string_view::npos && !afternoon && !morning) {
      return false;
    }
    const auto hour = WholeNumber(word.substr(0, mark), 23);
    std::string_view rest = mark == std::string_view::npos ? "" : word.substr(mark + 1);
    // Seconds are heard and let go.
    rest = rest.substr(0, rest.find(':'));
    const auto minute = rest.empty() ? std::optional<int>(0) : WholeNumber(rest, 59);
    const bool two_digits = rest.empty() || rest.size() == 2;
    if (!hour || !minute || !two_digits || ((afternoon || morning) && (*hour < 1 || *hour > 12))) {
      return false;
    }
    const int shifted = afternoon ? *hour % 12 + 12 : morning ? *hour % 12 : *hour;
    time_ = Clock{.hour = shifted, .minute = *minute};
    return true;
  }

  bool SetExact(Instant instant) {
    if (exact_ || date_ || month_) {
      return false;
    }
    exact_ = std::move(instant);
    return true;
  }
  bool SetDate(const CivilDate& date) {
    if (exact_ || date_ || month_ || !IsDate(date)) {
      return false;
    }
    date_ = date;
    return true;
  }
  // The last such day that has been, today included.
  bool SetLastOf(int month, int day) {
    CivilDate date{.year = now_.date.year, .month = month, .day = day};
    if (month >= 1 && month <= 12 && date > now_.date) {
      date.year -= 1;
    }
    return SetDate(date);
  }
  // `month` may lie before January.
  bool SetMonth(int year, int month) {
    while (month < 1) {
      month += 12;
      year -= 1;
    }
    if (exact_ || date_ || month_ || year < kYearMin) {
      return false;
    }
    month_ = CivilDate{.year = year, .month = month, .day = 1};
    return true;
  }

  std::optional<Instant> Combined() const {
    if (exact_) {
      return time_ ? std::nullopt : exact_;
    }
    if (month_) {
      return time_ ? std::nullopt
                   : std::optional<Instant>(zone_.Month(month_->year, month_->month));
    }
    if (date_ && time_) {
      return zone_.Minute(*date_, time_->hour, time_->minute);
    }
    if (date_) {
      return zone_.Day(*date_);
    }
    if (!time_) {
      return std::nullopt;
    }
    Instant today = zone_.Minute(now_.date, time_->hour, time_->minute);
    if (today.start_ms <= now_ms_) {
      return today;
    }
    return zone_.Minute(DaysBefore(now_.date, 1), time_->hour, time_->minute);
  }

  Phrase phrase_;
  std::int64_t now_ms_;
  const Zone& zone_;
  WallTime now_;
  std::optional<Instant> exact_;
  std::optional<CivilDate> date_;
  std::optional<CivilDate> month_;
  std::optional<Clock> time_;
};

}  // namespace

std::optional<Instant> ReadWhen(std::string_view text, std::int64_t now_ms, const Zone& zone) {
  if (text.size() > kWhenBytesMax) {
    return std::nullopt;
  }
  if (MeansUnknown(text)) {
    return Instant();
  }
  return Reader(text, now_ms, zone).Read();
}

}  // namespace datalek::cli

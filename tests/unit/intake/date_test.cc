// Dates as files write them, and the offset that holds there and then.
#include "services/intake/date_format.h"
#include "services/intake/zone.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace datalek::intake {
namespace {

std::string Read(std::string_view format, std::string_view cell) {
  const std::optional<DateFormat> parsed = DateFormat::Parse(format);
  if (!parsed) {
    return "no format";
  }
  const std::optional<LocalTime> local = parsed->Read(cell);
  if (!local) {
    return "no date";
  }
  return std::to_string(local->date.year) + "/" + std::to_string(local->date.month) + "/" +
         std::to_string(local->date.day) + "+" + std::to_string(local->minute);
}

TEST(DateFormat, ReadsADateOfItsForm) {
  EXPECT_EQ(Read("YYYY-MM", "2020-02"), "2020/2/1+0");
  EXPECT_EQ(Read("YYYY-MM-DD", "2020-02-29"), "2020/2/29+0");
  EXPECT_EQ(Read("DD/MM/YYYY hh:mm", "31/12/2021 23:59"), "2021/12/31+1439");
  EXPECT_EQ(Read("D-M-YYYY", "1-3-2026"), "2026/3/1+0");
  EXPECT_EQ(Read("D-M-YYYY", "01-03-2026"), "2026/3/1+0");
  EXPECT_EQ(Read("D-M-YYYY h:mm", "1-12-2026 9:05"), "2026/12/1+545");
  EXPECT_EQ(Read("YYYYMMDD", "20260301"), "2026/3/1+0");
  EXPECT_EQ(Read("YYYY-MM-DDThh:mm", "2026-03-01T00:00"), "2026/3/1+0");
}

TEST(DateFormat, RefusesWhatIsNotOfItsFormOrDoesNotExist) {
  for (const std::string_view cell :
       {"", "2021-02-29", "2021-13-01", "2021-00-01", "2021-01-00", "2021-01-32", "2021-1-01",
        "21-01-01", "2021-01-01 ", " 2021-01-01", "2021/01/01", "2021-01-01T", "2021-01", "x",
        "2021-+1-01", "٢٠٢١-01-01", "99999-01-01"}) {
    EXPECT_EQ(Read("YYYY-MM-DD", cell), "no date") << cell;
  }
  EXPECT_EQ(Read("YYYY-MM-DD hh:mm", "2021-01-01 24:00"), "no date");
  EXPECT_EQ(Read("YYYY-MM-DD hh:mm", "2021-01-01 12:60"), "no date");
}

TEST(DateFormat, NeedsAYearAndAMonthAndNoHalfParts) {
  for (const std::string_view format :
       {"", "YYYY", "MM-DD", "YYYY-MM-MM", "YYYY-MM hh:mm", "YYYY-MM-DD hh", "YYYY-MM-DD mm",
        "YYYY-MM-DD hh:mm:ss", "YY-MM-DD", "dd-mm-YYYY", "YYYY-MM-DD 1", "YYYY-MM-DD-D",
        "YYYY-MM-DDZ"}) {
    EXPECT_FALSE(DateFormat::Parse(format)) << format;
  }
}

TEST(DateFormat, TellsHowExactlyItKnows) {
  EXPECT_EQ(DateFormat::Parse("M/YYYY")->precision(), domain::Precision::kMonth);
  EXPECT_EQ(DateFormat::Parse("D/M/YYYY")->precision(), domain::Precision::kDay);
  EXPECT_EQ(DateFormat::Parse("D/M/YYYY hh.mm")->precision(), domain::Precision::kMinute);
}

std::optional<int> OffsetAt(std::string_view zone, domain::CivilDate date, int hour, int minute) {
  return OffsetMinutesAt(zone, LocalTime{.date = date, .minute = hour * 60 + minute});
}

TEST(Zone, ChangesAtTheHoursOfTheTimeZoneDatabase) {
  // Moments at which Europe/Amsterdam changes, from the IANA time zone database.
  struct Switch {
    std::int64_t utc_s;
    int before;
    int after;
  };
  for (const Switch& each : {Switch{828'234'000, 60, 120}, Switch{846'378'000, 120, 60},
                             Switch{954'032'400, 60, 120}, Switch{972'781'200, 120, 60},
                             Switch{1'585'443'600, 60, 120}, Switch{1'603'587'600, 120, 60},
                             Switch{1'616'893'200, 60, 120}, Switch{1'635'642'000, 120, 60},
                             Switch{1'774'746'000, 60, 120}, Switch{1'792'890'000, 120, 60},
                             Switch{2'153'350'800, 60, 120}, Switch{2'172'099'600, 120, 60}}) {
    EXPECT_EQ(OffsetMinutesAt("Europe/Amsterdam", each.utc_s * 1'000 - 1), each.before)
        << each.utc_s;
    EXPECT_EQ(OffsetMinutesAt("Europe/Amsterdam", each.utc_s * 1'000), each.after) << each.utc_s;
  }
}

TEST(Zone, ReadsALocalTimeWithTheOffsetThatHoldsThen) {
  const domain::CivilDate winter{.year = 2026, .month = 1, .day = 15};
  const domain::CivilDate summer{.year = 2026, .month = 7, .day = 15};
  EXPECT_EQ(OffsetAt("Europe/Paris", winter, 0, 0), 60);
  EXPECT_EQ(OffsetAt("Europe/Paris", summer, 0, 0), 120);
  EXPECT_EQ(OffsetAt("UTC", summer, 12, 0), 0);
}

TEST(Zone, TakesTheFirstOfAnHourThatOccursTwice) {
  const domain::CivilDate autumn{.year = 2026, .month = 10, .day = 25};
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", autumn, 2, 0), 120);
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", autumn, 2, 59), 120);
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", autumn, 3, 0), 60);
}

TEST(Zone, ReadsASkippedHourAsWinterTime) {
  const domain::CivilDate spring{.year = 2026, .month = 3, .day = 29};
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", spring, 1, 59), 60);
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", spring, 2, 30), 60);
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", spring, 3, 0), 120);
}

TEST(Zone, HasNoOffsetBeforeTheRuleBegan) {
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", {.year = 1995, .month = 12, .day = 31}, 23, 59),
            std::nullopt);
  EXPECT_EQ(OffsetAt("Europe/Amsterdam", {.year = 1996, .month = 1, .day = 1}, 0, 0), 60);
}

TEST(Zone, KnowsItsOwnNamesOnly) {
  EXPECT_TRUE(IsZone("Europe/Amsterdam"));
  EXPECT_FALSE(IsZone("Europe/London"));
  EXPECT_FALSE(IsZone("europe/amsterdam"));
  EXPECT_FALSE(IsZone(""));
}

}  // namespace
}  // namespace datalek::intake

#include "services/domain/instant.h"

#include "tests/testing/moments.h"
#include "tests/testing/printers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace datalek::domain {
namespace {

using tests::Moment;
using tests::MsOf;

const std::string kAmsterdam = "Europe/Amsterdam";

TEST(CivilDate, TheEpochIsDayZero) {
  EXPECT_EQ(DaysFromCivil({.year = 1970, .month = 1, .day = 1}), 0);
}

TEST(CivilDate, CountsTheLeapDaysOfTheGregorianCalendar) {
  const auto days = [](int year) {
    return DaysFromCivil({.year = year + 1, .month = 1, .day = 1}) -
           DaysFromCivil({.year = year, .month = 1, .day = 1});
  };
  EXPECT_EQ(days(2020), 366);
  EXPECT_EQ(days(2021), 365);
  EXPECT_EQ(days(2000), 366) << "divisible by 400";
  EXPECT_EQ(days(1900), 365) << "divisible by 100 only";
  EXPECT_EQ(days(2100), 365);
}

TEST(CivilDate, AMonthHasItsOwnNumberOfDays) {
  EXPECT_EQ(DaysInMonth(2020, 2), 29);
  EXPECT_EQ(DaysInMonth(2021, 2), 28);
  EXPECT_EQ(DaysInMonth(2100, 2), 28);
  EXPECT_EQ(DaysInMonth(2026, 4), 30);
  EXPECT_EQ(DaysInMonth(2026, 12), 31);
}

TEST(CivilDate, EveryDayOfTheRegistersYearsComesBackAndFollowsTheDayBefore) {
  CivilDate before = CivilFromDays(kInstantMinMs / kDayMs - 1);
  for (std::int64_t day = kInstantMinMs / kDayMs; day <= kInstantMaxMs / kDayMs; ++day) {
    const CivilDate date = CivilFromDays(day);
    ASSERT_EQ(DaysFromCivil(date), day);
    ASSERT_GT(date, before);
    before = date;
  }
  EXPECT_EQ(before, (CivilDate{.year = 2200, .month = 1, .day = 1}));
}

TEST(Instant, AMinuteBeginsOnTheMinuteAlsoBeforeTheEpoch) {
  EXPECT_EQ(AtMinute(119'999, 0, "UTC").start_ms, 60'000);
  EXPECT_EQ(AtMinute(120'000, 0, "UTC").start_ms, 120'000);
  EXPECT_EQ(AtMinute(-1, 0, "UTC").start_ms, -60'000);
  EXPECT_EQ(AtMinute(-60'000, 0, "UTC").start_ms, -60'000);
}

TEST(Instant, ADayBeginsAtItsLocalMidnight) {
  const Instant winter = OnDay({.year = 2026, .month = 1, .day = 15}, 60, kAmsterdam);
  EXPECT_EQ(winter.start_ms, 1'768'431'600'000);  // 2026-01-14T23:00:00Z
  const Instant summer = OnDay({.year = 2026, .month = 7, .day = 15}, 120, kAmsterdam);
  EXPECT_EQ(summer.start_ms, 1'784'066'400'000);  // 2026-07-14T22:00:00Z
}

TEST(Instant, AMonthBeginsOnItsFirstDayAndShowsNoDay) {
  const Instant month = InMonth(2020, 2, 60, kAmsterdam);
  EXPECT_EQ(month.start_ms, OnDay({.year = 2020, .month = 2, .day = 1}, 60, kAmsterdam).start_ms);
  EXPECT_EQ(DateOf(month), (CivilDate{.year = 2020, .month = 2, .day = 0}));
}

TEST(Instant, TheDateIsTheOneOfTheZoneNotOfUtc) {
  // 2025-12-31T23:30Z is already the new year in Amsterdam.
  const std::int64_t ms = MsOf("2026-01-01 00:30");
  EXPECT_EQ(DateOf(AtMinute(ms, 60, kAmsterdam)), (CivilDate{.year = 2026, .month = 1, .day = 1}));
  EXPECT_EQ(DateOf(AtMinute(ms, 0, "UTC")), (CivilDate{.year = 2025, .month = 12, .day = 31}));
  EXPECT_EQ(DateOf(AtMinute(ms, -300, "America/New_York")),
            (CivilDate{.year = 2025, .month = 12, .day = 31}));
}

TEST(Instant, TheDateBeforeTheEpochIsNotOneLater) {
  EXPECT_EQ(DateOf(OnDay({.year = 1969, .month = 12, .day = 31}, 60, kAmsterdam)),
            (CivilDate{.year = 1969, .month = 12, .day = 31}));
}

TEST(Instant, MayMeanAnyMillisecondOfItsMinuteDayOrMonth) {
  const Instant minute = Moment("2026-03-01 09:30");
  EXPECT_EQ(LatestMs(minute) - EarliestMs(minute), kMinuteMs - 1);
  const Instant day = Moment("2026-03-01");
  EXPECT_EQ(LatestMs(day) - EarliestMs(day), kDayMs - 1);
  const Instant leap_month = Moment("2020-02");
  EXPECT_EQ(LatestMs(leap_month) - EarliestMs(leap_month), 29 * kDayMs - 1);
  const Instant month = Moment("2021-02");
  EXPECT_EQ(LatestMs(month) - EarliestMs(month), 28 * kDayMs - 1);
}

TEST(Instant, UnknownIsNotTheEpoch) {
  const Instant epoch = AtMinute(0, 0, "UTC");
  EXPECT_TRUE(epoch.known());
  EXPECT_FALSE(Instant{}.known());
  EXPECT_NE(epoch, Instant{});
}

struct Case {
  const char* what;
  Instant instant;
};

TEST(InstantWellFormed, AcceptsWhatPeopleSay) {
  const std::vector<Case> cases{
      {"unknown", {}},
      {"a minute", Moment("2026-03-01 09:30")},
      {"a day", Moment("2026-03-01")},
      {"a month", Moment("2026-03")},
      {"the epoch", AtMinute(0, 0, "UTC")},
      {"a day before the epoch", OnDay({.year = 1969, .month = 7, .day = 20}, 60, kAmsterdam)},
      {"the first moment there is", AtMinute(kInstantMinMs, 0, "UTC")},
      {"the last moment there is", AtMinute(kInstantMaxMs, 0, "UTC")},
      {"the westernmost offset", OnDay({.year = 2026, .month = 3, .day = 1}, -840, "Etc/GMT+12")},
      {"the easternmost offset",
       OnDay({.year = 2026, .month = 3, .day = 1}, 840, "Pacific/Kiritimati")},
      {"an offset of half an hour", InMonth(2026, 3, 330, "America/Argentina/Buenos_Aires")},
      {"the longest zone", AtMinute(0, 0, std::string(kZoneBytesMax, 'z'))},
  };
  for (const Case& one : cases) {
    EXPECT_TRUE(WellFormed(one.instant)) << one.what;
  }
}

Instant With(Instant instant, auto change) {
  change(instant);
  return instant;
}

TEST(InstantWellFormed, RefusesWhatContradictsItself) {
  const Instant minute = Moment("2026-03-01 09:30");
  const Instant day = Moment("2026-03-01");
  const Instant month = Moment("2026-03");
  const std::vector<Case> cases{
      {"a minute off its boundary", With(minute, [](Instant& i) { i.start_ms += 1; })},
      {"a day off its boundary", With(day, [](Instant& i) { i.start_ms += kHourMs; })},
      {"a day under another offset", With(day, [](Instant& i) { i.offset_minutes = 120; })},
      {"a month that begins on the second", With(month, [](Instant& i) { i.start_ms += kDayMs; })},
      {"a month off midnight", With(month, [](Instant& i) { i.start_ms -= kMinuteMs; })},
      {"before the first moment", AtMinute(kInstantMinMs - kMinuteMs, 0, "UTC")},
      {"after the last moment", AtMinute(kInstantMaxMs + kMinuteMs, 0, "UTC")},
      {"the least number", AtMinute(std::numeric_limits<std::int64_t>::min() / 2, 0, "UTC")},
      {"too far west", AtMinute(0, -841, "UTC")},
      {"too far east", AtMinute(0, 841, "UTC")},
      {"the least offset", AtMinute(0, std::numeric_limits<int>::min(), "UTC")},
      {"no zone", AtMinute(0, 0, "")},
      {"too long a zone", AtMinute(0, 0, std::string(kZoneBytesMax + 1, 'z'))},
      {"a zone with a space", AtMinute(0, 0, "Europe/Am sterdam")},
      {"a zone that is not ASCII", AtMinute(0, 0, "Europe/Curaçao")},
      {"a precision that is none",
       With(minute, [](Instant& i) { i.precision = static_cast<Precision>(4); })},
  };
  for (const Case& one : cases) {
    EXPECT_FALSE(WellFormed(one.instant)) << one.what;
  }
}

TEST(InstantWellFormed, AnUnknownInstantHoldsNothingElse) {
  const std::vector<Case> cases{
      {"a start", With({}, [](Instant& i) { i.start_ms = 1; })},
      {"an offset", With({}, [](Instant& i) { i.offset_minutes = 60; })},
      {"a zone", With({}, [](Instant& i) { i.zone = kAmsterdam; })},
  };
  for (const Case& one : cases) {
    EXPECT_FALSE(WellFormed(one.instant)) << one.what;
  }
}

TEST(InstantText, SaysNoMoreThanIsKnown) {
  EXPECT_EQ(ToText(Instant{}), "unknown");
  EXPECT_EQ(ToText(Moment("2026-03")), "2026-03");
  EXPECT_EQ(ToText(Moment("2026-03-01")), "2026-03-01");
  EXPECT_EQ(ToText(Moment("2026-03-01 09:30")), "2026-03-01 09:30 +01:00");
  EXPECT_EQ(ToText(Moment("2026-07-01 00:05")), "2026-07-01 00:05 +02:00");
}

TEST(InstantText, ShowsOffsetsWestOfGreenwichAndHalfHours) {
  EXPECT_EQ(ToText(AtMinute(0, -210, "America/St_Johns")), "1969-12-31 20:30 -03:30");
  EXPECT_EQ(ToText(AtMinute(0, -30, "Etc/None")), "1969-12-31 23:30 -00:30");
}

// The fixture's own rule, because every test leans on it.
TEST(AmsterdamTime, SummerTimeBeginsAndEndsOnItsSundays) {
  EXPECT_EQ(ToText(Moment("2026-03-29 01:59")), "2026-03-29 01:59 +01:00");
  EXPECT_EQ(ToText(Moment("2026-03-29 03:00")), "2026-03-29 03:00 +02:00");
  EXPECT_EQ(MsOf("2026-03-29 03:00") - MsOf("2026-03-29 01:59"), kMinuteMs);
  EXPECT_EQ(ToText(Moment("2026-10-25 02:30")), "2026-10-25 02:30 +02:00");
  EXPECT_EQ(ToText(Moment("2026-10-25 03:00")), "2026-10-25 03:00 +01:00");
  EXPECT_EQ(MsOf("2026-10-25 03:00") - MsOf("2026-10-25 02:59"), kHourMs + kMinuteMs);
  EXPECT_EQ(ToText(Moment("2026-03-29 02:30")), "2026-03-29 03:30 +02:00") << "there is none";
}

TEST(AmsterdamTime, ADayOfChangeBeginsUnderTheOffsetOfItsMidnight) {
  EXPECT_EQ(Moment("2026-03-29").offset_minutes, 60);
  EXPECT_EQ(Moment("2026-10-25").offset_minutes, 120);
  EXPECT_TRUE(WellFormed(Moment("2026-03-29")));
  EXPECT_TRUE(WellFormed(Moment("2026-10-25")));
}

}  // namespace
}  // namespace datalek::domain

#include "services/views/tally.h"

#include "services/ledger/keyspace.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/dice.h"
#include "tests/testing/dump.h"
#include "tests/testing/printers.h"
#include "tests/testing/recount.h"
#include "tests/testing/status_matchers.h"

#include <datalek/stored/v1/view.pb.h>

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace datalek::views {
namespace {

using domain::CivilDate;
using domain::Contribution;
using domain::DateBasis;
using domain::Standing;
using storage::Code;
using tests::Difference;
using tests::IsOk;
using tests::Recount;
using tests::StatusIs;

constexpr CivilDate Day(int year, int month, int day) {
  return {.year = year, .month = month, .day = day};
}
constexpr CivilDate Month(int year, int month) { return Day(year, month, 0); }

Contribution On(const CivilDate& date) {
  Contribution contribution;
  contribution.date = date;
  contribution.standing = Standing::kConfirmed;
  return contribution;
}

class TallyTest : public ::testing::Test {
 protected:
  void Count(const Contribution& contribution, int sign = +1,
             std::string_view organisation = "org") {
    ASSERT_THAT(views::Count(draft, organisation, contribution, sign), IsOk());
    draft.Keep();
    ASSERT_THAT(engine.Commit(draft.Take()), IsOk());
  }
  void CountAll(const std::vector<CivilDate>& dates) {
    for (const CivilDate& date : dates) {
      Count(On(date));
    }
  }
  Tally Read(const Period& period) {
    const storage::Result<Tally> tally = ReadTally(engine, "org", period);
    EXPECT_THAT(tally, IsOk());
    return tally.ok() ? tally.value() : Tally();
  }
  std::int64_t Confirmed(const Period& period) { return Read(period).total[0].incidents; }

  storage::MemoryEngine engine;
  ledger::Draft draft{engine};
};

// --- periods -----------------------------------------------------------------------------------

TEST_F(TallyTest, NothingCountedIsZeroInNoMonth) {
  const Tally tally = Read({});
  EXPECT_EQ(tally.total, Cell{});
  EXPECT_EQ(tally.straddling, 0);
  EXPECT_TRUE(tally.months.empty());
}

TEST_F(TallyTest, ByDefaultBeginsOnTheDayOfTheFirstConfirmedCase) {
  CountAll({Day(2020, 2, 26), Day(2020, 2, 27), Day(2020, 2, 28), Day(2020, 3, 1)});
  EXPECT_EQ(Confirmed({}), 3);
}

TEST_F(TallyTest, APeriodIncludesItsFirstAndItsLastDay) {
  CountAll({Day(2026, 3, 9), Day(2026, 3, 10), Day(2026, 3, 20), Day(2026, 3, 21)});
  EXPECT_EQ(Confirmed({.since = Day(2026, 3, 10), .until = Day(2026, 3, 20)}), 2);
}

TEST_F(TallyTest, APeriodMayBeOneDay) {
  CountAll({Day(2026, 3, 9), Day(2026, 3, 10), Day(2026, 3, 11)});
  EXPECT_EQ(Confirmed({.since = Day(2026, 3, 10), .until = Day(2026, 3, 10)}), 1);
}

TEST_F(TallyTest, APeriodMayBeginAndEndWithinMonthsThatDiffer) {
  CountAll(
      {Day(2026, 1, 14), Day(2026, 1, 15), Day(2026, 2, 28), Day(2026, 3, 15), Day(2026, 3, 16)});
  EXPECT_EQ(Confirmed({.since = Day(2026, 1, 15), .until = Day(2026, 3, 15)}), 3);
}

TEST_F(TallyTest, WholeMonthsAreCountedWholeAlsoInALeapYear) {
  CountAll({Day(2020, 2, 1), Day(2020, 2, 29), Month(2020, 2), Day(2020, 3, 1)});
  EXPECT_EQ(Confirmed({.since = Day(2020, 2, 1), .until = Day(2020, 2, 29)}), 3);
}

TEST_F(TallyTest, DecemberIsFollowedByJanuary) {
  CountAll({Day(2025, 12, 30), Day(2025, 12, 31), Day(2026, 1, 1), Day(2026, 1, 2)});
  EXPECT_EQ(Confirmed({.since = Day(2025, 12, 31), .until = Day(2026, 1, 1)}), 2);
  EXPECT_EQ(Confirmed({.since = Day(2025, 12, 15), .until = {}}), 4);
  EXPECT_EQ(Confirmed({.since = Day(2025, 12, 1), .until = Day(2025, 12, 31)}), 2);
}

TEST_F(TallyTest, WithoutAnEndGoesOn) {
  CountAll({Day(2026, 3, 1), Day(2199, 12, 31)});
  EXPECT_EQ(Confirmed({.since = Day(2026, 3, 1), .until = {}}), 2);
}

TEST_F(TallyTest, AMonthThatLiesPartlyOutsideIsCountedApart) {
  CountAll({Month(2020, 2), Month(2020, 3), Month(2020, 1)});
  const Tally tally = Read({});
  EXPECT_EQ(tally.total[0].incidents, 1) << "March";
  EXPECT_EQ(tally.straddling, 1) << "February; January lies wholly before";
}

TEST_F(TallyTest, AMonthMayStraddleTheEndAsWellAsTheBeginning) {
  CountAll({Month(2026, 1), Month(2026, 2), Month(2026, 3)});
  const Tally tally = Read({.since = Day(2026, 1, 2), .until = Day(2026, 3, 30)});
  EXPECT_EQ(tally.total[0].incidents, 1);
  EXPECT_EQ(tally.straddling, 2);
}

TEST_F(TallyTest, AMonthThatStraddlesBothEndsIsCountedOnce) {
  CountAll({Month(2026, 3)});
  EXPECT_EQ(Read({.since = Day(2026, 3, 10), .until = Day(2026, 3, 20)}).straddling, 1);
  EXPECT_EQ(Read({.since = Day(2026, 3, 1), .until = Day(2026, 3, 20)}).straddling, 1);
}

TEST_F(TallyTest, MonthsStandInOrderAndOnlyWhereSomethingWasCounted) {
  CountAll({Day(2026, 3, 1), Day(2025, 11, 30), Day(2026, 3, 2)});
  const Tally tally = Read({.since = Day(2025, 11, 2), .until = {}});
  ASSERT_EQ(tally.months.size(), 2U);
  EXPECT_EQ(tally.months[0].month, Month(2025, 11));
  EXPECT_EQ(tally.months[0].incidents[0], 1);
  EXPECT_EQ(tally.months[1].month, Month(2026, 3));
  EXPECT_EQ(tally.months[1].incidents[0], 2);
}

// --- figures -----------------------------------------------------------------------------------

TEST_F(TallyTest, EachStandingIsCountedForItself) {
  for (const Standing standing : {Standing::kConfirmed, Standing::kNotAssessed,
                                  Standing::kCitizensUnknown, Standing::kOthersOnly}) {
    Contribution contribution = On(Day(2026, 3, 1));
    contribution.standing = standing;
    for (int times = 0; times <= static_cast<int>(standing); ++times) {
      Count(contribution);
    }
  }
  const Tally tally = Read({});
  for (std::size_t i = 0; i < kStandings; ++i) {
    EXPECT_EQ(tally.total[i].incidents, static_cast<std::int64_t>(i) + 2);
    EXPECT_EQ(tally.months.at(0).incidents[i], static_cast<std::int64_t>(i) + 2);
  }
}

TEST_F(TallyTest, PersonsAreARangeAndWhatIsNotKnownIsSaid) {
  const auto count = [this](domain::Count persons) {
    Contribution contribution = On(Day(2026, 3, 1));
    contribution.persons = persons;
    Count(contribution);
  };
  count({.min = 3, .max = 3});
  count({.min = 2, .max = 10});
  count({.min = 100, .max = {}});
  count({.min = {}, .max = 7});
  count({});
  const Figures figures = Read({}).total[0];
  EXPECT_EQ(figures.persons_min, 3 + 2 + 100 + 0);
  EXPECT_EQ(figures.persons_max, 3 + 10 + 100 + 7);
  EXPECT_EQ(figures.persons_unbounded, 1);
  EXPECT_EQ(figures.persons_unknown, 1);
}

TEST_F(TallyTest, AnIncidentCountsUnderEachOfItsCausesAndUnderNoneWhenItNamesNone) {
  Contribution contribution = On(Day(2026, 3, 1));
  contribution.causes = {domain::Cause::kInternalAccidental, domain::Cause::kOther};
  Count(contribution);
  Count(On(Day(2026, 3, 1)));
  const Figures figures = Read({}).total[0];
  EXPECT_EQ(figures.incidents, 2);
  EXPECT_EQ(figures.by_cause[static_cast<std::size_t>(domain::Cause::kInternalAccidental)], 1);
  EXPECT_EQ(figures.by_cause[static_cast<std::size_t>(domain::Cause::kOther)], 1);
  EXPECT_EQ(figures.by_cause[0], 1);
}

template <typename Enum>
int LastNumber() {
  int last = 0;
  for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
    last = std::max(last, static_cast<int>(option.value));
  }
  return last;
}

TEST_F(TallyTest, ThereIsRoomForEveryOption) {
  EXPECT_LT(LastNumber<domain::Cause>(), static_cast<int>(Figures().by_cause.size()));
  EXPECT_LT(LastNumber<domain::Kind>(), static_cast<int>(Figures().by_kind.size()));
  EXPECT_LT(LastNumber<domain::Nature>(), static_cast<int>(Figures().by_nature.size()));
  EXPECT_EQ(IndexOf(Standing::kOthersOnly), kStandings - 1);
}

TEST_F(TallyTest, AnotherOrganisationIsNotCounted) {
  Count(On(Day(2026, 3, 1)), +1, "orh");
  Count(On(Day(2026, 3, 1)), +1, "or");
  Count(On(Day(2026, 3, 1)), +1, "org-a");
  EXPECT_EQ(Confirmed({}), 0);
}

// --- against a recount -------------------------------------------------------------------------

Contribution SomeContribution(tests::Dice& dice) {
  Contribution contribution;
  contribution.date = {.year = dice.Between(2019, 2021), .month = dice.Between(1, 12), .day = 0};
  if (!dice.OneIn(4)) {
    contribution.date.day =
        dice.Between(1, domain::DaysInMonth(contribution.date.year, contribution.date.month));
  }
  contribution.basis = static_cast<DateBasis>(dice.Between(1, 3));
  contribution.standing = static_cast<Standing>(dice.Between(1, 4));
  if (dice.Coin()) {
    contribution.persons.min = dice.Below(1'000);
  }
  if (dice.Coin()) {
    contribution.persons.max = contribution.persons.min.value_or(0) + dice.Below(1'000);
  }
  contribution.natures = dice.Some<domain::Nature>();
  contribution.kinds = dice.Some<domain::Kind>();
  contribution.causes = dice.Some<domain::Cause>();
  contribution.authority_notified = dice.Coin();
  contribution.high_risk = dice.Coin();
  return contribution;
}

Period SomePeriod(tests::Dice& dice) {
  Period period{.since = Day(dice.Between(2018, 2021), dice.Between(1, 12), 1), .until = {}};
  period.since.day =
      dice.Coin() ? 1 : dice.Between(1, domain::DaysInMonth(period.since.year, period.since.month));
  if (dice.Coin()) {
    CivilDate until = Day(dice.Between(2018, 2022), dice.Between(1, 12), 1);
    const int last = domain::DaysInMonth(until.year, until.month);
    until.day = dice.Coin() ? last : dice.Between(1, last);
    period.until = std::max(until, period.since);
  }
  return period;
}

TEST_F(TallyTest, AgreesWithARecountWhateverIsCountedAndTakenBack) {
  tests::Dice dice(227);
  std::vector<Contribution> counted;
  for (int step = 0; step < 600; ++step) {
    if (!counted.empty() && dice.OneIn(3)) {
      const std::size_t at = dice.Below(counted.size());
      Count(counted[at], -1);
      counted.erase(counted.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      counted.push_back(SomeContribution(dice));
      Count(counted.back());
    }
    const Period period = step % 4 == 0 ? Period() : SomePeriod(dice);
    ASSERT_EQ(Difference(Read(period), Recount(counted, period)), "") << "step " << step;
  }
}

TEST_F(TallyTest, TakingBackEverythingLeavesNothing) {
  tests::Dice dice(228);
  std::vector<Contribution> counted;
  for (int i = 0; i < 100; ++i) {
    counted.push_back(SomeContribution(dice));
    Count(counted.back());
  }
  for (const Contribution& contribution : counted) {
    Count(contribution, -1);
  }
  EXPECT_TRUE(tests::DumpOf(engine).empty());
}

TEST_F(TallyTest, CommandsOfOneDraftCountTogether) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(views::Count(draft, "org", On(Day(2026, 3, 1)), +1), IsOk());
    draft.Keep();
  }
  ASSERT_THAT(engine.Commit(draft.Take()), IsOk());
  EXPECT_EQ(Confirmed({}), 3);
}

// --- what it costs, and what it does when damaged ------------------------------------------------

TEST_F(TallyTest, AskingCostsTheSameHoweverManyWereCounted) {
  storage::FaultyEngine counting(engine);
  std::vector<std::uint64_t> operations;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < (round == 0 ? 28 : 280); ++i) {
      CountAll({Day(2026, 1 + i % 3, 1 + i % 28)});
    }
    const std::uint64_t before = counting.operations();
    ASSERT_THAT(ReadTally(counting, "org", {}), IsOk());
    operations.push_back(counting.operations() - before);
  }
  EXPECT_EQ(operations[0], operations[1]);
}

TEST_F(TallyTest, ADamagedCounterIsNoZero) {
  for (const std::string& key :
       {ledger::MonthKey("org", 2026, 3), ledger::DayKey("org", Day(2020, 2, 28))}) {
    ASSERT_THAT(engine.Commit(storage::Batch().Put(key, "\xFF\xFF\xFF")), IsOk());
    EXPECT_THAT(ReadTally(engine, "org", {}), StatusIs(Code::kCorruption));
    ASSERT_THAT(engine.Commit(storage::Batch().Erase(key)), IsOk());
  }
}

TEST_F(TallyTest, ADamagedCounterIsNotCountedOn) {
  ASSERT_THAT(engine.Commit(storage::Batch().Put(ledger::MonthKey("org", 2026, 3), "\xFF\xFF\xFF")),
              IsOk());
  EXPECT_THAT(views::Count(draft, "org", On(Day(2026, 3, 1)), +1), StatusIs(Code::kCorruption));
}

TEST_F(TallyTest, AnEngineThatFailsIsNoZero) {
  storage::FaultyEngine faulty(engine);
  faulty.Arm({.at = 1, .lasts = storage::Fault::Lasts::kFromThenOn});
  EXPECT_THAT(ReadTally(faulty, "org", {}), StatusIs(Code::kUnavailable));
  EXPECT_THAT(ReadTally(faulty, "org", {.since = Day(2026, 3, 1), .until = Day(2026, 3, 2)}),
              StatusIs(Code::kUnavailable));
}

}  // namespace
}  // namespace datalek::views

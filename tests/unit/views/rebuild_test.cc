#include "services/views/rebuild.h"

#include "services/ledger/keyspace.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/builders.h"
#include "tests/testing/dice.h"
#include "tests/testing/dump.h"
#include "tests/testing/register.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::views {
namespace {

using storage::Code;
using storage::Fault;
using ::testing::IsEmpty;
using tests::Differences;
using tests::Dump;
using tests::DumpOf;
using tests::Holds;
using tests::IsOk;
using tests::kOrganisation;
using tests::kOtherOrganisation;
using tests::OpenedViews;
using tests::StatusIs;

void IgnoreProgress(std::uint64_t /*entries*/) {}

// A register that has lived for a while.
class RebuildTest : public ::testing::Test {
 protected:
  void Live(int commands) {
    tests::Dice dice(72);
    std::vector<domain::IncidentId> incidents;
    for (int i = 0; i < commands; ++i) {
      const std::string& organisation = dice.OneIn(4) ? kOtherOrganisation : kOrganisation;
      desk.clock.AdvanceMinutes(dice.Between(0, 600));
      if (organisation == kOtherOrganisation || incidents.empty() || dice.OneIn(4)) {
        const auto receipt = desk.Record(tests::Employee("employee", organisation),
                                         tests::SomeBeginning(dice, desk.clock.NowMs()));
        if (organisation == kOrganisation) {
          incidents.push_back(receipt.incident);
        }
      } else {
        (void)desk.Submit(desk.Ask(tests::Officer(), incidents[dice.Below(incidents.size())],
                                   tests::SomeContinuation(dice, desk.clock.NowMs())));
      }
    }
  }

  Dump Views(const storage::Engine& engine, const std::string& organisation = kOrganisation) {
    return OpenedViews(engine, desk.vault(), organisation);
  }

  // The same rows in an engine of their own.
  static void Copy(const storage::Engine& from, storage::Engine& to) {
    for (const auto& [key, value] : DumpOf(from)) {
      ASSERT_THAT(to.Commit(storage::Batch().Put(key, value)), IsOk());
    }
  }

  tests::MemoryRegister desk;
};

TEST_F(RebuildTest, GivesTheSameViewsAgain) {
  Live(150);
  const Dump before = Views(desk.engine());
  ASSERT_GT(before.size(), 50U);
  const auto rebuilt = Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress);
  ASSERT_THAT(rebuilt, IsOk());
  EXPECT_THAT(Differences(before, Views(desk.engine())), IsEmpty());
  EXPECT_THAT(RebuildPending(desk.engine(), kOrganisation), Holds(false));
}

TEST_F(RebuildTest, NeedsNothingButTheEntries) {
  Live(60);
  storage::MemoryEngine entries;
  for (const auto& [key, value] : DumpOf(desk.engine(), ledger::EntryPrefix(kOrganisation))) {
    ASSERT_THAT(entries.Commit(storage::Batch().Put(key, value)), IsOk());
  }
  ASSERT_THAT(Rebuild(entries, desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(Views(desk.engine()), Views(entries)), IsEmpty());
}

TEST_F(RebuildTest, ThrowsAwayWhatDoesNotFollowFromTheEntries) {
  Live(30);
  const Dump before = Views(desk.engine());
  domain::IncidentId stranger;
  stranger.bytes.fill(0x77);
  const ledger::CaseNumber number{.year = 2026, .count = 77};
  for (const std::string& key :
       {ledger::IncidentKey(kOrganisation, stranger), ledger::QueueKey(kOrganisation, 0, stranger),
        ledger::RegisterKey(kOrganisation, number, stranger),
        ledger::ReporterKey(kOrganisation, "actor", number, stranger),
        ledger::MonthKey(kOrganisation, 1999, 1),
        ledger::DayKey(kOrganisation, {.year = 1999, .month = 1, .day = 1})}) {
    ASSERT_THAT(desk.engine().Commit(storage::Batch().Put(key, "rubbish")), IsOk());
  }
  ASSERT_THAT(Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(before, Views(desk.engine())), IsEmpty());
}

TEST_F(RebuildTest, TouchesNeitherEntriesNorAnswersNorAnotherOrganisation) {
  Live(60);
  const auto rest = [this] {
    Dump dump = DumpOf(desk.engine());
    std::erase_if(dump, [](const auto& row) {
      const std::string& key = row.first;
      for (const char* table : {"v/", "q/", "g/", "m/", "t/"}) {
        if (key.starts_with(table + kOrganisation + "/")) {
          return true;
        }
      }
      return false;
    });
    return dump;
  };
  const Dump before = rest();
  ASSERT_THAT(Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(before, rest()), IsEmpty());
}

TEST_F(RebuildTest, FitsItsBatchesToTheSmallestEngine) {
  Live(60);
  storage::MemoryEngine smallest(storage::kCapacityFloor);
  Copy(desk.engine(), smallest);
  ASSERT_THAT(Rebuild(smallest, desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(Views(desk.engine()), Views(smallest)), IsEmpty());
}

TEST_F(RebuildTest, SaysHowFarItIsAndWhatItFound) {
  const auto receipt = desk.Record(tests::Employee(), tests::AReport());
  desk.Record(tests::Officer(), tests::AnImport().Assessed(domain::Breach::kYes));
  for (int i = 0; i < 300; ++i) {
    desk.Record(tests::Officer(), receipt.incident, tests::Comment());
  }
  std::vector<std::uint64_t> progress;
  const auto rebuilt = Rebuild(desk.engine(), desk.vault(), kOrganisation,
                               [&](std::uint64_t entries) { progress.push_back(entries); });
  ASSERT_THAT(rebuilt, IsOk());
  EXPECT_EQ(rebuilt.value().entries, 1U + 1U + 2U + 300U);
  EXPECT_EQ(rebuilt.value().incidents, 2U);
  ASSERT_GE(progress.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(progress));
  EXPECT_EQ(progress.back(), rebuilt.value().entries);
}

TEST_F(RebuildTest, OfAnOrganisationWithoutIncidentsRestoresTheOrganisation) {
  const Dump before = Views(desk.engine());
  ASSERT_THAT(desk.engine().Commit(storage::Batch().Erase(ledger::OrganisationKey(kOrganisation))),
              IsOk());
  ASSERT_THAT(Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(before, Views(desk.engine())), IsEmpty());
}

TEST_F(RebuildTest, StopsAtADamagedEntryAndKeepsItsMark) {
  Live(30);
  const auto entries = DumpOf(desk.engine(), ledger::EntryPrefix(kOrganisation));
  ASSERT_GT(entries.size(), 5U);
  const auto& [key, value] = *std::next(entries.begin(), 5);
  std::string damaged = value;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  ASSERT_THAT(desk.engine().Commit(storage::Batch().Put(key, damaged)), IsOk());
  EXPECT_THAT(Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress),
              StatusIs(Code::kCorruption));
  EXPECT_THAT(RebuildPending(desk.engine(), kOrganisation), Holds(true));
  EXPECT_THAT(RebuildPending(desk.engine(), kOtherOrganisation), Holds(false));
}

TEST_F(RebuildTest, PassesOverWhatWasErased) {
  desk.Record(tests::Employee(), tests::AReport().Saying("kept"));
  const auto kept = Views(desk.engine());
  const auto erased = desk.Record(tests::Employee(), tests::AReport().Saying("erased"));
  desk.Record(tests::Officer(), erased.incident, tests::Comment());
  ASSERT_THAT(desk.vault().Erase(kOrganisation, erased.incident, vault::Class::kContent), IsOk());
  ASSERT_THAT(Rebuild(desk.engine(), desk.vault(), kOrganisation, IgnoreProgress), IsOk());
  EXPECT_THAT(Differences(kept, Views(desk.engine())), IsEmpty());
}

// At every operation in turn: either nothing happened yet, or it is done, or a mark says that it is
// not; and once more makes it whole.
class InterruptedRebuild : public RebuildTest,
                           public ::testing::WithParamInterface<Fault::Moment> {};

TEST_P(InterruptedRebuild, LeavesItsMarkAndIsHealedByRepeatingIt) {
  Live(40);
  const Dump whole = Views(desk.engine());
  for (std::uint64_t at = 1;; ++at) {
    storage::MemoryEngine store(storage::kCapacityFloor);
    Copy(desk.engine(), store);
    storage::FaultyEngine faulty(store);
    faulty.Arm({.at = at, .moment = GetParam(), .lasts = Fault::Lasts::kFromThenOn});
    const auto cut_short = Rebuild(faulty, desk.vault(), kOrganisation, IgnoreProgress);
    if (faulty.fired() == 0) {
      EXPECT_THAT(cut_short, IsOk());
      EXPECT_GT(at, 10U) << "a rebuild of fewer operations proves little";
      return;
    }
    ASSERT_THAT(cut_short, StatusIs(Code::kUnavailable)) << "operation " << at;
    const auto pending = RebuildPending(store, kOrganisation);
    ASSERT_THAT(pending, IsOk());
    if (!pending.value()) {
      ASSERT_THAT(Differences(whole, Views(store)), IsEmpty()) << "operation " << at;
    }
    ASSERT_THAT(Rebuild(store, desk.vault(), kOrganisation, IgnoreProgress), IsOk());
    ASSERT_THAT(Differences(whole, Views(store)), IsEmpty()) << "operation " << at;
    ASSERT_THAT(RebuildPending(store, kOrganisation), Holds(false)) << "operation " << at;
  }
}

std::string NameOf(const ::testing::TestParamInfo<Fault::Moment>& info) {
  return info.param == Fault::Moment::kBefore ? "BeforeTheWrite" : "AfterTheWrite";
}
INSTANTIATE_TEST_SUITE_P(AtEveryOperation, InterruptedRebuild,
                         ::testing::Values(Fault::Moment::kBefore, Fault::Moment::kAfter), NameOf);

TEST_F(RebuildTest, AnEngineThatFailsDoesNotSayThatNothingIsPending) {
  storage::FaultyEngine faulty(desk.engine());
  faulty.Arm({.at = 1});
  EXPECT_THAT(RebuildPending(faulty, kOrganisation), StatusIs(Code::kUnavailable));
}

}  // namespace
}  // namespace datalek::views

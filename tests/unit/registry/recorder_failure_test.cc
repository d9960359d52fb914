// What a recorder does when a store fails it.
#include "services/ledger/keyspace.h"
#include "services/registry/recorder.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/builders.h"
#include "tests/testing/dump.h"
#include "tests/testing/gated_engine.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"
#include "tests/testing/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::registry {
namespace {

using domain::Reason;
using storage::Code;
using storage::Fault;
using ::testing::IsEmpty;
using tests::AReport;
using tests::DumpOf;
using tests::Employee;
using tests::FailedWith;
using tests::IsOk;
using tests::kOrganisation;
using tests::kOtherOrganisation;
using tests::Officer;
using tests::Recorded;
using tests::RefusedWith;
using tests::Replayed;
using tests::StatusIs;

const std::string kNew = "gemeente-nieuw";

class RecorderFailureTest : public ::testing::Test {
 protected:
  RecorderFailureTest() { EXPECT_THAT(desk.Start(), IsOk()); }

  void FailTheNextCommit(Code code, Fault::Moment moment = Fault::Moment::kBefore,
                         Fault::Lasts lasts = Fault::Lasts::kOnce) {
    faulty.Arm({.at = 1,
                .counts = Fault::Counts::kCommits,
                .moment = moment,
                .lasts = lasts,
                .code = code});
  }
  tests::LedgerCheck Check(const std::string& organisation = kOrganisation) {
    return tests::CheckLedger(stores.main_store, desk.vault(), organisation);
  }
  Submission Create() {
    return desk.Ask(tests::Administrator(), CreateOrganisation{.slug = kNew, .name = "Nieuw"});
  }

  tests::MemoryStores stores;
  storage::FaultyEngine faulty{stores.main_store};
  storage::FaultyEngine faulty_keys{stores.key_store};
  tests::GatedEngine gate{faulty};
  std::atomic<int> broken = 0;
  tests::Register desk{gate,
                       faulty_keys,
                       stores.clock,
                       {.commands_waiting_max = kCommandsWaitingMax,
                        .on_recorded = {},
                        .on_broken = [this](const storage::Status&) { broken += 1; }}};
};

TEST_F(RecorderFailureTest, AFullDiskIsSaidAndNothingIsWrittenAndItMayBeTriedAgain) {
  const tests::Dump before = DumpOf(stores.main_store);
  const Submission submission = desk.Ask(Employee(), AReport());
  FailTheNextCommit(Code::kFull);
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kFull));
  EXPECT_EQ(DumpOf(stores.main_store), before);
  const Outcome again = desk.Submit(submission);
  ASSERT_THAT(again, Recorded());
  EXPECT_EQ(std::get<Receipt>(again).sequence, 2U);
  EXPECT_EQ(std::get<Receipt>(again).number, "DL-2026-00001");
  EXPECT_EQ(broken, 0);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, EverythingInAFailedBatchIsAnsweredWithTheFailure) {
  gate.Shut();
  auto first = desk.SubmitLater(desk.Ask(Employee(), AReport()));
  gate.WaitForACommit();
  const Submission submission = desk.Ask(Employee(), AReport());
  std::vector<std::future<Outcome>> together;
  together.push_back(desk.SubmitLater(submission));
  together.push_back(desk.SubmitLater(submission));  // A repetition of what is not on disk.
  together.push_back(desk.SubmitLater(desk.Ask(Officer(), tests::Comment())));  // A refusal.
  faulty.Arm({.at = 2, .counts = Fault::Counts::kCommits, .code = Code::kFull});
  gate.Open();
  EXPECT_THAT(first.get(), Recorded());
  for (std::future<Outcome>& answer : together) {
    EXPECT_THAT(answer.get(), FailedWith(Code::kFull));
  }
  EXPECT_EQ(Check().last_sequence, 2U);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, AnotherWriterIsNoticedAndNothingIsMixed) {
  gate.Shut();
  const Submission submission = desk.Ask(Employee(), AReport());
  auto first = desk.SubmitLater(submission);
  gate.WaitForACommit();
  {  // A second register on the same stores is first.
    tests::Register second(stores.main_store, stores.key_store, stores.clock);
    ASSERT_THAT(second.Start(), IsOk());
    EXPECT_EQ(second.Record(Employee("colleague"), AReport()).sequence, 2U);
  }
  gate.Open();
  EXPECT_THAT(first.get(), FailedWith(Code::kConflict));
  const Outcome again = desk.Submit(submission);
  ASSERT_THAT(again, Recorded());
  EXPECT_EQ(std::get<Receipt>(again).sequence, 3U);
  EXPECT_EQ(broken, 0);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, AnUnknownOutcomeThatWasNotWrittenIsRecordedWhenSentAgain) {
  const Submission submission = desk.Ask(Employee(), AReport());
  FailTheNextCommit(Code::kUnavailable, Fault::Moment::kBefore);
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kUnavailable));
  EXPECT_EQ(Check().last_sequence, 1U);
  EXPECT_THAT(desk.Submit(submission), Recorded());
  EXPECT_EQ(Check().last_sequence, 2U);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, AnUnknownOutcomeThatWasWrittenGetsItsAnswerWhenSentAgain) {
  const Submission submission = desk.Ask(Employee(), AReport());
  FailTheNextCommit(Code::kUnavailable, Fault::Moment::kAfter);
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kUnavailable));
  EXPECT_EQ(Check().last_sequence, 2U);
  const Outcome again = desk.Submit(submission);
  ASSERT_THAT(again, Replayed());
  EXPECT_EQ(std::get<Receipt>(again).sequence, 2U);
  EXPECT_EQ(Check().last_sequence, 2U);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, ThatItCannotRecordAnyMoreIsSaidOnce) {
  FailTheNextCommit(Code::kUnavailable, Fault::Moment::kBefore, Fault::Lasts::kFromThenOn);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), FailedWith(Code::kUnavailable));
  }
  EXPECT_EQ(broken, 1);
}

TEST_F(RecorderFailureTest, DamageIsSaidToo) {
  FailTheNextCommit(Code::kCorruption);
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), FailedWith(Code::kCorruption));
  EXPECT_EQ(broken, 1);
}

TEST_F(RecorderFailureTest, ReadingThatFailsFailsOneCommandAndNoOther) {
  const Submission submission = desk.Ask(Employee(), AReport());
  faulty.Arm({.at = 1, .code = Code::kUnavailable});
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kUnavailable));
  EXPECT_THAT(desk.Submit(submission), Recorded());
  EXPECT_EQ(broken, 0);
  EXPECT_THAT(Check().flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, ADamagedHeadStopsItsOrganisationAndNoOther) {
  ASSERT_THAT(stores.main_store.Commit(
                  storage::Batch().Put(ledger::HeadKey(kOrganisation), "\xFF\xFF\xFF")),
              IsOk());
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), FailedWith(Code::kCorruption));
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", kOtherOrganisation), AReport())),
              Recorded());
}

TEST_F(RecorderFailureTest, ADamagedAnswerIsNotTakenForNone) {
  const Submission submission = desk.Ask(Employee(), AReport());
  ASSERT_THAT(desk.Submit(submission), Recorded());
  const tests::Dump answers = DumpOf(stores.main_store, "r/" + kOrganisation + "/");
  for (const auto& [key, value] : answers) {
    ASSERT_THAT(stores.main_store.Commit(storage::Batch().Put(key, "\xFF\xFF\xFF")), IsOk());
  }
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kCorruption));
  EXPECT_EQ(Check().last_sequence, 2U);
}

TEST_F(RecorderFailureTest, WithoutFreshKeysNothingBeginsAndTheRestGoesOn) {
  const Receipt report = desk.Record(Employee(), AReport());
  desk.Stop();
  ASSERT_THAT(desk.Start(), IsOk());  // The pool is empty again.
  faulty_keys.Arm({.at = 1,
                   .counts = Fault::Counts::kCommits,
                   .lasts = Fault::Lasts::kFromThenOn,
                   .code = Code::kFull});
  const tests::Dump before = DumpOf(stores.main_store);
  const Submission submission = desk.Ask(Employee(), AReport());
  EXPECT_THAT(desk.Submit(submission), FailedWith(Code::kFull));
  EXPECT_EQ(DumpOf(stores.main_store), before);
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), report.incident, tests::Comment())), Recorded());
  faulty_keys.Disarm();
  EXPECT_THAT(desk.Submit(submission), Recorded());
  EXPECT_THAT(Check().flaws, IsEmpty());
}

// --- organisations -----------------------------------------------------------------------------

TEST_F(RecorderFailureTest, AnOrganisationThatWasNotWrittenDoesNotExist) {
  const Submission create = Create();
  FailTheNextCommit(Code::kFull);
  EXPECT_THAT(desk.Submit(create), FailedWith(Code::kFull));
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", kNew), AReport())),
              RefusedWith(Reason::kNoSuchOrganisation));
  EXPECT_THAT(desk.Submit(create), Recorded());
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", kNew), AReport())), Recorded());
  EXPECT_THAT(Check(kNew).flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, AnOrganisationThatWasWrittenExistsAlthoughTheAnswerWasLost) {
  FailTheNextCommit(Code::kUnavailable, Fault::Moment::kAfter);
  EXPECT_THAT(desk.Submit(Create()), FailedWith(Code::kUnavailable));
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", kNew), AReport())), Recorded());
  EXPECT_THAT(Check(kNew).flaws, IsEmpty());
}

TEST_F(RecorderFailureTest, AnOrganisationIsNotBelievedInWhileItCannotBeRead) {
  gate.Shut();
  const Submission create = Create();
  auto creating = desk.SubmitLater(create);
  gate.WaitForACommit();
  faulty.Arm({.at = 1, .lasts = Fault::Lasts::kFromThenOn});  // The commit, and reading after it.
  gate.Open();
  EXPECT_THAT(creating.get(), FailedWith(Code::kUnavailable));
  faulty.Disarm();
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", kNew), AReport())),
              RefusedWith(Reason::kNoSuchOrganisation));
  EXPECT_THAT(desk.Submit(create), Recorded());
  EXPECT_THAT(Check(kNew).flaws, IsEmpty());
}

// --- starting ----------------------------------------------------------------------------------

TEST_F(RecorderFailureTest, DoesNotStartOnAStoreThatCannotBeRead) {
  desk.Stop();
  faulty.Arm({.at = 1});
  EXPECT_THAT(desk.Start(), StatusIs(Code::kUnavailable));
  EXPECT_THAT(desk.Start(), IsOk());
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), Recorded());
}

}  // namespace
}  // namespace datalek::registry

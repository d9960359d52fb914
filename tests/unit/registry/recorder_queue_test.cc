// What happens to commands while others are being committed.
#include "services/domain/limits.h"
#include "services/registry/recorder.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/builders.h"
#include "tests/testing/dump.h"
#include "tests/testing/gated_engine.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"
#include "tests/testing/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::registry {
namespace {

using domain::Reason;
using ::testing::IsEmpty;
using tests::AReport;
using tests::Employee;
using tests::IsNotDone;
using tests::IsOk;
using tests::kOrganisation;
using tests::Officer;
using tests::Recorded;
using tests::RefusedWith;
using tests::Replayed;

constexpr std::size_t kWaitingMax = 300;

// A register whose commits stand before a gate.
class RecorderQueueTest : public ::testing::Test {
 protected:
  explicit RecorderQueueTest(storage::Capacity capacity = tests::kAmpleCapacity)
      : stores(capacity) {
    EXPECT_THAT(desk.Start(), IsOk());
  }
  ~RecorderQueueTest() override { gate.Open(); }

  // Leaves the recorder waiting in a commit, so that what is submitted now waits together.
  std::future<Outcome> Occupy() {
    gate.Shut();
    std::future<Outcome> occupying = desk.SubmitLater(desk.Ask(Employee(), AReport()));
    gate.WaitForACommit();
    return occupying;
  }
  std::vector<std::future<Outcome>> ReportMany(std::size_t count) {
    std::vector<std::future<Outcome>> answers;
    for (std::size_t i = 0; i < count; ++i) {
      answers.push_back(desk.SubmitLater(desk.Ask(Employee(), AReport())));
    }
    return answers;
  }
  std::vector<std::string> Flaws() {
    return tests::CheckLedger(desk.engine(), desk.vault(), kOrganisation).flaws;
  }

  tests::MemoryStores stores;
  tests::GatedEngine gate{stores.main_store};
  tests::Register desk{gate,
                       stores.key_store,
                       stores.clock,
                       {.commands_waiting_max = kWaitingMax, .on_recorded = {}, .on_broken = {}}};
};

TEST_F(RecorderQueueTest, WhatWaitsTogetherIsCommittedTogether) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> rest = ReportMany(100);
  gate.Open();
  EXPECT_THAT(first.get(), Recorded());
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const Outcome outcome = rest[i].get();
    ASSERT_THAT(outcome, Recorded());
    EXPECT_EQ(std::get<Receipt>(outcome).sequence, 3 + i) << "in the order they came";
  }
  EXPECT_EQ(desk.recorder().Counts().batches, 2U);
  EXPECT_THAT(Flaws(), IsEmpty());
}

TEST_F(RecorderQueueTest, ABatchTakesNoMoreThanItsLimit) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> rest = ReportMany(kCommandsPerBatchMax + 1);
  gate.Open();
  for (std::future<Outcome>& answer : rest) {
    EXPECT_THAT(answer.get(), Recorded());
  }
  EXPECT_EQ(desk.recorder().Counts().batches, 3U);
}

TEST_F(RecorderQueueTest, CommandsOfOneBatchSeeEachOther) {
  const Receipt report = desk.Record(Employee(), AReport());
  std::future<Outcome> first = Occupy();
  Submission assess = desk.Ask(Officer(), report.incident, tests::Assess(domain::Breach::kYes));
  assess.event_count = 1;
  Submission late = desk.Ask(Officer("officer-2"), report.incident, tests::Comment());
  late.event_count = 1;
  auto assessed = desk.SubmitLater(assess);
  auto stale = desk.SubmitLater(late);
  auto decided = desk.SubmitLater(desk.Ask(Officer(), report.incident, tests::Decide()));
  auto closed = desk.SubmitLater(desk.Ask(Officer(), report.incident, tests::Close()));
  auto refused = desk.SubmitLater(desk.Ask(Officer(), report.incident, tests::Decide()));
  gate.Open();
  EXPECT_THAT(assessed.get(), Recorded());
  EXPECT_THAT(stale.get(), RefusedWith(Reason::kStale));
  EXPECT_THAT(decided.get(), Recorded());
  EXPECT_THAT(closed.get(), Recorded());
  EXPECT_THAT(refused.get(), RefusedWith(Reason::kAlreadyClosed));
  EXPECT_EQ(desk.recorder().Counts().batches, 3U) << "they did not wait together";
  EXPECT_THAT(Flaws(), IsEmpty());
}

TEST_F(RecorderQueueTest, SentTwiceWithinOneBatchIsRecordedOnce) {
  std::future<Outcome> first = Occupy();
  const Submission submission = desk.Ask(Employee(), AReport());
  auto one = desk.SubmitLater(submission);
  auto two = desk.SubmitLater(submission);
  gate.Open();
  const Outcome recorded = one.get();
  const Outcome replayed = two.get();
  ASSERT_THAT(recorded, Recorded());
  ASSERT_THAT(replayed, Replayed());
  EXPECT_EQ(std::get<Receipt>(recorded).incident, std::get<Receipt>(replayed).incident);
  EXPECT_THAT(Flaws(), IsEmpty());
}

TEST_F(RecorderQueueTest, WhatWaitsIsNotAnsweredBeforeItIsOnDisk) {
  std::future<Outcome> first = Occupy();
  EXPECT_EQ(first.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  EXPECT_EQ(tests::CheckLedger(stores.main_store, desk.vault(), kOrganisation).last_sequence, 1U);
  gate.Open();
  EXPECT_THAT(first.get(), Recorded());
  EXPECT_EQ(tests::CheckLedger(stores.main_store, desk.vault(), kOrganisation).last_sequence, 2U);
}

TEST_F(RecorderQueueTest, AFullQueueTakesNoMoreAndSaysSoAtOnce) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> waiting = ReportMany(kWaitingMax);
  EXPECT_EQ(desk.recorder().Counts().waiting, kWaitingMax);
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), IsNotDone(NotDone::kQueueFull));
  gate.Open();
  for (std::future<Outcome>& answer : waiting) {
    EXPECT_THAT(answer.get(), Recorded());
  }
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), Recorded()) << "there is room again";
}

TEST_F(RecorderQueueTest, WhoseDeadlinePassesWhileItWaitsLeavesNothing) {
  std::future<Outcome> first = Occupy();
  Submission late = desk.Ask(Employee(), AReport());
  late.deadline = std::chrono::steady_clock::now();
  std::future<Outcome> answer = desk.SubmitLater(late);
  std::vector<std::future<Outcome>> others = ReportMany(1);
  gate.Open();
  EXPECT_THAT(answer.get(), IsNotDone(NotDone::kDeadlinePassed));
  const Outcome other = others[0].get();
  ASSERT_THAT(other, Recorded());
  EXPECT_EQ(std::get<Receipt>(other).sequence, 3U) << "the late one took a place";
  EXPECT_THAT(Flaws(), IsEmpty());
  late.deadline = std::chrono::steady_clock::time_point::max();
  EXPECT_THAT(desk.Submit(late), Recorded()) << "its request id is free";
}

TEST_F(RecorderQueueTest, DrainingAnswersWhatWaitsAndTakesNoMore) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> waiting = ReportMany(20);
  std::thread draining([this] { desk.recorder().Drain(); });
  // The drain has begun once a submission is turned away.
  std::vector<std::future<Outcome>> meanwhile;
  Outcome refused;
  do {
    std::future<Outcome> answer = desk.SubmitLater(desk.Ask(Employee(), AReport()));
    if (answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      refused = answer.get();
    } else {
      meanwhile.push_back(std::move(answer));
    }
  } while (std::holds_alternative<Receipt>(refused) && meanwhile.size() < kWaitingMax);
  EXPECT_THAT(refused,
              ::testing::AnyOf(IsNotDone(NotDone::kDraining), IsNotDone(NotDone::kQueueFull)));
  gate.Open();
  draining.join();
  for (std::future<Outcome>& answer : waiting) {
    EXPECT_THAT(answer.get(), Recorded());
  }
  for (std::future<Outcome>& answer : meanwhile) {
    EXPECT_THAT(answer.get(), Recorded());
  }
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), IsNotDone(NotDone::kDraining));
  EXPECT_THAT(Flaws(), IsEmpty());
}

TEST_F(RecorderQueueTest, DrainingMayBeRepeated) {
  desk.recorder().Drain();
  desk.recorder().Drain();
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport())), IsNotDone(NotDone::kDraining));
}

// Many organisations in one batch: every head is a requirement.
class RecorderOnAnEngineWithFewRequirements : public RecorderQueueTest {
 protected:
  RecorderOnAnEngineWithFewRequirements()
      : RecorderQueueTest({.changes = 16'384,
                           .requirements = storage::kCapacityFloor.requirements,
                           .bytes = 8 * storage::kMebibyte}) {}
};

TEST_F(RecorderOnAnEngineWithFewRequirements, ABatchHoldsNoMoreOrganisationsThanItMayRequire) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> answers;
  for (std::size_t i = 0; i < storage::kCapacityFloor.requirements + 50; ++i) {
    answers.push_back(desk.SubmitLater(
        desk.Ask(tests::Administrator(),
                 CreateOrganisation{.slug = "gemeente-" + std::to_string(i), .name = "Gemeente"})));
  }
  gate.Open();
  for (std::future<Outcome>& answer : answers) {
    EXPECT_THAT(answer.get(), Recorded());
  }
}

// Long texts fill a batch by its bytes before its changes do.
class RecorderOnAnEngineWithFewBytes : public RecorderQueueTest {
 protected:
  RecorderOnAnEngineWithFewBytes()
      : RecorderQueueTest(
            {.changes = 16'384, .requirements = 4096, .bytes = storage::kCapacityFloor.bytes}) {}
};

TEST_F(RecorderOnAnEngineWithFewBytes, ABatchHoldsNoMoreTextThanItMayCarry) {
  std::future<Outcome> first = Occupy();
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 100; ++i) {
    domain::SubmitReport report = AReport().command();
    report.facts.consequences.assign(domain::kTextBytesMax, 'x');
    report.facts.measures.assign(domain::kTextBytesMax, 'x');
    answers.push_back(desk.SubmitLater(desk.Ask(Employee(), report)));
  }
  gate.Open();
  for (std::future<Outcome>& answer : answers) {
    EXPECT_THAT(answer.get(), Recorded());
  }
}

}  // namespace
}  // namespace datalek::registry

// What recorder.h says of threads. Run under the thread sanitizer too.
#include "services/ledger/keyspace.h"
#include "services/registry/recorder.h"
#include "services/views/lists.h"
#include "services/views/tally.h"
#include "services/views/timeline.h"
#include "tests/testing/builders.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"
#include "tests/testing/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <future>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::registry {
namespace {

using ::testing::IsEmpty;
using tests::AReport;
using tests::Employee;
using tests::kOrganisation;
using tests::Officer;

constexpr int kThreads = 8;
constexpr int kReportsPerThread = 60;

// A submission of one of the threads; no other has its request id.
Submission Ask(int thread, int number, Requester requester, domain::Command command) {
  Submission submission;
  submission.requester = std::move(requester);
  submission.request_id = tests::RequestId(static_cast<std::uint64_t>(thread) * 1'000'000 +
                                           static_cast<std::uint64_t>(number));
  submission.request_bytes = submission.request_id;
  submission.wish = std::move(command);
  return submission;
}

class RecorderConcurrency : public ::testing::Test {
 protected:
  template <typename Work>
  static void InThreads(const Work& work) {
    std::vector<std::jthread> threads;
    for (int thread = 1; thread <= kThreads; ++thread) {
      threads.emplace_back([&work, thread] { work(thread); });
    }
  }

  tests::MemoryRegister desk;
};

TEST_F(RecorderConcurrency, SequencesHaveNoGapsHoweverManyWrite) {
  std::mutex mutex;
  std::set<std::uint64_t> sequences;
  std::set<std::string> numbers;
  InThreads([&](int thread) {
    for (int i = 0; i < kReportsPerThread; ++i) {
      const Outcome reported = desk.Submit(
          Ask(thread, 2 * i, Employee("employee-" + std::to_string(thread)), AReport()));
      const auto* receipt = std::get_if<Receipt>(&reported);
      ASSERT_NE(receipt, nullptr);
      Submission comment = Ask(thread, 2 * i + 1, Officer(), tests::Comment());
      comment.incident = receipt->incident;
      const Outcome commented = desk.Submit(comment);
      ASSERT_TRUE(std::holds_alternative<Receipt>(commented));
      const std::scoped_lock lock(mutex);
      EXPECT_TRUE(numbers.insert(receipt->number).second) << receipt->number;
      sequences.insert(receipt->sequence);
      sequences.insert(std::get<Receipt>(commented).sequence);
    }
  });
  const std::size_t commands = 2 * kThreads * kReportsPerThread;
  EXPECT_EQ(sequences.size(), commands);
  EXPECT_EQ(*sequences.begin(), 2U);
  EXPECT_EQ(*sequences.rbegin(), commands + 1);
  EXPECT_THAT(tests::CheckLedger(desk.engine(), desk.vault(), kOrganisation).flaws, IsEmpty());
  EXPECT_EQ(desk.recorder().Counts().recorded, commands);
}

TEST_F(RecorderConcurrency, OneIdSentFromEverywhereIsRecordedOnce) {
  std::atomic<int> recorded = 0;
  std::atomic<int> replayed = 0;
  std::mutex mutex;
  std::set<domain::IncidentId> incidents;
  InThreads([&](int /*thread*/) {
    for (int i = 0; i < kReportsPerThread; ++i) {
      const Outcome outcome = desk.Submit(Ask(0, i, Employee(), AReport()));
      const auto* receipt = std::get_if<Receipt>(&outcome);
      ASSERT_NE(receipt, nullptr);
      (receipt->replayed ? replayed : recorded) += 1;
      const std::scoped_lock lock(mutex);
      incidents.insert(receipt->incident);
    }
  });
  EXPECT_EQ(recorded, kReportsPerThread);
  EXPECT_EQ(replayed, (kThreads - 1) * kReportsPerThread);
  EXPECT_EQ(incidents.size(), static_cast<std::size_t>(kReportsPerThread));
}

TEST_F(RecorderConcurrency, OfManyOfficersWithOneEtagOneIsFirst) {
  const Receipt report = desk.Record(Employee(), AReport());
  std::atomic<int> recorded = 0;
  std::atomic<int> stale = 0;
  InThreads([&](int thread) {
    Submission comment =
        Ask(thread, 1, Officer("officer-" + std::to_string(thread)), tests::Comment());
    comment.incident = report.incident;
    comment.event_count = 1;
    const Outcome outcome = desk.Submit(comment);
    recorded += std::holds_alternative<Receipt>(outcome) ? 1 : 0;
    const auto* refusal = std::get_if<domain::Refusal>(&outcome);
    stale += refusal != nullptr && refusal->reason == domain::Reason::kStale ? 1 : 0;
  });
  EXPECT_EQ(recorded, 1);
  EXPECT_EQ(stale, kThreads - 1);
}

TEST_F(RecorderConcurrency, ReadersSeeWholeCommandsWhileOthersWrite) {
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  std::jthread reader([&] {
    while (!done) {
      const auto tally = views::ReadTally(desk.engine(), kOrganisation, {});
      const auto page = views::ReadPage(desk.engine(), desk.vault(), kOrganisation,
                                        {.prefix = ledger::RegisterPrefix(kOrganisation),
                                         .from = {},
                                         .rows_max = views::kPageRowsMax,
                                         .keep = {}});
      const auto feed = views::ReadFeed(desk.engine(), kOrganisation, 0, 100);
      torn += tally.ok() && page.ok() && feed.ok() ? 0 : 1;
      std::uint64_t expected = 1;
      for (const ledger::Entry& entry : feed.ok() ? feed.value() : std::vector<ledger::Entry>()) {
        torn += entry.sequence == expected ? 0 : 1;
        expected += 1;
      }
    }
  });
  InThreads([&](int thread) {
    for (int i = 0; i < kReportsPerThread / 4; ++i) {
      EXPECT_TRUE(
          std::holds_alternative<Receipt>(desk.Submit(Ask(thread, i, Employee(), AReport()))));
    }
  });
  done = true;
  reader.join();
  EXPECT_EQ(torn, 0);
}

TEST_F(RecorderConcurrency, DrainingAnswersEverybodyOnceAndLosesNoReceipt) {
  std::atomic<int> answered = 0;
  std::atomic<std::uint64_t> recorded = 0;
  std::atomic<int> begun = 0;
  std::jthread drainer([&] {
    while (begun < kThreads) {
      std::this_thread::yield();
    }
    desk.recorder().Drain();
  });
  InThreads([&](int thread) {
    for (int i = 0; i < kReportsPerThread; ++i) {
      const Outcome outcome = desk.Submit(Ask(thread, i, Employee(), AReport()));
      answered += 1;
      recorded += std::holds_alternative<Receipt>(outcome) ? 1 : 0;
      begun += i == 0 ? 1 : 0;
    }
  });
  drainer.join();
  EXPECT_EQ(answered, kThreads * kReportsPerThread);
  const auto check = tests::CheckLedger(desk.engine(), desk.vault(), kOrganisation);
  EXPECT_THAT(check.flaws, IsEmpty());
  EXPECT_EQ(check.incidents.size(), recorded);
}

}  // namespace
}  // namespace datalek::registry

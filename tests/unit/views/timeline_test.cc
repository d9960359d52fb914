#include "services/views/timeline.h"

#include "services/domain/event.h"
#include "services/ledger/draft.h"
#include "services/ledger/keyspace.h"
#include "storage/kv/limits.h"
#include "tests/testing/builders.h"
#include "tests/testing/register.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::views {
namespace {

using storage::Code;
using tests::AReport;
using tests::Employee;
using tests::IsOk;
using tests::kOrganisation;
using tests::kOtherOrganisation;
using tests::Officer;
using tests::StatusIs;

class TimelineTest : public ::testing::Test {
 protected:
  vault::SharedKeys KeysOf(const domain::IncidentId& incident) {
    const auto keys = desk.vault().Find(kOrganisation, incident);
    EXPECT_THAT(keys, IsOk());
    return keys.value();
  }
  storage::Result<std::vector<ledger::Entry>> Timeline(const domain::IncidentId& incident) {
    const vault::SharedKeys keys = KeysOf(incident);
    const ledger::Draft draft(desk.engine());
    const storage::Result<Record> record = ReadRecord(draft, kOrganisation, *keys);
    EXPECT_THAT(record, IsOk());
    return ReadTimeline(desk.engine(), kOrganisation, *keys, record.value());
  }
  std::vector<std::uint64_t> FeedAfter(std::uint64_t sequence, std::size_t limit) {
    std::vector<std::uint64_t> sequences;
    const auto feed = ReadFeed(desk.engine(), kOrganisation, sequence, limit);
    EXPECT_THAT(feed, IsOk());
    for (const ledger::Entry& entry : feed.value()) {
      sequences.push_back(entry.sequence);
    }
    return sequences;
  }

  tests::MemoryRegister desk;
};

TEST_F(TimelineTest, TellsAllThatHappenedToOneIncidentOldestFirst) {
  const auto first = desk.Record(Employee(), AReport());
  const auto other = desk.Record(Employee(), AReport());
  desk.Record(Officer(), first.incident, tests::Assess(domain::Breach::kYes));
  desk.Record(Officer(), other.incident, tests::Comment());
  desk.Record(Officer(), first.incident, tests::Comment());
  const auto timeline = Timeline(first.incident);
  ASSERT_THAT(timeline, IsOk());
  std::vector<std::string> types;
  for (const ledger::Entry& entry : timeline.value()) {
    EXPECT_EQ(entry.incident, first.incident);
    EXPECT_EQ(entry.event_number, types.size());
    ASSERT_TRUE(entry.event);
    types.push_back(entry.type);
  }
  EXPECT_EQ(types,
            (std::vector<std::string>{"incident-reported", "severity-assessed", "comment-added"}));
}

TEST_F(TimelineTest, MayBeLongerThanOneReadTakes) {
  const auto receipt = desk.Record(Employee(), AReport());
  const std::size_t events = 2 * storage::kGetManyKeysMax + 1;
  for (std::size_t i = 1; i < events; ++i) {
    desk.Record(Officer(), receipt.incident, domain::AddComment{std::to_string(i)});
  }
  const auto timeline = Timeline(receipt.incident);
  ASSERT_THAT(timeline, IsOk());
  ASSERT_EQ(timeline.value().size(), events);
  for (std::size_t i = 1; i < events; ++i) {
    EXPECT_EQ(std::get<domain::CommentAdded>(timeline.value()[i].event->body).text,
              std::to_string(i));
  }
}

TEST_F(TimelineTest, WithoutOneOfItsEntriesIsDamaged) {
  const auto receipt = desk.Record(Employee(), AReport());
  const auto comment = desk.Record(Officer(), receipt.incident, tests::Comment());
  ASSERT_THAT(desk.engine().Commit(
                  storage::Batch().Erase(ledger::EntryKey(kOrganisation, comment.sequence))),
              IsOk());
  EXPECT_THAT(Timeline(receipt.incident), StatusIs(Code::kCorruption));
}

TEST_F(TimelineTest, TheFeedGoesOnWhereTheReaderStands) {
  const auto receipt = desk.Record(Employee(), AReport());
  for (int i = 0; i < 3; ++i) {
    desk.Record(Officer(), receipt.incident, tests::Comment());
  }
  EXPECT_EQ(FeedAfter(0, 10), (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(FeedAfter(0, 2), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(FeedAfter(2, 2), (std::vector<std::uint64_t>{3, 4}));
  EXPECT_EQ(FeedAfter(4, 2), (std::vector<std::uint64_t>{5}));
  EXPECT_EQ(FeedAfter(5, 2), (std::vector<std::uint64_t>{}));
  EXPECT_EQ(FeedAfter(99, 2), (std::vector<std::uint64_t>{}));
}

TEST_F(TimelineTest, TheFeedHoldsOneOrganisation) {
  desk.Record(Employee("employee", kOtherOrganisation), AReport());
  EXPECT_EQ(FeedAfter(0, 10), (std::vector<std::uint64_t>{1}));
}

TEST_F(TimelineTest, TheFeedSaysThatSomethingHappenedAndNotWhat) {
  desk.Record(Employee(), AReport());
  const auto feed = ReadFeed(desk.engine(), kOrganisation, 0, 10);
  ASSERT_THAT(feed, IsOk());
  for (const ledger::Entry& entry : feed.value()) {
    EXPECT_FALSE(entry.event);
    EXPECT_NE(entry.type, "");
  }
}

TEST_F(TimelineTest, ADamagedEntryStopsTheFeed) {
  ASSERT_THAT(
      desk.engine().Commit(storage::Batch().Put(ledger::EntryKey(kOrganisation, 1), "\xFF\xFF")),
      IsOk());
  EXPECT_THAT(ReadFeed(desk.engine(), kOrganisation, 0, 10), StatusIs(Code::kCorruption));
}

}  // namespace
}  // namespace datalek::views

// The feed: history, then live, without gap or repeat, whoever else writes, reads slowly or leaves.
#include "services/rpc/feed_hub.h"

#include "tests/rpc/follower.h"
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"
#include "tests/testing/register.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Reason;
using domain::Role;
using grpc::StatusCode;

constexpr std::size_t kReadAll = 1'000'000;
constexpr int kWriters = 8;

// `first`, `first` + 1, ... , `last`.
std::vector<std::uint64_t> FromTo(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> sequences(last + 1 - first);
  std::iota(sequences.begin(), sequences.end(), first);
  return sequences;
}

v1::WatchEventsRequest After(std::uint64_t sequence) {
  v1::WatchEventsRequest request;
  request.set_after_sequence(sequence);
  return request;
}

v1::WatchEventsRequest History(std::uint64_t after = 0) {
  v1::WatchEventsRequest request = After(after);
  request.set_history_only(true);
  return request;
}

// kWriters at once, each `each` times, each on a channel of its own.
void WriteAtOnce(ServedRegister& served, int each,
                 const std::function<void(const Client&)>& write) {
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&served, each, &write, writer] {
      const Client client =
          served.As(Someone(Role::kPrivacyOfficer, "writer-" + std::to_string(writer)));
      for (int i = 0; i < each; ++i) {
        write(client);
      }
    });
  }
}

void Report(const Client& client) { (void)Done(client, AReport().command()); }

// Counts the pages of entries that are read.
class CountingEngine final : public storage::Engine {
 public:
  explicit CountingEngine(storage::Engine& beneath) : beneath_(beneath) {}

  [[nodiscard]] int pages() const { return pages_; }

  [[nodiscard]] storage::Capacity capacity() const override { return beneath_.capacity(); }
  storage::Result<std::string> Get(std::string_view key) const override {
    return beneath_.Get(key);
  }
  storage::Result<std::vector<std::optional<std::string>>> GetMany(
      std::span<const std::string> keys) const override {
    return beneath_.GetMany(keys);
  }
  storage::Result<std::vector<storage::KeyValue>> Scan(const storage::KeyRange& range,
                                                       std::size_t limit) const override {
    if (range.first.starts_with("e/")) {
      pages_ += 1;
    }
    return beneath_.Scan(range, limit);
  }
  storage::Status Commit(const storage::Batch& batch) override { return beneath_.Commit(batch); }

 private:
  storage::Engine& beneath_;
  mutable std::atomic<int> pages_ = 0;
};

class Feed : public testing::Test {
 protected:
  // The host's creation is its first event.
  void Record(int reports) {
    for (int i = 0; i < reports; ++i) {
      Report(officer_);
    }
  }
  [[nodiscard]] std::vector<std::uint64_t> Recorded(const v1::WatchEventsRequest& request) {
    Follower follower(officer_, request);
    std::vector<std::uint64_t> sequences = follower.Sequences(kReadAll);
    EXPECT_THAT(follower.Finish(), Succeeded());
    return sequences;
  }
  void WaitUntilNobodyFollows() {
    WaitUntil([this] { return served_.serving().FeedStreams() == 0; });
  }

  ServedRegister served_;
  Client officer_ = served_.Officer();
};

TEST_F(Feed, GivesTheHistoryAndThenWhatIsNew) {
  Record(3);
  Follower follower(officer_);
  EXPECT_EQ(follower.Sequences(4), FromTo(1, 4));
  Record(2);
  EXPECT_EQ(follower.Sequences(2), FromTo(5, 6));
}

TEST_F(Feed, SaysWhichEventHappenedToWhichIncidentAndNothingThatWasSaid) {
  const v1::Receipt receipt = Done(officer_, AReport().Saying("canary sentence").command());
  Follower follower(officer_);
  const auto created = follower.Next();
  const auto reported = follower.Next();
  ASSERT_TRUE(created && reported);
  EXPECT_EQ(created->type(), "organisation-created");
  EXPECT_EQ(created->incident_id(), "");
  EXPECT_EQ(reported->type(), "incident-reported");
  EXPECT_EQ(reported->incident_id(), receipt.incident_id());
  EXPECT_EQ(reported->sequence(), receipt.sequence());
  EXPECT_EQ(reported->recorded_at().seconds(), receipt.recorded_at().seconds());
}

TEST_F(Feed, HasNoGapAndNoRepeatWhileEightClientsWrite) {
  constexpr int kEach = 40;
  Follower follower(officer_);
  std::jthread writing([this] { WriteAtOnce(served_, kEach, Report); });
  constexpr std::uint64_t kLast = 1 + kWriters * kEach;
  EXPECT_EQ(follower.Sequences(kLast), FromTo(1, kLast));
}

TEST_F(Feed, HasNoGapAndNoRepeatForOneWhoComesInTheMiddle) {
  constexpr int kEach = 40;
  std::jthread writing([this] { WriteAtOnce(served_, kEach, Report); });
  constexpr std::uint64_t kLast = 1 + kWriters * kEach;
  std::vector<std::uint64_t> seen;
  while (seen.size() < kLast) {
    // Leaves after a few events, and comes back for what follows.
    Follower follower(officer_, After(seen.empty() ? 0 : seen.back()));
    const auto few = follower.Sequences(std::min<std::size_t>(17, kLast - seen.size()));
    seen.insert(seen.end(), few.begin(), few.end());
  }
  EXPECT_EQ(seen, FromTo(1, kLast));
}

TEST_F(Feed, GivesThePlaceOfEveryAcknowledgedCommandExactlyOnce) {
  std::mutex mutex;
  std::vector<std::uint64_t> acknowledged{1};
  WriteAtOnce(served_, 20, [&](const Client& client) {
    const std::uint64_t sequence = Done(client, AReport().command()).sequence();
    const std::scoped_lock lock(mutex);
    acknowledged.push_back(sequence);
  });
  std::sort(acknowledged.begin(), acknowledged.end());
  EXPECT_EQ(Recorded(History()), acknowledged);
}

TEST_F(Feed, GoesOnAfterTheSequenceThatIsNamed) {
  Record(200);
  EXPECT_EQ(Recorded(History(50)), FromTo(51, 201));
  EXPECT_EQ(Recorded(History(200)), FromTo(201, 201));
}

TEST_F(Feed, AfterTheEndGivesNothingUntilThereIsSomething) {
  Record(2);
  EXPECT_TRUE(Recorded(History(3)).empty());
  EXPECT_TRUE(Recorded(History(1'000)).empty());
  EXPECT_TRUE(Recorded(History(~std::uint64_t{0})).empty());
  Follower follower(officer_, After(3));
  Record(1);
  EXPECT_EQ(follower.Sequences(1), FromTo(4, 4));
}

TEST_F(Feed, OfTheHistoryOnlyEndsWithOkAtItsEnd) {
  Record(static_cast<int>(rpc::kFeedPageEvents) * 2);
  EXPECT_EQ(Recorded(History()), FromTo(1, 1 + rpc::kFeedPageEvents * 2));
}

TEST_F(Feed, OfTheHistoryOnlyEndsAlsoAtTheEdgeOfAPage) {
  Record(static_cast<int>(rpc::kFeedPageEvents) - 1);
  EXPECT_EQ(Recorded(History()), FromTo(1, rpc::kFeedPageEvents));
}

TEST_F(Feed, OfSomeTypesGivesThoseAlone) {
  const std::string incident = Done(officer_, AReport().command()).incident_id();
  Record(200);
  (void)Done(officer_, incident, Comment());
  Record(200);
  (void)Done(officer_, incident, Assess(domain::Breach::kYes));
  v1::WatchEventsRequest request = History();
  request.add_types("comment-added");
  request.add_types("severity-assessed");
  EXPECT_THAT(Recorded(request), testing::ElementsAre(203, 404));
}

TEST_F(Feed, OfSomeTypesIsLiveToo) {
  v1::WatchEventsRequest request;
  request.add_types("comment-added");
  Follower follower(officer_, request);
  const std::string incident = Done(officer_, AReport().command()).incident_id();
  (void)Done(officer_, incident, Comment());
  EXPECT_EQ(follower.Sequences(1), FromTo(3, 3));
}

TEST_F(Feed, OfTooManyTypesIsRefused) {
  v1::WatchEventsRequest request;
  for (int i = 0; i < 33; ++i) {
    request.add_types("type-" + std::to_string(i));
  }
  Follower follower(officer_, request);
  EXPECT_FALSE(follower.Next());
  EXPECT_THAT(follower.Finish(),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kTooLong, "types"));
}

TEST_F(Feed, HoldsTheEventsOfTheCallersOrganisationOnly) {
  Record(5);
  Follower theirs(served_.Auditor(kNeighbour));
  EXPECT_EQ(theirs.Sequences(1), FromTo(1, 1));
  Record(5);
  (void)Done(served_.Officer(kNeighbour), AReport().command());
  EXPECT_EQ(theirs.Sequences(1), FromTo(2, 2));
}

TEST_F(Feed, OfAClientThatCancelsEnds) {
  Follower follower(officer_);
  EXPECT_EQ(follower.Sequences(1), FromTo(1, 1));
  EXPECT_EQ(served_.serving().FeedStreams(), 1U);
  follower.Cancel();
  EXPECT_FALSE(follower.Next());
  EXPECT_THAT(follower.Finish(), EndedWith(StatusCode::CANCELLED));
  WaitUntilNobodyFollows();
}

TEST_F(Feed, OfAClientThatCancelsWhileAnEventIsOnItsWayEnds) {
  Record(300);
  for (std::size_t round = 0; round < 20; ++round) {
    Follower follower(officer_);
    (void)follower.Sequences(round * 10);
    follower.Cancel();
    EXPECT_THAT(follower.Finish(), EndedWith(StatusCode::CANCELLED));
  }
  WaitUntilNobodyFollows();
}

TEST_F(Feed, OfAClientWhoseDeadlinePassesEnds) {
  Follower follower(officer_);
  EXPECT_EQ(follower.Sequences(1), FromTo(1, 1));
  RawCall call(officer_, MethodOf(*v1::WatchEventsRequest::descriptor()), "",
               {.deadline = std::chrono::system_clock::now() + std::chrono::milliseconds(50),
                .metadata = {}});
  while (call.Next()) {
  }
  EXPECT_THAT(call.Finish(), EndedWith(StatusCode::DEADLINE_EXCEEDED));
  WaitUntil([this] { return served_.serving().FeedStreams() == 1; });
  Record(1);
  EXPECT_EQ(follower.Sequences(1), FromTo(2, 2));
}

TEST_F(Feed, TakesAsManyFollowersAsItPromisesAndRefusesTheNext) {
  std::vector<std::unique_ptr<Follower>> followers;
  for (std::size_t i = 0; i < rpc::kStreamsMax; ++i) {
    followers.push_back(std::make_unique<Follower>(officer_));
    ASSERT_EQ(followers.back()->Sequences(1), FromTo(1, 1));
  }
  Follower refused(officer_);
  EXPECT_FALSE(refused.Next());
  const Ending ending = refused.Finish();
  EXPECT_THAT(ending, EndedWith(StatusCode::RESOURCE_EXHAUSTED));
  EXPECT_TRUE(TakeApart(ending.status).retry);
  Record(1);
  for (const auto& follower : followers) {
    EXPECT_EQ(follower->Sequences(1), FromTo(2, 2));
  }
  followers.pop_back();
  WaitUntil([this] { return served_.serving().FeedStreams() == rpc::kStreamsMax - 1; });
  Follower welcome(officer_);
  EXPECT_EQ(welcome.Sequences(2), FromTo(1, 2));
  followers.clear();
}

TEST_F(Feed, OfOneWhoDoesNotReadEndsWhenTheServerIsOutOfPatience) {
  Record(300);
  const Follower follower(officer_);
  WaitUntil([this] { return served_.serving().FeedStreams() == 1; });
  served_.serving().Drain(std::chrono::milliseconds(0));
  EXPECT_EQ(served_.serving().FeedStreams(), 0U);
}

TEST(SlowFollower, NeitherBlocksWritersNorMakesTheServerReadAhead) {
  constexpr int kEach = 313;
  constexpr std::uint64_t kEventsOfAnImport = 4;
  constexpr std::uint64_t kLast = 1 + kWriters * kEach * kEventsOfAnImport;
  storage::MemoryEngine memory(kAmpleCapacity);
  CountingEngine engine(memory);
  ServedRegister served({.main = &engine, .keys = nullptr, .serving = {}});
  Follower slow(served.Officer());
  ASSERT_EQ(slow.Sequences(1), FromTo(1, 1));
  const int pages_before = engine.pages();
  WriteAtOnce(served, kEach, [](const Client& client) {
    (void)Done(client, AnImport().Assessed(domain::Breach::kYes).Decided().Closed().command());
  });
  // Ten thousand events were written; one page at most waits for the follower, and another may have
  // been read when it was woken.
  EXPECT_LE(engine.pages() - pages_before, 4);
  EXPECT_EQ(slow.Sequences(kLast - 1), FromTo(2, kLast));
}

TEST(SlowFollower, DoesNotKeepOthersFromFollowing) {
  ServedRegister served;
  const Client officer = served.Officer();
  for (int i = 0; i < 300; ++i) {
    Report(officer);
  }
  const Follower slow(served.Officer());
  Follower quick(officer);
  EXPECT_EQ(quick.Sequences(301), FromTo(1, 301));
  Report(officer);
  EXPECT_EQ(quick.Sequences(1), FromTo(302, 302));
}

}  // namespace
}  // namespace datalek::tests

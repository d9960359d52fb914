#include "services/ledger/draft.h"

#include "storage/faulty/faulty_engine.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/dice.h"
#include "tests/testing/dump.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace datalek::ledger {
namespace {

using storage::Batch;
using storage::Code;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

const std::optional<std::string> kAbsent;

class DraftTest : public ::testing::Test {
 protected:
  DraftTest() { EXPECT_THAT(engine.Commit(Batch().Put("stored", "old")), IsOk()); }

  storage::MemoryEngine engine;
  Draft draft{engine};
};

TEST_F(DraftTest, ReadsWhatTheEngineHolds) {
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("old")));
  EXPECT_THAT(draft.Get("never"), Holds(kAbsent));
}

TEST_F(DraftTest, ReadsItsOwnChangesAtOnce) {
  draft.Put("stored", "new");
  draft.Put("fresh", "");
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("new")));
  EXPECT_THAT(draft.Get("fresh"), Holds(std::optional<std::string>("")));
  draft.Erase("stored");
  EXPECT_THAT(draft.Get("stored"), Holds(kAbsent));
  draft.Put("stored", "newer");
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("newer")));
}

TEST_F(DraftTest, ReadsWhatAnEarlierCommandKept) {
  draft.Put("stored", "kept");
  draft.Erase("other");
  draft.Keep();
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("kept")));
  EXPECT_THAT(draft.Get("other"), Holds(kAbsent));
}

TEST_F(DraftTest, WritesNothingToTheEngine) {
  draft.Put("stored", "new");
  draft.Put("fresh", "new");
  draft.Keep();
  (void)draft.Take();
  EXPECT_EQ(tests::DumpOf(engine), (tests::Dump{{"stored", "old"}}));
}

TEST_F(DraftTest, AbandoningForgetsWhatWasNotKeptAndNothingElse) {
  draft.Put("stored", "kept");
  draft.Keep();
  draft.Put("stored", "abandoned");
  draft.Put("fresh", "abandoned");
  draft.Abandon();
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("kept")));
  EXPECT_THAT(draft.Get("fresh"), Holds(kAbsent));
  EXPECT_EQ(draft.changes(), 1U);
}

TEST_F(DraftTest, GivesEachKeyOnceAndAsItWasLeft) {
  draft.Put("a", "1");
  draft.Put("a", "2");
  draft.Erase("b");
  draft.Keep();
  draft.Put("a", "3");
  draft.Put("b", "4");
  draft.Erase("stored");
  draft.Keep();
  EXPECT_THAT(engine.Commit(draft.Take()), IsOk());
  EXPECT_EQ(tests::DumpOf(engine), (tests::Dump{{"a", "3"}, {"b", "4"}}));
}

TEST_F(DraftTest, IsEmptyOnceItWasTaken) {
  draft.Put("stored", "new");
  draft.Keep();
  EXPECT_EQ(draft.Take().changes().size(), 1U);
  EXPECT_EQ(draft.changes(), 0U);
  EXPECT_EQ(draft.bytes(), 0U);
  EXPECT_TRUE(draft.Take().changes().empty());
  EXPECT_THAT(draft.Get("stored"), Holds(std::optional<std::string>("old")));
}

TEST_F(DraftTest, CountsWhatWasKeptAsTheBatchDoes) {
  draft.Put("pending", "does not count yet");
  EXPECT_EQ(draft.changes(), 0U);
  EXPECT_EQ(draft.bytes(), 0U);
  draft.Keep();
  EXPECT_EQ(draft.changes(), 1U);
  EXPECT_EQ(draft.bytes(), 7U + 18U);
  draft.Put("pending", "shorter");
  draft.Keep();
  EXPECT_EQ(draft.bytes(), 7U + 7U);
  draft.Erase("pending");
  draft.Keep();
  EXPECT_EQ(draft.changes(), 1U);
  EXPECT_EQ(draft.bytes(), 7U);
}

TEST_F(DraftTest, ReportsWhatTheEngineCannotRead) {
  storage::FaultyEngine faulty(engine);
  faulty.Arm({.at = 1, .code = Code::kCorruption});
  const Draft over_faulty(faulty);
  EXPECT_THAT(over_faulty.Get("stored"), StatusIs(Code::kCorruption));
}

// Against a map, which is what a draft is meant to be.
TEST(DraftRandom, IsAMapOverTheEngine) {
  constexpr int kRuns = 50;
  constexpr int kSteps = 80;
  for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
    tests::Dice dice(seed);
    storage::MemoryEngine engine;
    Draft draft(engine);
    std::map<std::string, std::string> kept;
    std::map<std::string, std::string> now;
    for (int step = 0; step < kSteps; ++step) {
      const std::string key(1, static_cast<char>('a' + dice.Below(8)));
      switch (dice.Below(6)) {
        case 0:
        case 1:
          now[key] = dice.Text();
          draft.Put(key, now[key]);
          break;
        case 2:
          now.erase(key);
          draft.Erase(key);
          break;
        case 3:
          kept = now;
          draft.Keep();
          break;
        case 4:
          now = kept;
          draft.Abandon();
          break;
        default: {
          now = kept;
          draft.Abandon();
          const std::size_t bytes = draft.bytes();
          const Batch batch = draft.Take();
          ASSERT_EQ(batch.bytes(), bytes) << "seed " << seed << ", step " << step;
          if (!batch.changes().empty()) {
            ASSERT_THAT(engine.Commit(batch), IsOk()) << "seed " << seed << ", step " << step;
          }
          ASSERT_EQ(tests::DumpOf(engine), kept) << "seed " << seed << ", step " << step;
        }
      }
      const auto found = now.find(key);
      ASSERT_THAT(draft.Get(key),
                  Holds(found == now.end() ? kAbsent : std::optional(found->second)))
          << "seed " << seed << ", step " << step;
    }
  }
}

}  // namespace
}  // namespace datalek::ledger

#include "storage/faulty/faulty_engine.h"

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace datalek::storage {
namespace {

using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

class FaultyEngineTest : public ::testing::Test {
 protected:
  MemoryEngine beneath;
  FaultyEngine faulty{beneath};
};

TEST_F(FaultyEngineTest, FailsTheNthOperationOnceWhicheverItIs) {
  faulty.Arm({.at = 3});
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), IsOk());
  EXPECT_THAT(faulty.Get("a"), Holds("1"));
  EXPECT_THAT(faulty.Scan({}, 10), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.Scan({}, 10), IsOk());
  EXPECT_EQ(faulty.fired(), 1U);
}

TEST_F(FaultyEngineTest, FailsEveryKindOfOperation) {
  const std::vector<std::string> keys = {"a"};
  faulty.Arm({.at = 1, .lasts = Fault::Lasts::kFromThenOn});
  EXPECT_THAT(faulty.Get("a"), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.GetMany(keys), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.Scan({}, 10), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_EQ(faulty.fired(), 4U);
}

TEST_F(FaultyEngineTest, ACommitThatFailsBeforeIsNotWritten) {
  faulty.Arm({.at = 1, .moment = Fault::Moment::kBefore});
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(beneath.Get("a"), StatusIs(Code::kNotFound));
}

TEST_F(FaultyEngineTest, ACommitThatFailsAfterIsWrittenAndItsAnswerLost) {
  faulty.Arm({.at = 1, .moment = Fault::Moment::kAfter});
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(beneath.Get("a"), Holds("1"));
}

TEST_F(FaultyEngineTest, AfterAFaultThatLastsNothingReachesTheEngineBeneath) {
  faulty.Arm({.at = 1, .moment = Fault::Moment::kAfter, .lasts = Fault::Lasts::kFromThenOn});
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.Commit(Batch().Put("b", "2")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(beneath.Get("a"), Holds("1"));
  EXPECT_THAT(beneath.Get("b"), StatusIs(Code::kNotFound));
}

TEST_F(FaultyEngineTest, CountsCommitsAloneWhenToldTo) {
  faulty.Arm({.at = 2, .counts = Fault::Counts::kCommits, .lasts = Fault::Lasts::kFromThenOn});
  EXPECT_THAT(faulty.Scan({}, 10), IsOk());
  EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), IsOk());
  EXPECT_THAT(faulty.Commit(Batch().Put("b", "2")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(faulty.Get("a"), Holds("1")) << "reads pass unharmed";
  EXPECT_EQ(faulty.operations(), 4U);
  EXPECT_EQ(faulty.commits(), 2U);
}

TEST_F(FaultyEngineTest, AnswersWithTheCodeItWasGiven) {
  for (const Code code : {Code::kCorruption, Code::kFull, Code::kConflict}) {
    faulty.Arm({.at = 1, .code = code});
    EXPECT_THAT(faulty.Commit(Batch().Put("a", "1")), StatusIs(code));
  }
}

TEST_F(FaultyEngineTest, IsTheEngineBeneathOnceDisarmed) {
  faulty.Arm({.at = 1, .lasts = Fault::Lasts::kFromThenOn});
  EXPECT_THAT(faulty.Get("a"), StatusIs(Code::kUnavailable));
  faulty.Disarm();
  EXPECT_THAT(faulty.Get("a"), StatusIs(Code::kNotFound));
  EXPECT_EQ(faulty.operations(), 2U);
}

// The way it is meant to be used: fail here, then there, until there is nowhere left to fail.
TEST_F(FaultyEngineTest, LetsATestFailEveryOperationInTurn) {
  const auto move_a_to_b = [](Engine& engine) {
    const Result<std::string> a = engine.Get("a");
    return a.ok() && engine.Commit(Batch().Erase("a").Put("b", a.value())).ok();
  };
  std::uint64_t runs = 0;
  for (std::uint64_t n = 1;; ++n) {
    ASSERT_THAT(beneath.Commit(Batch().Put("a", "1").Erase("b")), IsOk());
    faulty.Arm({.at = n});
    const bool moved = move_a_to_b(faulty);
    EXPECT_EQ(moved, faulty.fired() == 0);
    EXPECT_NE(beneath.Get("a").ok(), beneath.Get("b").ok());
    runs = n;
    if (faulty.fired() == 0) {
      break;
    }
  }
  EXPECT_EQ(runs, 3U) << "two operations to fail, and a run with none failed";
}

}  // namespace
}  // namespace datalek::storage

// What engine.h says of threads, on every engine. Run under the thread sanitizer too.
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "tests/conformance/engines_under_test.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace datalek::storage {
namespace {

using tests::Holds;
using tests::IsOk;

constexpr int kRounds = 300;
constexpr std::size_t kKeysTogether = 20;
constexpr int kReaders = 2;

class EngineConcurrency : public ::testing::TestWithParam<EngineUnderTest> {
 protected:
  void SetUp() override {
    opened_ = GetParam().open(directory_.path());
    ASSERT_NE(opened_.engine, nullptr) << "the engine did not open";
  }

  Engine& engine() { return *opened_.engine; }

 private:
  tests::TempDirectory directory_;
  OpenedEngine opened_;
};

std::vector<std::string> Keys() {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < kKeysTogether; ++i) {
    keys.push_back("k" + std::to_string(100 + i));
  }
  return keys;
}

// All keys to one value, or all of them gone.
Batch Round(int round) {
  Batch batch;
  for (const std::string& key : Keys()) {
    if (round % 5 == 4) {
      batch.Erase(key);
    } else {
      batch.Put(key, std::to_string(round));
    }
  }
  return batch;
}

// True if the page is one round and nothing of another.
bool IsOneRound(const std::vector<KeyValue>& page) {
  std::set<std::string> values;
  for (const KeyValue& entry : page) {
    values.insert(entry.value);
  }
  return page.empty() || (page.size() == kKeysTogether && values.size() == 1);
}

bool IsOneRound(const std::vector<std::optional<std::string>>& values) {
  return std::set(values.begin(), values.end()).size() == 1;
}

TEST_P(EngineConcurrency, ReadersSeeAllOfABatchOrNothing) {
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  std::atomic<int> failed = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.emplace_back([this, &done, &torn, &failed, keys = Keys()] {
      while (!done) {
        const auto page = engine().Scan({.first = "k", .limit = "l"}, kKeysTogether + 1);
        const auto values = engine().GetMany(keys);
        failed += page.ok() && values.ok() ? 0 : 1;
        torn += !page.ok() || IsOneRound(page.value()) ? 0 : 1;
        torn += !values.ok() || IsOneRound(values.value()) ? 0 : 1;
      }
    });
  }
  for (int round = 0; round < kRounds; ++round) {
    EXPECT_THAT(engine().Commit(Round(round)), IsOk());
  }
  done = true;
  readers.clear();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(failed, 0);
}

TEST_P(EngineConcurrency, ACommitIsSeenByEveryCallThatBeginsAfterIt) {
  std::atomic<int> acknowledged = -1;
  std::atomic<int> stale = 0;
  ASSERT_THAT(engine().Commit(Batch().Put("n", "-1")), IsOk());
  {
    const std::jthread reader([this, &acknowledged, &stale] {
      while (acknowledged < kRounds - 1) {
        const int at_least = acknowledged;
        const Result<std::string> read = engine().Get("n");
        stale += read.ok() && std::stoi(read.value()) >= at_least ? 0 : 1;
      }
    });
    for (int round = 0; round < kRounds; ++round) {
      EXPECT_THAT(engine().Commit(Batch().Put("n", std::to_string(round))), IsOk());
      acknowledged = round;
    }
  }
  EXPECT_EQ(stale, 0);
}

TEST_P(EngineConcurrency, CommittersWhoRequireWhatTheyReadLoseNoIncrement) {
  ASSERT_THAT(engine().Commit(Batch().Put("n", "0")), IsOk());
  std::atomic<int> failed = 0;
  std::vector<std::jthread> committers;
  for (int i = 0; i < 2; ++i) {
    committers.emplace_back([this, &failed] {
      for (int counted = 0; counted < kRounds / 2;) {
        const Result<std::string> read = engine().Get("n");
        const std::string seen = read.ok() ? read.value() : "";
        const Status status = engine().Commit(
            Batch().RequireEquals("n", seen).Put("n", std::to_string(std::atoi(seen.c_str()) + 1)));
        counted += status.ok() ? 1 : 0;
        if (!status.ok() && status.code() != Code::kConflict) {
          failed += 1;
          return;
        }
      }
    });
  }
  committers.clear();
  EXPECT_EQ(failed, 0);
  EXPECT_THAT(engine().Get("n"), Holds(std::to_string(kRounds / 2 * 2)));
}

TEST_P(EngineConcurrency, OnlyOneOfTwoWhoRequireAbsenceGetsThrough) {
  std::atomic<int> won = 0;
  std::vector<std::jthread> committers;
  for (int i = 0; i < 2; ++i) {
    committers.emplace_back([this, &won] {
      for (int round = 0; round < kRounds / 2; ++round) {
        const std::string key = std::to_string(round);
        won += engine().Commit(Batch().RequireAbsent(key).Put(key, "mine")).ok() ? 1 : 0;
      }
    });
  }
  committers.clear();
  EXPECT_EQ(won, kRounds / 2);
}

INSTANTIATE_TEST_SUITE_P(EveryEngine, EngineConcurrency,
                         ::testing::Values(MemoryUnderTest(), RocksDbUnderTest(),
                                           FaultyAround(MemoryUnderTest()),
                                           FaultyAround(RocksDbUnderTest())));

}  // namespace
}  // namespace datalek::storage

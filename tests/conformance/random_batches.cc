// Thousands of random operations on an engine and on the memory engine side by side: they must
// answer alike. A failure prints the seed; DATALEK_SEED=<seed> repeats it.
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "tests/conformance/engine_conformance.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace datalek::storage {
namespace {

using tests::IsOk;

constexpr std::size_t kOperations = 4000;
constexpr std::size_t kOperationsBetweenReopens = 500;
constexpr std::size_t kDifferentKeys = 150;  // Few, so that requirements and erasures meet.

std::uint64_t ChooseSeed() {
  const char* const given = std::getenv("DATALEK_SEED");  // NOLINT(concurrency-mt-unsafe)
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  // 0 to sides - 1.
  std::size_t Roll(std::size_t sides) {
    return std::uniform_int_distribution<std::size_t>(0, sides - 1)(random_);
  }

  // Keys of one to three bytes, high ones and zeros among them, some beginning others.
  std::string Key() {
    const std::size_t number = Roll(kDifferentKeys);
    std::string key(1, static_cast<char>(number * 7));
    key.append(number % 3, static_cast<char>(255 - number));
    return key;
  }

  std::string Value() { return {std::string(Roll(400), static_cast<char>('a' + Roll(3)))}; }

 private:
  std::mt19937_64 random_;
};

// Mostly sound; now and then empty, or with a key twice.
Batch RandomBatch(Dice& dice, const Engine& model) {
  Batch batch;
  const std::size_t changes = dice.Roll(6);
  for (std::size_t i = 0; i < changes; ++i) {
    if (dice.Roll(4) == 0) {
      batch.Erase(dice.Key());
    } else {
      batch.Put(dice.Key(), dice.Value());
    }
  }
  const std::size_t requirements = dice.Roll(3);
  for (std::size_t i = 0; i < requirements; ++i) {
    std::string key = dice.Key();
    const Result<std::string> current = model.Get(key);
    if (!current.ok() || dice.Roll(4) == 0) {
      batch.RequireAbsent(std::move(key));
    } else {
      batch.RequireEquals(std::move(key), dice.Roll(8) == 0 ? "other" : current.value());
    }
  }
  return batch;
}

KeyRange RandomRange(Dice& dice) {
  return {.first = dice.Roll(4) == 0 ? "" : dice.Key(),
          .limit = dice.Roll(4) == 0 ? "" : dice.Key()};
}

void ExpectSamePage(const Engine& engine, const Engine& model, const KeyRange& range,
                    std::size_t limit) {
  const auto page = engine.Scan(range, limit);
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page.value(), model.Scan(range, limit).value());
}

void ExpectSameValues(const Engine& engine, const Engine& model,
                      const std::vector<std::string>& keys) {
  const auto values = engine.GetMany(keys);
  ASSERT_THAT(values, IsOk());
  EXPECT_EQ(values.value(), model.GetMany(keys).value());
  for (const std::string& key : keys) {
    const Result<std::string> one = engine.Get(key);
    const Result<std::string> same = model.Get(key);
    ASSERT_EQ(one.status().code(), same.status().code());
    EXPECT_TRUE(!one.ok() || one.value() == same.value());
  }
}

void DoOneThing(Dice& dice, Engine& engine, MemoryEngine& model) {
  switch (dice.Roll(4)) {
    case 0:
      ExpectSamePage(engine, model, RandomRange(dice), 1 + dice.Roll(20));
      return;
    case 1:
      ExpectSameValues(engine, model, {dice.Key(), dice.Key(), dice.Key()});
      return;
    default: {
      const Batch batch = RandomBatch(dice, model);
      EXPECT_EQ(engine.Commit(batch).code(), model.Commit(batch).code());
    }
  }
}

TEST_P(EngineConformance, AnswersRandomOperationsAsTheMemoryEngineDoes) {
  const std::uint64_t seed = ChooseSeed();
  SCOPED_TRACE("DATALEK_SEED=" + std::to_string(seed));
  Dice dice(seed);
  MemoryEngine model;
  for (std::size_t i = 0; i < kOperations && !HasFailure(); ++i) {
    SCOPED_TRACE("operation " + std::to_string(i));
    DoOneThing(dice, engine(), model);
  }
  ExpectSamePage(engine(), model, {}, kScanEntriesMax);
}

TEST_P(DurableEngineConformance, AnswersRandomOperationsAsTheMemoryEngineDoesAcrossReopens) {
  const std::uint64_t seed = ChooseSeed();
  SCOPED_TRACE("DATALEK_SEED=" + std::to_string(seed));
  Dice dice(seed);
  MemoryEngine model;
  for (std::size_t i = 1; i <= kOperations && !HasFailure(); ++i) {
    SCOPED_TRACE("operation " + std::to_string(i));
    DoOneThing(dice, engine(), model);
    if (i % kOperationsBetweenReopens == 0) {
      ASSERT_NO_FATAL_FAILURE(Reopen());
      ExpectSamePage(engine(), model, {}, kScanEntriesMax);
    }
  }
}

}  // namespace
}  // namespace datalek::storage

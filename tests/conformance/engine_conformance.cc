#include "tests/conformance/engine_conformance.h"

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace datalek::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

std::string Numbered(const std::string& prefix, std::size_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
}

Batch Puts(std::size_t count) {
  Batch batch;
  for (std::size_t i = 0; i < count; ++i) {
    batch.Put(Numbered("k", i), "v");
  }
  return batch;
}

// A batch that carries exactly `bytes`, in as few changes as that takes.
Batch PutsOfBytes(std::size_t bytes) {
  Batch batch;
  while (batch.bytes() < bytes) {
    std::string key = Numbered("b", batch.changes().size());
    const std::size_t most = std::min(bytes - batch.bytes(), kMebibyte / 2);
    batch.Put(key, std::string(most - key.size(), 'x'));
  }
  return batch;
}

auto KeyIs(const std::string& key) { return Field(&KeyValue::key, key); }

// Get.

TEST_P(EngineConformance, GetOfAnAbsentKeyIsNotFound) {
  EXPECT_THAT(engine().Get("nobody"), StatusIs(Code::kNotFound));
}

TEST_P(EngineConformance, GetReturnsTheValueLastCommitted) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1")), IsOk());
  ASSERT_THAT(engine().Commit(Batch().Put("a", "2")), IsOk());
  EXPECT_THAT(engine().Get("a"), Holds("2"));
}

TEST_P(EngineConformance, KeysAndValuesAreBytesWhateverTheyAre) {
  const std::string key("\0\n\xff", 3);
  const std::string value("\0\x80\xff\n", 4);
  ASSERT_THAT(engine().Commit(Batch().Put(key, value)), IsOk());
  EXPECT_THAT(engine().Get(key), Holds(value));
}

TEST_P(EngineConformance, AnEmptyValueIsNotAnAbsentKey) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "")), IsOk());
  EXPECT_THAT(engine().Get("a"), Holds(""));
}

TEST_P(EngineConformance, AcceptsTheLongestKeyWithTheLargestValue) {
  const std::string key(kKeyBytesMax, 'k');
  const std::string value(kValueBytesMax, 'v');
  ASSERT_THAT(engine().Commit(Batch().Put(key, value)), IsOk());
  EXPECT_THAT(engine().Get(key), Holds(value));
}

TEST_P(EngineConformance, RefusesAnEmptyKeyEverywhere) {
  const std::vector<std::string> keys = {"a", ""};
  EXPECT_THAT(engine().Get(""), StatusIs(Code::kInvalidArgument, HasSubstr("at least 1 byte")));
  EXPECT_THAT(engine().GetMany(keys), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().Put("", "1")), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().Erase("")), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("").Put("a", "1")),
              StatusIs(Code::kInvalidArgument));
}

TEST_P(EngineConformance, RefusesAKeyThatIsTooLongEverywhere) {
  const std::string key(kKeyBytesMax + 1, 'k');
  const std::vector<std::string> keys = {"a", key};
  EXPECT_THAT(engine().Get(key),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(kKeyBytesMax))));
  EXPECT_THAT(engine().GetMany(keys), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().Put(key, "1")), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().Erase(key)), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent(key).Put("a", "1")),
              StatusIs(Code::kInvalidArgument));
}

TEST_P(EngineConformance, RefusesAValueThatIsTooLarge) {
  EXPECT_THAT(engine().Commit(Batch().Put("a", std::string(kValueBytesMax + 1, 'v'))),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(kValueBytesMax))));
  EXPECT_THAT(engine().Get("a"), StatusIs(Code::kNotFound));
}

// GetMany.

TEST_P(EngineConformance, GetManyAnswersInTheOrderAskedAndLeavesAbsentKeysOut) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1").Put("c", "3")), IsOk());
  const std::vector<std::string> keys = {"c", "b", "a", "c"};
  EXPECT_THAT(engine().GetMany(keys),
              Holds(ElementsAre(Optional(std::string("3")), std::nullopt,
                                Optional(std::string("1")), Optional(std::string("3")))));
}

TEST_P(EngineConformance, GetManyOfNoKeysGivesNoValues) {
  EXPECT_THAT(engine().GetMany({}), Holds(IsEmpty()));
}

TEST_P(EngineConformance, GetManyTakesAsManyKeysAsItsLimitAndNoMore) {
  ASSERT_THAT(engine().Commit(Puts(kGetManyKeysMax)), IsOk());
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < kGetManyKeysMax; ++i) {
    keys.push_back(Numbered("k", i));
  }
  EXPECT_THAT(engine().GetMany(keys), Holds(::testing::Each(Optional(std::string("v")))));
  keys.emplace_back("one more");
  EXPECT_THAT(engine().GetMany(keys),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(kGetManyKeysMax))));
}

// Scan.

TEST_P(EngineConformance, AFreshEngineHoldsNothing) {
  EXPECT_THAT(engine().Scan({}, kScanEntriesMax), Holds(IsEmpty()));
}

TEST_P(EngineConformance, ScanSortsByUnsignedBytesAndExcludesTheLimit) {
  ASSERT_THAT(engine().Commit(Batch().Put("\xff", "").Put("\x7f", "").Put("\x80", "")), IsOk());
  EXPECT_THAT(engine().Scan({.first = "\x7f", .limit = "\xff"}, 10),
              Holds(ElementsAre(KeyIs("\x7f"), KeyIs("\x80"))));
}

TEST_P(EngineConformance, ScanSortsAKeyBeforeThoseItBegins) {
  ASSERT_THAT(engine().Commit(Batch().Put("ab", "").Put("a", "").Put("b", "")), IsOk());
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyIs("a"), KeyIs("ab"), KeyIs("b"))));
}

TEST_P(EngineConformance, ScanGivesKeysWithTheirValues) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1").Put("b", "2")), IsOk());
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyValue{.key = "a", .value = "1"},
                                                       KeyValue{.key = "b", .value = "2"})));
}

TEST_P(EngineConformance, ScanWithoutBoundsGoesFromTheFirstKeyToTheLast) {
  const std::string lowest(1, '\0');
  const std::string highest(kKeyBytesMax, '\xff');
  ASSERT_THAT(engine().Commit(Batch().Put(lowest, "").Put("m", "").Put(highest, "")), IsOk());
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyIs(lowest), KeyIs("m"), KeyIs(highest))));
  EXPECT_THAT(engine().Scan({.first = "", .limit = "m"}, 10), Holds(ElementsAre(KeyIs(lowest))));
  EXPECT_THAT(engine().Scan({.first = "n", .limit = ""}, 10), Holds(ElementsAre(KeyIs(highest))));
}

TEST_P(EngineConformance, ScanPageByPageGivesEveryEntryOnce) {
  ASSERT_THAT(engine().Commit(Puts(25)), IsOk());
  std::vector<std::string> seen;
  KeyRange range;
  std::size_t got = 7;
  while (got == 7) {
    const auto page = engine().Scan(range, 7);
    ASSERT_THAT(page, IsOk());
    got = page.value().size();
    for (const KeyValue& entry : page.value()) {
      seen.push_back(entry.key);
      range.first = entry.key + '\0';
    }
  }
  EXPECT_EQ(got, 4U);
  EXPECT_EQ(seen.size(), 25U);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
}

TEST_P(EngineConformance, ScanOfARangeWhoseLimitIsNotAboveItsFirstIsEmpty) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "").Put("b", "").Put("c", "")), IsOk());
  EXPECT_THAT(engine().Scan({.first = "b", .limit = "b"}, 10), Holds(IsEmpty()));
  EXPECT_THAT(engine().Scan({.first = "c", .limit = "a"}, 10), Holds(IsEmpty()));
}

TEST_P(EngineConformance, ScanTakesAPageOfItsLimitAndNoMore) {
  for (std::size_t i = 0; i <= kScanEntriesMax; i += kCapacityFloor.changes) {
    Batch batch;
    for (std::size_t j = 0; j < kCapacityFloor.changes; ++j) {
      batch.Put(Numbered("k", i + j), "");
    }
    ASSERT_THAT(engine().Commit(batch), IsOk());
  }
  EXPECT_THAT(engine().Scan({}, kScanEntriesMax), Holds(::testing::SizeIs(kScanEntriesMax)));
  EXPECT_THAT(engine().Scan({}, kScanEntriesMax + 1),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(kScanEntriesMax))));
  EXPECT_THAT(engine().Scan({}, 0), StatusIs(Code::kInvalidArgument));
}

TEST_P(EngineConformance, ScanTakesBoundsJustAfterTheLongestKeyAndNoLonger) {
  const std::string longest(kKeyBytesMax, 'k');
  ASSERT_THAT(engine().Commit(Batch().Put(longest, "")), IsOk());
  EXPECT_THAT(engine().Scan({.first = "", .limit = longest + '\0'}, 1),
              Holds(ElementsAre(KeyIs(longest))));
  EXPECT_THAT(engine().Scan({.first = longest + '\0', .limit = ""}, 1), Holds(IsEmpty()));
  const std::string too_long(kRangeBoundBytesMax + 1, 'k');
  EXPECT_THAT(engine().Scan({.first = too_long, .limit = ""}, 1),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(kRangeBoundBytesMax))));
  EXPECT_THAT(engine().Scan({.first = "", .limit = too_long}, 1), StatusIs(Code::kInvalidArgument));
}

// Commit.

TEST_P(EngineConformance, CommitAppliesEveryChangeOfTheBatch) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1").Put("b", "2")), IsOk());
  ASSERT_THAT(engine().Commit(Batch().Erase("a").Put("b", "3").Put("c", "4")), IsOk());
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyValue{.key = "b", .value = "3"},
                                                       KeyValue{.key = "c", .value = "4"})));
}

TEST_P(EngineConformance, ErasingAnAbsentKeyIsNoError) {
  EXPECT_THAT(engine().Commit(Batch().Erase("nobody")), IsOk());
  EXPECT_THAT(engine().Get("nobody"), StatusIs(Code::kNotFound));
}

TEST_P(EngineConformance, RequireAbsentLetsABatchThroughOnlyWhereTheKeyIsAbsent) {
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "1")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "2")), StatusIs(Code::kConflict));
  EXPECT_THAT(engine().Get("a"), Holds("1"));
}

TEST_P(EngineConformance, RequireAbsentHoldsAgainOnceTheKeyIsErased) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1")), IsOk());
  ASSERT_THAT(engine().Commit(Batch().Erase("a")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "2")), IsOk());
}

TEST_P(EngineConformance, RequireAbsentDoesNotHoldForAnEmptyValue) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("b", "1")), StatusIs(Code::kConflict));
}

TEST_P(EngineConformance, RequireEqualsLetsABatchThroughOnlyWhereTheValueIsThatOne) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "1").Put("a", "2")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "1").Put("a", "3")),
              StatusIs(Code::kConflict));
  EXPECT_THAT(engine().Get("a"), Holds("2"));
}

TEST_P(EngineConformance, RequireEqualsComparesEveryByte) {
  const std::string value("1\0", 2);
  ASSERT_THAT(engine().Commit(Batch().Put("a", value)), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "1").Put("b", "1")),
              StatusIs(Code::kConflict));
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", value).Put("b", "1")), IsOk());
}

TEST_P(EngineConformance, RequireEqualsAnEmptyValueDoesNotHoldForAnAbsentKey) {
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "").Put("b", "1")),
              StatusIs(Code::kConflict));
}

TEST_P(EngineConformance, WritesNothingWhenOneOfManyRequirementsDoesNotHold) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1").Put("z", "1")), IsOk());
  EXPECT_THAT(
      engine().Commit(
          Batch().RequireEquals("a", "1").RequireAbsent("c").RequireAbsent("z").Put("b", "2").Erase(
              "a")),
      StatusIs(Code::kConflict));
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyIs("a"), KeyIs("z"))));
}

TEST_P(EngineConformance, AcceptsAKeyThatIsBothRequiredAndChanged) {
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "1")), IsOk());
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "1").Erase("a")), IsOk());
  EXPECT_THAT(engine().Get("a"), StatusIs(Code::kNotFound));
}

TEST_P(EngineConformance, RefusesABatchWithoutChanges) {
  EXPECT_THAT(engine().Commit(Batch()), StatusIs(Code::kInvalidArgument, HasSubstr("empty")));
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a")), StatusIs(Code::kInvalidArgument));
}

TEST_P(EngineConformance, RefusesABatchThatNamesAKeyTwice) {
  EXPECT_THAT(engine().Commit(Batch().Put("a", "1").Put("b", "2").Put("a", "3")),
              StatusIs(Code::kInvalidArgument, HasSubstr("twice")));
  EXPECT_THAT(engine().Commit(Batch().Put("a", "1").Erase("a")), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Commit(Batch().Erase("a").Erase("a")), StatusIs(Code::kInvalidArgument));
}

TEST_P(EngineConformance, RefusesABatchThatRequiresAKeyTwice) {
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").RequireEquals("a", "1").Put("b", "1")),
              StatusIs(Code::kInvalidArgument, HasSubstr("twice")));
}

TEST_P(EngineConformance, WritesNothingOfABatchItRefuses) {
  EXPECT_THAT(engine().Commit(Batch().Put("a", "1").Put("", "2")),
              StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(engine().Scan({}, 10), Holds(IsEmpty()));
}

TEST_P(EngineConformance, CapacityIsAtLeastTheFloor) {
  EXPECT_GE(engine().capacity().changes, kCapacityFloor.changes);
  EXPECT_GE(engine().capacity().requirements, kCapacityFloor.requirements);
  EXPECT_GE(engine().capacity().bytes, kCapacityFloor.bytes);
}

TEST_P(EngineConformance, AcceptsABatchOfExactlyTheFloor) {
  Batch batch = PutsOfBytes(kCapacityFloor.bytes - 2 * kCapacityFloor.changes * 10);
  while (batch.changes().size() < kCapacityFloor.changes) {
    batch.Put(Numbered("k", batch.changes().size()), "v");
  }
  while (batch.requirements().size() < kCapacityFloor.requirements) {
    batch.RequireAbsent(Numbered("r", batch.requirements().size()));
  }
  ASSERT_LE(batch.bytes(), kCapacityFloor.bytes);
  EXPECT_THAT(engine().Commit(batch), IsOk());
}

TEST_P(EngineConformance, AcceptsAsManyChangesAsItsCapacityAndNoMore) {
  const std::size_t most = engine().capacity().changes;
  EXPECT_THAT(engine().Commit(Puts(most + 1)),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(most) + " changes")));
  EXPECT_THAT(engine().Commit(Puts(most)), IsOk());
  EXPECT_THAT(engine().Get(Numbered("k", most - 1)), Holds("v"));
}

TEST_P(EngineConformance, AcceptsAsManyRequirementsAsItsCapacityAndNoMore) {
  const std::size_t most = engine().capacity().requirements;
  Batch batch;
  batch.Put("a", "1");
  for (std::size_t i = 0; i < most; ++i) {
    batch.RequireAbsent(Numbered("r", i));
  }
  EXPECT_THAT(engine().Commit(batch), IsOk());
  batch.RequireAbsent("one more");
  EXPECT_THAT(engine().Commit(batch),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(most) + " requirements")));
}

TEST_P(EngineConformance, AcceptsAsManyBytesAsItsCapacityAndNoMore) {
  const std::size_t most = engine().capacity().bytes;
  Batch batch = PutsOfBytes(most);
  ASSERT_EQ(batch.bytes(), most);
  EXPECT_THAT(engine().Commit(batch), IsOk());
  batch.RequireAbsent("r");
  EXPECT_THAT(engine().Commit(batch),
              StatusIs(Code::kInvalidArgument, HasSubstr(std::to_string(most) + " bytes")));
}

// What outlives the engine.

TEST_P(DurableEngineConformance, KeepsWhatWasCommittedAndWhatWasErased) {
  ASSERT_THAT(engine().Commit(Batch().Put("a", "1").Put("b", "2")), IsOk());
  ASSERT_THAT(engine().Commit(Batch().Erase("a")), IsOk());
  Reopen();
  EXPECT_THAT(engine().Scan({}, 10), Holds(ElementsAre(KeyValue{.key = "b", .value = "2"})));
}

TEST_P(DurableEngineConformance, RequirementsHoldAcrossAReopen) {
  ASSERT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "1")), IsOk());
  Reopen();
  EXPECT_THAT(engine().Commit(Batch().RequireAbsent("a").Put("a", "2")), StatusIs(Code::kConflict));
  EXPECT_THAT(engine().Commit(Batch().RequireEquals("a", "1").Put("a", "2")), IsOk());
}

}  // namespace
}  // namespace datalek::storage

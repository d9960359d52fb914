#include "storage/kv/batch.h"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <utility>

namespace datalek::storage {
namespace {

static_assert(!std::is_copy_constructible_v<Batch>);
static_assert(!std::is_copy_assignable_v<Batch>);

TEST(Batch, CountsTheBytesOfEveryKeyAndValue) {
  Batch batch;
  EXPECT_EQ(batch.bytes(), 0U);
  batch.Put("ab", "cde");
  EXPECT_EQ(batch.bytes(), 5U);
  batch.Erase("f");
  EXPECT_EQ(batch.bytes(), 6U);
  batch.RequireAbsent("gh");
  EXPECT_EQ(batch.bytes(), 8U);
  batch.RequireEquals("i", "jkl");
  EXPECT_EQ(batch.bytes(), 12U);
}

TEST(Batch, KeepsItsPartsInTheOrderTheyWereNamed) {
  Batch batch;
  batch.Put("b", "1").Erase("a").RequireEquals("d", "2").RequireAbsent("c");
  ASSERT_EQ(batch.changes().size(), 2U);
  EXPECT_EQ(batch.changes()[0].key, "b");
  EXPECT_EQ(batch.changes()[0].value, "1");
  EXPECT_EQ(batch.changes()[1].key, "a");
  EXPECT_FALSE(batch.changes()[1].value.has_value());
  ASSERT_EQ(batch.requirements().size(), 2U);
  EXPECT_EQ(batch.requirements()[0].value, "2");
  EXPECT_FALSE(batch.requirements()[1].value.has_value());
}

TEST(Batch, TakesOverTheBytesOfAStringItIsGiven) {
  std::string value(1000, 'v');
  const char* const bytes = value.data();
  Batch batch;
  batch.Put("k", std::move(value));
  EXPECT_EQ(batch.changes()[0].value->data(), bytes);
}

TEST(Batch, IsEmptyOnceItIsMovedFrom) {
  Batch batch;
  batch.Put("a", "1").RequireAbsent("b");
  const Batch moved = std::move(batch);
  EXPECT_EQ(moved.bytes(), 3U);
  EXPECT_EQ(batch.bytes(), 0U);  // NOLINT(bugprone-use-after-move)
  EXPECT_TRUE(batch.changes().empty());
  EXPECT_TRUE(batch.requirements().empty());
}

}  // namespace
}  // namespace datalek::storage

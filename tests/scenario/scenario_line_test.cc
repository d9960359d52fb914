// A driver that passes over what it does not understand would prove nothing.
#include "tests/scenario/scenario_line.h"

#include "tests/scenario/scenario_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace datalek::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ScenarioLine, IsTakenApart) {
  const auto line = ReadScenarioLine(
      "assess  R2 I1 by officer risk=high because=\"no proof\" \"a text\" -> recorded events 2 # "
      "so");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->verb, "assess");
  EXPECT_THAT(line->words, ElementsAre("R2", "I1", "by", "officer"));
  EXPECT_EQ(line->text, "a text");
  EXPECT_THAT(line->values, ElementsAre(Pair("because", "no proof"), Pair("risk", "high")));
  EXPECT_TRUE(line->expects);
  EXPECT_THAT(line->expected, ElementsAre("recorded", "events", "2"));
  EXPECT_EQ(line->asked, "assess  R2 I1 by officer risk=high because=\"no proof\" \"a text\"");
  EXPECT_EQ(line->After("by"), "officer");
}

TEST(ScenarioLine, MayHoldAnArrowWithinItsText) {
  const auto line = ReadScenarioLine("comment R1 I1 by officer \"a -> b # c\"");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->text, "a -> b # c");
  EXPECT_FALSE(line->expects);
}

TEST(ScenarioLine, MayBeACommentOrNothing) {
  for (const char* text : {"", "   ", "# a story"}) {
    const auto line = ReadScenarioLine(text);
    ASSERT_TRUE(line) << text;
    EXPECT_EQ(line->verb, "") << text;
  }
}

TEST(ScenarioLine, DoesNotReadWhenItIsUnfinishedOrSaysAThingTwice) {
  for (const char* text : {"report R1 by employee \"open", "-> recorded", "tally since=1 since=2",
                           "comment R1 I1 by officer \"one\" \"two\""}) {
    EXPECT_FALSE(ReadScenarioLine(text)) << text;
  }
}

TEST(ScenarioDriver, ComplainsOfWhatItDoesNotUnderstand) {
  ScenarioDriver driver;
  ASSERT_EQ(driver.Perform("report R1 by employee \"text\" -> recorded I1"), "");
  for (const char* text :
       {"retort R1 by employee \"text\"", "report by employee \"text\"", "report R1 \"text\"",
        "report R2 by employee \"text\" colour=red", "report R2 by employee \"text\" noticed=soon",
        "report R2 by employee \"text\" persons=martians",
        "report R2 by employee \"text\" affected=many", "comment R2 I9 by officer",
        "decide R2 I1 by officer authority=maybe",
        "decide R2 I1 by officer \"no use\" authority=no", "at noon", "later", "later 3 weeks",
        "show I9", "tally since=2026", "tally -> confirmed", "tally -> colour=red"}) {
    EXPECT_NE(driver.Perform(text), "") << text;
  }
}

TEST(ScenarioDriver, ComplainsOfEveryExpectationThatDoesNotHold) {
  ScenarioDriver driver;
  ASSERT_EQ(driver.Perform("at 2026-03-02T09:00"), "");
  ASSERT_EQ(driver.Perform("report R1 by employee \"text\" -> recorded I1 sequence 2"), "");
  const std::string again = "report R1 by employee \"text\" -> ";
  for (const char* expected :
       {"recorded", "replayed I1 sequence 3", "replayed events 2", "replayed number DL-2026-00002",
        "replayed due 2026-03-05T09:01", "refused MISSING", "replayed colour red", ""}) {
    EXPECT_NE(driver.Perform(again + expected), "") << expected;
  }
  EXPECT_EQ(driver.Perform(again + "replayed I1 sequence 2 events 1 number DL-2026-00001 "
                                   "due 2026-03-05T09:00"),
            "");
  for (const char* text :
       {"queue -> nothing", "queue -> I1 I2", "timeline I1 -> comment-added",
        "show I1 -> state=closed", "tally -> not-assessed=2", "tally -> 2026-04=1",
        "close R2 I1 by officer -> refused NOT_DECIDED", "close R2 I1 by officer -> recorded"}) {
    EXPECT_NE(driver.Perform(text), "") << text;
  }
  EXPECT_EQ(driver.Violation(), "");
}

}  // namespace
}  // namespace datalek::tests

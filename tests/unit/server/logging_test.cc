#include "services/server/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::server {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::int64_t kAt = 1'772'355'600'007;  // 2026-03-01T09:00:00.007Z

std::string Text(std::string_view message, const std::vector<LogField>& fields = {}) {
  return LogLine(LogFormat::kText, kAt, LogLevel::kInfo, message, fields);
}

std::string Json(std::string_view message, const std::vector<LogField>& fields = {}) {
  return LogLine(LogFormat::kJson, kAt, LogLevel::kWarning, message, fields);
}

TEST(LogLine, IsTimeLevelMessageAndFieldsAsText) {
  EXPECT_EQ(Text("listening", {{"address", "127.0.0.1:7443"},
                               {"sequence", std::uint64_t{7}},
                               {"offset", std::int64_t{-60}},
                               {"ready", true}}),
            "2026-03-01T09:00:00.007Z info listening address=127.0.0.1:7443 sequence=7 offset=-60 "
            "ready=true");
}

TEST(LogLine, IsOneObjectAsJson) {
  EXPECT_EQ(Json("listening", {{"address", "127.0.0.1:7443"},
                               {"sequence", std::uint64_t{7}},
                               {"offset", std::int64_t{-60}},
                               {"ready", false}}),
            R"({"time":"2026-03-01T09:00:00.007Z","level":"warning","message":"listening",)"
            R"("address":"127.0.0.1:7443","sequence":7,"offset":-60,"ready":false})");
}

TEST(LogLine, CountsMillisecondsBeforeTheEpochToo) {
  EXPECT_THAT(LogLine(LogFormat::kText, -1, LogLevel::kInfo, "x", {}),
              HasSubstr("1969-12-31T23:59:59.999Z"));
}

TEST(LogLine, CannotBeEndedByAValue) {
  constexpr std::string_view kForged = "x\n2026-03-01T09:00:00.007Z info all is well\r";
  for (const std::string& line : {Text("read", {{"value", kForged}}), Text(kForged),
                                  Json("read", {{"value", kForged}}), Json(kForged)}) {
    EXPECT_THAT(line, Not(HasSubstr("\n")));
    EXPECT_THAT(line, Not(HasSubstr("\r")));
    EXPECT_THAT(line, HasSubstr("\\u000a"));
    EXPECT_THAT(line, HasSubstr("\\u000d"));
  }
}

TEST(LogLine, HoldsNothingThatMovesATerminal) {
  // Escape; the C1 form of "CSI"; right-to-left override; line separator; isolate; byte order mark.
  EXPECT_THAT(Text("x", {{"value",
                          "\x1B[2J \xC2\x9B \xE2\x80\xAE \xE2\x80\xA8 \xE2\x81\xA6 "
                          "\xEF\xBB\xBF \x7F"}}),
              EndsWith(R"(value="\u001b[2J \u009b \u202e \u2028 \u2066 \ufeff \u007f")"));
}

TEST(LogLine, KeepsLettersOfAnyScript) {
  EXPECT_THAT(Text("x", {{"value", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x94\x92"}}),
              EndsWith("value=\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x94\x92\""));
}

TEST(LogLine, MarksBytesThatAreNoUtf8) {
  // A lone continuation, an overlong slash, a surrogate, a lead cut short, beyond the last plane.
  for (const std::string_view bytes : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
                                       "\xE2\x82", "\xF4\x90\x80\x80", "\xFF"}) {
    const std::string line = Json("x", {{"value", bytes}});
    EXPECT_THAT(line, HasSubstr("\\ufffd"));
    EXPECT_TRUE(std::ranges::all_of(line, [](char byte) { return byte >= ' ' && byte < 0x7F; }))
        << line;
  }
}

TEST(LogLine, QuotesAValueThatWouldLookLikeFields) {
  EXPECT_THAT(Text("x", {{"value", "a level=error"}}), EndsWith(R"(value="a level=error")"));
  EXPECT_THAT(Text("x", {{"value", "a=b"}}), EndsWith(R"(value="a=b")"));
  EXPECT_THAT(Text("x", {{"value", ""}}), EndsWith(R"(value="")"));
  EXPECT_THAT(Text("x", {{"value", R"(a"b\c)"}}), EndsWith(R"(value="a\"b\\c")"));
  EXPECT_THAT(Json("x", {{"value", R"(a"b\c)"}}), EndsWith(R"("value":"a\"b\\c"})"));
}

TEST(LogLine, KeepsAZeroByteInItsPlace) {
  EXPECT_THAT(Text("x", {{"value", std::string_view("a\0b", 3)}}), EndsWith("value=a\\u0000b"));
}

TEST(LogLevel, IsReadAsItIsWritten) {
  for (const LogLevel level :
       {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    EXPECT_EQ(LogLevelFrom(ToString(level)), level);
  }
  EXPECT_EQ(LogLevelFrom("INFO"), std::nullopt);
  EXPECT_EQ(LogFormatFrom("json"), LogFormat::kJson);
  EXPECT_EQ(LogFormatFrom("text"), LogFormat::kText);
  EXPECT_EQ(LogFormatFrom(""), std::nullopt);
}

class LogTest : public ::testing::Test {
 protected:
  ~LogTest() override { StartLogging(LogLevel::kInfo, LogFormat::kText); }
};

TEST_F(LogTest, WritesALineToStderr) {
  StartLogging(LogLevel::kInfo, LogFormat::kText);
  testing::internal::CaptureStderr();
  Log(LogLevel::kInfo, "started", {{"port", std::int64_t{7443}}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(), EndsWith("Z info started port=7443\n"));
}

TEST_F(LogTest, WritesNothingBelowItsLevel) {
  StartLogging(LogLevel::kWarning, LogFormat::kText);
  testing::internal::CaptureStderr();
  Log(LogLevel::kInfo, "started");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), IsEmpty());
}

TEST_F(LogTest, TakesBracesForWhatTheyAre) {
  StartLogging(LogLevel::kInfo, LogFormat::kJson);
  testing::internal::CaptureStderr();
  Log(LogLevel::kError, "failed {} %s %v", {{"why", "{}"}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              EndsWith(R"("level":"error","message":"failed {} %s %v","why":"{}"})"
                       "\n"));
}

TEST_F(LogTest, NamesTheStoreThatSpeaks) {
  StartLogging(LogLevel::kInfo, LogFormat::kText);
  testing::internal::CaptureStderr();
  LogOfStore("keys")(storage::LogLevel::kFatal, "table 7\nis bad");
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              EndsWith("error the store says store=keys text=\"table 7\\u000ais bad\"\n"));
}

}  // namespace
}  // namespace datalek::server

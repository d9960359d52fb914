// The CSV reader: what RFC 4180 allows is read, what it does not is named with its place.
#include "services/intake/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::intake {
namespace {

using testing::ElementsAre;
using Row = std::vector<std::string>;

struct Outcome {
  std::vector<Row> rows;
  std::vector<std::uint64_t> lines;
  std::optional<FileError> error;
};

void Drain(CsvReader& reader, Outcome& outcome) {
  while (true) {
    std::variant<Record, Pause, FileError> next = reader.Next();
    if (auto* const record = std::get_if<Record>(&next)) {
      outcome.rows.push_back(std::move(record->cells));
      outcome.lines.push_back(record->line);
      continue;
    }
    if (const auto* const error = std::get_if<FileError>(&next)) {
      outcome.error = *error;
    }
    return;
  }
}

// Reads the text, handed over in pieces of `piece` bytes.
Outcome Read(std::string_view text, char delimiter = ',', std::size_t piece = 1'000'000) {
  CsvReader reader(delimiter);
  Outcome outcome;
  while (!text.empty()) {
    reader.Feed(text.substr(0, piece));
    text.remove_prefix(std::min(piece, text.size()));
    Drain(reader, outcome);
  }
  reader.Finish();
  Drain(reader, outcome);
  return outcome;
}

FileError At(FileFault fault, std::uint64_t line, std::uint64_t column, std::uint64_t limit = 0) {
  return {.fault = fault, .line = line, .column = column, .name = {}, .limit = limit};
}

TEST(Csv, ReadsWhatTheStandardAllows) {
  struct Case {
    std::string_view text;
    std::vector<Row> rows;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"a", {{"a"}}},
      {"a,b", {{"a", "b"}}},
      {"a,b\n", {{"a", "b"}}},
      {"a,b\r\n", {{"a", "b"}}},
      {"a,b\r\nc,d\n", {{"a", "b"}, {"c", "d"}}},
      {",", {{"", ""}}},
      {",\n,", {{"", ""}, {"", ""}}},
      {"a,", {{"a", ""}}},
      {",a", {{"", "a"}}},
      {"\"\"", {{""}}},
      {"\"\"\n", {{""}}},
      {"\"\",\"\"\r\n", {{"", ""}}},
      {"\"a\",\"b\"", {{"a", "b"}}},
      {"\"a,b\",c", {{"a,b", "c"}}},
      {"\"a\nb\",c\nd,e", {{"a\nb", "c"}, {"d", "e"}}},
      {"\"a\r\nb\",c", {{"a\r\nb", "c"}}},
      {"\"a\rb\",c", {{"a\rb", "c"}}},
      {"\"a\"\"b\"", {{"a\"b"}}},
      {"\"\"\"\"", {{"\""}}},
      {"\"\"\"\"\"\"", {{"\"\""}}},
      {"\"\"\"a\"\"\",b", {{"\"a\"", "b"}}},
      {" a , b ", {{" a ", " b "}}},
      {"a;b", {{"a;b"}}},
      {"\n\na\n\n\nb\n\n", {{"a"}, {"b"}}},
      {"\r\n\r\na\r\n", {{"a"}}},
      {"é,€,😀", {{"é", "€", "😀"}}},
      {std::string_view("a\0b,c", 5), {{std::string("a\0b", 3), "c"}}},
      {"\xEF\xBB\xBF"
       "a,b",
       {{"a", "b"}}},
      {"\xEF\xBB\xBF"
       "\"a\",b",
       {{"a", "b"}}},
      {"\xEF\xBB\xBF", {}},
      {"a\xEF\xBB\xBF", {{"a\xEF\xBB\xBF"}}},
  };
  for (const Case& each : cases) {
    const Outcome outcome = Read(each.text);
    EXPECT_EQ(outcome.error, std::nullopt) << each.text;
    EXPECT_EQ(outcome.rows, each.rows) << each.text;
  }
}

TEST(Csv, SplitsAtTheDelimiterItWasGiven) {
  EXPECT_THAT(Read("a;b,c", ';').rows, ElementsAre(Row{"a", "b,c"}));
  EXPECT_THAT(Read("a\tb,c", '\t').rows, ElementsAre(Row{"a", "b,c"}));
}

TEST(Csv, NamesWhatIsWrongAndWhere) {
  struct Case {
    std::string_view text;
    FileError error;
  };
  const std::vector<Case> cases = {
      {"a\"b", At(FileFault::kStrayQuote, 1, 2)},
      {"a,b\nc,d\"", At(FileFault::kStrayQuote, 2, 4)},
      {"é\"", At(FileFault::kStrayQuote, 1, 2)},
      {"\"a\"b", At(FileFault::kTextAfterQuote, 1, 4)},
      {"\"a\" ,b", At(FileFault::kTextAfterQuote, 1, 4)},
      {"\"a\nb\"c", At(FileFault::kTextAfterQuote, 2, 3)},
      {"\"a", At(FileFault::kUnclosedQuote, 1, 1)},
      {"a,b\nc,\"d\n\n\n", At(FileFault::kUnclosedQuote, 2, 3)},
      {"\"a\"\"", At(FileFault::kUnclosedQuote, 1, 1)},
      {"a\rb", At(FileFault::kLoneCarriageReturn, 1, 3)},
      {"a\r", At(FileFault::kLoneCarriageReturn, 1, 2)},
      {"\ra", At(FileFault::kLoneCarriageReturn, 1, 2)},
      {"a\r\r\n", At(FileFault::kLoneCarriageReturn, 1, 3)},
      {"caf\xE9,b", At(FileFault::kNotUtf8, 1, 4)},
      {"a\nb\x80", At(FileFault::kNotUtf8, 2, 2)},
      {"\xC0\x80", At(FileFault::kNotUtf8, 1, 1)},
      {"\xE0\x9F\x80", At(FileFault::kNotUtf8, 1, 1)},
      {"\xED\xA0\x80", At(FileFault::kNotUtf8, 1, 1)},
      {"\xF0\x8F\x80\x80", At(FileFault::kNotUtf8, 1, 1)},
      {"\xF4\x90\x80\x80", At(FileFault::kNotUtf8, 1, 1)},
      {"\xF5", At(FileFault::kNotUtf8, 1, 1)},
      {"a\xE2\x82", At(FileFault::kNotUtf8, 1, 2)},
      {"\xFF\xFE"
       "a",
       At(FileFault::kNotUtf8, 1, 1)},
      {"\"a\xE9\"", At(FileFault::kNotUtf8, 1, 3)},
      {"a\xE9\nb", At(FileFault::kNotUtf8, 1, 2)},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(Read(each.text).error, each.error) << each.text;
  }
}

TEST(Csv, GivesTheRecordsBeforeAnError) {
  EXPECT_THAT(Read("a,b\nc,d\ne\"").rows, ElementsAre(Row{"a", "b"}, Row{"c", "d"}));
}

TEST(Csv, ReadsNothingAfterAnError) {
  CsvReader reader(',');
  reader.Feed("a\"b\nc\n");
  const auto first = reader.Next();
  reader.Feed("d\n");
  reader.Finish();
  const auto second = reader.Next();
  ASSERT_TRUE(std::holds_alternative<FileError>(first));
  ASSERT_TRUE(std::holds_alternative<FileError>(second));
  EXPECT_EQ(std::get<FileError>(first), std::get<FileError>(second));
}

TEST(Csv, NumbersARecordByTheLineItBeginsOn) {
  EXPECT_THAT(Read("a\n\"b\n\n\"\n\n\nc\r\nd").lines, ElementsAre(1, 2, 7, 8));
}

TEST(Csv, RefusesARecordLongerThanTheLimit) {
  const std::string longest(kRecordBytesMax - 1, 'x');
  EXPECT_EQ(Read(longest + "\n" + longest + "\n").error, std::nullopt);
  const auto error = Read("a\n" + longest + "x\n").error;
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, FileFault::kRecordTooLong);
  EXPECT_EQ(error->line, 2U);
  EXPECT_EQ(error->limit, kRecordBytesMax);
}

TEST(Csv, RefusesMoreColumnsThanTheLimit) {
  EXPECT_EQ(Read(std::string(kColumnsMax - 1, ',')).rows.front().size(), kColumnsMax);
  const auto error = Read(std::string(kColumnsMax, ',')).error;
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, FileFault::kTooManyColumns);
}

TEST(Csv, SaysThatItNeedsMoreUntilItIsFinished) {
  CsvReader reader(',');
  reader.Feed("abc,d");
  EXPECT_EQ(std::get<Pause>(reader.Next()), Pause::kNeedsMore);
  reader.Finish();
  EXPECT_TRUE(std::holds_alternative<Record>(reader.Next()));
  EXPECT_EQ(std::get<Pause>(reader.Next()), Pause::kEnd);
}

class Random {
 public:
  explicit Random(std::uint64_t state) : state_(state) {}
  std::uint64_t Below(std::uint64_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_;
};

std::string RandomCell(Random& random) {
  static constexpr std::string_view kPieces[] = {"a", ",", "\"", "\n", "\r\n", "é", "😀", " ", ";"};
  std::string cell;
  for (std::uint64_t i = random.Below(6); i > 0; --i) {
    cell += kPieces[random.Below(std::size(kPieces))];
  }
  return cell;
}

std::string Written(const std::string& cell) {
  std::string quoted = "\"";
  for (const char c : cell) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

TEST(Csv, ReadsBackEveryTableHoweverItIsCut) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    std::vector<Row> table;
    std::string text;
    const std::uint64_t columns = 1 + random.Below(5);
    for (std::uint64_t i = random.Below(8); i > 0; --i) {
      Row row;
      for (std::uint64_t j = 0; j < columns; ++j) {
        row.push_back(RandomCell(random));
        text += (j == 0 ? "" : ",") + Written(row.back());
      }
      text += random.Below(2) == 0 ? "\n" : "\r\n";
      table.push_back(std::move(row));
    }
    const Outcome outcome = Read(text, ',', 1 + random.Below(7));
    ASSERT_EQ(outcome.error, std::nullopt) << text;
    ASSERT_EQ(outcome.rows, table) << text;
  }
}

TEST(Csv, SaysTheSameOfAnyBytesHoweverTheyAreCut) {
  static constexpr std::string_view kBytes = "ab,\"\n\r\xEF\xBB\xBF\xE9\x80\xF0";
  Random random(2);
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (std::uint64_t i = random.Below(14); i > 0; --i) {
      text.push_back(kBytes[random.Below(kBytes.size())]);
    }
    const Outcome whole = Read(text);
    const Outcome cut = Read(text, ',', 1);
    ASSERT_EQ(whole.rows, cut.rows) << testing::PrintToString(text);
    ASSERT_EQ(whole.error, cut.error) << testing::PrintToString(text);
    ASSERT_EQ(whole.lines, cut.lines) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace datalek::intake

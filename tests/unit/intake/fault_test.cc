// Sentences about faults: place, cause, in both languages, and nothing of what a person wrote.
#include "services/intake/fault.h"

#include <gtest/gtest.h>

#include <string>

namespace datalek::intake {
namespace {

TEST(Quoted, KeepsShortValuesAsTheyAre) { EXPECT_EQ(Quoted("Oui, é"), "\"Oui, é\""); }

TEST(Quoted, MakesControlCharactersVisible) {
  EXPECT_EQ(Quoted("a\x1B[2J\n\x7F"), "\"a\\x1b[2J\\x0a\\x7f\"");
  EXPECT_EQ(Quoted("a\xC2\x85z"), "\"a\\xc2\\x85z\"");
  EXPECT_EQ(Quoted("a\xC2\xA0z"), "\"a\xC2\xA0z\"");
}

TEST(Quoted, CutsLongValuesBetweenCharacters) {
  EXPECT_EQ(Quoted(std::string(kQuotedBytesMax, 'x')),
            "\"" + std::string(kQuotedBytesMax, 'x') + "\"");
  EXPECT_EQ(Quoted(std::string(kQuotedBytesMax + 1, 'x')),
            "\"" + std::string(kQuotedBytesMax, 'x') + "...\"");
  EXPECT_EQ(Quoted(std::string(kQuotedBytesMax - 1, 'x') + "é"),
            "\"" + std::string(kQuotedBytesMax - 1, 'x') + "...\"");
}

TEST(Sentences, OfAFileSayTheLineTheCharacterAndTheCause) {
  const FileError error{
      .fault = FileFault::kStrayQuote, .line = 12, .column = 5, .name = {}, .limit = 0};
  EXPECT_EQ(
      Sentence(error, Language::kEnglish),
      "line 12, character 5: a quote inside a cell; put the whole cell in quotes and double it");
  EXPECT_EQ(Sentence(error, Language::kDutch),
            "regel 12, teken 5: een aanhalingsteken midden in een cel; zet de hele cel tussen "
            "aanhalingstekens en verdubbel het");
}

TEST(Sentences, OfAHeaderSayTheColumn) {
  EXPECT_EQ(Sentence(FileError{.fault = FileFault::kColumnMissing,
                               .line = 1,
                               .column = 0,
                               .name = "Datum",
                               .limit = 0},
                     Language::kEnglish),
            "line 1: the column \"Datum\" that the mapping names is missing");
}

TEST(Sentences, OfALimitSayTheLimit) {
  EXPECT_EQ(Sentence(FileError{.fault = FileFault::kTooManyColumns,
                               .line = 3,
                               .column = 9,
                               .name = {},
                               .limit = 200},
                     Language::kDutch),
            "regel 3, teken 9: meer dan 200 kolommen");
}

TEST(Sentences, OfARowSayTheColumnAndTheUnknownValue) {
  const RowError error{.line = 7,
                       .column = "Natuur",
                       .fault = RowFault::kUnknownValue,
                       .detail = Quoted("nieuw"),
                       .refusal = {}};
  EXPECT_EQ(Sentence(error, Language::kEnglish),
            "line 7, column \"Natuur\": \"nieuw\" is not in the mapping");
  EXPECT_EQ(Sentence(error, Language::kDutch),
            "regel 7, kolom \"Natuur\": \"nieuw\" staat niet in de vertaaltabel");
}

TEST(Sentences, OfARefusalSayTheFieldAndTheLimit) {
  const RowError error{
      .line = 7,
      .column = "Wat",
      .fault = RowFault::kRefused,
      .detail = {},
      .refusal = {.field = "facts.summary", .reason = domain::Reason::kTooLong, .limit = 2'000}};
  EXPECT_EQ(Sentence(error, Language::kEnglish),
            "line 7, column \"Wat\": facts.summary is too long or too large (at most 2000)");
}

TEST(Sentences, ExistForEveryFaultInBothLanguages) {
  for (int fault = 0; fault <= static_cast<int>(FileFault::kColumnTwice); ++fault) {
    const FileError error{
        .fault = static_cast<FileFault>(fault), .line = 1, .column = 0, .name = {}, .limit = 0};
    EXPECT_NE(Sentence(error, Language::kDutch), Sentence(error, Language::kEnglish)) << fault;
  }
  for (int fault = 0; fault <= static_cast<int>(RowFault::kRefused); ++fault) {
    const RowError error{.line = 1,
                         .column = {},
                         .fault = static_cast<RowFault>(fault),
                         .detail = "x",
                         .refusal = {.field = "f", .reason = domain::Reason::kMalformed}};
    EXPECT_NE(Sentence(error, Language::kDutch), Sentence(error, Language::kEnglish)) << fault;
  }
}

TEST(Sentences, OfAMappingSayTheLineUnlessTheWholeFileIsMeant) {
  EXPECT_EQ(Sentence(MappingError{.line = 3, .what = "x"}), "line 3: x");
  EXPECT_EQ(Sentence(MappingError{.line = 0, .what = "x"}), "x");
}

}  // namespace
}  // namespace datalek::intake

// Mapping files: what they may say, and exactly what is answered when they say something else.
#include "services/intake/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

namespace datalek::intake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Lines 1 to 3 of every mapping below.
constexpr std::string_view kHead = "name = 'old'\nsource = 'Old register'\ndelimiter = ';'\n";

MappingError ErrorOf(std::string_view toml) {
  const auto parsed = ParseMapping(toml);
  const auto* const error = std::get_if<MappingError>(&parsed);
  return error != nullptr ? *error : MappingError{.line = 0, .what = "no error"};
}

Mapping Parsed(std::string_view toml) {
  auto parsed = ParseMapping(toml);
  if (const auto* const error = std::get_if<MappingError>(&parsed)) {
    ADD_FAILURE() << Sentence(*error);
    return {};
  }
  return std::get<Mapping>(std::move(parsed));
}

// A column from line 4 on: [[column]], name, then `rest`.
std::string Column4(std::string_view rest) {
  return std::string(kHead) + "[[column]]\nname = 'c'\n" + std::string(rest);
}

TEST(Mapping, HoldsWhatTheFileSays) {
  const Mapping mapping = Parsed(std::string(kHead) + R"(
licence = 'CC0'
attribution = 'somebody'
[[assumption]]
nl = 'een'
en = 'one'
[constant]
facts.persons = ['citizens', 'minors']
closed = 'yes'
[[column]]
name = 'a'
into = 'nothing'
[[column]]
name = 'b'
into = 'facts.summary'
template = 'x {} y'
empty = '-'
)");
  EXPECT_EQ(mapping.name, "old");
  EXPECT_EQ(mapping.source, "Old register");
  EXPECT_EQ(mapping.licence, "CC0");
  EXPECT_EQ(mapping.attribution, "somebody");
  EXPECT_EQ(mapping.delimiter, ';');
  ASSERT_EQ(mapping.assumptions.size(), 1U);
  EXPECT_EQ(mapping.assumptions[0].nl, "een");
  EXPECT_EQ(mapping.assumptions[0].en, "one");
  EXPECT_EQ(mapping.constants.size(), 2U);
  ASSERT_EQ(mapping.columns.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<LeftOut>(mapping.columns[0].rule));
  const auto& text = std::get<TextRule>(mapping.columns[1].rule);
  EXPECT_EQ(text.before, "x ");
  EXPECT_EQ(text.after, " y");
  EXPECT_EQ(text.empty, "-");
}

TEST(Mapping, ReadsADateColumn) {
  const Mapping mapping = Parsed(
      Column4("into = 'facts.discovered_at'\nformat = 'DD-MM-YYYY hh:mm'\nprecision = 'day'\n"
              "zone = 'Europe/Amsterdam'\nunknown = ['onbekend', '?']\nempty = 'unknown'\n"));
  const auto& date = std::get<DateRule>(mapping.columns.at(0).rule);
  EXPECT_EQ(date.precision, domain::Precision::kDay);
  EXPECT_EQ(date.zone, "Europe/Amsterdam");
  EXPECT_THAT(date.unknown, ElementsAre("onbekend", "?"));
  EXPECT_FALSE(date.empty_refused);
}

TEST(Mapping, ReadsAListColumn) {
  const Mapping mapping = Parsed(Column4(
      "into = 'facts.natures'\nseparator = ','\nempty = ['unknown']\n[column.values]\n"
      "'V' = 'confidentiality'\n'VI' = ['confidentiality', 'integrity']\n'geen' = 'nothing'\n"));
  const auto& options = std::get<OptionRule>(mapping.columns.at(0).rule);
  EXPECT_EQ(options.separator, ",");
  EXPECT_THAT(options.values.at("V"), ElementsAre(2));
  EXPECT_THAT(options.values.at("VI"), ElementsAre(2, 3));
  EXPECT_THAT(options.values.at("geen"), ElementsAre());
  EXPECT_THAT(*options.empty, ElementsAre(1));
}

TEST(Mapping, ReadsACountColumn) {
  const Mapping mapping = Parsed(
      Column4("into = 'facts.person_count'\nnumbers = true\nempty = 'refuse'\n[column.values]\n"
              "'een' = 1\n'paar' = { min = 2, max = 5 }\n'veel' = { min = 100 }\n"
              "'weinig' = { max = 9 }\n'?' = 'unknown'\n"));
  const auto& count = std::get<CountRule>(mapping.columns.at(0).rule);
  EXPECT_TRUE(count.numbers);
  EXPECT_FALSE(count.empty);
  EXPECT_EQ(count.values.at("een"), (domain::Count{.min = 1, .max = 1}));
  EXPECT_EQ(count.values.at("paar"), (domain::Count{.min = 2, .max = 5}));
  EXPECT_EQ(count.values.at("veel"), (domain::Count{.min = 100, .max = {}}));
  EXPECT_EQ(count.values.at("weinig"), (domain::Count{.min = {}, .max = 9}));
  EXPECT_EQ(count.values.at("?"), domain::Count{});
}

TEST(MappingErrors, OfTheHeadNameLineAndKey) {
  EXPECT_EQ(ErrorOf("source = 'x'\ndelimiter = ','\n").what, "name is missing");
  EXPECT_EQ(ErrorOf("name = 'old'\ndelimiter = ','\n").what, "source is missing");
  EXPECT_EQ(ErrorOf("name = 'old'\nsource = 'x'\n").what, "delimiter is missing");
  EXPECT_EQ(ErrorOf("name = 'Old one'\n"),
            (MappingError{1,
                          "name is not a slug: lower-case letters, digits and dashes, 2 to 40 of "
                          "them, beginning with a letter"}));
  EXPECT_EQ(ErrorOf("name = 'old'\nsource = ''\n"),
            (MappingError{2, "source is not a text of 1 to 64 bytes"}));
  EXPECT_EQ(ErrorOf("name = 'old'\nsource = '" + std::string(65, 'x') + "'\n").line, 2U);
  EXPECT_EQ(ErrorOf("name = 'old'\nsource = 'x'\ndelimiter = '|'\n"),
            (MappingError{3, R"(delimiter is one of: ",", ";", "\t")"}));
  EXPECT_EQ(ErrorOf("name = 7\n"), (MappingError{1, "name is not a text in quotes"}));
  EXPECT_EQ(ErrorOf(std::string(kHead) + "seperator = ','\n"),
            (MappingError{4,
                          "\"seperator\" does not belong here; allowed are: name, source, licence, "
                          "attribution, delimiter, assumption, constant, column"}));
  EXPECT_EQ(ErrorOf(kHead), (MappingError{0, "the mapping has no [[column]]"}));
}

TEST(MappingErrors, OfTheSyntaxNameTheLine) {
  EXPECT_EQ(ErrorOf("name = 'old'\nsource = \n").line, 2U);
  EXPECT_EQ(ErrorOf("name = 'old'\nname = 'new'\n").line, 2U);
  EXPECT_EQ(ErrorOf("name = 'old'\r\n# \xFF\n"),
            (MappingError{2, "not UTF-8, or holds control characters"}));
  EXPECT_EQ(ErrorOf("name = 'old'\n\n# \x01"),
            (MappingError{3, "not UTF-8, or holds control characters"}));
}

TEST(MappingErrors, OfAnAssumptionAskForBothLanguages) {
  EXPECT_EQ(ErrorOf(std::string(kHead) + "[[assumption]]\nnl = 'een'\n"),
            (MappingError{4, "assumption: en is missing"}));
  EXPECT_EQ(ErrorOf(std::string(kHead) + "[[assumption]]\nnl = ''\nen = 'one'\n"),
            (MappingError{4, "assumption: nl and en are not both said"}));
  EXPECT_EQ(ErrorOf(std::string(kHead) + "assumption = ['een']\n"),
            (MappingError{4, "assumption is written as [[assumption]]"}));
}

TEST(MappingErrors, OfAConstantNameTheFieldAndWhatIsAllowed) {
  const auto constant = [](std::string_view line) {
    return ErrorOf(std::string(kHead) + "[constant]\n" + std::string(line) + "\n");
  };
  EXPECT_EQ(constant("assessment.breach = 'maybe'"),
            (MappingError{5,
                          "constant assessment.breach: \"maybe\" is not on the list of "
                          "assessment.breach; allowed are: yes, no, undetermined, nothing"}));
  EXPECT_EQ(constant("closed = true").what,
            "constant closed: this is not on the list of closed; allowed are: yes, no, nothing");
  EXPECT_EQ(
      constant("facts.occurred_from = '2020-01-01'"),
      (MappingError{5,
                    "constant facts.occurred_from: a moment that is the same in every row can "
                    "only be \"unknown\""}));
  EXPECT_EQ(constant("remarks = ''").what,
            "constant remarks: it is empty or holds control characters");
  EXPECT_EQ(constant("remarks = 3").what, "constant remarks: it is not a text in quotes");
  EXPECT_EQ(constant("facts.person_count = -1").what,
            "constant facts.person_count: a count is a whole number of 0 to 10000000000");
  EXPECT_THAT(constant("facts.colour = 'red'").what,
              HasSubstr("constant facts.colour: no such field; allowed are: nothing, "
                        "facts.situations, facts.natures"));
  EXPECT_THAT(constant("nothing = 'x'").what, HasSubstr("constant nothing: no such field"));
  EXPECT_EQ(constant("facts.x.y = 'red'").line, 5U);
  EXPECT_EQ(ErrorOf(std::string(kHead) + "constant = 3\n"),
            (MappingError{4, "constant is written as [constant]"}));
}

TEST(MappingErrors, OfAColumnNameTheColumnAndWhatIsAllowed) {
  EXPECT_EQ(ErrorOf(std::string(kHead) + "[[column]]\ninto = 'nothing'\n"),
            (MappingError{4, "column: name is missing"}));
  EXPECT_EQ(ErrorOf(Column4("")), (MappingError{4, "column \"c\": into is missing"}));
  EXPECT_THAT(ErrorOf(Column4("into = 'facts.cause'\n")).what,
              HasSubstr("column \"c\": into is \"facts.cause\"; allowed are: nothing, facts."));
  EXPECT_EQ(ErrorOf(Column4("into = 'facts.cause'\n")).line, 6U);
  EXPECT_EQ(
      ErrorOf(Column4("into = 'nothing'\nempty = 'x'\n")),
      (MappingError{7, "column \"c\": \"empty\" does not belong here; allowed are: name, into"}));
  EXPECT_EQ(ErrorOf(Column4("into = 'nothing'\n[[column]]\nname = 'c'\ninto = 'nothing'\n")),
            (MappingError{7, "column \"c\": this column was described before"}));
}

TEST(MappingErrors, OfADateColumnNameTheKey) {
  const auto date = [](std::string_view rest) {
    return ErrorOf(Column4("into = 'reported_at'\n" + std::string(rest)));
  };
  EXPECT_EQ(date("zone = 'UTC'\nempty = 'unknown'\n").what, "column \"c\": format is missing");
  EXPECT_EQ(date("format = 'DD-MM'\nzone = 'UTC'\nempty = 'unknown'\n"),
            (MappingError{7,
                          "column \"c\": format is \"DD-MM\"; it is made of YYYY, MM or M, and if "
                          "need be DD or D, and hh or h with mm"}));
  EXPECT_EQ(date("format = 'YYYY-MM'\nempty = 'unknown'\n").what, "column \"c\": zone is missing");
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'Europe/Londen'\nempty = 'unknown'\n"),
            (MappingError{8,
                          "column \"c\": zone is \"Europe/Londen\"; allowed are: Europe/Amsterdam, "
                          "Europe/Berlin, Europe/Brussels, Europe/Luxembourg, Europe/Paris, UTC"}));
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'UTC'\n").what,
            "column \"c\": empty is missing: what does an empty cell mean?");
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'UTC'\nempty = ''\n").what,
            "column \"c\": empty is one of: \"unknown\", \"refuse\"");
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'UTC'\nempty = 'refuse'\nprecision = 'day'\n").what,
            "column \"c\": precision is finer than the format tells");
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'UTC'\nempty = 'refuse'\nprecision = 'year'\n").what,
            "column \"c\": precision is one of: \"minute\", \"day\", \"month\"");
  EXPECT_EQ(date("format = 'YYYY-MM'\nzone = 'UTC'\nempty = 'refuse'\nunknown = '?'\n").what,
            "column \"c\": unknown is not a list of texts");
}

TEST(MappingErrors, OfAListColumnNameTheToken) {
  const auto list = [](std::string_view rest) {
    return ErrorOf(Column4("into = 'facts.natures'\n" + std::string(rest)));
  };
  EXPECT_EQ(
      list("empty = 'unknown'\n"),
      (MappingError{4, "column \"c\": values is missing: which words does the column hold?"}));
  EXPECT_EQ(list("[column.values]\n'x' = 'unknown'\n").what,
            "column \"c\": empty is missing: what does an empty cell mean?");
  EXPECT_EQ(
      list("empty = 'leeg'\n[column.values]\n'x' = 'unknown'\n"),
      (MappingError{7,
                    "column \"c\": \"leeg\" is not on the list of facts.natures; allowed are: "
                    "confidentiality, integrity, availability, unknown, nothing"}));
  EXPECT_EQ(list("empty = 'unknown'\n[column.values]\n'x' = ['integrity', 'typo']\n").line, 9U);
  EXPECT_EQ(list("empty = 'unknown'\n[column.values]\n'' = 'unknown'\n").what,
            "column \"c\": what an empty cell means is said by empty");
  EXPECT_EQ(list("empty = 'unknown'\nseparator = ''\n[column.values]\n'x' = 'unknown'\n").what,
            "column \"c\": separator is empty");
  EXPECT_EQ(list("empty = 'unknown'\nvalues = 'x'\n").what,
            "column \"c\": values is written as [column.values]");
}

TEST(MappingErrors, OfAChoiceColumnRefuseListsAndSeparators) {
  EXPECT_THAT(
      ErrorOf(Column4("into = 'assessment.risk'\nseparator = ','\nempty = 'nothing'\n")).what,
      HasSubstr("\"separator\" does not belong here"));
  EXPECT_THAT(ErrorOf(Column4("into = 'assessment.risk'\nempty = 'nothing'\n[column.values]\n"
                              "'x' = ['risk', 'high']\n"))
                  .what,
              HasSubstr("this is not on the list of assessment.risk"));
}

TEST(MappingErrors, OfACountColumnNameTheBound) {
  const auto count = [](std::string_view meaning) {
    return ErrorOf(
        Column4("into = 'facts.record_count'\nempty = 'unknown'\n[column.values]\n'x' = " +
                std::string(meaning) + "\n"));
  };
  EXPECT_EQ(count("{ min = 5, max = 4 }"),
            (MappingError{9, "column \"c\": min is greater than max"}));
  EXPECT_EQ(count("{}").what, "column \"c\": neither min nor max is said");
  EXPECT_EQ(count("{ min = -1 }").what,
            "column \"c\": a count is a whole number of 0 to 10000000000");
  EXPECT_EQ(count("{ min = 1.5 }").what,
            "column \"c\": a count is a whole number of 0 to 10000000000");
  EXPECT_EQ(count("10000000001").what,
            "column \"c\": a count is a whole number of 0 to 10000000000");
  EXPECT_EQ(count("{ minimum = 1 }").what,
            "column \"c\": \"minimum\" does not belong here; allowed are: min, max");
  EXPECT_EQ(count("'veel'").what,
            "column \"c\": a count is a number, { min = 1, max = 5 }, or \"unknown\"");
  EXPECT_EQ(
      ErrorOf(Column4("into = 'facts.record_count'\nempty = 'unknown'\nnumbers = 'yes'\n")).what,
      "column \"c\": numbers is true or false");
}

TEST(MappingErrors, OfATextColumnNameTheTemplate) {
  for (const std::string_view text : {"x", "{} {}"}) {
    EXPECT_EQ(
        ErrorOf(Column4("into = 'remarks'\nempty = ''\ntemplate = '" + std::string(text) + "'\n"))
            .what,
        "column \"c\": template does not hold {} exactly once")
        << text;
  }
}

TEST(MappingErrors, RefuseTwoOriginsForOneValue) {
  EXPECT_EQ(ErrorOf(Column4("into = 'closed'\nempty = 'no'\n[column.values]\n'x' = 'yes'\n"
                            "[constant]\nclosed = 'yes'\n")),
            (MappingError{4, "closed was filled before, on line 11"}));
}

TEST(Mapping, LetsSeveralColumnsFillOneListOrOneText) {
  const Mapping mapping = Parsed(
      Column4("into = 'facts.data'\nempty = 'nothing'\n[column.values]\n'x' = 'name'\n"
              "[[column]]\nname = 'd'\ninto = 'facts.data'\nempty = 'nothing'\n[column.values]\n"
              "'y' = 'health'\n[[column]]\nname = 'e'\ninto = 'remarks'\nempty = ''\n"
              "[[column]]\nname = 'f'\ninto = 'remarks'\nempty = ''\n"));
  EXPECT_EQ(mapping.columns.size(), 4U);
}

TEST(MappingErrors, RefuseAFileThatIsTooLarge) {
  EXPECT_EQ(ErrorOf(std::string(kMappingBytesMax + 1, '#')).what,
            "the file is larger than 1048576 bytes");
}

}  // namespace
}  // namespace datalek::intake

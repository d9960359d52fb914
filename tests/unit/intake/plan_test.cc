// From rows to incidents, and exactly-once request ids.
#include "services/intake/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::intake {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kNow = 1'790'000'000'000;  // September 2026.

constexpr std::string_view kMapping = R"(
name = "old-register"
source = "Old register"
delimiter = ";"

[constant]
facts.persons = ["citizens"]
remarks = "Overgenomen."

[[column]]
name = "Nummer"
into = "nothing"

[[column]]
name = "Ontdekt"
into = "facts.discovered_at"
format = "D-M-YYYY hh:mm"
zone = "Europe/Amsterdam"
unknown = ["onbekend"]
empty = "unknown"

[[column]]
name = "Wat"
into = "facts.summary"
empty = "refuse"

[[column]]
name = "Aard"
into = "facts.natures"
separator = ","
empty = ["unknown"]
[column.values]
"V" = "confidentiality"
"B" = "availability"
"V, ernstig" = ["confidentiality", "integrity"]

[[column]]
name = "Aantal"
into = "facts.person_count"
numbers = true
empty = "unknown"
[column.values]
"veel" = { min = 100 }

[[column]]
name = "Datalek"
into = "assessment.breach"
empty = "nothing"
[column.values]
"ja" = "yes"
"nee" = "no"

[[column]]
name = "Uitleg"
into = "assessment.explanation"
template = "Register: {}"
empty = "Geen uitleg in het register."

[[column]]
name = "Gemeld"
into = "notification.authority"
empty = "nothing"
[column.values]
"ja" = "yes"
"nee" = "no"

[[column]]
name = "Reden"
into = "notification.reasons"
empty = "Geen reden in het register."

[[column]]
name = "Opmerking"
into = "remarks"
empty = ""
)";

constexpr std::string_view kHeader =
    "Nummer;Ontdekt;Wat;Aard;Aantal;Datalek;Uitleg;Gemeld;Reden;Opmerking\n";

Mapping OldRegister() { return std::get<Mapping>(ParseMapping(kMapping)); }

struct Plan {
  std::vector<PlannedRow> rows;
  std::vector<RowError> errors;
  std::optional<FileError> error;
};

Plan PlanText(const std::string& csv) {
  const Mapping mapping = OldRegister();
  std::istringstream stream(csv);
  Plan plan;
  plan.error = PlanFile(stream, mapping, kNow, [&](RowOutcome outcome) {
    if (auto* const row = std::get_if<PlannedRow>(&outcome)) {
      plan.rows.push_back(std::move(*row));
    } else {
      for (RowError& error : std::get<std::vector<RowError>>(outcome)) {
        plan.errors.push_back(std::move(error));
      }
    }
    return true;
  });
  return plan;
}

// The incident of a file with this one row.
domain::ImportIncident OneRow(const std::string& row) {
  const Plan plan = PlanText(std::string(kHeader) + row);
  for (const RowError& error : plan.errors) {
    ADD_FAILURE() << Sentence(error, Language::kEnglish);
  }
  return plan.rows.size() == 1 ? plan.rows.front().incident : domain::ImportIncident();
}

// The first error of a file with this one row.
RowError OneError(const std::string& row) {
  const Plan plan = PlanText(std::string(kHeader) + row);
  EXPECT_TRUE(plan.rows.empty());
  return plan.errors.empty() ? RowError() : plan.errors.front();
}

RowError Wrong(std::string column, RowFault fault, std::string detail = {}) {
  return {.line = 2,
          .column = std::move(column),
          .fault = fault,
          .detail = std::move(detail),
          .refusal = {}};
}

TEST(Planning, FillsEveryFieldThatTheRowSays) {
  const domain::ImportIncident incident = OneRow(
      "17; 1-3-2026 09:30 ;Brief verkeerd bezorgd;V,B;12;ja;gering;nee;geen risico;afgedaan\n");
  EXPECT_EQ(incident.facts.discovered, domain::AtMinute(1'772'353'800'000, 60, "Europe/Amsterdam"));
  EXPECT_EQ(incident.facts.summary, "Brief verkeerd bezorgd");
  EXPECT_EQ(incident.facts.natures,
            (domain::SetOf{domain::Nature::kConfidentiality, domain::Nature::kAvailability}));
  EXPECT_EQ(incident.facts.person_count, (domain::Count{.min = 12, .max = 12}));
  EXPECT_EQ(incident.facts.persons, domain::SetOf{domain::PersonGroup::kCitizens});
  ASSERT_TRUE(incident.assessment);
  EXPECT_EQ(incident.assessment->breach, domain::Breach::kYes);
  EXPECT_EQ(incident.assessment->explanation, "Register: gering");
  ASSERT_TRUE(incident.notification);
  EXPECT_FALSE(incident.notification->authority);
  EXPECT_EQ(incident.notification->reasons, "geen risico");
  EXPECT_EQ(incident.source, "Old register");
  EXPECT_EQ(incident.remarks, "Overgenomen.\nafgedaan");
  EXPECT_FALSE(incident.closed);
}

TEST(Planning, GivesAnEmptyCellTheMeaningOfTheMapping) {
  const domain::ImportIncident incident = OneRow(";;iets;;;;;;;\n");
  EXPECT_EQ(incident.facts.discovered, domain::Instant{});
  EXPECT_EQ(incident.facts.natures, domain::SetOf{domain::Nature::kUnknown});
  EXPECT_EQ(incident.facts.person_count, domain::Count{});
  EXPECT_FALSE(incident.assessment);
  EXPECT_FALSE(incident.notification);
  EXPECT_EQ(incident.remarks, "Overgenomen.");
}

TEST(Planning, TreatsTheMappingsWordsForUnknownAsUnknown) {
  EXPECT_EQ(OneRow(";onbekend;iets;;;;;;;\n").facts.discovered, domain::Instant{});
}

TEST(Planning, MatchesTheLongestKnownWordFirst) {
  EXPECT_EQ(OneRow(";;iets;V, ernstig;;;;;;\n").facts.natures,
            (domain::SetOf{domain::Nature::kConfidentiality, domain::Nature::kIntegrity}));
  EXPECT_EQ(OneRow(";;iets;V, ernstig,B;;;;;;\n").facts.natures.size(), 3);
  EXPECT_EQ(OneRow(";;iets;B , V;;;;;;\n").facts.natures.size(), 2);
}

TEST(Planning, ReadsLineEndsInTextAsLineFeeds) {
  EXPECT_EQ(OneRow(";;\"een\r\ntwee\";;;;;;;\r\n").facts.summary, "een\ntwee");
}

TEST(Planning, ReadsBandsAndNumbers) {
  EXPECT_EQ(OneRow(";;iets;;veel;;;;;\n").facts.person_count,
            (domain::Count{.min = 100, .max = {}}));
  EXPECT_EQ(OneRow(";;iets;;0;;;;;\n").facts.person_count, (domain::Count{.min = 0, .max = 0}));
}

TEST(RowErrors, NameTheColumnAndTheFault) {
  EXPECT_EQ(OneError(";;;;;;;;;\n"), Wrong("Wat", RowFault::kEmptyCell));
  EXPECT_EQ(OneError(";2026-03-01;iets;;;;;;;\n"),
            Wrong("Ontdekt", RowFault::kNotADate, "D-M-YYYY hh:mm"));
  EXPECT_EQ(OneError(";1-1-1995 00:00;iets;;;;;;;\n"),
            Wrong("Ontdekt", RowFault::kNoOffset, "1996"));
  EXPECT_EQ(OneError(";;iets;X;;;;;;\n"), Wrong("Aard", RowFault::kUnknownValue, "\"X\""));
  EXPECT_EQ(OneError(";;iets;V,X,B;;;;;;\n"), Wrong("Aard", RowFault::kUnknownValue, "\"X\""));
  EXPECT_EQ(OneError(";;iets;VB;;;;;;\n"), Wrong("Aard", RowFault::kUnknownValue, "\"VB\""));
  EXPECT_EQ(OneError(";;iets;V,,B;;;;;;\n"), Wrong("Aard", RowFault::kEmptyValue));
  EXPECT_EQ(OneError(";;iets;V,;;;;;;\n"), Wrong("Aard", RowFault::kEmptyValue));
  EXPECT_EQ(OneError(";;iets;;;misschien;;;;\n"),
            Wrong("Datalek", RowFault::kUnknownValue, "\"misschien\""));
  for (const std::string number : {"-1", "1.000", "12a", "1e3", "99999999999999999999"}) {
    EXPECT_EQ(OneError(";;iets;;" + number + ";;;;;\n"), Wrong("Aantal", RowFault::kNotANumber));
  }
  EXPECT_EQ(OneError("a;b\n"), Wrong("", RowFault::kCellCount, "2 / 10"));
}

TEST(RowErrors, AreAllGivenNotOnlyTheFirst) {
  const Plan plan = PlanText(std::string(kHeader) + ";x;;X;;;;;;\n;;goed;;;;;;;\n;;;;;;;;;\n");
  ASSERT_EQ(plan.errors.size(), 4U);
  EXPECT_EQ(plan.errors[0].column, "Ontdekt");
  EXPECT_EQ(plan.errors[1].column, "Wat");
  EXPECT_EQ(plan.errors[2].column, "Aard");
  EXPECT_EQ(plan.errors[3].line, 4U);
  EXPECT_EQ(plan.rows.size(), 1U);
}

TEST(RowErrors, SayWhatTheDomainRefuses) {
  RowError error = OneError(";;" + std::string(2'001, 'x') + ";;;;;;;\n");
  EXPECT_EQ(error.column, "Wat");
  EXPECT_EQ(error.fault, RowFault::kRefused);
  EXPECT_EQ(error.refusal,
            (domain::Refusal{
                .field = "facts.summary", .reason = domain::Reason::kTooLong, .limit = 2'000}));

  error = OneError(";1-3-2040 09:30;iets;;;;;;;\n");
  EXPECT_EQ(error.column, "Ontdekt");
  EXPECT_EQ(error.refusal.reason, domain::Reason::kInTheFuture);

  error = OneError(";;iets;;;nee;;ja;;\n");
  EXPECT_EQ(error.column, "");
  EXPECT_EQ(error.refusal.reason, domain::Reason::kNotAssessed);
}

TEST(RowErrors, NeverHoldWhatStandsInATextColumn) {
  const Plan plan =
      PlanText(std::string(kHeader) + ";;Mevrouw Kanarie\x01;;;;;;;\n" + "Kanarie;Kanarie;" +
               std::string(3'000, 'x') + "Kanarie;X;Kanarie;;Kanarie;;Kanarie;Kanarie\n");
  ASSERT_FALSE(plan.errors.empty());
  for (const RowError& error : plan.errors) {
    EXPECT_EQ(Sentence(error, Language::kDutch).find("Kanarie"), std::string::npos)
        << Sentence(error, Language::kDutch);
  }
}

TEST(Headers, MayComeInAnyOrder) {
  const Plan plan = PlanText(
      "Wat;Nummer;Ontdekt;Aard;Aantal;Datalek;Uitleg;Gemeld;Reden; Opmerking \niets;;;;;;;;;\n");
  ASSERT_EQ(plan.rows.size(), 1U);
  EXPECT_EQ(plan.rows[0].incident.facts.summary, "iets");
}

TEST(Headers, ThatDoNotMatchTheMappingAreRefused) {
  const auto error = [](FileFault fault, std::string name) {
    return FileError{.fault = fault, .line = 1, .column = 0, .name = std::move(name), .limit = 0};
  };
  EXPECT_EQ(PlanText("").error, error(FileFault::kNoHeader, ""));
  EXPECT_EQ(PlanText("Wat;Nummer\n").error, error(FileFault::kColumnMissing, "Ontdekt"));
  EXPECT_EQ(PlanText("Wat;Wat\n").error, error(FileFault::kColumnTwice, "Wat"));
  std::string header(kHeader);
  header.insert(header.size() - 1, ";Naam");
  EXPECT_EQ(PlanText(header).error, error(FileFault::kColumnUnmapped, "Naam"));
}

TEST(Files, ThatBreakOffAreNotTakenForComplete) {
  // Fails after its first piece.
  class Breaking : public std::streambuf {
   public:
    explicit Breaking(std::string text) : text_(std::move(text)) {
      setg(text_.data(), text_.data(), text_.data() + text_.size());
    }

   protected:
    int_type underflow() override { throw std::ios_base::failure("disk"); }

   private:
    std::string text_;
  };
  Breaking buffer(std::string(kHeader) + ";;een;;;;;;;\n");
  std::istream stream(&buffer);
  const Mapping mapping = OldRegister();
  const auto error = PlanFile(stream, mapping, kNow, [](const RowOutcome&) { return true; });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, FileFault::kNotReadable);
}

TEST(Files, StopWhenToldTo) {
  const Mapping mapping = OldRegister();
  std::istringstream stream(std::string(kHeader) + ";;een;;;;;;;\n;;twee;;;;;;;\n");
  int rows = 0;
  EXPECT_FALSE(PlanFile(stream, mapping, kNow, [&](const RowOutcome&) { return ++rows < 1; }));
  EXPECT_EQ(rows, 1);
}

std::map<std::string, std::string> SummaryById(const std::string& rows) {
  std::map<std::string, std::string> by_id;
  for (const PlannedRow& row : PlanText(std::string(kHeader) + rows).rows) {
    by_id[row.request_id] = row.incident.facts.summary;
  }
  return by_id;
}

TEST(ExactlyOnce, AFileImportedAgainKeepsItsIds) {
  const std::string rows = ";;een;;;;;;;\n;;twee;;;;;;;\n";
  EXPECT_EQ(SummaryById(rows), SummaryById(rows));
}

TEST(ExactlyOnce, RowsAppendedOrReorderedKeepTheirIds) {
  const auto before = SummaryById(";;een;;;;;;;\n;;twee;;;;;;;\n");
  const auto after = SummaryById(";;drie;;;;;;;\n;;twee;;;;;;;\n;;een;;;;;;;\n");
  EXPECT_EQ(after.size(), 3U);
  for (const auto& [id, summary] : before) {
    ASSERT_TRUE(after.contains(id));
    EXPECT_EQ(after.at(id), summary);
  }
}

TEST(ExactlyOnce, IdenticalRowsAreAsManyIncidents) {
  const auto two = SummaryById(";;een;;;;;;;\n;;een;;;;;;;\n");
  EXPECT_EQ(two.size(), 2U);
  const auto three = SummaryById(";;een;;;;;;;\n;;ander;;;;;;;\n;;een;;;;;;;\n;;een;;;;;;;\n");
  EXPECT_EQ(three.size(), 4U);
  for (const auto& [id, summary] : two) {
    EXPECT_TRUE(three.contains(id));
  }
}

TEST(ExactlyOnce, ColumnsThatAreLeftOutDoNotChangeTheId) {
  EXPECT_EQ(SummaryById("1;;een;;;;;;;\n"), SummaryById("2;;een;;;;;;;\n"));
}

TEST(ExactlyOnce, EveryColumnThatIsReadChangesTheId) {
  // Nummer;Ontdekt;Wat;Aard;Aantal;Datalek;Uitleg;Gemeld;Reden;Opmerking
  const std::vector<std::string> rows = {
      ";;een;;;;;;;\n",      ";onbekend;een;;;;;;;\n", ";;een;V;;;;;;\n",
      ";;een;;1;;;;;\n",     ";;een;;;ja;;;;\n",       ";;een;;;;x;;;\n",
      ";;een;;;ja;;nee;;\n", ";;een;;;;;;x;\n",        ";;een;;;;;;;x\n"};
  std::set<std::string> ids;
  for (const std::string& row : rows) {
    for (const auto& [id, summary] : SummaryById(row)) {
      ids.insert(id);
    }
  }
  EXPECT_EQ(ids.size(), rows.size());
}

TEST(ExactlyOnce, TheLineEndsOfTheFileDoNotChangeTheId) {
  EXPECT_EQ(SummaryById(";;\"een\ntwee\";;;;;;;\n"), SummaryById(";;\"een\r\ntwee\";;;;;;;\r\n"));
}

TEST(ExactlyOnce, TheOrderOfColumnsDoesNotChangeTheId) {
  const Plan moved = PlanText(
      "Wat;Nummer;Ontdekt;Aard;Aantal;Datalek;Uitleg;Gemeld;Reden;Opmerking\neen;;;;;;;;;\n");
  ASSERT_EQ(moved.rows.size(), 1U);
  EXPECT_TRUE(SummaryById(";;een;;;;;;;\n").contains(moved.rows[0].request_id));
}

}  // namespace
}  // namespace datalek::intake

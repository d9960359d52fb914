// The published French notifications through their mapping, held against an independent count.
#include "services/intake/plan.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::intake {
namespace {

constexpr std::int64_t kNow = 1'790'000'000'000;  // September 2026.

std::string SamplePath(const std::string& name) {
  return std::string(DATALEK_SAMPLE_DIRECTORY) + "/" + name;
}

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Mapping CnilMapping() {
  auto parsed = ParseMapping(FileText(SamplePath("cnil.toml")));
  if (const auto* const error = std::get_if<MappingError>(&parsed)) {
    ADD_FAILURE() << Sentence(*error);
    return {};
  }
  return std::get<Mapping>(std::move(parsed));
}

std::string CsvPath() { return SamplePath("cnil-violations-2018-05_2020-02.csv"); }

std::vector<PlannedRow> PlanRows(std::istream& csv) {
  const Mapping mapping = CnilMapping();
  std::vector<PlannedRow> rows;
  const auto error = PlanFile(csv, mapping, kNow, [&](RowOutcome outcome) {
    if (auto* const row = std::get_if<PlannedRow>(&outcome)) {
      rows.push_back(std::move(*row));
    } else {
      for (const RowError& wrong : std::get<std::vector<RowError>>(outcome)) {
        ADD_FAILURE() << Sentence(wrong, Language::kEnglish);
      }
    }
    return true;
  });
  EXPECT_FALSE(error) << Sentence(*error, Language::kEnglish);
  return rows;
}

// Planned once for all tests.
const std::vector<PlannedRow>& AllRows() {
  static const std::vector<PlannedRow> rows = [] {
    std::ifstream csv(CsvPath(), std::ios::binary);
    return PlanRows(csv);
  }();
  return rows;
}

struct CloseProcess {
  void operator()(std::FILE* process) const { (void)pclose(process); }
};

// What the independent script counts.
nlohmann::json ScriptCounts() {
  const std::string command = std::string(DATALEK_CNIL_COUNTS) + " '" + CsvPath() + "'";
  const std::unique_ptr<std::FILE, CloseProcess> process(popen(command.c_str(), "r"));
  std::string text;
  std::array<char, 4096> piece{};
  while (process && std::fgets(piece.data(), static_cast<int>(piece.size()), process.get())) {
    text += piece.data();
  }
  return nlohmann::json::parse(text, nullptr, false);
}

template <typename Enum>
void CountEach(const domain::SetOf<Enum>& options, std::map<std::string, std::uint64_t>& counts) {
  for (const Enum option : options.values()) {
    counts[std::string(domain::Token(option))] += 1;
  }
}

nlohmann::json PlannedCounts() {
  std::map<std::string, std::uint64_t> months;
  std::map<std::string, std::uint64_t> natures;
  std::map<std::string, std::uint64_t> causes;
  std::map<std::string, std::uint64_t> kinds;
  std::uint64_t persons_min = 0;
  std::uint64_t persons_max = 0;
  std::uint64_t persons_unbounded = 0;
  for (const PlannedRow& row : AllRows()) {
    const domain::Facts& facts = row.incident.facts;
    months[domain::ToText(row.incident.notification->notified)] += 1;
    CountEach(facts.natures, natures);
    CountEach(facts.causes, causes);
    CountEach(facts.kinds, kinds);
    const std::uint64_t min = facts.person_count.min.value_or(0);
    persons_min += min;
    persons_max += facts.person_count.max.value_or(min);
    persons_unbounded += facts.person_count.max ? 0U : 1U;
  }
  return {{"total", AllRows().size()},
          {"months", months},
          {"natures", natures},
          {"causes", causes},
          {"kinds", kinds},
          {"persons_min", persons_min},
          {"persons_max", persons_max},
          {"persons_unbounded", persons_unbounded}};
}

TEST(Cnil, EveryRowIsPlannedWithoutError) { EXPECT_EQ(AllRows().size(), 3'824U); }

TEST(Cnil, TheIndependentScriptCountsTheSame) {
  const nlohmann::json counted = ScriptCounts();
  ASSERT_TRUE(counted.is_object());
  EXPECT_EQ(counted, PlannedCounts());
}

TEST(Cnil, EveryRequestIdIsItsOwn) {
  std::set<std::string> ids;
  for (const PlannedRow& row : AllRows()) {
    ids.insert(row.request_id);
  }
  EXPECT_EQ(ids.size(), AllRows().size());
}

TEST(Cnil, TheFirstRowKeepsItsRequestId) {
  // Computed from the grammar in request_id.h with Python's hashlib.
  ASSERT_FALSE(AllRows().empty());
  EXPECT_EQ(AllRows().front().request_id, "971a61b2-5b68-86f3-a357-11b8703f8b70");
  EXPECT_EQ(AllRows().front().line, 2U);
}

TEST(Cnil, TheFirstRowIsWhatTheFileSays) {
  ASSERT_FALSE(AllRows().empty());
  const domain::ImportIncident& incident = AllRows().front().incident;
  EXPECT_EQ(incident.facts.summary, "CNIL-melding. Secteur: Santé humaine et action sociale.");
  EXPECT_EQ(incident.facts.natures, domain::SetOf{domain::Nature::kConfidentiality});
  EXPECT_EQ(incident.facts.person_count, (domain::Count{.min = 0, .max = 5}));
  EXPECT_EQ(
      incident.facts.data,
      (domain::SetOf{domain::DataCategory::kName, domain::DataCategory::kNationalNumber,
                     domain::DataCategory::kContact, domain::DataCategory::kSpecialUnspecified}));
  EXPECT_EQ(incident.facts.kinds, domain::SetOf{domain::Kind::kEmailWrongRecipient});
  EXPECT_EQ(incident.facts.causes, domain::SetOf{domain::Cause::kInternalAccidental});
  EXPECT_EQ(incident.facts.persons, domain::SetOf{domain::PersonGroup::kUnknown});
  EXPECT_EQ(incident.facts.occurred_from, domain::Instant{});
  EXPECT_EQ(incident.facts.discovered, domain::Instant{});
  EXPECT_EQ(incident.assessment->breach, domain::Breach::kYes);
  EXPECT_EQ(incident.assessment->risk, domain::Risk::kUndetermined);
  EXPECT_TRUE(incident.notification->authority);
  EXPECT_EQ(incident.notification->persons, domain::PersonsInformed::kPlanned);
  EXPECT_EQ(incident.notification->notified, domain::InMonth(2020, 2, 60, "Europe/Paris"));
  EXPECT_TRUE(incident.closed);
  EXPECT_EQ(incident.source, "CNIL, violations notifiées, extraction 2020-05-11");
}

TEST(Cnil, RowsInReverseOrderWithOneMoreKeepTheirRequestIds) {
  CsvReader reader(',');
  reader.Feed(FileText(CsvPath()));
  reader.Finish();
  std::vector<std::vector<std::string>> table;
  while (true) {
    auto next = reader.Next();
    if (!std::holds_alternative<Record>(next)) {
      break;
    }
    table.push_back(std::get<Record>(std::move(next)).cells);
  }
  ASSERT_EQ(table.size(), 3'825U);
  std::string text;
  const auto write = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text += (i == 0 ? "\"" : ",\"") + cells[i] + "\"";  // No cell of this file holds a quote.
    }
    text += "\n";
  };
  write(table.front());
  for (std::size_t i = table.size() - 1; i > 0; --i) {
    write(table[i]);
  }
  std::vector<std::string> extra = table[1];
  extra[0] = "2020-03";
  write(extra);

  std::set<std::string> ids;
  std::istringstream csv(text);
  for (const PlannedRow& row : PlanRows(csv)) {
    ids.insert(row.request_id);
  }
  EXPECT_EQ(ids.size(), AllRows().size() + 1);
  for (const PlannedRow& row : AllRows()) {
    ASSERT_TRUE(ids.contains(row.request_id)) << row.line;
  }
}

TEST(Cnil, TheMappingStatesSourceLicenceAndAssumptionsInBothLanguages) {
  const Mapping mapping = CnilMapping();
  EXPECT_NE(mapping.licence.find("Licence Ouverte"), std::string::npos);
  EXPECT_NE(mapping.attribution.find("CNIL"), std::string::npos);
  ASSERT_FALSE(mapping.assumptions.empty());
  EXPECT_NE(mapping.assumptions.front().en.find("not when the breach occurred"), std::string::npos);
  EXPECT_NE(mapping.assumptions.front().nl.find("niet wanneer de inbreuk plaatsvond"),
            std::string::npos);
}

}  // namespace
}  // namespace datalek::intake

// The generator: the same everywhere, well formed always, plausible on the whole.
#include "services/intake/generate.h"
#include "services/domain/validate.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace datalek::intake {
namespace {

constexpr domain::CivilDate kUntil{.year = 2026, .month = 6, .day = 30};
constexpr std::uint64_t kMany = 5'000;

// Local midnight after the last day, in summer time.
std::int64_t EndMs() {
  return (domain::DaysFromCivil(kUntil) + 1) * domain::kDayMs - 2 * domain::kHourMs;
}

std::set<std::string> WordsOf(const domain::ImportIncident& incident) {
  std::set<std::string> texts{incident.facts.summary};
  if (incident.assessment) {
    texts.insert(incident.assessment->explanation);
  }
  if (incident.notification) {
    texts.insert(incident.notification->reasons);
  }
  if (incident.closed) {
    texts.insert(incident.remarks);
  }
  return texts;
}

TEST(Generator, MakesIncidentsThatTheRegisterAccepts) {
  const Generator generator(1, kUntil);
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto refusal = domain::Validate(generator.Incident(i), EndMs());
    ASSERT_EQ(refusal, std::nullopt) << i << " " << refusal->field;
  }
}

TEST(Generator, MakesReportsThatTheRegisterAccepts) {
  const Generator generator(2, kUntil);
  for (std::uint64_t i = 0; i < kMany; ++i) {
    ASSERT_EQ(domain::Validate(generator.Report(i), EndMs()), std::nullopt) << i;
  }
}

TEST(Generator, MakesTheSameIncidentWhateverWasMadeBefore) {
  const Generator one(3, kUntil);
  const Generator other(3, kUntil);
  const domain::Facts later = one.Incident(77).facts;
  for (std::uint64_t i = 0; i < 77; ++i) {
    (void)other.Incident(i);
  }
  EXPECT_EQ(other.Incident(77).facts, later);
  EXPECT_EQ(other.Report(77).facts, later);
}

TEST(Generator, IsTheSameOnEveryMachine) {
  const domain::ImportIncident incident = Generator(42, kUntil).Incident(7);
  EXPECT_EQ(incident.facts.summary, "Verkeerde bijlage meegestuurd. (gegenereerd)");
  EXPECT_EQ(domain::ToText(incident.reported), "2026-06-07 21:45 +02:00");
  EXPECT_EQ(Generator(42, kUntil).RequestId(7), "d86cabe5-d949-8f7e-9fbe-1bfef10bf460");
}

TEST(Generator, MakesOtherIncidentsFromAnotherSeed) {
  const Generator one(4, kUntil);
  const Generator other(5, kUntil);
  int same = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    same += one.Report(i).facts == other.Report(i).facts ? 1 : 0;
  }
  EXPECT_EQ(same, 0);
}

TEST(Generator, GivesEveryIncidentItsOwnRequestId) {
  std::set<std::string> ids;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const Generator generator(seed, kUntil);
    for (std::uint64_t i = 0; i < 500; ++i) {
      ids.insert(generator.RequestId(i));
    }
  }
  EXPECT_EQ(ids.size(), 1'500U);
  EXPECT_TRUE(domain::IsRequestId(*ids.begin()));
}

TEST(Generator, StaysWithinItsPeriodAndFillsIt) {
  const Generator generator(6, kUntil);
  std::set<int> months;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const domain::ImportIncident incident = generator.Incident(i);
    if (incident.facts.occurred_from.known()) {
      const domain::CivilDate date = domain::DateOf(incident.facts.occurred_from);
      ASSERT_GE(date, (domain::CivilDate{.year = 2020, .month = 3, .day = 1}));
      ASSERT_LE(date, kUntil);
      months.insert(date.year * 12 + date.month);
    }
    ASSERT_LE(domain::DateOf(incident.reported), kUntil);
  }
  EXPECT_EQ(months.size(), 76U);  // March 2020 to June 2026.
}

TEST(Generator, WorksForAPeriodOfOneDay) {
  const Generator generator(7, {.year = 2020, .month = 3, .day = 1});
  for (std::uint64_t i = 0; i < 200; ++i) {
    EXPECT_EQ(domain::DateOf(generator.Incident(i).reported),
              (domain::CivilDate{.year = 2020, .month = 3, .day = 1}));
  }
}

TEST(Generator, SaysOfEveryTextThatItIsGenerated) {
  const Generator generator(8, kUntil);
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    for (const std::string& text : WordsOf(generator.Incident(i))) {
      ASSERT_NE(text.find("(gegenereerd)"), std::string::npos) << text;
    }
  }
}

TEST(Generator, FollowsThePublishedShares) {
  const Generator generator(9, kUntil);
  std::map<domain::Kind, std::uint64_t> kinds;
  std::uint64_t named = 0;
  std::uint64_t numbered = 0;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const domain::Facts facts = generator.Report(i).facts;
    for (const domain::Kind kind : facts.kinds.values()) {
      kinds[kind] += 1;
    }
    named += facts.data.Has(domain::DataCategory::kName) ? 1U : 0U;
    numbered += facts.data.Has(domain::DataCategory::kNationalNumber) ? 1U : 0U;
  }
  const auto near = [](std::uint64_t count, double share) {
    EXPECT_NEAR(static_cast<double>(count) / kMany, share, 0.03);
  };
  near(kinds[domain::Kind::kEmailWrongRecipient] + kinds[domain::Kind::kEmailNoBlindCopy] +
           kinds[domain::Kind::kPostWrongRecipient],
       0.41);
  near(kinds[domain::Kind::kPublished], 0.13);
  near(kinds[domain::Kind::kDeviceOrPaperLost], 0.10);
  near(kinds[domain::Kind::kHackMalwarePhishing], 0.08);
  near(named, 0.90);
  near(numbered, 0.29);
}

TEST(Generator, MixesTheStatesOfARegister) {
  const Generator generator(10, kUntil);
  std::uint64_t reported = 0;
  std::uint64_t assessed = 0;
  std::uint64_t no_breach = 0;
  std::uint64_t closed = 0;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const domain::ImportIncident incident = generator.Incident(i);
    if (!incident.assessment) {
      reported += 1;
    } else if (incident.assessment->breach == domain::Breach::kNo) {
      no_breach += 1;
    } else if (!incident.closed) {
      assessed += 1;
    } else {
      closed += 1;
    }
  }
  EXPECT_GT(reported, kMany / 100);
  EXPECT_GT(assessed, kMany / 100);
  EXPECT_GT(no_breach, kMany / 10);
  EXPECT_GT(closed, kMany / 2);
}

}  // namespace
}  // namespace datalek::intake

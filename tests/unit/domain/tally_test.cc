// One test for each sentence of the definition in services/domain/tally.h.
#include "services/domain/tally.h"

#include "tests/testing/moments.h"
#include "tests/testing/printers.h"

#include <gtest/gtest.h>

#include <optional>

namespace datalek::domain {
namespace {

using tests::Moment;
using tests::MsOf;

// A confirmed breach that concerns citizens, of which every moment is known.
Incident Counted() {
  Incident incident;
  incident.state = State::kAssessed;
  incident.facts.persons = {PersonGroup::kCitizens};
  incident.facts.occurred_from = Moment("2026-01-10");
  incident.facts.discovered = Moment("2026-01-20");
  incident.reported = Moment("2026-01-30 09:00");
  incident.assessment = Assessment{.breach = Breach::kYes, .risk = Risk::kRisk, .explanation = "e"};
  incident.recorded_at_ms = MsOf("2026-01-30 09:00");
  return incident;
}

std::optional<Standing> StandingOf(const Incident& incident) {
  const std::optional<Contribution> contribution = ContributionOf(incident);
  return contribution ? std::optional(contribution->standing) : std::nullopt;
}

TEST(Tally, AnAssessedBreachThatConcernsCitizensCounts) {
  EXPECT_EQ(StandingOf(Counted()), Standing::kConfirmed);
}

TEST(Tally, CitizensAmongOthersCount) {
  Incident incident = Counted();
  incident.facts.persons = {PersonGroup::kEmployees, PersonGroup::kCitizens, PersonGroup::kUnknown};
  EXPECT_EQ(StandingOf(incident), Standing::kConfirmed);
}

TEST(Tally, ADismissedIncidentDoesNotCountWhateverTheReason) {
  for (const Option<Dismissal>& option : Options<Dismissal>()) {
    Incident incident = Counted();
    incident.state = State::kDismissed;
    incident.dismissal = option.value;
    EXPECT_EQ(StandingOf(incident), std::nullopt) << option.token;
  }
}

TEST(Tally, AnIncidentJudgedToBeNoBreachDoesNotCount) {
  Incident incident = Counted();
  incident.assessment->breach = Breach::kNo;
  EXPECT_EQ(StandingOf(incident), std::nullopt);
}

TEST(Tally, AClosedBreachStillCounts) {
  Incident incident = Counted();
  incident.state = State::kClosed;
  EXPECT_EQ(StandingOf(incident), Standing::kConfirmed);
}

TEST(Tally, IsDatedByTheFirstMomentItMayHaveOccurred) {
  const auto contribution = ContributionOf(Counted());
  EXPECT_EQ(contribution->date, (CivilDate{.year = 2026, .month = 1, .day = 10}));
  EXPECT_EQ(contribution->basis, DateBasis::kOccurrence);
}

TEST(Tally, WhenTheOccurrenceIsUnknownIsDatedByTheDiscoveryAndMarked) {
  Incident incident = Counted();
  incident.facts.occurred_from = {};
  incident.facts.occurred_to = Moment("2026-01-12");
  const auto contribution = ContributionOf(incident);
  EXPECT_EQ(contribution->date, (CivilDate{.year = 2026, .month = 1, .day = 20}));
  EXPECT_EQ(contribution->basis, DateBasis::kDiscovery);
}

TEST(Tally, WhenTheDiscoveryToIsUnknownIsDatedByTheEarliestOfTheRestAndMarked) {
  Incident incident = Counted();
  incident.facts.occurred_from = {};
  incident.facts.discovered = {};
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 1, .day = 30}));
  EXPECT_EQ(ContributionOf(incident)->basis, DateBasis::kLater);
  incident.aware = Moment("2026-01-29");
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 1, .day = 29}));
  incident.notification = Notification{};
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 1, .day = 29}));
  incident.notification->notified = Moment("2026-01-28");
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 1, .day = 28}));
  EXPECT_EQ(ContributionOf(incident)->basis, DateBasis::kLater);
}

TEST(Tally, OfWhichNoMomentIsKnownIsDatedByItsRecording) {
  Incident incident = Counted();
  incident.facts.occurred_from = {};
  incident.facts.discovered = {};
  incident.reported = {};
  incident.recorded_at_ms = MsOf("2026-02-14 12:00");
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 2, .day = 14}));
  EXPECT_EQ(ContributionOf(incident)->basis, DateBasis::kLater);
}

TEST(Tally, WhatIsKnownToTheMonthHasNoDay) {
  Incident incident = Counted();
  incident.facts.occurred_from = Moment("2020-02");
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2020, .month = 2, .day = 0}));
}

TEST(Tally, TheDateIsTheOneOfTheZoneInWhichItWasSaid) {
  Incident incident = Counted();
  incident.facts.occurred_from = Moment("2026-02-01 00:15");  // January still, in UTC.
  EXPECT_EQ(ContributionOf(incident)->date, (CivilDate{.year = 2026, .month = 2, .day = 1}));
}

TEST(Tally, TheCrisisBeganWithTheFirstConfirmedCase) {
  EXPECT_EQ(kCrisisStart, (CivilDate{.year = 2020, .month = 2, .day = 27}));
}

TEST(Tally, AnIncidentNotYetAssessedIsUndetermined) {
  Incident incident = Counted();
  incident.assessment.reset();
  EXPECT_EQ(StandingOf(incident), Standing::kNotAssessed);
  incident.facts.persons = {PersonGroup::kEmployees};
  EXPECT_EQ(StandingOf(incident), Standing::kNotAssessed);
}

TEST(Tally, AnAssessmentThatSettlesNothingLeavesItUndetermined) {
  Incident incident = Counted();
  incident.assessment->breach = Breach::kUndetermined;
  EXPECT_EQ(StandingOf(incident), Standing::kNotAssessed);
}

TEST(Tally, ABreachOfWhichNobodySaidWhetherCitizensAreConcernedIsUndetermined) {
  Incident incident = Counted();
  incident.facts.persons = {};
  EXPECT_EQ(StandingOf(incident), Standing::kCitizensUnknown);
  incident.facts.persons = {PersonGroup::kUnknown};
  EXPECT_EQ(StandingOf(incident), Standing::kCitizensUnknown);
  incident.facts.persons = {PersonGroup::kEmployees, PersonGroup::kUnknown};
  EXPECT_EQ(StandingOf(incident), Standing::kCitizensUnknown);
}

TEST(Tally, BreachesThatConcernOthersThanCitizensAreCountedApart) {
  Incident incident = Counted();
  incident.facts.persons = {PersonGroup::kEmployees, PersonGroup::kPupils};
  EXPECT_EQ(StandingOf(incident), Standing::kOthersOnly);
}

TEST(Tally, CarriesWhatIsCountedBesides) {
  Incident incident = Counted();
  incident.facts.person_count = {.min = 3, .max = 9};
  incident.facts.natures = {Nature::kConfidentiality};
  incident.facts.kinds = {Kind::kPostLost};
  incident.facts.causes = {Cause::kInternalAccidental};
  incident.assessment->risk = Risk::kHigh;
  incident.notification = Notification{.authority = true,
                                       .persons = PersonsInformed::kNo,
                                       .reasons = "r",
                                       .notified = {},
                                       .authority_reference = {}};
  const Contribution expected{.date = {.year = 2026, .month = 1, .day = 10},
                              .basis = DateBasis::kOccurrence,
                              .standing = Standing::kConfirmed,
                              .persons = {.min = 3, .max = 9},
                              .natures = {Nature::kConfidentiality},
                              .kinds = {Kind::kPostLost},
                              .causes = {Cause::kInternalAccidental},
                              .authority_notified = true,
                              .high_risk = true};
  EXPECT_EQ(ContributionOf(incident), expected);
}

TEST(Tally, ADecisionNotToTellTheAuthorityIsNoNotification) {
  Incident incident = Counted();
  EXPECT_FALSE(ContributionOf(incident)->authority_notified);
  incident.notification = Notification{};
  EXPECT_FALSE(ContributionOf(incident)->authority_notified);
}

TEST(Tally, OnlyAHighRiskIsAHighRisk) {
  for (const Option<Risk>& option : Options<Risk>()) {
    Incident incident = Counted();
    incident.assessment->risk = option.value;
    EXPECT_EQ(ContributionOf(incident)->high_risk, option.value == Risk::kHigh) << option.token;
  }
}

}  // namespace
}  // namespace datalek::domain

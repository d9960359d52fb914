#include "services/domain/apply.h"

#include "tests/testing/builders.h"
#include "tests/testing/dice.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::domain {
namespace {

using tests::Moment;

const Actor kReporter{.role = Role::kReporter, .id = "ee", .account = "employee"};
const Actor kOfficer{.role = Role::kPrivacyOfficer, .id = "0f", .account = "officer"};

Event By(Actor actor, std::int64_t recorded_at_ms, EventBody body) {
  return {.actor = std::move(actor), .recorded_at_ms = recorded_at_ms, .body = std::move(body)};
}

Event AReported() {
  return By(kReporter, 1'000,
            IncidentReported{.facts = tests::AReport().Noticed("2026-03-01").command().facts,
                             .reported = Moment("2026-03-02 09:00"),
                             .number = "DL-2026-00007",
                             .contact = "room 3.14",
                             .source = {}});
}

// What an event makes of `before`, apart from counting it.
Incident Expected(Incident before, auto change) {
  change(before);
  before.event_count += 1;
  before.changed_at_ms = 2'000;
  return before;
}

Incident Applied(Incident before, EventBody body) {
  Apply(By(kOfficer, 2'000, std::move(body)), before);
  return before;
}

TEST(BeginOf, TakesOverWhatWasReportedAndLeavesTheRestUnjudged) {
  const Incident incident = BeginOf(AReported());
  const Incident expected{.state = State::kReported,
                          .number = "DL-2026-00007",
                          .facts = tests::AReport().Noticed("2026-03-01").command().facts,
                          .reported = Moment("2026-03-02 09:00"),
                          .aware = {},
                          .aware_reason = {},
                          .assessment = {},
                          .notification = {},
                          .dismissal = {},
                          .outcome = {},
                          .reporter = "ee",
                          .source = {},
                          .event_count = 1,
                          .recorded_at_ms = 1'000,
                          .changed_at_ms = 1'000};
  EXPECT_EQ(incident, expected);
}

TEST(BeginOf, KeepsNoAccountAndNoContact) {
  const Incident incident = BeginOf(AReported());
  EXPECT_EQ(incident.reporter, "ee");
  EXPECT_EQ(incident.outcome + incident.source + incident.aware_reason, "");
}

TEST(Apply, AnAssessmentReplacesTheOneBefore) {
  const Incident before = BeginOf(AReported());
  const Incident once = Applied(
      before,
      SeverityAssessed{.assessment = tests::Judged(Breach::kYes), .aware = {}, .aware_reason = {}});
  EXPECT_EQ(once, Expected(before, [](Incident& i) {
              i.assessment = tests::Judged(Breach::kYes);
              i.state = State::kAssessed;
            }));
  const Incident twice = Applied(
      once,
      SeverityAssessed{.assessment = tests::Judged(Breach::kNo), .aware = {}, .aware_reason = {}});
  EXPECT_EQ(twice.assessment, tests::Judged(Breach::kNo));
}

TEST(Apply, AnAssessmentWithoutAwarenessLeavesItAsItWas) {
  Incident before = BeginOf(AReported());
  before.aware = Moment("2026-03-01 12:00");
  before.aware_reason = "no proof until then";
  const Incident after =
      Applied(before, SeverityAssessed{.assessment = tests::Judged(Breach::kYes),
                                       .aware = {},
                                       .aware_reason = "says nothing without a moment"});
  EXPECT_EQ(after.aware, Moment("2026-03-01 12:00"));
  EXPECT_EQ(after.aware_reason, "no proof until then");
}

TEST(Apply, AnAssessmentWithAwarenessReplacesMomentAndReasonTogether) {
  Incident before = BeginOf(AReported());
  before.aware = Moment("2026-03-01 12:00");
  before.aware_reason = "no proof until then";
  const Incident after = Applied(before, SeverityAssessed{.assessment = tests::Judged(Breach::kYes),
                                                          .aware = Moment("2026-03-01"),
                                                          .aware_reason = {}});
  EXPECT_EQ(after.aware, Moment("2026-03-01"));
  EXPECT_EQ(after.aware_reason, "");
}

TEST(Apply, OnlyAnAssessmentThatStaysABreachKeepsTheDecision) {
  Incident decided = BeginOf(AReported());
  decided.assessment = tests::Judged(Breach::kYes);
  decided.notification = tests::Notified();
  decided.state = State::kDecided;
  const auto assessed = [&](Breach breach) {
    return Applied(
        decided,
        SeverityAssessed{.assessment = tests::Judged(breach), .aware = {}, .aware_reason = {}});
  };
  EXPECT_EQ(assessed(Breach::kYes).notification, tests::Notified());
  EXPECT_EQ(assessed(Breach::kYes).state, State::kDecided);
  EXPECT_FALSE(assessed(Breach::kNo).notification);
  EXPECT_EQ(assessed(Breach::kNo).state, State::kAssessed);
  EXPECT_FALSE(assessed(Breach::kUndetermined).notification);
}

TEST(Apply, ADecisionReplacesTheOneBefore) {
  Incident before = BeginOf(AReported());
  before.notification = tests::Notified(true);
  EXPECT_EQ(Applied(before, NotificationDecided{tests::Notified(false)}),
            Expected(before, [](Incident& i) {
              i.notification = tests::Notified(false);
              i.state = State::kDecided;
            }));
}

TEST(Apply, ClosingKeepsItsReasonAsTheOutcome) {
  const Incident before = BeginOf(AReported());
  EXPECT_EQ(Applied(before, IncidentClosed{"all done"}), Expected(before, [](Incident& i) {
              i.state = State::kClosed;
              i.outcome = "all done";
            }));
}

TEST(Apply, DismissingKeepsTheRecordAndSaysWhy) {
  const Incident before = BeginOf(AReported());
  EXPECT_EQ(
      Applied(before, IncidentDismissed{.dismissal = Dismissal::kDuplicate, .reason = "same as 6"}),
      Expected(before, [](Incident& i) {
        i.state = State::kDismissed;
        i.dismissal = Dismissal::kDuplicate;
        i.outcome = "same as 6";
      }));
}

TEST(Apply, ReopeningTakesBackTheOutcomeAndTheDismissal) {
  const Incident before = BeginOf(AReported());
  const Incident dismissed =
      Applied(before, IncidentDismissed{.dismissal = Dismissal::kWithdrawn, .reason = "a mistake"});
  const Incident reopened = Applied(dismissed, IncidentReopened{"it was none"});
  EXPECT_EQ(reopened, Expected(dismissed, [](Incident& i) {
              i.state = State::kReported;
              i.dismissal.reset();
              i.outcome.clear();
            }));
}

TEST(Apply, ACommentCountsAndChangesNothingElse) {
  const Incident before = BeginOf(AReported());
  EXPECT_EQ(Applied(before, CommentAdded{"called back"}), Expected(before, [](Incident&) {}));
}

TEST(Apply, AnAmendmentReplacesEveryNamedFieldAndOnlyThose) {
  tests::Dice dice(15);
  const std::int64_t now_ms = tests::MsOf("2026-03-02 09:00");
  Incident before = BeginOf(AReported());
  before.facts = tests::SomeFacts(dice, now_ms);
  const Facts other = tests::SomeFacts(dice, now_ms);
  Facts rest = before.facts;
  for (int number = 1; number <= static_cast<int>(FactField::kMeasures); ++number) {
    const SetOf<FactField> field{static_cast<FactField>(number)};
    const Incident after =
        Applied(before, IncidentAmended{.fields = field, .facts = other, .reason = "better"});
    Facts expected = before.facts;
    CopyFields(field, other, expected);
    EXPECT_EQ(after.facts, expected) << number;
    CopyFields(field, other, rest);
  }
  EXPECT_EQ(rest, other) << "a part of the facts has no field";
}

TEST(CopyFields, OfNoFieldsCopiesNothing) {
  tests::Dice dice(16);
  const Facts from = tests::SomeFacts(dice, tests::MsOf("2026-03-02 09:00"));
  Facts to;
  CopyFields({}, from, to);
  EXPECT_EQ(to, Facts{});
}

TEST(EventType, EveryBodyHasATypeOfItsOwnThatALeafCanHold) {
  const std::vector<EventBody> bodies{
      IncidentReported{}, SeverityAssessed{}, NotificationDecided{},
      IncidentClosed{},   IncidentReopened{}, IncidentDismissed{},
      IncidentAmended{},  CommentAdded{},     OrganisationCreated{}};
  ASSERT_EQ(bodies.size(), std::variant_size_v<EventBody>);
  std::set<std::string_view> types;
  for (const EventBody& body : bodies) {
    const std::string_view type = TypeOf(body);
    EXPECT_TRUE(types.insert(type).second) << type;
    EXPECT_LE(type.size(), 32U);
    EXPECT_EQ(type.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-"),
              std::string_view::npos);
    EXPECT_TRUE(type.front() >= 'a' && type.front() <= 'z') << type;
  }
}

TEST(EventType, NamesStandAsTheyWereFirstWritten) {
  EXPECT_EQ(TypeOf(IncidentReported{}), "incident-reported");
  EXPECT_EQ(TypeOf(SeverityAssessed{}), "severity-assessed");
  EXPECT_EQ(TypeOf(NotificationDecided{}), "notification-decided");
  EXPECT_EQ(TypeOf(IncidentClosed{}), "incident-closed");
  EXPECT_EQ(TypeOf(IncidentReopened{}), "incident-reopened");
  EXPECT_EQ(TypeOf(IncidentDismissed{}), "incident-dismissed");
  EXPECT_EQ(TypeOf(IncidentAmended{}), "incident-amended");
  EXPECT_EQ(TypeOf(CommentAdded{}), "comment-added");
  EXPECT_EQ(TypeOf(OrganisationCreated{}), "organisation-created");
}

TEST(Open, IsEverythingThatIsNeitherClosedNorDismissed) {
  for (const Option<State>& option : Options<State>()) {
    Incident incident;
    incident.state = option.value;
    EXPECT_EQ(Open(incident), option.value != State::kClosed && option.value != State::kDismissed)
        << option.token;
  }
}

TEST(BeginsIncident, IsTrueOfReportsAndImportsAlone) {
  EXPECT_TRUE(BeginsIncident(tests::AReport()));
  EXPECT_TRUE(BeginsIncident(tests::AnImport()));
  EXPECT_FALSE(BeginsIncident(tests::Assess(Breach::kYes)));
  EXPECT_FALSE(BeginsIncident(tests::Decide()));
  EXPECT_FALSE(BeginsIncident(tests::Close()));
  EXPECT_FALSE(BeginsIncident(tests::Reopen()));
  EXPECT_FALSE(BeginsIncident(tests::Dismiss(Dismissal::kDuplicate)));
  EXPECT_FALSE(BeginsIncident(tests::AnAmendment({})));
  EXPECT_FALSE(BeginsIncident(tests::Comment()));
}

}  // namespace
}  // namespace datalek::domain

#include "services/domain/decide.h"

#include "services/domain/apply.h"
#include "services/domain/limits.h"
#include "tests/testing/builders.h"
#include "tests/testing/refusal_matchers.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::domain {
namespace {

using tests::AnAmendment;
using tests::AnImport;
using tests::AReport;
using tests::Moment;
using tests::MsOf;
using tests::NotRefused;
using tests::RefusedWith;

Occasion Now() {
  return {.actor = {.role = Role::kPrivacyOfficer, .id = "0f", .account = "officer"},
          .now_ms = MsOf("2026-03-02 09:00") + 17'123,
          .now = Moment("2026-03-02 09:00"),
          .number = "DL-2026-00042"};
}

std::vector<Event> EventsOf(const Decision& decision) {
  const auto* events = std::get_if<std::vector<Event>>(&decision);
  return events != nullptr ? *events : std::vector<Event>();
}

// The incident after the commands, each of which must be taken.
Incident After(const Command& beginning, const std::vector<Command>& commands) {
  std::vector<Event> events = EventsOf(Begin(beginning, Now()));
  Incident incident = BeginOf(events.at(0));
  for (std::size_t i = 1; i < events.size(); ++i) {
    Apply(events[i], incident);
  }
  for (const Command& command : commands) {
    events = EventsOf(Continue(incident, command, Now()));
    EXPECT_FALSE(events.empty()) << "command " << command.index();
    for (const Event& event : events) {
      Apply(event, incident);
    }
  }
  return incident;
}

Incident After(const std::vector<Command>& commands) { return After(AReport(), commands); }

const Command kAssessBreach = tests::Assess(Breach::kYes);
const Command kAssessNone = tests::Assess(Breach::kNo);
const Command kAssessOpen = tests::Assess(Breach::kUndetermined);

struct Named {
  std::string_view name;
  Command command;
};

std::vector<Named> Commands() {
  return {{"assess: breach", kAssessBreach},
          {"assess: no breach", kAssessNone},
          {"assess: undetermined", kAssessOpen},
          {"decide", tests::Decide()},
          {"close", tests::Close()},
          {"reopen", tests::Reopen()},
          {"dismiss: not a breach", tests::Dismiss(Dismissal::kNotABreach)},
          {"dismiss: duplicate", tests::Dismiss(Dismissal::kDuplicate)},
          {"dismiss: withdrawn", tests::Dismiss(Dismissal::kWithdrawn)},
          {"amend", AnAmendment({FactField::kSummary}).Saying("corrected")},
          {"comment", tests::Comment()}};
}

struct Standing {
  std::string_view name;
  Incident incident;
};

std::vector<Standing> Standings() {
  return {{"reported", After({})},
          {"assessed: breach", After({kAssessBreach})},
          {"assessed: no breach", After({kAssessNone})},
          {"decided", After({kAssessBreach, tests::Decide()})},
          {"closed", After({kAssessBreach, tests::Decide(), tests::Close()})},
          {"dismissed", After({tests::Dismiss(Dismissal::kDuplicate)})}};
}

struct Row {
  std::string_view standing;
  std::string_view command;
  std::string_view outcome;  // The token of the state it leads to, or the name of the reason.
};

constexpr Row kStateMachine[] = {
    {"reported", "assess: breach", "assessed"},
    {"reported", "assess: no breach", "assessed"},
    {"reported", "assess: undetermined", "assessed"},
    {"reported", "decide", "NOT_ASSESSED"},
    {"reported", "close", "NOT_ASSESSED"},
    {"reported", "reopen", "NOT_CLOSED"},
    {"reported", "dismiss: not a breach", "dismissed"},
    {"reported", "dismiss: duplicate", "dismissed"},
    {"reported", "dismiss: withdrawn", "dismissed"},
    {"reported", "amend", "reported"},
    {"reported", "comment", "reported"},

    {"assessed: breach", "assess: breach", "assessed"},
    {"assessed: breach", "assess: no breach", "assessed"},
    {"assessed: breach", "assess: undetermined", "assessed"},
    {"assessed: breach", "decide", "decided"},
    {"assessed: breach", "close", "NOT_DECIDED"},
    {"assessed: breach", "reopen", "NOT_CLOSED"},
    {"assessed: breach", "dismiss: not a breach", "IS_A_BREACH"},
    {"assessed: breach", "dismiss: duplicate", "dismissed"},
    {"assessed: breach", "dismiss: withdrawn", "dismissed"},
    {"assessed: breach", "amend", "assessed"},
    {"assessed: breach", "comment", "assessed"},

    {"assessed: no breach", "assess: breach", "assessed"},
    {"assessed: no breach", "assess: no breach", "assessed"},
    {"assessed: no breach", "assess: undetermined", "assessed"},
    {"assessed: no breach", "decide", "NOT_ASSESSED"},
    {"assessed: no breach", "close", "NOT_ASSESSED"},
    {"assessed: no breach", "reopen", "NOT_CLOSED"},
    {"assessed: no breach", "dismiss: not a breach", "dismissed"},
    {"assessed: no breach", "dismiss: duplicate", "dismissed"},
    {"assessed: no breach", "dismiss: withdrawn", "dismissed"},
    {"assessed: no breach", "amend", "assessed"},
    {"assessed: no breach", "comment", "assessed"},

    {"decided", "assess: breach", "decided"},
    {"decided", "assess: no breach", "assessed"},
    {"decided", "assess: undetermined", "assessed"},
    {"decided", "decide", "decided"},
    {"decided", "close", "closed"},
    {"decided", "reopen", "NOT_CLOSED"},
    {"decided", "dismiss: not a breach", "IS_A_BREACH"},
    {"decided", "dismiss: duplicate", "dismissed"},
    {"decided", "dismiss: withdrawn", "dismissed"},
    {"decided", "amend", "decided"},
    {"decided", "comment", "decided"},

    {"closed", "assess: breach", "ALREADY_CLOSED"},
    {"closed", "assess: no breach", "ALREADY_CLOSED"},
    {"closed", "assess: undetermined", "ALREADY_CLOSED"},
    {"closed", "decide", "ALREADY_CLOSED"},
    {"closed", "close", "ALREADY_CLOSED"},
    {"closed", "reopen", "decided"},
    {"closed", "dismiss: not a breach", "ALREADY_CLOSED"},
    {"closed", "dismiss: duplicate", "ALREADY_CLOSED"},
    {"closed", "dismiss: withdrawn", "ALREADY_CLOSED"},
    {"closed", "amend", "ALREADY_CLOSED"},
    {"closed", "comment", "closed"},

    {"dismissed", "assess: breach", "ALREADY_CLOSED"},
    {"dismissed", "assess: no breach", "ALREADY_CLOSED"},
    {"dismissed", "assess: undetermined", "ALREADY_CLOSED"},
    {"dismissed", "decide", "ALREADY_CLOSED"},
    {"dismissed", "close", "ALREADY_CLOSED"},
    {"dismissed", "reopen", "reported"},
    {"dismissed", "dismiss: not a breach", "ALREADY_CLOSED"},
    {"dismissed", "dismiss: duplicate", "ALREADY_CLOSED"},
    {"dismissed", "dismiss: withdrawn", "ALREADY_CLOSED"},
    {"dismissed", "amend", "ALREADY_CLOSED"},
    {"dismissed", "comment", "dismissed"},
};

std::string OutcomeOf(const Incident& before, const Command& command) {
  const Decision decision = Continue(before, command, Now());
  if (const auto* refusal = std::get_if<Refusal>(&decision)) {
    return std::string(NameOf(refusal->reason));
  }
  Incident after = before;
  for (const Event& event : EventsOf(decision)) {
    Apply(event, after);
  }
  return std::string(Token(after.state));
}

TEST(StateMachine, IsTheTable) {
  std::set<std::string> met;
  for (const Standing& standing : Standings()) {
    for (const Named& named : Commands()) {
      for (const Row& row : kStateMachine) {
        if (row.standing == standing.name && row.command == named.name) {
          const std::string name = std::string(row.standing) + ", " + std::string(row.command);
          EXPECT_EQ(OutcomeOf(standing.incident, named.command), row.outcome) << name;
          EXPECT_TRUE(met.insert(name).second) << name << " stands in the table twice";
        }
      }
    }
  }
  EXPECT_EQ(met.size(), Standings().size() * Commands().size()) << "the table has gaps";
}

TEST(StateMachine, NothingBeginsTwice) {
  EXPECT_THAT(Continue(After({}), AReport(), Now()), RefusedWith(Reason::kMalformed));
  EXPECT_THAT(Continue(After({}), AnImport(), Now()), RefusedWith(Reason::kMalformed));
}

TEST(StateMachine, ReopeningReturnsToWhatTheIncidentAlreadyHolds) {
  EXPECT_EQ(After({tests::Dismiss(Dismissal::kWithdrawn), tests::Reopen()}).state,
            State::kReported);
  EXPECT_EQ(After({kAssessBreach, tests::Dismiss(Dismissal::kDuplicate), tests::Reopen()}).state,
            State::kAssessed);
  EXPECT_EQ(After({kAssessBreach, tests::Decide(), tests::Dismiss(Dismissal::kDuplicate),
                   tests::Reopen()})
                .state,
            State::kDecided);
}

TEST(StateMachine, ABreachThatProvesToBeNoneCanBeDismissed) {
  const Incident incident =
      After({kAssessBreach, tests::Decide(), kAssessNone, tests::Dismiss(Dismissal::kNotABreach)});
  EXPECT_EQ(incident.state, State::kDismissed);
  EXPECT_FALSE(incident.notification) << "the decision about a breach that is none still stands";
}

TEST(Begin, ReportingGivesOneEventWithTheOccasion) {
  const std::vector<Event> events =
      EventsOf(Begin(AReport().Noticed("2026-03-01").From("room 3.14"), Now()));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].actor, Now().actor);
  EXPECT_EQ(events[0].recorded_at_ms, Now().now_ms);
  const auto& body = std::get<IncidentReported>(events[0].body);
  EXPECT_EQ(body.facts, AReport().Noticed("2026-03-01").command().facts);
  EXPECT_EQ(body.reported, Now().now) << "the report is received when it is recorded";
  EXPECT_EQ(body.number, "DL-2026-00042");
  EXPECT_EQ(body.contact, "room 3.14");
  EXPECT_EQ(body.source, "");
}

TEST(Begin, ImportingGivesAsManyEventsAsTheOlderRegisterKnew) {
  EXPECT_EQ(EventsOf(Begin(AnImport(), Now())).size(), 1U);
  EXPECT_EQ(EventsOf(Begin(AnImport().Assessed(Breach::kNo), Now())).size(), 2U);
  EXPECT_EQ(EventsOf(Begin(AnImport().Assessed(Breach::kYes).Decided(), Now())).size(), 3U);
  EXPECT_EQ(EventsOf(Begin(AnImport().Assessed(Breach::kYes).Decided().Closed(), Now())).size(),
            4U);
}

TEST(Begin, AnImportKeepsTheOlderRegistersDateOfReceiptAlsoWhenUnknown) {
  EXPECT_EQ(After(AnImport().Received("2019-05"), {}).reported, Moment("2019-05"));
  EXPECT_FALSE(After(AnImport(), {}).reported.known());
}

TEST(Begin, AnImportsRemarksBecomeTheReasonOfItsClosing) {
  const Incident incident = After(AnImport().Assessed(Breach::kYes).Decided().Closed(), {});
  EXPECT_EQ(incident.state, State::kClosed);
  EXPECT_EQ(incident.outcome, "Dates are those of receipt");
  EXPECT_EQ(incident.source, "older-register");
}

// --- awareness ---------------------------------------------------------------------------------

TEST(Awareness, LaterThanTheDiscoveryNeedsAReason) {
  const Incident incident = After(AReport().Noticed("2026-03-01 09:00"), {});
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-01 09:01"), Now()),
              RefusedWith(Reason::kReasonNeeded, "aware_reason"));
  EXPECT_THAT(
      Continue(incident, tests::AssessAware("2026-03-01 09:01", "no proof until then"), Now()),
      NotRefused());
}

TEST(Awareness, AtTheDiscoveryNeedsNone) {
  const Incident incident = After(AReport().Noticed("2026-03-01 09:00"), {});
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-01 09:00"), Now()), NotRefused());
  EXPECT_THAT(Continue(incident, kAssessBreach, Now()), NotRefused());
}

TEST(Awareness, CannotLieBeforeTheDiscovery) {
  const Incident incident = After(AReport().Noticed("2026-03-01 09:00"), {});
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-01 08:59"), Now()),
              RefusedWith(Reason::kOutOfOrder, "aware_at"));
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-01"), Now()), NotRefused())
      << "the same day, to the day";
}

TEST(Awareness, WithoutADiscoveryIsComparedWithTheReport) {
  const Incident incident = After({});
  ASSERT_EQ(incident.reported, Moment("2026-03-02 09:00"));
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-02 09:01"), Now()),
              RefusedWith(Reason::kReasonNeeded, "aware_reason"));
  EXPECT_THAT(Continue(incident, tests::AssessAware("2026-03-02 08:00"), Now()), NotRefused())
      << "somebody may have known before it was reported here";
}

TEST(Awareness, OfAnImportThatKnowsNoMomentMayBeAny) {
  EXPECT_THAT(Continue(After(AnImport(), {}), tests::AssessAware("2019-01-01"), Now()),
              NotRefused());
}

// --- corrections -------------------------------------------------------------------------------

TEST(Amending, RecordsTheNamedFieldsAndNothingElse) {
  AmendIncident amend = AnAmendment({FactField::kSummary}).Saying("corrected").command();
  amend.facts.measures = "not named";
  const std::vector<Event> events = EventsOf(Continue(After({}), amend, Now()));
  ASSERT_EQ(events.size(), 1U);
  const auto& body = std::get<IncidentAmended>(events[0].body);
  EXPECT_EQ(body.facts.summary, "corrected");
  EXPECT_EQ(body.facts.measures, "") << "what was not named reached the record";
  EXPECT_EQ(body.reason, "Found out later");
}

TEST(Amending, IsCheckedAgainstTheFactsThatStay) {
  const Incident incident =
      After(AReport().Occurred("2026-02-10").Until("2026-02-12").Noticed("2026-02-11"), {});
  EXPECT_THAT(
      Continue(incident, AnAmendment({FactField::kDiscovered}).Noticed("2026-02-09"), Now()),
      RefusedWith(Reason::kOutOfOrder, "facts.discovered_at"));
  EXPECT_THAT(Continue(incident, AnAmendment({FactField::kOccurredTo}).Until("2026-02-09"), Now()),
              RefusedWith(Reason::kReversed, "facts.occurred_to"));
  EXPECT_THAT(
      Continue(incident, AnAmendment({FactField::kOccurredFrom}).Occurred("2026-02-11"), Now()),
      NotRefused());
}

TEST(Amending, MayTakeBackAMoment) {
  const Incident incident =
      After(AReport().Noticed("2026-02-11"), {AnAmendment({FactField::kDiscovered})});
  EXPECT_FALSE(incident.facts.discovered.known());
}

// --- precedence --------------------------------------------------------------------------------

TEST(Precedence, TheOrderOfMomentsGoesBeforeTheState) {
  const Incident closed = After(AReport().Occurred("2026-02-10").Noticed("2026-02-10 09:00"),
                                {kAssessBreach, tests::Decide(), tests::Close()});
  EXPECT_THAT(Continue(closed, tests::AssessAware("2026-02-10 08:00"), Now()),
              RefusedWith(Reason::kOutOfOrder));
  EXPECT_THAT(Continue(closed, AnAmendment({FactField::kDiscovered}).Noticed("2026-02-09"), Now()),
              RefusedWith(Reason::kOutOfOrder));
}

TEST(Precedence, TheStateGoesBeforeAReasonThatIsNeeded) {
  const Incident closed = After(AReport().Noticed("2026-02-10 09:00"),
                                {kAssessBreach, tests::Decide(), tests::Close()});
  EXPECT_THAT(Continue(closed, tests::AssessAware("2026-02-10 10:00"), Now()),
              RefusedWith(Reason::kAlreadyClosed));
}

TEST(Precedence, AReversedPeriodGoesBeforeADiscoveryThatIsOutOfOrder) {
  const Incident incident = After(AReport().Until("2026-02-12").Noticed("2026-02-11"), {});
  EXPECT_THAT(
      Continue(incident, AnAmendment({FactField::kOccurredFrom}).Occurred("2026-02-20"), Now()),
      RefusedWith(Reason::kReversed, "facts.occurred_to"));
}

TEST(Precedence, TooManyEventsGoesBeforeEverythingThatTheStateSays) {
  Incident closed = After({kAssessBreach, tests::Decide(), tests::Close()});
  closed.event_count = kEventsPerIncidentMax;
  EXPECT_THAT(Continue(closed, tests::Close(), Now()), RefusedWith(Reason::kTooManyEvents));
}

TEST(Limits, AnIncidentTakesEventsUpToItsLimitAndNotOneMore) {
  Incident incident = After({});
  incident.event_count = kEventsPerIncidentMax - 1;
  EXPECT_THAT(Continue(incident, tests::Comment(), Now()), NotRefused());
  incident.event_count = kEventsPerIncidentMax;
  EXPECT_THAT(Continue(incident, tests::Comment(), Now()), RefusedWith(Reason::kTooManyEvents));
}

TEST(Deciding, ChangesNothingOfTheIncidentItself) {
  const Incident before = After({kAssessBreach});
  const Incident copy = before;
  for (const Named& named : Commands()) {
    (void)Continue(before, named.command, Now());
  }
  EXPECT_EQ(before, copy);
}

TEST(Deciding, EveryEventCarriesWhoAndWhen) {
  for (const Standing& standing : Standings()) {
    for (const Named& named : Commands()) {
      for (const Event& event : EventsOf(Continue(standing.incident, named.command, Now()))) {
        EXPECT_EQ(event.actor, Now().actor) << named.name;
        EXPECT_EQ(event.recorded_at_ms, Now().now_ms) << named.name;
      }
    }
  }
}

}  // namespace
}  // namespace datalek::domain

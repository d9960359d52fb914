// What the server answers: incidents, timelines, receipts and refusals as messages.
#include "services/domain/decide.h"
#include "services/wire/timestamp.h"
#include "services/wire/to_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace datalek::wire {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kNine = 1'772'355'600'000;  // 2026-03-01 10:00 +01:00

domain::Incident SomeIncident() {
  domain::Incident incident;
  incident.state = domain::State::kAssessed;
  incident.number = "DL-2026-00042";
  incident.facts.summary = "Brief verkeerd bezorgd";
  incident.reported = domain::AtMinute(kNine, 60, "Europe/Amsterdam");
  incident.event_count = 2;
  incident.recorded_at_ms = kNine + 1;
  incident.changed_at_ms = kNine + 2;
  return incident;
}

TEST(IncidentAnswer, HoldsWhatTheIncidentHolds) {
  domain::Incident incident = SomeIncident();
  incident.facts.kinds = {domain::Kind::kOther};
  incident.aware = domain::AtMinute(kNine + domain::kHourMs, 60, "Europe/Amsterdam");
  incident.aware_reason = "eerst onderzocht";
  incident.assessment = {
      .breach = domain::Breach::kYes, .risk = domain::Risk::kRisk, .explanation = "uitleg"};
  incident.notification = {.authority = true,
                           .persons = domain::PersonsInformed::kPlanned,
                           .reasons = "waarom",
                           .notified = {},
                           .authority_reference = "AP-1"};
  incident.dismissal = domain::Dismissal::kDuplicate;
  incident.outcome = "afgehandeld";
  incident.source = "oud register";
  v1::Incident api;
  Fill(incident, &api);
  EXPECT_EQ(api.number(), "DL-2026-00042");
  EXPECT_EQ(api.state(), v1::INCIDENT_STATE_ASSESSED);
  EXPECT_THAT(api.facts().kinds(), ElementsAre(v1::KIND_OTHER));
  EXPECT_EQ(ToMs(api.reported_at().start()), kNine);
  EXPECT_EQ(ToMs(api.aware_at().start()), kNine + domain::kHourMs);
  EXPECT_EQ(api.aware_reason(), "eerst onderzocht");
  EXPECT_EQ(ToMs(api.notify_by()), kNine + 73 * domain::kHourMs);
  EXPECT_EQ(api.assessment().risk(), v1::RISK_RISK);
  EXPECT_EQ(api.notification().authority_reference(), "AP-1");
  EXPECT_FALSE(api.notification().has_notified_at());
  EXPECT_EQ(api.dismissal(), v1::DISMISSAL_DUPLICATE);
  EXPECT_EQ(api.outcome(), "afgehandeld");
  EXPECT_EQ(api.source(), "oud register");
  EXPECT_EQ(ToMs(api.recorded_at()), kNine + 1);
  EXPECT_EQ(ToMs(api.changed_at()), kNine + 2);
  EXPECT_EQ(api.etag(), "2");
}

TEST(IncidentAnswer, LeavesOutWhatIsUnknown) {
  v1::Incident api;
  Fill(SomeIncident(), &api);
  EXPECT_FALSE(api.facts().has_discovered_at());
  EXPECT_FALSE(api.facts().has_occurred_from());
  EXPECT_FALSE(api.facts().has_person_count());
  EXPECT_FALSE(api.has_assessment());
  EXPECT_FALSE(api.has_notification());
  EXPECT_EQ(api.dismissal(), v1::DISMISSAL_UNSPECIFIED);
}

TEST(IncidentAnswer, IsAwareFromTheReportWhenNothingEarlierIsKnown) {
  v1::Incident api;
  Fill(SomeIncident(), &api);
  EXPECT_EQ(ToMs(api.aware_at().start()), kNine);
}

TEST(IncidentAnswer, OfAnImportWithoutAnyMomentHasNoAwareness) {
  domain::Incident incident = SomeIncident();
  incident.reported = {};
  v1::Incident api;
  Fill(incident, &api);
  EXPECT_FALSE(api.has_reported_at());
  EXPECT_FALSE(api.has_aware_at());
  EXPECT_EQ(ToMs(api.notify_by()), kNine + 1 + 72 * domain::kHourMs);
}

v1::TimelineEvent Timeline(domain::EventBody body) {
  v1::TimelineEvent api;
  Fill(domain::Event{.actor = {.role = domain::Role::kPrivacyOfficer,
                               .id = "p-1",
                               .account = "officer@gemeente-voorbeeld"},
                     .recorded_at_ms = kNine,
                     .body = std::move(body)},
       &api);
  return api;
}

TEST(TimelineAnswer, SaysWhenWhatAndByWhichPseudonym) {
  const v1::TimelineEvent api = Timeline(domain::CommentAdded{"nagebeld"});
  EXPECT_EQ(api.type(), "comment-added");
  EXPECT_EQ(ToMs(api.recorded_at()), kNine);
  EXPECT_EQ(api.actor_role(), v1::ROLE_PRIVACY_OFFICER);
  EXPECT_EQ(api.actor_id(), "p-1");
  EXPECT_EQ(api.text(), "nagebeld");
}

TEST(TimelineAnswer, NeverHoldsTheAccount) {
  EXPECT_EQ(Timeline(domain::CommentAdded{"x"}).SerializeAsString().find("officer@"),
            std::string::npos);
}

TEST(TimelineAnswer, CarriesTheWordsOfEveryKindOfEvent) {
  domain::IncidentReported reported;
  reported.facts.summary = "samenvatting";
  EXPECT_EQ(Timeline(reported).text(), "samenvatting");
  EXPECT_EQ(Timeline(domain::IncidentClosed{"klaar"}).text(), "klaar");
  EXPECT_EQ(Timeline(domain::IncidentReopened{"toch"}).text(), "toch");
  const v1::TimelineEvent dismissed = Timeline(domain::IncidentDismissed{
      .dismissal = domain::Dismissal::kWithdrawn, .reason = "ingetrokken"});
  EXPECT_EQ(dismissed.text(), "ingetrokken");
  EXPECT_EQ(dismissed.dismissal(), v1::DISMISSAL_WITHDRAWN);
  domain::Notification notification;
  notification.reasons = "waarom";
  EXPECT_EQ(Timeline(domain::NotificationDecided{notification}).notification().reasons(), "waarom");
}

TEST(TimelineAnswer, OfAnAssessmentHoldsBothTheJudgementAndTheLaterAwareness) {
  const v1::TimelineEvent api =
      Timeline(domain::SeverityAssessed{.assessment = {.breach = domain::Breach::kYes,
                                                       .risk = domain::Risk::kRisk,
                                                       .explanation = "uitleg"},
                                        .aware = domain::AtMinute(kNine, 60, "Europe/Amsterdam"),
                                        .aware_reason = "later zeker"});
  EXPECT_EQ(api.assessment().explanation(), "uitleg");
  EXPECT_EQ(ToMs(api.aware_at().start()), kNine);
  EXPECT_EQ(api.text(), "later zeker");
}

TEST(TimelineAnswer, OfACorrectionHoldsOnlyTheNamedFields) {
  domain::IncidentAmended amended{
      .fields = {domain::FactField::kSummary, domain::FactField::kDiscovered},
      .facts = {},
      .reason = "typefout"};
  amended.facts.summary = "nieuw";
  amended.facts.measures = "niet genoemd";
  const v1::TimelineEvent api = Timeline(amended);
  EXPECT_THAT(api.corrected_fields(), ElementsAre("discovered_at", "summary"));
  EXPECT_EQ(api.corrected().summary(), "nieuw");
  EXPECT_EQ(api.corrected().measures(), "");
  EXPECT_EQ(api.text(), "typefout");
}

TEST(ReceiptAnswer, HoldsEveryPart) {
  domain::IncidentId id;
  id.bytes[0] = 0xAB;
  v1::Receipt api;
  Fill(ReceiptParts{.incident = id,
                    .number = "DL-2026-00001",
                    .sequence = 7,
                    .recorded_at_ms = kNine,
                    .notify_by_ms = kNine + 1,
                    .event_count = 3,
                    .replayed = true},
       &api);
  EXPECT_EQ(api.incident_id(), "ab000000000000000000000000000000");
  EXPECT_EQ(api.number(), "DL-2026-00001");
  EXPECT_EQ(api.sequence(), 7U);
  EXPECT_EQ(ToMs(api.recorded_at()), kNine);
  EXPECT_EQ(ToMs(api.notify_by()), kNine + 1);
  EXPECT_EQ(api.etag(), "3");
  EXPECT_TRUE(api.replayed());
}

TEST(RefusalAnswer, HoldsFieldReasonAndLimit) {
  v1::Refusal api;
  Fill(
      domain::Refusal{.field = "facts.summary", .reason = domain::Reason::kTooLong, .limit = 2'000},
      &api);
  EXPECT_EQ(api.field(), "facts.summary");
  EXPECT_EQ(api.reason(), v1::REFUSAL_REASON_TOO_LONG);
  EXPECT_EQ(api.limit(), 2'000U);
}

}  // namespace
}  // namespace datalek::wire

// Bytes of the first released format, written by another encoder, still read as what they said.
#include "services/ledger/codec.h"

#include "storage/kv/status.h"
#include "tests/testing/same_event.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace datalek::ledger {
namespace {

using tests::IsOk;
using tests::SaysTheSameAs;

std::string Golden(const std::string& name) {
  std::ifstream file(GOLDEN_DIRECTORY "/event_v1_" + name + ".bin", std::ios::binary);
  EXPECT_TRUE(file) << name << " is missing";
  return {std::istreambuf_iterator<char>(file), {}};
}

const domain::Actor kOfficer{
    .role = domain::Role::kPrivacyOfficer, .id = "00ff", .account = "officer@gemeente-voorbeeld"};

domain::Event ByOfficer(domain::EventBody body) {
  return {.actor = kOfficer, .recorded_at_ms = 1'772'442'000'123, .body = std::move(body)};
}

void ExpectGolden(const std::string& name, const domain::Event& expected) {
  const storage::Result<DecodedEvent> decoded = Decode(Golden("identity"), Golden(name));
  ASSERT_THAT(decoded, IsOk());
  EXPECT_THAT(decoded.value().event, SaysTheSameAs(expected));
}

domain::Facts GoldenFacts() {
  return {.situations = {domain::Situation::kPrivateEmail, domain::Situation::kUnsure},
          .natures = {domain::Nature::kConfidentiality, domain::Nature::kAvailability},
          .kinds = {domain::Kind::kPostWrongRecipient, domain::Kind::kImproperDisposal},
          .causes = {domain::Cause::kInternalAccidental},
          .data = {domain::DataCategory::kName, domain::DataCategory::kSpecialUnspecified},
          .persons = {domain::PersonGroup::kCitizens, domain::PersonGroup::kOther},
          .person_count = {.min = 0, .max = 12},
          .record_count = {.min = 7, .max = {}},
          .working_from_home = domain::Answer::kYes,
          .occurred_from = {.precision = domain::Precision::kMonth,
                            .start_ms = 1'769'900'400'000,
                            .offset_minutes = 60,
                            .zone = "Europe/Amsterdam"},
          .occurred_to = {.precision = domain::Precision::kDay,
                          .start_ms = 1'771'974'000'000,
                          .offset_minutes = 60,
                          .zone = "Europe/Amsterdam"},
          .discovered = {.precision = domain::Precision::kMinute,
                         .start_ms = -60'000,
                         .offset_minutes = -210,
                         .zone = "America/St_Johns"},
          .summary = "Brief naar het verkeerde adres, één keer",
          .consequences = "none known",
          .measures = "asked for it back"};
}

TEST(CodecGolden, IncidentReported) {
  domain::Event expected =
      ByOfficer(domain::IncidentReported{.facts = GoldenFacts(),
                                         .reported = {.precision = domain::Precision::kMinute,
                                                      .start_ms = 1'772'442'000'000,
                                                      .offset_minutes = 60,
                                                      .zone = "Europe/Amsterdam"},
                                         .number = "DL-2026-00042",
                                         .contact = "room 3.14",
                                         .source = "older-register"});
  ExpectGolden("incident_reported", expected);
  const storage::Result<DecodedEvent> decoded =
      Decode(Golden("identity"), Golden("incident_reported"));
  ASSERT_THAT(decoded, IsOk());
  EXPECT_EQ(decoded.value().log_id, "0123456789abcdef");
}

TEST(CodecGolden, SeverityAssessed) {
  ExpectGolden("severity_assessed",
               ByOfficer(domain::SeverityAssessed{.assessment = {.breach = domain::Breach::kYes,
                                                                 .risk = domain::Risk::kHigh,
                                                                 .explanation = "health data"},
                                                  .aware = {.precision = domain::Precision::kDay,
                                                            .start_ms = 1'772'406'000'000,
                                                            .offset_minutes = 60,
                                                            .zone = "Europe/Amsterdam"},
                                                  .aware_reason = "no proof until then"}));
}

TEST(CodecGolden, NotificationDecided) {
  ExpectGolden(
      "notification_decided",
      ByOfficer(domain::NotificationDecided{{.authority = true,
                                             .persons = domain::PersonsInformed::kPlanned,
                                             .reasons = "a risk to them",
                                             .notified = {.precision = domain::Precision::kMinute,
                                                          .start_ms = 1'772'442'060'000,
                                                          .offset_minutes = 60,
                                                          .zone = "Europe/Amsterdam"},
                                             .authority_reference = "z2026-1"}}));
}

TEST(CodecGolden, IncidentClosed) {
  ExpectGolden("incident_closed", ByOfficer(domain::IncidentClosed{"all done"}));
}

TEST(CodecGolden, IncidentReopened) {
  ExpectGolden("incident_reopened", ByOfficer(domain::IncidentReopened{"a second letter"}));
}

TEST(CodecGolden, IncidentDismissed) {
  ExpectGolden("incident_dismissed",
               ByOfficer(domain::IncidentDismissed{.dismissal = domain::Dismissal::kWithdrawn,
                                                   .reason = "a mistake"}));
}

TEST(CodecGolden, IncidentAmended) {
  domain::Facts facts;
  facts.summary = "Two letters";
  facts.person_count = {.min = 2, .max = 2};
  ExpectGolden("incident_amended",
               ByOfficer(domain::IncidentAmended{
                   .fields = {domain::FactField::kPersonCount, domain::FactField::kSummary},
                   .facts = facts,
                   .reason = "found out later"}));
}

TEST(CodecGolden, CommentAdded) {
  ExpectGolden("comment_added", ByOfficer(domain::CommentAdded{"called back"}));
}

TEST(CodecGolden, OrganisationCreated) {
  ExpectGolden("organisation_created",
               ByOfficer(domain::OrganisationCreated{.name = "Gemeente Voorbeeld", .host = true}));
  const storage::Result<DecodedEvent> decoded =
      Decode(Golden("identity"), Golden("organisation_created"));
  ASSERT_THAT(decoded, IsOk());
  EXPECT_EQ(decoded.value().log_id, "0123456789abcdef");
}

}  // namespace
}  // namespace datalek::ledger

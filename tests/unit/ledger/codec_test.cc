#include "services/ledger/codec.h"

#include "storage/kv/status.h"
#include "tests/testing/builders.h"
#include "tests/testing/dice.h"
#include "tests/testing/same_event.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace datalek::ledger {
namespace {

using storage::Code;
using tests::IsOk;
using tests::SaysTheSameAs;
using tests::StatusIs;

const std::string kLogId(16, '\x5A');
const std::int64_t kNowMs = tests::MsOf("2026-03-02 09:00");

domain::EventBody SomeBody(tests::Dice& dice, std::size_t kind) {
  switch (kind) {
    case 0:
      return domain::IncidentReported{.facts = tests::SomeFacts(dice, kNowMs),
                                      .reported = tests::SomeMoment(dice, kNowMs),
                                      .number = "DL-2026-00042",
                                      .contact = dice.Coin() ? dice.Text() : "",
                                      .source = dice.Coin() ? dice.Text() : ""};
    case 1:
      return domain::SeverityAssessed{.assessment = tests::SomeAssessment(dice),
                                      .aware = tests::SomeMoment(dice, kNowMs),
                                      .aware_reason = dice.Text()};
    case 2:
      return domain::NotificationDecided{tests::SomeNotification(dice, kNowMs)};
    case 3:
      return domain::IncidentClosed{dice.Text()};
    case 4:
      return domain::IncidentReopened{dice.Text()};
    case 5:
      return domain::IncidentDismissed{.dismissal = dice.One<domain::Dismissal>(),
                                       .reason = dice.Text()};
    case 6: {
      domain::IncidentAmended amended{
          .fields = {}, .facts = tests::SomeFacts(dice, kNowMs), .reason = dice.Text()};
      for (int field = 1; field <= 15; ++field) {
        if (dice.Coin()) {
          amended.fields.Insert(static_cast<domain::FactField>(field));
        }
      }
      return amended;
    }
    case 7:
      return domain::CommentAdded{dice.Text()};
    default:
      return domain::OrganisationCreated{.name = dice.Text(), .host = dice.Coin()};
  }
}

domain::Event SomeEvent(tests::Dice& dice, std::size_t kind) {
  return {.actor = {.role = dice.One<domain::Role>(), .id = "0f", .account = dice.Text()},
          .recorded_at_ms = kNowMs + static_cast<std::int64_t>(dice.Below(1'000'000)),
          .body = SomeBody(dice, kind)};
}

TEST(Codec, EveryEventComesBackAsItWas) {
  tests::Dice dice(9);
  for (int round = 0; round < 200; ++round) {
    for (std::size_t kind = 0; kind < std::variant_size_v<domain::EventBody>; ++kind) {
      const domain::Event event = SomeEvent(dice, kind);
      ASSERT_EQ(event.body.index(), kind);
      const EventBytes bytes = Encode(event, kLogId);
      const storage::Result<DecodedEvent> decoded = Decode(bytes.identity, bytes.content);
      ASSERT_THAT(decoded, IsOk());
      ASSERT_THAT(decoded.value().event, SaysTheSameAs(event)) << "round " << round;
    }
  }
}

TEST(Codec, OnlyWhatBeginsSomethingKeepsTheLogId) {
  tests::Dice dice(10);
  for (std::size_t kind = 0; kind < std::variant_size_v<domain::EventBody>; ++kind) {
    const domain::Event event = SomeEvent(dice, kind);
    const EventBytes bytes = Encode(event, kLogId);
    const storage::Result<DecodedEvent> decoded = Decode(bytes.identity, bytes.content);
    ASSERT_THAT(decoded, IsOk());
    const bool begins = std::holds_alternative<domain::IncidentReported>(event.body) ||
                        std::holds_alternative<domain::OrganisationCreated>(event.body);
    EXPECT_EQ(decoded.value().log_id, begins ? kLogId : "") << domain::TypeOf(event.body);
  }
}

TEST(Codec, AccountAndContactLieInTheIdentityPartAlone) {
  domain::IncidentReported body;
  body.contact = "canary-contact";
  const EventBytes bytes =
      Encode({.actor = {.role = domain::Role::kReporter, .id = "0f", .account = "canary-account"},
              .recorded_at_ms = 1,
              .body = body},
             kLogId);
  EXPECT_EQ(bytes.content.find("canary"), std::string::npos);
  EXPECT_NE(bytes.identity.find("canary-account"), std::string::npos);
  EXPECT_NE(bytes.identity.find("canary-contact"), std::string::npos);
}

TEST(Codec, FactsLieInTheContentPartAlone) {
  domain::IncidentReported body;
  body.facts.summary = "canary-summary";
  const EventBytes bytes =
      Encode({.actor = {.role = domain::Role::kReporter, .id = "0f", .account = "employee"},
              .recorded_at_ms = 1,
              .body = body},
             kLogId);
  EXPECT_EQ(bytes.identity.find("canary"), std::string::npos);
  EXPECT_NE(bytes.content.find("canary-summary"), std::string::npos);
}

TEST(Codec, AnEventOfNobodyHasNoIdentityPart) {
  const EventBytes bytes = Encode(
      {.actor = {}, .recorded_at_ms = 1, .body = domain::CommentAdded{"by the system"}}, kLogId);
  EXPECT_EQ(bytes.identity, "");
}

TEST(Codec, WithoutItsIdentityPartAnEventIsWhole) {
  tests::Dice dice(11);
  domain::Event event = SomeEvent(dice, 0);
  const storage::Result<DecodedEvent> decoded = Decode("", Encode(event, kLogId).content);
  ASSERT_THAT(decoded, IsOk());
  event.actor.account.clear();
  std::get<domain::IncidentReported>(event.body).contact.clear();
  EXPECT_THAT(decoded.value().event, SaysTheSameAs(event));
}

TEST(Codec, UnknownIsNotZero) {
  domain::IncidentReported body;
  body.facts.person_count = {.min = 0, .max = 0};
  body.facts.discovered = domain::AtMinute(0, 0, "UTC");
  const EventBytes bytes = Encode({.actor = {}, .recorded_at_ms = 0, .body = body}, kLogId);
  const storage::Result<DecodedEvent> decoded = Decode("", bytes.content);
  ASSERT_THAT(decoded, IsOk());
  const auto& facts = std::get<domain::IncidentReported>(decoded.value().event.body).facts;
  EXPECT_EQ(facts.person_count, (domain::Count{.min = 0, .max = 0}));
  EXPECT_FALSE(facts.record_count.known());
  EXPECT_EQ(facts.discovered, domain::AtMinute(0, 0, "UTC"));
  EXPECT_FALSE(facts.occurred_from.known());
}

TEST(Codec, WhatIsNoEventIsDamage) {
  EXPECT_THAT(Decode("", ""), StatusIs(Code::kCorruption)) << "an event without a body";
  EXPECT_THAT(Decode("", "\xFF\xFF\xFF"), StatusIs(Code::kCorruption));
  const EventBytes bytes =
      Encode({.actor = {}, .recorded_at_ms = 1, .body = domain::CommentAdded{"text"}}, kLogId);
  EXPECT_THAT(Decode("\xFF\xFF\xFF", bytes.content), StatusIs(Code::kCorruption));
  EXPECT_THAT(Decode("", bytes.content.substr(0, bytes.content.size() - 1)),
              StatusIs(Code::kCorruption));
}

// A later version may have written options that this one does not know.
TEST(Codec, OptionsOfALaterVersionAreLeftOutRatherThanMisread) {
  stored::v1::EventContent content;
  auto* reported = content.mutable_incident_reported();
  for (const std::uint32_t number : {2U, 13U, 63U, 64U, 200U, 0xFFFF'FFFFU}) {
    reported->mutable_facts()->add_kinds(number);
  }
  reported->mutable_facts()->set_working_from_home(77);
  reported->mutable_reported()->set_precision(9);
  reported->mutable_reported()->set_start_ms(1'000);
  const storage::Result<DecodedEvent> decoded = Decode("", content.SerializeAsString());
  ASSERT_THAT(decoded, IsOk());
  const auto& body = std::get<domain::IncidentReported>(decoded.value().event.body);
  EXPECT_EQ(body.facts.kinds, (domain::SetOf<domain::Kind>{domain::Kind::kEmailWrongRecipient,
                                                           domain::Kind::kOther}));
  EXPECT_EQ(body.facts.working_from_home, domain::Answer::kUnknown);
  EXPECT_FALSE(body.reported.known());
}

TEST(Codec, FieldsOfALaterVersionAreLeftOutOfAnAmendment) {
  stored::v1::EventContent content;
  auto* amended = content.mutable_incident_amended();
  for (const std::uint32_t number : {0U, 1U, 15U, 16U, 64U, 0xFFFF'FFFFU}) {
    amended->add_fields(number);
  }
  const storage::Result<DecodedEvent> decoded = Decode("", content.SerializeAsString());
  ASSERT_THAT(decoded, IsOk());
  EXPECT_EQ(std::get<domain::IncidentAmended>(decoded.value().event.body).fields,
            (domain::SetOf<domain::FactField>{domain::FactField::kSituations,
                                              domain::FactField::kMeasures}));
}

}  // namespace
}  // namespace datalek::ledger

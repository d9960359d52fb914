// What is said in the domain survives the way over the wire, bytes and all.
#include "services/wire/to_api.h"
#include "services/wire/to_domain.h"
#include "tests/unit/wire/random_values.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace datalek::wire {
namespace {

constexpr int kRounds = 500;

// Sends the command as bytes and reads it again. A test fails when it is refused.
template <typename Request, typename Command>
Command Travel(const Command& command) {
  Request sent;
  Fill(command, &sent);
  Request received;
  EXPECT_TRUE(received.ParseFromString(sent.SerializeAsString()));
  const Translated translated = ToCommand(received);
  const auto* read = std::get_if<domain::Command>(&translated);
  EXPECT_NE(read, nullptr);
  if (read == nullptr || !std::holds_alternative<Command>(*read)) {
    ADD_FAILURE() << "another command came out, or a refusal";
    return {};
  }
  return std::get<Command>(*read);
}

TEST(RoundTrip, AReportComesOutAsItWentIn) {
  RandomValues random(1);
  for (int i = 0; i < kRounds; ++i) {
    const domain::SubmitReport sent{.facts = random.SomeFacts(), .contact = random.Text()};
    const auto read = Travel<v1::SubmitReportRequest>(sent);
    EXPECT_EQ(read.facts, sent.facts);
    EXPECT_EQ(read.contact, sent.contact);
  }
}

TEST(RoundTrip, AnImportComesOutAsItWentIn) {
  RandomValues random(2);
  for (int i = 0; i < kRounds; ++i) {
    domain::ImportIncident sent{.facts = random.SomeFacts(),
                                .reported = random.Moment(),
                                .source = random.Text(),
                                .assessment = {},
                                .notification = {},
                                .closed = random.Coin(),
                                .remarks = random.Text()};
    if (random.Coin()) {
      sent.assessment = random.SomeAssessment();
    }
    if (random.Coin()) {
      sent.notification = random.SomeNotification();
    }
    const auto read = Travel<v1::ImportIncidentRequest>(sent);
    EXPECT_EQ(read.facts, sent.facts);
    EXPECT_EQ(read.reported, sent.reported);
    EXPECT_EQ(read.source, sent.source);
    EXPECT_EQ(read.assessment, sent.assessment);
    EXPECT_EQ(read.notification, sent.notification);
    EXPECT_EQ(read.closed, sent.closed);
    EXPECT_EQ(read.remarks, sent.remarks);
  }
}

TEST(RoundTrip, AnAssessmentComesOutAsItWentIn) {
  RandomValues random(3);
  for (int i = 0; i < kRounds; ++i) {
    const domain::AssessIncident sent{.assessment = random.SomeAssessment(),
                                      .aware = random.Moment(),
                                      .aware_reason = random.Text()};
    const auto read = Travel<v1::AssessIncidentRequest>(sent);
    EXPECT_EQ(read.assessment, sent.assessment);
    EXPECT_EQ(read.aware, sent.aware);
    EXPECT_EQ(read.aware_reason, sent.aware_reason);
  }
}

TEST(RoundTrip, ADecisionComesOutAsItWentIn) {
  RandomValues random(4);
  for (int i = 0; i < kRounds; ++i) {
    const domain::DecideNotification sent{.notification = random.SomeNotification()};
    EXPECT_EQ(Travel<v1::DecideNotificationRequest>(sent).notification, sent.notification);
  }
}

TEST(RoundTrip, ClosingReopeningDismissingAndCommentingKeepTheirWords) {
  EXPECT_EQ(Travel<v1::CloseIncidentRequest>(domain::CloseIncident{.reason = "klaar é"}).reason,
            "klaar é");
  EXPECT_EQ(Travel<v1::ReopenIncidentRequest>(domain::ReopenIncident{.reason = "toch"}).reason,
            "toch");
  EXPECT_EQ(Travel<v1::AddCommentRequest>(domain::AddComment{.text = "nog\niets"}).text,
            "nog\niets");
  for (const auto& option : domain::Options<domain::Dismissal>()) {
    const auto read = Travel<v1::DismissIncidentRequest>(
        domain::DismissIncident{.dismissal = option.value, .reason = "dubbel"});
    EXPECT_EQ(read.dismissal, option.value);
    EXPECT_EQ(read.reason, "dubbel");
  }
}

TEST(RoundTrip, ACorrectionKeepsItsNamedFieldsAndNoOthers) {
  RandomValues random(5);
  for (int i = 0; i < kRounds; ++i) {
    domain::AmendIncident sent{.fields = {}, .facts = random.SomeFacts(), .reason = random.Text()};
    for (int field = 1; field <= 15; ++field) {
      if (random.Coin()) {
        sent.fields.Insert(static_cast<domain::FactField>(field));
      }
    }
    domain::Facts named;
    domain::CopyFields(sent.fields, sent.facts, named);
    const auto read = Travel<v1::AmendIncidentRequest>(sent);
    EXPECT_EQ(read.fields, sent.fields);
    EXPECT_EQ(read.facts, named);
    EXPECT_EQ(read.reason, sent.reason);
  }
}

TEST(RoundTrip, FactsOfAnAnswerComeOutAsTheyWentIn) {
  RandomValues random(6);
  for (int i = 0; i < kRounds; ++i) {
    const domain::Facts sent = random.SomeFacts();
    v1::Facts api;
    Fill(sent, &api);
    const auto read = ToFacts(api);
    ASSERT_TRUE(std::holds_alternative<domain::Facts>(read));
    EXPECT_EQ(std::get<domain::Facts>(read), sent);
  }
}

TEST(RoundTrip, AKnownInstantComesOutAsItWentIn) {
  RandomValues random(7);
  for (int i = 0; i < kRounds; ++i) {
    const domain::Instant sent = random.KnownMoment();
    v1::Instant api;
    Fill(sent, &api);
    const auto read = ToInstant(api);
    ASSERT_TRUE(std::holds_alternative<domain::Instant>(read));
    EXPECT_EQ(std::get<domain::Instant>(read), sent);
  }
}

}  // namespace
}  // namespace datalek::wire

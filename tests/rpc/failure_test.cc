// How the register says no: every error carries its reason for machines and its words for people,
// and nothing of what was typed.
#include "services/rpc/failure.h"

#include "services/domain/limits.h"
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <datalek/v1/administration.pb.h>
#include <datalek/v1/tally.pb.h>

#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::Reason;
using grpc::StatusCode;
using rpc::Language;

std::vector<Reason> AllReasons() {
  std::vector<Reason> reasons;
  const auto* options = v1::RefusalReason_descriptor();
  for (int i = 0; i < options->value_count(); ++i) {
    if (options->value(i)->number() != v1::REFUSAL_REASON_UNSPECIFIED) {
      reasons.push_back(static_cast<Reason>(options->value(i)->number()));
    }
  }
  return reasons;
}

const std::set<int>& CodesOfRefusals() {
  static const std::set<int> codes{StatusCode::INVALID_ARGUMENT, StatusCode::NOT_FOUND,
                                   StatusCode::ALREADY_EXISTS, StatusCode::FAILED_PRECONDITION,
                                   StatusCode::ABORTED};
  return codes;
}

// What every error must have, in `language`.
void ExpectComplete(const grpc::Status& status, Language language) {
  const SaidNo said = TakeApart(status);
  EXPECT_EQ(said.status.code(), static_cast<int>(status.error_code()));
  EXPECT_EQ(said.status.message(), status.error_message());
  EXPECT_FALSE(status.error_message().empty());
  ASSERT_TRUE(said.info);
  EXPECT_EQ(said.info->domain(), "datalek");
  EXPECT_FALSE(said.info->reason().empty());
  EXPECT_EQ(said.info->reason().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"),
            std::string::npos);
  ASSERT_TRUE(said.localized);
  EXPECT_EQ(said.localized->locale(), language == Language::kDutch ? "nl" : "en");
  EXPECT_EQ(said.localized->message(), status.error_message());
  EXPECT_EQ(said.details, 2 + (said.refusal ? 1 : 0) + (said.retry ? 1 : 0));
}

std::string WordsOf(Reason reason, Language language) {
  return rpc::Failure(domain::Refusal{.field = {}, .reason = reason}, language).error_message();
}

TEST(Failure, EveryReasonHasACodeOfARefusal) {
  ASSERT_EQ(AllReasons().size(), 20U);
  for (const Reason reason : AllReasons()) {
    const grpc::Status status =
        rpc::Failure(domain::Refusal{.field = "facts", .reason = reason}, Language::kEnglish);
    EXPECT_TRUE(CodesOfRefusals().contains(status.error_code())) << domain::NameOf(reason);
  }
}

TEST(Failure, EveryReasonHasWordsOfItsOwnInBothLanguages) {
  std::set<std::string> words;
  for (const Reason reason : AllReasons()) {
    for (const Language language : {Language::kEnglish, Language::kDutch}) {
      EXPECT_TRUE(words.insert(WordsOf(reason, language)).second)
          << domain::NameOf(reason) << ": " << WordsOf(reason, language);
    }
  }
  EXPECT_EQ(words.count("The register refuses this"), 0U);
  EXPECT_EQ(words.count("Het register weigert dit"), 0U);
}

TEST(Failure, EveryReasonHasANameOfItsOwn) {
  std::set<std::string> names;
  for (const Reason reason : AllReasons()) {
    const SaidNo said =
        TakeApart(rpc::Failure(domain::Refusal{.field = {}, .reason = reason}, Language::kEnglish));
    ASSERT_TRUE(said.info);
    EXPECT_TRUE(names.insert(said.info->reason()).second) << said.info->reason();
    EXPECT_NE(said.info->reason(), "UNKNOWN");
  }
}

TEST(Failure, EveryRefusalIsComplete) {
  for (const Reason reason : AllReasons()) {
    for (const Language language : {Language::kEnglish, Language::kDutch}) {
      SCOPED_TRACE(domain::NameOf(reason));
      const grpc::Status status = rpc::Failure(
          domain::Refusal{.field = "facts.summary", .reason = reason, .limit = 7}, language);
      ExpectComplete(status, language);
      const SaidNo said = TakeApart(status);
      ASSERT_TRUE(said.refusal);
      EXPECT_EQ(said.refusal->reason(), static_cast<int>(reason));
    }
  }
}

TEST(Failure, ARefusalNamesItsFieldAndItsLimit) {
  const SaidNo said = TakeApart(rpc::Failure(
      domain::Refusal{.field = "facts.summary", .reason = Reason::kTooLong, .limit = 2'000},
      Language::kEnglish));
  ASSERT_TRUE(said.refusal && said.info);
  EXPECT_EQ(said.refusal->field(), "facts.summary");
  EXPECT_EQ(said.refusal->limit(), 2'000U);
  EXPECT_EQ(said.info->metadata().at("field"), "facts.summary");
  EXPECT_EQ(said.status.message(), "This is larger than allowed (at most 2000): facts.summary");
}

TEST(Failure, EveryFailureOfTheMachineIsCompleteAndKeepsItsSentenceToItself) {
  using storage::Code;
  for (const Code code :
       {Code::kNotFound, Code::kConflict, Code::kUnavailable, Code::kCorruption,
        Code::kInvalidArgument, Code::kFull, Code::kMissing, Code::kExists, Code::kInUse,
        Code::kNotPermitted, Code::kNotARegister, Code::kNewerVersion}) {
    SCOPED_TRACE(storage::ToString(code));
    std::set<std::string> words;
    for (const Language language : {Language::kEnglish, Language::kDutch}) {
      const grpc::Status status =
          rpc::Failure(storage::Status(code, "canary: the file /var/lib/canary"), language);
      EXPECT_FALSE(status.ok());
      ExpectComplete(status, language);
      EXPECT_EQ(status.error_message().find("canary"), std::string::npos);
      EXPECT_EQ(status.error_details().find("canary"), std::string::npos);
      words.insert(status.error_message());
    }
    EXPECT_EQ(words.size(), 2U);
  }
}

TEST(Failure, EveryCommandThatWasNotDoneIsTold) {
  const std::map<registry::NotDone, StatusCode> codes{
      {registry::NotDone::kQueueFull, StatusCode::RESOURCE_EXHAUSTED},
      {registry::NotDone::kDeadlinePassed, StatusCode::DEADLINE_EXCEEDED},
      {registry::NotDone::kDraining, StatusCode::UNAVAILABLE}};
  for (const auto& [not_done, code] : codes) {
    std::set<std::string> words;
    for (const Language language : {Language::kEnglish, Language::kDutch}) {
      const grpc::Status status = rpc::Failure(not_done, language);
      EXPECT_EQ(status.error_code(), code);
      ExpectComplete(status, language);
      words.insert(status.error_message());
    }
    EXPECT_EQ(words.size(), 2U);
  }
}

TEST(Failure, WhatTryingAgainHelpsSaysWhen) {
  EXPECT_TRUE(TakeApart(rpc::Failure(registry::NotDone::kQueueFull, Language::kEnglish)).retry);
  EXPECT_TRUE(TakeApart(rpc::Failure(registry::NotDone::kDraining, Language::kEnglish)).retry);
  EXPECT_TRUE(TakeApart(rpc::Failure(storage::Status(storage::Code::kUnavailable, "why"),
                                     Language::kEnglish))
                  .retry);
  EXPECT_FALSE(TakeApart(rpc::Failure(storage::Status(storage::Code::kCorruption, "why"),
                                      Language::kEnglish))
                   .retry);
  EXPECT_FALSE(TakeApart(rpc::Forbidden(Language::kEnglish)).retry);
}

TEST(Failure, DutchIsSpokenToThoseWhoAskForItFirst) {
  for (const char* asked : {"nl", "nl-NL", "nl-NL,nl;q=0.9,en;q=0.8"}) {
    EXPECT_EQ(rpc::LanguageOf(asked), Language::kDutch) << asked;
  }
  for (const char* asked : {"", "en", "en-GB,nl;q=0.5", "de", "*"}) {
    EXPECT_EQ(rpc::LanguageOf(asked), Language::kEnglish) << asked;
  }
}

// Provokes every reason through the API.
class EveryReason : public testing::Test {
 protected:
  void Hear(const Ending& ending, StatusCode code, Reason reason, const std::string& field) {
    EXPECT_THAT(ending, RefusedFor(code, reason, field));
    ExpectComplete(ending.status, Language::kEnglish);
    heard_.insert(reason);
  }
  void Invalid(const Ending& ending, Reason reason, const std::string& field) {
    Hear(ending, StatusCode::INVALID_ARGUMENT, reason, field);
  }
  void TooEarly(const Ending& ending, Reason reason) {
    Hear(ending, StatusCode::FAILED_PRECONDITION, reason, "");
  }

  void HearOfFields() {
    auto report = RequestFor(AReport().command());
    report.clear_request_id();
    Invalid(reporter_.Call<v1::SubmitReportResponse>(report), Reason::kMissing, "request_id");
    report.set_request_id("not a uuid");
    Invalid(reporter_.Call<v1::SubmitReportResponse>(report), Reason::kMalformed, "request_id");
    report.set_request_id(NewRequestId());
    report.mutable_facts()->add_situations(static_cast<v1::Situation>(99));
    Invalid(reporter_.Call<v1::SubmitReportResponse>(report), Reason::kNotAnOption,
            "facts.situations");
    Invalid(Do(reporter_, AReport().Saying(std::string(2'001, 'a')).command()), Reason::kTooLong,
            "facts.summary");
    Invalid(Do(reporter_, AReport().Saying("\x1B[2J").command()), Reason::kNotText,
            "facts.summary");
    Invalid(Do(reporter_, AReport().Persons(5, 3).command()), Reason::kReversed,
            "facts.person_count");
    Invalid(Do(reporter_, AReport().Occurred("2026-03-03").command()), Reason::kInTheFuture,
            "facts.occurred_from");
    domain::DecideNotification untold = Decide(false);
    untold.notification.notified = Moment("2026-03-01");
    Invalid(Do(officer_, incident_, untold), Reason::kOutOfOrder, "notification.notified_at");
    Invalid(Do(officer_, incident_, AssessAware("2026-03-02 08:00")), Reason::kReasonNeeded,
            "aware_reason");
  }

  void HearOfWhatIsNotThere() {
    const Client nowhere = served_.As(Someone(domain::Role::kReporter, "rick", "gemeente-nergens"));
    Hear(Do(nowhere, AReport().command()), StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation, "");
    Hear(Get(officer_, "DL-2026-99999"), StatusCode::NOT_FOUND, Reason::kNoSuchIncident,
         "incident");
    v1::CreateOrganisationRequest create;
    create.set_request_id(NewRequestId());
    create.mutable_organisation()->set_slug(kNeighbour);
    create.mutable_organisation()->set_name("The same again");
    Hear(served_.Administrator().Call<v1::CreateOrganisationResponse>(create),
         StatusCode::ALREADY_EXISTS, Reason::kOrganisationExists, "organisation.slug");
  }

  void HearOfRepetitions() {
    auto comment = RequestFor(incident_, Comment());
    (void)officer_.Call<v1::AddCommentResponse>(comment);
    comment.set_text("Something else");
    Invalid(officer_.Call<v1::AddCommentResponse>(comment), Reason::kRequestIdReused, "request_id");
    comment.set_request_id(NewRequestId());
    comment.set_etag("1");
    Hear(officer_.Call<v1::AddCommentResponse>(comment), StatusCode::ABORTED, Reason::kStale,
         "etag");
  }

  void HearOfTheOrderOfWork() {
    TooEarly(Do(officer_, incident_, Close()), Reason::kNotAssessed);
    TooEarly(Do(officer_, incident_, Reopen()), Reason::kNotClosed);
    (void)Done(officer_, incident_, Assess(Breach::kYes));
    TooEarly(Do(officer_, incident_, Close()), Reason::kNotDecided);
    TooEarly(Do(officer_, incident_, Dismiss(domain::Dismissal::kNotABreach)), Reason::kIsABreach);
    (void)Done(officer_, incident_, Decide());
    (void)Done(officer_, incident_, Close());
    TooEarly(Do(officer_, incident_, Close()), Reason::kAlreadyClosed);
  }

  void HearOfTooManyEvents() {
    while (Get(officer_, incident_).body.timeline_size() <
           static_cast<int>(domain::kEventsPerIncidentMax)) {
      for (int i = 0; i < 100; ++i) {
        (void)Do(officer_, incident_, Comment());
      }
    }
    TooEarly(Do(officer_, incident_, Comment()), Reason::kTooManyEvents);
  }

  ServedRegister served_;
  Client officer_ = served_.Officer();
  Client reporter_ = served_.Reporter();
  std::string incident_ =
      Done(reporter_, AReport().Noticed("2026-03-01 08:00").command()).incident_id();
  std::set<Reason> heard_;
};

TEST_F(EveryReason, IsHeardThroughTheApiWithItsFieldAndItsCode) {
  HearOfFields();
  HearOfWhatIsNotThere();
  HearOfRepetitions();
  HearOfTheOrderOfWork();
  HearOfTooManyEvents();
  for (const Reason reason : AllReasons()) {
    EXPECT_TRUE(heard_.contains(reason)) << domain::NameOf(reason) << " was not provoked";
  }
}

TEST_F(EveryReason, IsGivenInDutchToThoseWhoAskForDutch) {
  const auto reply =
      Do(reporter_.Speaking("nl-NL,nl;q=0.9"), AReport().Saying("\x1B[2J").command());
  ExpectComplete(reply.status, Language::kDutch);
  EXPECT_EQ(reply.status.error_message(),
            "Hier staan tekens in die geen gewone tekst zijn: facts.summary");
}

TEST_F(EveryReason, IsGivenInEnglishToAllOthers) {
  for (const char* language : {"", "en", "de-DE"}) {
    const auto reply = Do(reporter_.Speaking(language), AReport().Saying("\x1B[2J").command());
    ExpectComplete(reply.status, Language::kEnglish);
  }
}

TEST_F(EveryReason, WithTheHighestPrecedenceIsGivenWhenSeveralApply) {
  auto report = RequestFor(AReport().Saying(std::string(2'001, 'a')).Persons(5, 3).command());
  EXPECT_THAT(reporter_.Call<v1::SubmitReportResponse>(report),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kTooLong));
}

TEST_F(EveryReason, OfATallyNamesTheDateAtFault) {
  v1::GetTallyRequest request;
  request.mutable_since()->set_year(2021);
  request.mutable_since()->set_month(2);
  request.mutable_since()->set_day(29);
  EXPECT_THAT(officer_.Call<v1::GetTallyResponse>(request),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "since"));
  request.mutable_since()->set_day(28);
  request.mutable_until()->set_year(2021);
  request.mutable_until()->set_month(2);
  request.mutable_until()->set_day(27);
  EXPECT_THAT(officer_.Call<v1::GetTallyResponse>(request),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kReversed, "until"));
}

}  // namespace
}  // namespace datalek::tests

// The life of a report through the API, and what each step promises.
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"
#include "tests/testing/moments.h"

#include <datalek/v1/administration.pb.h>

#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::Dismissal;
using domain::Reason;
using domain::Risk;
using grpc::StatusCode;
using Fields = domain::SetOf<domain::FactField>;

class Review : public testing::Test {
 protected:
  std::string Report() {
    return Done(reporter_, AReport().Noticed("2026-03-02 08:30").command()).incident_id();
  }

  [[nodiscard]] v1::IncidentState StateOf(const std::string& incident) const {
    return Get(officer_, incident).body.incident().state();
  }
  [[nodiscard]] std::string EtagOf(const std::string& incident) const {
    return Get(officer_, incident).body.incident().etag();
  }
  [[nodiscard]] std::vector<std::string> TypesOf(const std::string& incident) const {
    const v1::GetIncidentResponse read = Get(officer_, incident).body;
    std::vector<std::string> types;
    for (const v1::TimelineEvent& event : read.timeline()) {
      types.push_back(event.type());
    }
    return types;
  }
  [[nodiscard]] std::vector<std::string> Queue() const {
    const auto page = officer_.Call<v1::ListIncidentsResponse>(v1::ListIncidentsRequest());
    std::vector<std::string> incidents;
    for (const v1::IncidentRow& row : page.body.incidents()) {
      incidents.push_back(row.incident_id());
    }
    return incidents;
  }

  ServedRegister served_;
  Client officer_ = served_.Officer();
  Client reporter_ = served_.Reporter();
};

TEST_F(Review, AReportIsWorkedFromTheFirstSignalToAClosedCase) {
  const std::string incident = Report();
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_REPORTED);
  EXPECT_EQ(Queue(), std::vector{incident});
  (void)Done(officer_, incident, Assess(Breach::kYes, Risk::kHigh));
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_ASSESSED);
  (void)Done(officer_, incident, Decide());
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_DECIDED);
  (void)Done(officer_, incident, Close());
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_CLOSED);
  EXPECT_TRUE(Queue().empty());
  (void)Done(officer_, incident, Reopen());
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_DECIDED);
  EXPECT_EQ(Queue(), std::vector{incident});
  (void)Done(officer_, incident, Comment());
  (void)Done(officer_, incident,
             AnAmendment(Fields{domain::FactField::kSummary}).Saying("Two letters").command());
  (void)Done(officer_, incident, Dismiss(Dismissal::kDuplicate));
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_DISMISSED);
  EXPECT_TRUE(Queue().empty());
  EXPECT_THAT(TypesOf(incident),
              testing::ElementsAre("incident-reported", "severity-assessed", "notification-decided",
                                   "incident-closed", "incident-reopened", "comment-added",
                                   "incident-amended", "incident-dismissed"));
}

TEST_F(Review, AnIncidentReadsAsItWasSaid) {
  const std::string incident = Done(reporter_, AReport()
                                                   .Saying("Letter to the wrong address")
                                                   .Occurred("2026-03-01")
                                                   .Noticed("2026-03-02 08:30")
                                                   .About(domain::PersonGroup::kCitizens)
                                                   .Persons(3, 5)
                                                   .In(domain::Situation::kLetterWrongAddress)
                                                   .command())
                                   .incident_id();
  (void)Done(officer_, incident, Assess(Breach::kYes, Risk::kHigh));
  (void)Done(officer_, incident, Decide());
  const v1::Incident read = Get(officer_, incident).body.incident();
  EXPECT_EQ(read.incident_id(), incident);
  EXPECT_EQ(read.number(), "DL-2026-00001");
  EXPECT_EQ(read.facts().summary(), "Letter to the wrong address");
  EXPECT_EQ(read.facts().situations(0), v1::SITUATION_LETTER_WRONG_ADDRESS);
  EXPECT_EQ(read.facts().persons(0), v1::PERSON_GROUP_CITIZENS);
  EXPECT_EQ(read.facts().person_count().min(), 3U);
  EXPECT_EQ(read.facts().person_count().max(), 5U);
  EXPECT_EQ(read.facts().occurred_from().precision(), v1::PRECISION_DAY);
  EXPECT_FALSE(read.facts().has_occurred_to());
  EXPECT_EQ(read.facts().discovered_at().start().seconds(), MsOf("2026-03-02 08:30") / 1000);
  EXPECT_EQ(read.reported_at().start().seconds(), MsOf(kNow) / 1000);
  EXPECT_EQ(read.notify_by().seconds(), MsOf("2026-03-05 08:30") / 1000);
  EXPECT_EQ(read.assessment().breach(), v1::BREACH_YES);
  EXPECT_EQ(read.assessment().risk(), v1::RISK_HIGH);
  EXPECT_TRUE(read.notification().authority());
  EXPECT_EQ(read.recorded_at().seconds(), MsOf(kNow) / 1000);
}

TEST_F(Review, AReceiptSaysWhatGetThenShows) {
  const v1::Receipt receipt = Done(reporter_, AReport().Noticed("2026-03-02 08:30").command());
  const v1::Incident read = Get(officer_, receipt.incident_id()).body.incident();
  EXPECT_EQ(receipt.number(), read.number());
  EXPECT_EQ(receipt.etag(), read.etag());
  EXPECT_EQ(receipt.notify_by().seconds(), read.notify_by().seconds());
  EXPECT_EQ(receipt.recorded_at().seconds(), read.recorded_at().seconds());
  EXPECT_EQ(receipt.sequence(), Get(officer_, receipt.incident_id()).body.timeline(0).sequence());
  EXPECT_FALSE(receipt.replayed());
}

TEST_F(Review, AnIncidentIsFoundByItsNumberToo) {
  const v1::Receipt receipt = Done(reporter_, AReport().command());
  EXPECT_EQ(Get(officer_, receipt.number()).body.incident().incident_id(), receipt.incident_id());
  const v1::Receipt assessed = Done(officer_, receipt.number(), Assess(Breach::kNo));
  EXPECT_EQ(assessed.incident_id(), receipt.incident_id());
}

TEST_F(Review, AnImportedIncidentBringsItsJudgementsAndIsInNobodysReports) {
  const v1::Receipt receipt = Done(
      officer_, AnImport().Received("2019-05").Assessed(Breach::kYes).Decided().Closed().command());
  EXPECT_EQ(StateOf(receipt.incident_id()), v1::INCIDENT_STATE_CLOSED);
  EXPECT_THAT(TypesOf(receipt.incident_id()),
              testing::ElementsAre("incident-reported", "severity-assessed", "notification-decided",
                                   "incident-closed"));
  const auto mine = officer_.Call<v1::ListMyReportsResponse>(v1::ListMyReportsRequest());
  EXPECT_EQ(mine.body.reports_size(), 0);
}

TEST_F(Review, AnEtagThatIsNoLongerThatOfTheIncidentIsRefusedAsStale) {
  const std::string incident = Report();
  auto request = RequestFor(incident, Comment());
  request.set_etag(EtagOf(incident));
  (void)Done(officer_, incident, Assess(Breach::kYes));
  const std::string before = EtagOf(incident);
  EXPECT_THAT(officer_.Call<v1::AddCommentResponse>(request),
              RefusedFor(StatusCode::ABORTED, Reason::kStale, "etag"));
  EXPECT_EQ(EtagOf(incident), before);
}

TEST_F(Review, AnEtagThatIsThatOfTheIncidentIsTaken) {
  const std::string incident = Report();
  auto request = RequestFor(incident, Comment());
  request.set_etag(EtagOf(incident));
  EXPECT_THAT(officer_.Call<v1::AddCommentResponse>(request), Succeeded());
}

TEST_F(Review, AnEtagThatIsNoneOfOursIsRefusedAsStale) {
  const std::string incident = Report();
  for (const char* etag : {"0", "01", "+1", "1 ", "-1", "no etag", "99999999999999999999"}) {
    auto request = RequestFor(incident, Comment());
    request.set_etag(etag);
    EXPECT_THAT(officer_.Call<v1::AddCommentResponse>(request),
                RefusedFor(StatusCode::ABORTED, Reason::kStale, "etag"))
        << etag;
  }
}

TEST_F(Review, OfTwoOfficersWithTheSameEtagOnlyOneIsFirst) {
  const std::string incident = Report();
  auto first = RequestFor(incident, Assess(Breach::kYes));
  auto second = RequestFor(incident, Assess(Breach::kNo));
  first.set_etag(EtagOf(incident));
  second.set_etag(first.etag());
  EXPECT_THAT(officer_.Call<v1::AssessIncidentResponse>(first), Succeeded());
  EXPECT_THAT(served_.Officer().Call<v1::AssessIncidentResponse>(second),
              EndedWith(StatusCode::ABORTED));
  EXPECT_EQ(Get(officer_, incident).body.incident().assessment().breach(), v1::BREACH_YES);
}

TEST_F(Review, ACheckWritesNothing) {
  const std::string incident = Report();
  const auto before = served_.Stored();
  auto report = RequestFor(AReport().command());
  report.set_validate_only(true);
  EXPECT_THAT(reporter_.Call<v1::SubmitReportResponse>(report), Succeeded());
  auto import = RequestFor(AnImport().command());
  import.set_validate_only(true);
  EXPECT_THAT(officer_.Call<v1::ImportIncidentResponse>(import), Succeeded());
  auto assess = RequestFor(incident, Assess(Breach::kYes));
  assess.set_validate_only(true);
  EXPECT_THAT(officer_.Call<v1::AssessIncidentResponse>(assess), Succeeded());
  v1::CreateOrganisationRequest create;
  create.set_request_id(NewRequestId());
  create.mutable_organisation()->set_slug("gemeente-derde");
  create.mutable_organisation()->set_name("Gemeente Derde");
  create.set_validate_only(true);
  EXPECT_THAT(served_.Administrator().Call<v1::CreateOrganisationResponse>(create), Succeeded());
  EXPECT_EQ(served_.Stored(), before);
}

TEST_F(Review, ACheckOfAReportSpeaksOfNoIncidentAndOfNoMoment) {
  auto report = RequestFor(AReport().command());
  report.set_validate_only(true);
  const auto reply = reporter_.Call<v1::SubmitReportResponse>(report);
  EXPECT_EQ(reply.body.receipt().SerializeAsString(), "");
  v1::CreateOrganisationRequest create;
  create.set_request_id(NewRequestId());
  create.mutable_organisation()->set_slug("gemeente-derde");
  create.mutable_organisation()->set_name("Gemeente Derde");
  create.set_validate_only(true);
  const auto checked = served_.Administrator().Call<v1::CreateOrganisationResponse>(create);
  EXPECT_FALSE(checked.body.organisation().has_created_at());
}

TEST_F(Review, ACheckSaysNoAsTheCommandWould) {
  const std::string incident = Report();
  auto decide = RequestFor(incident, Decide());
  decide.set_validate_only(true);
  EXPECT_THAT(officer_.Call<v1::DecideNotificationResponse>(decide),
              RefusedFor(StatusCode::FAILED_PRECONDITION, Reason::kNotAssessed, ""));
  auto report = RequestFor(AReport().Noticed("2027-01-01").command());
  report.set_validate_only(true);
  EXPECT_THAT(reporter_.Call<v1::SubmitReportResponse>(report),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kInTheFuture));
}

TEST_F(Review, ARequestThatWasCheckedCanStillBeMade) {
  auto report = RequestFor(AReport().command());
  report.set_validate_only(true);
  (void)reporter_.Call<v1::SubmitReportResponse>(report);
  report.set_validate_only(false);
  const auto reply = reporter_.Call<v1::SubmitReportResponse>(report);
  ASSERT_THAT(reply, Succeeded());
  EXPECT_FALSE(reply.body.receipt().replayed());
  EXPECT_GT(reply.body.receipt().sequence(), 0U);
}

TEST_F(Review, ARepeatedRequestGetsTheFirstAnswerAndSaysSo) {
  const auto report = RequestFor(AReport().command());
  const v1::Receipt first = reporter_.Call<v1::SubmitReportResponse>(report).body.receipt();
  (void)Done(officer_, first.incident_id(), Assess(Breach::kYes));
  served_.clock().AdvanceHours(5);
  v1::Receipt again = reporter_.Call<v1::SubmitReportResponse>(report).body.receipt();
  EXPECT_TRUE(again.replayed());
  again.set_replayed(false);
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
}

TEST_F(Review, ARepeatedRequestWritesNothing) {
  const auto report = RequestFor(AReport().command());
  (void)reporter_.Call<v1::SubmitReportResponse>(report);
  const auto before = served_.Stored();
  (void)reporter_.Call<v1::SubmitReportResponse>(report);
  EXPECT_EQ(served_.Stored(), before);
}

TEST_F(Review, ARepeatedCommandGetsTheFirstAnswerThoughItsEtagIsStaleByNow) {
  const std::string incident = Report();
  auto assess = RequestFor(incident, Assess(Breach::kYes));
  assess.set_etag(EtagOf(incident));
  const v1::Receipt first = officer_.Call<v1::AssessIncidentResponse>(assess).body.receipt();
  const auto again = officer_.Call<v1::AssessIncidentResponse>(assess);
  ASSERT_THAT(again, Succeeded());
  EXPECT_TRUE(again.body.receipt().replayed());
  EXPECT_EQ(again.body.receipt().sequence(), first.sequence());
  EXPECT_EQ(TypesOf(incident).size(), 2U);
}

TEST_F(Review, ARequestIdWithAnotherContentIsRefused) {
  auto report = RequestFor(AReport().command());
  (void)reporter_.Call<v1::SubmitReportResponse>(report);
  report.mutable_facts()->set_summary("Something else");
  EXPECT_THAT(reporter_.Call<v1::SubmitReportResponse>(report),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kRequestIdReused, "request_id"));
}

// The requests of both are the same bytes.
TEST_F(Review, ARequestIdThatClosedDoesNotAnswerAReopening) {
  const std::string incident = Report();
  (void)Done(officer_, incident, Assess(Breach::kYes));
  (void)Done(officer_, incident, Decide());
  auto close = RequestFor(incident, domain::CloseIncident{.reason = "Same words"});
  ASSERT_THAT(officer_.Call<v1::CloseIncidentResponse>(close), Succeeded());
  auto reopen = RequestFor(incident, domain::ReopenIncident{.reason = "Same words"});
  reopen.set_request_id(close.request_id());
  ASSERT_EQ(reopen.SerializeAsString(), close.SerializeAsString());
  EXPECT_THAT(officer_.Call<v1::ReopenIncidentResponse>(reopen),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kRequestIdReused, "request_id"));
  EXPECT_EQ(StateOf(incident), v1::INCIDENT_STATE_CLOSED);
}

TEST_F(Review, AnOrganisationIsCreatedOnceHoweverOftenItIsAsked) {
  v1::CreateOrganisationRequest create;
  create.set_request_id(NewRequestId());
  create.mutable_organisation()->set_slug("gemeente-derde");
  create.mutable_organisation()->set_name("Gemeente Derde");
  const Client administrator = served_.Administrator();
  const auto first = administrator.Call<v1::CreateOrganisationResponse>(create);
  ASSERT_THAT(first, Succeeded());
  EXPECT_EQ(first.body.organisation().slug(), "gemeente-derde");
  EXPECT_FALSE(first.body.organisation().host());
  const auto again = administrator.Call<v1::CreateOrganisationResponse>(create);
  ASSERT_THAT(again, Succeeded());
  EXPECT_EQ(again.body.SerializeAsString(), first.body.SerializeAsString());
  create.set_request_id(NewRequestId());
  EXPECT_THAT(
      administrator.Call<v1::CreateOrganisationResponse>(create),
      RefusedFor(StatusCode::ALREADY_EXISTS, Reason::kOrganisationExists, "organisation.slug"));
}

TEST_F(Review, ANewOrganisationWorksAtOnce) {
  served_.Create("gemeente-derde");
  const Client reporter = served_.As(Someone(domain::Role::kReporter, "rick", "gemeente-derde"));
  EXPECT_EQ(Done(reporter, AReport().command()).number(), "DL-2026-00001");
}

TEST_F(Review, AnAmendmentKeepsTheEarlierValuesInTheTimeline) {
  const std::string incident =
      Done(reporter_, AReport().Saying("One letter").command()).incident_id();
  (void)Done(officer_, incident,
             AnAmendment(Fields{domain::FactField::kSummary}).Saying("Two letters").command());
  const auto read = Get(officer_, incident).body;
  EXPECT_EQ(read.incident().facts().summary(), "Two letters");
  ASSERT_EQ(read.timeline_size(), 2);
  EXPECT_EQ(read.timeline(0).text(), "One letter");
  EXPECT_THAT(read.timeline(1).corrected_fields(), testing::ElementsAre("summary"));
  EXPECT_EQ(read.timeline(1).corrected().summary(), "Two letters");
}

}  // namespace
}  // namespace datalek::tests

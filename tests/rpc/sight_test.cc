// Who sees what of an incident: the reporter's name, the fields that were asked for, the reports of
// others.
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/message_differencer.h>

#include <set>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::Reason;
using google::protobuf::util::MessageDifferencer;
using grpc::StatusCode;

constexpr const char* kContact = "room 2.14, extension 5512";

class Sight : public testing::Test {
 protected:
  Sight() { (void)Done(served_.Officer(), incident_, Assess(Breach::kYes)); }

  [[nodiscard]] Reply<v1::GetIncidentResponse> Masked(const std::vector<std::string>& paths) {
    v1::GetIncidentRequest request;
    request.set_incident(incident_);
    for (const std::string& path : paths) {
      request.mutable_read_mask()->add_paths(path);
    }
    return served_.Officer().Call<v1::GetIncidentResponse>(request);
  }

  static std::vector<std::string> MineOf(const Client& client) {
    const auto page = client.Call<v1::ListMyReportsResponse>(v1::ListMyReportsRequest());
    std::vector<std::string> mine;
    for (const v1::IncidentRow& row : page.body.reports()) {
      mine.push_back(row.incident_id());
    }
    return mine;
  }

  ServedRegister served_;
  std::string incident_ =
      Done(served_.Reporter("rick"), AReport().Noticed("2026-03-02 08:30").From(kContact).command())
          .incident_id();
};

TEST_F(Sight, AnOfficerSeesWhoReportedAndWhoActed) {
  const auto read = Get(served_.Officer(), incident_).body;
  EXPECT_EQ(read.incident().reporter().account(), "rick");
  EXPECT_EQ(read.incident().reporter().contact(), kContact);
  ASSERT_EQ(read.timeline_size(), 2);
  EXPECT_EQ(read.timeline(0).actor_account(), "rick");
  EXPECT_EQ(read.timeline(1).actor_account(), "olga");
}

TEST_F(Sight, AnAuditorSeesNeitherAccountNorContact) {
  const auto read = Get(served_.Auditor(), incident_);
  ASSERT_THAT(read, Succeeded());
  EXPECT_FALSE(read.body.incident().has_reporter());
  ASSERT_EQ(read.body.timeline_size(), 2);
  for (const v1::TimelineEvent& event : read.body.timeline()) {
    EXPECT_EQ(event.actor_account(), "");
  }
  const std::string bytes = read.body.SerializeAsString();
  for (const char* name : {"rick", "olga", "room 2.14"}) {
    EXPECT_EQ(bytes.find(name), std::string::npos) << name;
  }
}

TEST_F(Sight, AnAuditorWhoAsksForTheReporterGetsNone) {
  v1::GetIncidentRequest request;
  request.set_incident(incident_);
  request.mutable_read_mask()->add_paths("reporter");
  request.mutable_read_mask()->add_paths("timeline");
  const auto read = served_.Auditor().Call<v1::GetIncidentResponse>(request);
  ASSERT_THAT(read, Succeeded());
  EXPECT_FALSE(read.body.incident().has_reporter());
}

TEST_F(Sight, AnAuditorSeesWhoIsTheSamePersonButNotWho) {
  (void)Done(served_.Reporter("rick"), AReport().command());
  (void)Done(served_.Officer(), incident_, Comment());
  const auto read = Get(served_.Auditor(), incident_).body;
  ASSERT_EQ(read.timeline_size(), 3);
  EXPECT_EQ(read.timeline(1).actor_id(), read.timeline(2).actor_id());
  EXPECT_NE(read.timeline(0).actor_id(), read.timeline(1).actor_id());
  EXPECT_EQ(read.timeline(0).actor_role(), v1::ROLE_REPORTER);
  EXPECT_EQ(read.timeline(1).actor_role(), v1::ROLE_PRIVACY_OFFICER);
}

TEST_F(Sight, AnAuditorSeesTheRestAsAnOfficerDoes) {
  v1::GetIncidentResponse officer = Get(served_.Officer(), incident_).body;
  const v1::GetIncidentResponse auditor = Get(served_.Auditor(), incident_).body;
  officer.mutable_incident()->clear_reporter();
  for (v1::TimelineEvent& event : *officer.mutable_timeline()) {
    event.clear_actor_account();
  }
  EXPECT_TRUE(MessageDifferencer::Equals(officer, auditor));
}

TEST_F(Sight, ListsDoNotSayWhoReported) {
  for (const Client& client : {served_.Officer(), served_.Auditor()}) {
    const auto page = client.Call<v1::ListIncidentsResponse>(v1::ListIncidentsRequest());
    ASSERT_EQ(page.body.incidents_size(), 1);
    EXPECT_EQ(page.body.SerializeAsString().find("rick"), std::string::npos);
  }
}

TEST_F(Sight, AReporterSeesTheOwnReportsAndNoOthers) {
  const std::string other = Done(served_.Reporter("rosa"), AReport().command()).incident_id();
  EXPECT_THAT(MineOf(served_.Reporter("rick")), testing::ElementsAre(incident_));
  EXPECT_THAT(MineOf(served_.Reporter("rosa")), testing::ElementsAre(other));
  EXPECT_THAT(MineOf(served_.Reporter("rens")), testing::IsEmpty());
  EXPECT_THAT(MineOf(served_.Officer()), testing::IsEmpty());
}

TEST_F(Sight, TheSameAccountOfAnotherOrganisationIsAnotherPerson) {
  EXPECT_THAT(MineOf(served_.As(Someone(domain::Role::kReporter, "rick", kNeighbour))),
              testing::IsEmpty());
}

TEST_F(Sight, AReporterSeesWhatBecameOfTheReport) {
  const auto page =
      served_.Reporter("rick").Call<v1::ListMyReportsResponse>(v1::ListMyReportsRequest());
  ASSERT_EQ(page.body.reports_size(), 1);
  EXPECT_EQ(page.body.reports(0).state(), v1::INCIDENT_STATE_ASSESSED);
}

TEST_F(Sight, WithoutAMaskEverythingIsGiven) {
  const auto read = Masked({});
  EXPECT_EQ(read.body.incident().incident_id(), incident_);
  EXPECT_TRUE(read.body.incident().has_facts());
  EXPECT_TRUE(read.body.incident().has_reporter());
  EXPECT_EQ(read.body.timeline_size(), 2);
  EXPECT_TRUE(MessageDifferencer::Equals(Masked({"*"}).body, read.body));
}

TEST_F(Sight, AMaskOfOneFieldGivesThatFieldAlone) {
  const v1::Incident whole = Masked({}).body.incident();
  const auto* descriptor = v1::Incident::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    const auto read = Masked({field->name()});
    ASSERT_THAT(read, Succeeded()) << field->name();
    v1::Incident expected = whole;
    for (int j = 0; j < descriptor->field_count(); ++j) {
      if (j != i) {
        expected.GetReflection()->ClearField(&expected, descriptor->field(j));
      }
    }
    EXPECT_TRUE(MessageDifferencer::Equals(read.body.incident(), expected)) << field->name();
    EXPECT_EQ(read.body.timeline_size(), 0) << field->name();
  }
}

TEST_F(Sight, AMaskMayReachIntoAField) {
  const auto read = Masked({"facts.summary", "number"});
  ASSERT_THAT(read, Succeeded());
  EXPECT_EQ(read.body.incident().facts().summary(), "A letter went to the wrong address");
  EXPECT_FALSE(read.body.incident().facts().has_discovered_at());
  EXPECT_EQ(read.body.incident().number(), "DL-2026-00001");
  EXPECT_EQ(read.body.incident().incident_id(), "");
}

TEST_F(Sight, AMaskOfTheTimelineGivesTheTimelineAlone) {
  const auto read = Masked({"timeline"});
  ASSERT_THAT(read, Succeeded());
  EXPECT_EQ(read.body.timeline_size(), 2);
  EXPECT_FALSE(read.body.has_incident());
}

TEST_F(Sight, AMaskOfAFieldAndTheTimelineGivesBoth) {
  const auto read = Masked({"state", "timeline"});
  EXPECT_EQ(read.body.incident().state(), v1::INCIDENT_STATE_ASSESSED);
  EXPECT_FALSE(read.body.incident().has_facts());
  EXPECT_EQ(read.body.timeline_size(), 2);
}

TEST_F(Sight, AMaskThatNamesNoFieldIsRefused) {
  for (const char* path :
       {"", "no_such_field", "Facts", "facts.no_such_field", "facts.situations.x", "timeline.text",
        "number.length", "incident.number", "* "}) {
    EXPECT_THAT(Masked({path}),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kNotAnOption, "read_mask"))
        << '"' << path << '"';
    EXPECT_THAT(Masked({"number", path}),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kNotAnOption, "read_mask"))
        << '"' << path << '"';
  }
}

}  // namespace
}  // namespace datalek::tests

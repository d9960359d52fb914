// What is another organisation's is, for a caller, not there: the answer is the same in every byte.
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <datalek/v1/administration.pb.h>

#include <google/protobuf/descriptor.h>

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Reason;
using domain::Role;
using grpc::StatusCode;

// One call about an incident.
struct OnIncident {
  std::string name;
  std::function<Ending(const Client&, const std::string& incident, const std::string& etag)> call;
};

template <typename Command>
OnIncident Commanding(std::string name, Command command) {
  return {.name = std::move(name),
          .call = [command](const Client& client, const std::string& incident,
                            const std::string& etag) {
            auto request = RequestFor(incident, command);
            request.set_etag(etag);
            return client.Call<typename Rpc<Command>::Response>(request).Ended();
          }};
}

std::vector<OnIncident> EveryCallAboutAnIncident() {
  return {{.name = "GetIncident",
           .call = [](const Client& client, const std::string& incident,
                      const std::string& /*etag*/) { return Get(client, incident).Ended(); }},
          Commanding("AssessIncident", Assess(domain::Breach::kYes)),
          Commanding("DecideNotification", Decide()),
          Commanding("CloseIncident", Close()),
          Commanding("ReopenIncident", Reopen()),
          Commanding("DismissIncident", Dismiss(domain::Dismissal::kDuplicate)),
          Commanding("AmendIncident",
                     AnAmendment(domain::SetOf<domain::FactField>{domain::FactField::kSummary})
                         .Saying("Corrected")
                         .command()),
          Commanding("AddComment", Comment())};
}

class Isolation : public testing::Test {
 protected:
  Isolation() {
    // So that the numbers of the two are not the same: the neighbour's second is the host's none.
    (void)Done(ReporterOfTheNeighbour(), AReport().command());
    theirs_ = Done(ReporterOfTheNeighbour(), AReport().command());
    ours_ = Done(served_.Reporter(), AReport().command());
  }

  Client ReporterOfTheNeighbour() {
    return served_.As(Someone(Role::kReporter, "nora", kNeighbour));
  }

  // What is not there for an officer of the host, in every way to name it.
  [[nodiscard]] std::vector<std::string> NotThere() const {
    return {theirs_.incident_id(),
            theirs_.number(),
            "0123456789abcdef0123456789abcdef",
            "00000000000000000000000000000000",
            "DL-2026-99999",
            "DL-1999-00001",
            "no such thing",
            "",
            "0123456789ABCDEF0123456789ABCDEF",
            std::string(10'000, 'a')};
  }

  ServedRegister served_;
  v1::Receipt theirs_;
  v1::Receipt ours_;
};

TEST_F(Isolation, EveryMethodThatNamesAnIncidentIsTriedHere) {
  std::set<std::string> naming;
  const auto* service = v1::GetIncidentRequest::descriptor()->file()->service(0);
  for (int i = 0; i < service->method_count(); ++i) {
    if (service->method(i)->input_type()->FindFieldByName("incident") != nullptr) {
      naming.insert(service->method(i)->name());
    }
  }
  std::set<std::string> tried;
  for (const OnIncident& method : EveryCallAboutAnIncident()) {
    tried.insert(method.name);
  }
  EXPECT_EQ(tried, naming);
}

TEST_F(Isolation, AnotherOrganisationsIncidentIsAnsweredLikeNoneAtAll) {
  for (const char* language : {"en", "nl"}) {
    const Client officer = served_.Officer().Speaking(language);
    const std::string none = Get(officer, "0123456789abcdef0123456789abcdef").Everything();
    for (const OnIncident& method : EveryCallAboutAnIncident()) {
      for (const std::string& incident : NotThere()) {
        EXPECT_EQ(method.call(officer, incident, "").Everything(), none)
            << method.name << " of \"" << incident.substr(0, 40) << '"';
      }
    }
  }
}

TEST_F(Isolation, NoEtagChangesTheAnswerAboutAnIncidentThatIsNotThere) {
  const Client officer = served_.Officer();
  const std::string none = Get(officer, "0123456789abcdef0123456789abcdef").Everything();
  for (const OnIncident& method : EveryCallAboutAnIncident()) {
    for (const std::string& incident : NotThere()) {
      for (const char* etag : {"1", "7", "0", "no etag", "-1"}) {
        EXPECT_EQ(method.call(officer, incident, etag).Everything(), none)
            << method.name << " of \"" << incident.substr(0, 40) << "\" at " << etag;
      }
    }
  }
}

TEST_F(Isolation, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(Get(served_.Officer(), theirs_.incident_id()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchIncident, "incident"));
}

TEST_F(Isolation, TheOwnersFindIt) {
  EXPECT_THAT(Get(served_.Officer(kNeighbour), theirs_.incident_id()), Succeeded());
  EXPECT_THAT(Get(served_.Officer(kNeighbour), theirs_.number()), Succeeded());
  EXPECT_THAT(Get(served_.Officer(), ours_.incident_id()), Succeeded());
  EXPECT_THAT(Get(served_.Officer(), ours_.number()), Succeeded());
}

TEST_F(Isolation, AttemptsOnAnotherOrganisationsIncidentChangeNothing) {
  const auto before = served_.Stored();
  for (const OnIncident& method : EveryCallAboutAnIncident()) {
    (void)method.call(served_.Officer(), theirs_.incident_id(), "");
    (void)method.call(served_.Officer(), theirs_.number(), "");
  }
  EXPECT_EQ(served_.Stored(), before);
}

TEST_F(Isolation, ListsHoldTheOwnIncidentsOnly) {
  for (const auto order : {v1::INCIDENT_ORDER_QUEUE, v1::INCIDENT_ORDER_REGISTER}) {
    v1::ListIncidentsRequest request;
    request.set_order(order);
    const auto reply = served_.Officer().Call<v1::ListIncidentsResponse>(request);
    ASSERT_EQ(reply.body.incidents_size(), 1);
    EXPECT_EQ(reply.body.incidents(0).incident_id(), ours_.incident_id());
  }
}

TEST_F(Isolation, TheFirstGrantThatPermitsItSaysWhichOrganisationIsMeant) {
  const Client both =
      served_.As({.account = "olga",
                  .grants = {{.organisation = kHost, .role = Role::kReporter},
                             {.organisation = kNeighbour, .role = Role::kPrivacyOfficer},
                             {.organisation = kHost, .role = Role::kPrivacyOfficer}}});
  EXPECT_THAT(Get(both, theirs_.incident_id()), Succeeded());
  EXPECT_THAT(Get(both, ours_.incident_id()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchIncident));
}

TEST_F(Isolation, TheSameRequestIdOfAnotherOrganisationIsAnotherRequest) {
  auto request = RequestFor(AReport().command());
  const auto first = served_.Reporter().Call<v1::SubmitReportResponse>(request);
  const auto second = ReporterOfTheNeighbour().Call<v1::SubmitReportResponse>(request);
  ASSERT_THAT(second, Succeeded());
  EXPECT_FALSE(second.body.receipt().replayed());
  EXPECT_NE(second.body.receipt().incident_id(), first.body.receipt().incident_id());
}

TEST_F(Isolation, TheSameRequestIdOfAnotherPersonIsAnotherRequest) {
  auto request = RequestFor(AReport().command());
  const auto first = served_.Reporter("rick").Call<v1::SubmitReportResponse>(request);
  const auto second = served_.Reporter("rosa").Call<v1::SubmitReportResponse>(request);
  ASSERT_THAT(second, Succeeded());
  EXPECT_FALSE(second.body.receipt().replayed());
  EXPECT_NE(second.body.receipt().incident_id(), first.body.receipt().incident_id());
}

// An identity of an organisation the register does not know, by each method.
TEST_F(Isolation, AnOrganisationTheRegisterDoesNotKnowHasNothingAndIsToldSo) {
  const std::string unknown = "gemeente-nergens";
  const Client reporter = served_.As(Someone(Role::kReporter, "rick", unknown));
  EXPECT_THAT(Do(reporter, AReport().command()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation));
  EXPECT_THAT(reporter.Call<v1::ListMyReportsResponse>(v1::ListMyReportsRequest()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation));
  const Client officer = served_.Officer(unknown);
  EXPECT_THAT(Do(officer, AnImport().command()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation));
  for (const OnIncident& method : EveryCallAboutAnIncident()) {
    for (const std::string& incident : NotThere()) {
      EXPECT_THAT(method.call(officer, incident, ""), EndedWith(StatusCode::NOT_FOUND))
          << method.name;
    }
  }
  const Client administrator = served_.Administrator(unknown);
  v1::GetOrganisationRequest own;
  own.set_slug(unknown);
  EXPECT_THAT(administrator.Call<v1::GetOrganisationResponse>(own),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation));
  EXPECT_THAT(administrator.Call<v1::ListOrganisationsResponse>(v1::ListOrganisationsRequest()),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation));
}

TEST_F(Isolation, AnAdministratorElsewhereCannotTellWhichOrganisationsThereAre) {
  const auto ask = [&](const std::string& slug) {
    v1::GetOrganisationRequest request;
    request.set_slug(slug);
    return served_.Administrator(kNeighbour).Call<v1::GetOrganisationResponse>(request);
  };
  EXPECT_THAT(ask(kNeighbour), Succeeded());
  const std::string none = ask("gemeente-nergens").Everything();
  EXPECT_EQ(ask(kHost).Everything(), none);
  EXPECT_EQ(ask("not a slug").Everything(), none);
  const auto list = served_.Administrator(kNeighbour)
                        .Call<v1::ListOrganisationsResponse>(v1::ListOrganisationsRequest());
  ASSERT_EQ(list.body.organisations_size(), 1);
  EXPECT_EQ(list.body.organisations(0).slug(), kNeighbour);
}

}  // namespace
}  // namespace datalek::tests

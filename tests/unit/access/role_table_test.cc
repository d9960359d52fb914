#include "services/access/role_table.h"

#include <datalek/v1/administration.pb.h>
#include <datalek/v1/feed.pb.h>
#include <datalek/v1/reporting.pb.h>
#include <datalek/v1/review.pb.h>
#include <datalek/v1/tally.pb.h>

#include <google/protobuf/descriptor.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::access {
namespace {

using domain::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kSubmitReport = "/datalek.v1.ReportingService/SubmitReport";
constexpr std::string_view kGetIncident = "/datalek.v1.ReviewService/GetIncident";
constexpr std::string_view kGetTally = "/datalek.v1.TallyService/GetTally";

Identity With(std::vector<Grant> grants) {
  return Identity{.account = "account-1", .grants = std::move(grants)};
}

Identity InOneRole(Role role) {
  return With({{.organisation = "gemeente-voorbeeld", .role = role}});
}

// Every rpc of the API, from its description.
std::vector<std::string> MethodsOfTheApi() {
  std::vector<std::string> methods;
  for (const google::protobuf::FileDescriptor* file :
       {v1::CreateOrganisationRequest::descriptor()->file(),
        v1::WatchEventsRequest::descriptor()->file(), v1::SubmitReportRequest::descriptor()->file(),
        v1::GetIncidentRequest::descriptor()->file(), v1::GetTallyRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) {
      const google::protobuf::ServiceDescriptor* service = file->service(i);
      for (int j = 0; j < service->method_count(); ++j) {
        methods.push_back("/" + service->full_name() + "/" + service->method(j)->name());
      }
    }
  }
  return methods;
}

std::set<std::string> PermittedTo(Role role) {
  const Identity identity = InOneRole(role);
  std::set<std::string> permitted;
  for (const std::string& method : MethodsOfTheApi()) {
    if (std::holds_alternative<Caller>(Authorize(&identity, method))) {
      permitted.insert(method.substr(method.rfind('.') + 1));
    }
  }
  return permitted;
}

TEST(RoleTable, HasARowForEveryMethodOfTheApiAndNoOther) {
  const std::vector<std::string> methods = MethodsOfTheApi();
  ASSERT_GE(methods.size(), 17U);
  EXPECT_THAT(MissingRows(std::vector<std::string_view>(methods.begin(), methods.end())),
              IsEmpty());
}

TEST(RoleTable, FindsEveryRowByItsMethod) {
  for (const Rule& rule : Rules()) {
    EXPECT_EQ(FindRule(rule.method), &rule) << rule.method;
  }
}

TEST(RoleTable, StandsInTheOrderOfItsMethodsEachOnce) {
  EXPECT_EQ(std::ranges::adjacent_find(Rules(), std::ranges::greater_equal{}, &Rule::method),
            Rules().end());
}

TEST(RoleTable, PermitsEveryMethodToSomebody) {
  for (const Rule& rule : Rules()) {
    EXPECT_FALSE(rule.roles.empty()) << rule.method;
  }
}

TEST(RoleTable, ShowsTheReporterOnlyToPrivacyOfficers) {
  for (const Rule& rule : Rules()) {
    for (const Role role : rule.sees_reporter.values()) {
      EXPECT_EQ(role, Role::kPrivacyOfficer) << rule.method;
      EXPECT_TRUE(rule.roles.Has(role)) << rule.method;
    }
  }
}

TEST(RoleTable, LetsReportersReportAndSeeTheirOwn) {
  EXPECT_THAT(PermittedTo(Role::kReporter),
              ElementsAre("ReportingService/ListMyReports", "ReportingService/SubmitReport"));
}

TEST(RoleTable, LetsPrivacyOfficersDoAllButAdministration) {
  EXPECT_THAT(PermittedTo(Role::kPrivacyOfficer),
              ElementsAre("FeedService/WatchEvents", "ReportingService/ListMyReports",
                          "ReportingService/SubmitReport", "ReviewService/AddComment",
                          "ReviewService/AmendIncident", "ReviewService/AssessIncident",
                          "ReviewService/CloseIncident", "ReviewService/DecideNotification",
                          "ReviewService/DismissIncident", "ReviewService/GetIncident",
                          "ReviewService/ImportIncident", "ReviewService/ListIncidents",
                          "ReviewService/ReopenIncident", "TallyService/GetTally"));
}

TEST(RoleTable, LetsAuditorsReadAndNothingMore) {
  EXPECT_THAT(PermittedTo(Role::kAuditor),
              ElementsAre("FeedService/WatchEvents", "ReviewService/GetIncident",
                          "ReviewService/ListIncidents", "TallyService/GetTally"));
}

TEST(RoleTable, KeepsAdministratorsFromAllContent) {
  EXPECT_THAT(PermittedTo(Role::kAdministrator),
              ElementsAre("AdministrationService/CreateOrganisation",
                          "AdministrationService/GetOrganisation",
                          "AdministrationService/ListOrganisations"));
}

TEST(Authorize, DoesNotKnowWhoHasNoIdentity) {
  EXPECT_EQ(std::get<Denial>(Authorize(nullptr, kSubmitReport)), Denial::kUnauthenticated);
}

TEST(Authorize, TellsStrangersNothingOfWhichMethodsExist) {
  EXPECT_EQ(std::get<Denial>(Authorize(nullptr, "/datalek.v1.ReviewService/Invented")),
            Denial::kUnauthenticated);
}

TEST(Authorize, RefusesAMethodWithoutARow) {
  const Identity identity = InOneRole(Role::kPrivacyOfficer);
  for (const std::string_view method :
       {"", "/", "/datalek.v1.ReviewService/", "/datalek.v1.ReviewService/Invented",
        "/datalek.v1.ReviewService/GetIncident2", "datalek.v1.ReviewService/GetIncident", "\xFF"}) {
    EXPECT_EQ(std::get<Denial>(Authorize(&identity, method)), Denial::kPermissionDenied) << method;
  }
}

TEST(Authorize, SaysForWhomAndWhere) {
  const Identity identity = InOneRole(Role::kPrivacyOfficer);
  EXPECT_EQ(std::get<Caller>(Authorize(&identity, kGetIncident)),
            (Caller{.organisation = "gemeente-voorbeeld",
                    .role = Role::kPrivacyOfficer,
                    .account = "account-1",
                    .sees_reporter = true}));
}

TEST(Authorize, HidesTheReporterFromAuditors) {
  const Identity identity = InOneRole(Role::kAuditor);
  EXPECT_FALSE(std::get<Caller>(Authorize(&identity, kGetIncident)).sees_reporter);
}

TEST(Authorize, TakesTheFirstGrantThatPermits) {
  const Identity identity = With({{.organisation = "aa-voorbeeld", .role = Role::kReporter},
                                  {.organisation = "zz-voorbeeld", .role = Role::kAuditor},
                                  {.organisation = "bb-voorbeeld", .role = Role::kPrivacyOfficer}});
  const auto caller = std::get<Caller>(Authorize(&identity, kGetIncident));
  EXPECT_EQ(caller.organisation, "zz-voorbeeld");
  EXPECT_EQ(caller.role, Role::kAuditor);
  EXPECT_FALSE(caller.sees_reporter);
}

TEST(AuthorizeAll, GivesEveryOrganisationWithAGrantThatPermits) {
  const Identity identity = With({{.organisation = "aa-voorbeeld", .role = Role::kReporter},
                                  {.organisation = "zz-voorbeeld", .role = Role::kAuditor},
                                  {.organisation = "bb-voorbeeld", .role = Role::kPrivacyOfficer}});
  const std::vector<Caller> callers = AuthorizeAll(identity, kGetTally);
  ASSERT_EQ(callers.size(), 2U);
  EXPECT_EQ(callers[0].organisation, "zz-voorbeeld");
  EXPECT_EQ(callers[1].organisation, "bb-voorbeeld");
}

TEST(AuthorizeAll, GivesAnOrganisationOnceHoweverManyGrantsPermit) {
  const Identity identity =
      With({{.organisation = "gemeente-voorbeeld", .role = Role::kPrivacyOfficer},
            {.organisation = "gemeente-voorbeeld", .role = Role::kAuditor}});
  const std::vector<Caller> callers = AuthorizeAll(identity, kGetTally);
  ASSERT_EQ(callers.size(), 1U);
  EXPECT_EQ(callers[0].role, Role::kPrivacyOfficer);
}

TEST(AuthorizeAll, GivesNothingWithoutAGrantThatPermits) {
  EXPECT_THAT(AuthorizeAll(InOneRole(Role::kReporter), kGetTally), IsEmpty());
  EXPECT_THAT(AuthorizeAll(InOneRole(Role::kAuditor), "/datalek.v1.TallyService/Invented"),
              IsEmpty());
}

TEST(MissingRows, NamesTheMethodThatHasNoRow) {
  std::vector<std::string_view> methods;
  for (const Rule& rule : Rules()) {
    methods.push_back(rule.method);
  }
  methods.emplace_back("/datalek.v1.ReviewService/Invented");
  EXPECT_THAT(MissingRows(methods), ElementsAre("/datalek.v1.ReviewService/Invented is served but "
                                                "has no row in the role table"));
}

TEST(MissingRows, NamesTheRowThatHasNoMethod) {
  std::vector<std::string_view> methods;
  for (const Rule& rule : Rules()) {
    if (rule.method != kGetTally) {
      methods.push_back(rule.method);
    }
  }
  EXPECT_THAT(MissingRows(methods), ElementsAre("/datalek.v1.TallyService/GetTally has a row in "
                                                "the role table but is not served"));
}

TEST(RoleTableMarkdown, HasALineForEveryRow) {
  const std::string table = RoleTableMarkdown();
  EXPECT_EQ(std::ranges::count(table, '\n'), static_cast<long>(Rules().size() + 2));
  EXPECT_THAT(table, HasSubstr("| Method | reporter | privacy-officer | auditor | administrator | "
                               "Reaches |\n|---|---|---|---|---|---|\n"));
  EXPECT_THAT(table, HasSubstr("| `/datalek.v1.ReviewService/GetIncident` | | yes, and who "
                               "reported | yes | | one incident of the organisation, with its "
                               "timeline |\n"));
}

}  // namespace
}  // namespace datalek::access

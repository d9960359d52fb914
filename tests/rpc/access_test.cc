// Who may call what: every method for every role, as the role table has it.
#include "services/access/role_table.h"
#include "tests/rpc/client.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"

#include <datalek/v1/feed.pb.h>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using access::Rule;
using domain::Role;
using grpc::StatusCode;

// A well-formed request of the method that ends by itself.
std::string ShortestRequest(std::string_view method) {
  v1::WatchEventsRequest history;
  history.set_history_only(true);
  return method == MethodOf(*v1::WatchEventsRequest::descriptor()) ? history.SerializeAsString()
                                                                   : std::string();
}

Ending Attempt(const Client& client, std::string_view method) {
  return client.Raw(std::string(method), ShortestRequest(method));
}

// Every method of every service of ours that is linked into this binary.
std::set<std::string> MethodsOfDescriptors() {
  std::vector<std::string> files;
  EXPECT_TRUE(
      google::protobuf::DescriptorPool::internal_generated_database()->FindAllFileNames(&files));
  std::set<std::string> methods;
  for (const std::string& name : files) {
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; file->package() == "datalek.v1" && i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        methods.insert(MethodOf(*file->service(i)->method(j)->input_type()));
      }
    }
  }
  return methods;
}

std::vector<std::string_view> MethodsNotFor(Role role) {
  std::vector<std::string_view> methods;
  for (const Rule& rule : access::Rules()) {
    if (!rule.roles.Has(role)) {
      methods.push_back(rule.method);
    }
  }
  return methods;
}

TEST(Access, EveryMethodOfTheApiHasARowInTheRoleTable) {
  std::set<std::string> rows;
  for (const Rule& rule : access::Rules()) {
    rows.emplace(rule.method);
  }
  const std::set<std::string> methods = MethodsOfDescriptors();
  EXPECT_GE(methods.size(), 17U);
  EXPECT_EQ(rows, methods);
}

TEST(Access, EveryMethodIsServed) {
  ServedRegister served;
  for (const Rule& rule : access::Rules()) {
    const Role role = rule.roles.values().front();
    const Ending ending = Attempt(served.As(Someone(role, "someone")), rule.method);
    EXPECT_NE(ending.status.error_code(), StatusCode::UNIMPLEMENTED) << rule.method;
  }
}

TEST(Access, ARoleMayCallExactlyWhatTheTableSays) {
  ServedRegister served;
  for (const auto& role : domain::Options<Role>()) {
    const Client client = served.As(Someone(role.value, "someone"));
    for (const Rule& rule : access::Rules()) {
      SCOPED_TRACE(std::string(role.token) + " calls " + std::string(rule.method));
      const StatusCode code = Attempt(client, rule.method).status.error_code();
      EXPECT_NE(code, StatusCode::UNAUTHENTICATED);
      EXPECT_EQ(code != StatusCode::PERMISSION_DENIED, rule.roles.Has(role.value));
    }
  }
}

TEST(Access, NobodyMayCallAnything) {
  ServedRegister served;
  for (const Rule& rule : access::Rules()) {
    EXPECT_THAT(Attempt(served.Nobody(), rule.method), EndedWith(StatusCode::UNAUTHENTICATED))
        << rule.method;
  }
}

TEST(Access, ADenialIsTheSameInEveryByteForEveryMethod) {
  ServedRegister served;
  for (const char* language : {"en", "nl"}) {
    for (const auto& role : domain::Options<Role>()) {
      const Client client = served.As(Someone(role.value, "someone")).Speaking(language);
      const std::vector<std::string_view> methods = MethodsNotFor(role.value);
      ASSERT_GE(methods.size(), 2U);
      const std::string first = Attempt(client, methods.front()).Everything();
      for (const std::string_view method : methods) {
        EXPECT_EQ(Attempt(client, method).Everything(), first) << method;
      }
    }
  }
}

TEST(Access, ADenialIsTheSameForEveryRole) {
  ServedRegister served;
  std::set<std::string> denials;
  for (const auto& role : domain::Options<Role>()) {
    denials.insert(
        Attempt(served.As(Someone(role.value, "someone")), MethodsNotFor(role.value).front())
            .Everything());
  }
  EXPECT_EQ(denials.size(), 1U);
}

TEST(Access, NobodyIsToldTheSameInEveryByteByEveryMethod) {
  ServedRegister served;
  const Client nobody = served.Nobody();
  const std::string first = Attempt(nobody, access::Rules().front().method).Everything();
  for (const Rule& rule : access::Rules()) {
    EXPECT_EQ(Attempt(nobody, rule.method).Everything(), first) << rule.method;
  }
}

TEST(Access, ADenialNamesItsReasonAndNothingElse) {
  ServedRegister served;
  const SaidNo denied =
      TakeApart(Attempt(served.Reporter(), "/datalek.v1.ReviewService/GetIncident").status);
  ASSERT_TRUE(denied.info);
  EXPECT_EQ(denied.info->reason(), "FORBIDDEN");
  EXPECT_EQ(denied.info->domain(), "datalek");
  EXPECT_TRUE(denied.info->metadata().empty());
  EXPECT_FALSE(denied.refusal);
  const SaidNo unknown =
      TakeApart(Attempt(served.Nobody(), "/datalek.v1.ReviewService/GetIncident").status);
  ASSERT_TRUE(unknown.info);
  EXPECT_EQ(unknown.info->reason(), "UNAUTHENTICATED");
}

TEST(Access, AnIdentityThatDoesNotReadIsNobody) {
  ServedRegister served;
  for (const char* uri : {"", "datalek://", "datalek://gemeente-voorbeeld/mayor/anna",
                          "https://gemeente-voorbeeld/privacy-officer/anna"}) {
    const Ending ending =
        served.Nobody().Raw("/datalek.v1.ReviewService/ListIncidents", "", nullptr,
                            {.deadline = {}, .metadata = {{kUriMetadataKey, uri}}});
    EXPECT_THAT(ending, EndedWith(StatusCode::UNAUTHENTICATED)) << uri;
  }
}

TEST(Access, OnlyAdministratorsOfTheHostCreateOrganisations) {
  ServedRegister served;
  const std::string_view method = "/datalek.v1.AdministrationService/CreateOrganisation";
  EXPECT_THAT(Attempt(served.Administrator(kNeighbour), method),
              EndedWith(StatusCode::PERMISSION_DENIED));
  EXPECT_THAT(Attempt(served.Administrator(kHost), method),
              EndedWith(StatusCode::INVALID_ARGUMENT));
}

// Bytes that are no message of the method's never get as far as the gate, and never get an answer.
TEST(Access, BytesThatAreNoRequestAreRefused) {
  ServedRegister served;
  for (const Rule& rule : access::Rules()) {
    const Client client = served.As(Someone(rule.roles.values().front(), "someone"));
    const Ending ending = client.Raw(std::string(rule.method), "\xFF\xFF\xFF canary");
    EXPECT_FALSE(ending.status.ok()) << rule.method;
    EXPECT_EQ(ending.Everything().find("canary"), std::string::npos) << rule.method;
  }
}

}  // namespace
}  // namespace datalek::tests

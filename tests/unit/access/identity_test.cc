#include "services/access/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::access {
namespace {

using domain::Role;
using ::testing::ElementsAre;

std::optional<Identity> Read(std::initializer_list<std::string_view> uris) {
  return IdentityFromUris(std::vector<std::string_view>(uris));
}

bool IsRefused(std::string_view uri) { return !Read({uri}).has_value(); }

TEST(Identity, IsOneGrantFromOneUri) {
  const auto identity = Read({"datalek://gemeente-voorbeeld/privacy-officer/officer-1"});
  ASSERT_TRUE(identity.has_value());
  EXPECT_EQ(identity->account, "officer-1");
  EXPECT_THAT(identity->grants, ElementsAre(Grant{.organisation = "gemeente-voorbeeld",
                                                  .role = Role::kPrivacyOfficer}));
}

TEST(Identity, KeepsTheOrderOfItsGrants) {
  const auto identity =
      Read({"datalek://zz-voorbeeld/auditor/a", "datalek://aa-voorbeeld/auditor/a",
            "datalek://zz-voorbeeld/reporter/a"});
  ASSERT_TRUE(identity.has_value());
  EXPECT_THAT(identity->grants,
              ElementsAre(Grant{.organisation = "zz-voorbeeld", .role = Role::kAuditor},
                          Grant{.organisation = "aa-voorbeeld", .role = Role::kAuditor},
                          Grant{.organisation = "zz-voorbeeld", .role = Role::kReporter}));
}

TEST(Identity, ReadsEveryRoleByItsToken) {
  for (const auto& option : domain::Options<Role>()) {
    const std::string uri = "datalek://gemeente-voorbeeld/" + std::string(option.token) + "/a";
    const auto identity = Read({uri});
    ASSERT_TRUE(identity.has_value()) << uri;
    EXPECT_EQ(identity->grants.front().role, option.value) << uri;
  }
}

TEST(Identity, WritesTheUrisItReads) {
  const Identity identity{
      .account = "A.b_c-9",
      .grants = {{.organisation = "gemeente-voorbeeld", .role = Role::kAdministrator},
                 {.organisation = "voorbeeldstad", .role = Role::kReporter}}};
  const std::vector<std::string> uris = UrisOf(identity);
  EXPECT_THAT(uris, ElementsAre("datalek://gemeente-voorbeeld/administrator/A.b_c-9",
                                "datalek://voorbeeldstad/reporter/A.b_c-9"));
  EXPECT_EQ(IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end())), identity);
}

TEST(Identity, IsNoneWithoutAUri) { EXPECT_FALSE(Read({}).has_value()); }

TEST(Identity, RefusesAnotherScheme) {
  EXPECT_TRUE(IsRefused("https://gemeente-voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused("DATALEK://gemeente-voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused("datalek:/gemeente-voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused(" datalek://gemeente-voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://"));
  EXPECT_TRUE(IsRefused(""));
}

TEST(Identity, RefusesACertificateThatAlsoNamesSomethingElse) {
  EXPECT_FALSE(
      Read({"datalek://gemeente-voorbeeld/auditor/a", "spiffe://voorbeeld/workload"}).has_value());
}

TEST(Identity, RefusesTooFewOrTooManySegments) {
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld/auditor"));
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld/auditor/a/"));
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld/auditor/a/b"));
  EXPECT_TRUE(IsRefused("datalek:///gemeente-voorbeeld/auditor/a"));
}

TEST(Identity, RefusesWhatIsNoSlug) {
  EXPECT_TRUE(IsRefused("datalek:///auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://Gemeente-Voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://gemeente.voorbeeld/auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld:7443/auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://x@gemeente/auditor/a"));
}

TEST(Identity, RefusesARoleThatIsNone) {
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld//a"));
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld/Auditor/a"));
  EXPECT_TRUE(IsRefused("datalek://gemeente-voorbeeld/root/a"));
}

TEST(Identity, RefusesAnAccountThatIsNone) {
  const std::string before = "datalek://gemeente-voorbeeld/auditor/";
  EXPECT_TRUE(IsRefused(before));
  EXPECT_TRUE(IsRefused(before + "a b"));
  EXPECT_TRUE(IsRefused(before + "a%20b"));
  EXPECT_TRUE(IsRefused(before + "a?x=1"));
  EXPECT_TRUE(IsRefused(before + "a\xC3\xA9"));
  EXPECT_TRUE(IsRefused(before + std::string("a\0b", 3)));
}

TEST(Identity, AcceptsAnAccountAsLongAsTheLimitAndNoLonger) {
  const std::string before = "datalek://gemeente-voorbeeld/auditor/";
  EXPECT_FALSE(IsRefused(before + std::string(kAccountBytesMax, 'a')));
  EXPECT_TRUE(IsRefused(before + std::string(kAccountBytesMax + 1, 'a')));
}

TEST(Identity, RefusesTwoAccountsInOneCertificate) {
  EXPECT_FALSE(Read({"datalek://gemeente-voorbeeld/auditor/a", "datalek://voorbeeldstad/auditor/b"})
                   .has_value());
}

TEST(Identity, RefusesAGrantThatComesTwice) {
  EXPECT_FALSE(
      Read({"datalek://gemeente-voorbeeld/auditor/a", "datalek://gemeente-voorbeeld/auditor/a"})
          .has_value());
}

TEST(Identity, AcceptsAsManyGrantsAsTheLimitAndNoMore) {
  std::vector<std::string> uris;
  for (std::size_t i = 0; i < kGrantsMax; ++i) {
    uris.push_back("datalek://gemeente-" + std::to_string(i) + "/auditor/a");
  }
  EXPECT_TRUE(IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end())));
  uris.emplace_back("datalek://gemeente-voorbeeld/auditor/a");
  EXPECT_FALSE(IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end())));
}

}  // namespace
}  // namespace datalek::access

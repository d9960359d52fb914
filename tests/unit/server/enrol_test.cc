#include "services/server/enrol.h"

#include "services/server/files.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using domain::Role;
using storage::Code;
using storage::Result;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

constexpr std::int64_t kNow = 1'772'355'600;  // 2026-03-01T09:00:00Z
constexpr std::int64_t kDay = 86'400;

class EnrolTest : public ::testing::Test {
 protected:
  EnrolTest() : layout_(Layout::Under(directory_.path() / "register")) {
    const auto authority = access::MakeAuthority("Voorbeeld", {.now_s = kNow, .days = 1'000});
    EXPECT_THAT(authority, IsOk());
    EXPECT_THAT(MakeDirectory(layout_.root), IsOk());
    EXPECT_THAT(MakeDirectory(layout_.tls_dir), IsOk());
    EXPECT_THAT(WriteNewFile(layout_.authority_certificate, authority.value().certificate), IsOk());
    EXPECT_THAT(WriteNewFile(layout_.authority_key, authority.value().key), IsOk());
  }

  [[nodiscard]] EnrolRequest Request() const {
    return {.layout = layout_, .out = out(), .validity = {.now_s = kNow, .days = 30}};
  }
  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] fs::path out() const { return directory_.path() / "out"; }

 private:
  const tests::TempDirectory directory_;
  const Layout layout_;
};

access::Identity Auditor() {
  return {.account = "auditor-2",
          .grants = {{.organisation = "gemeente-voorbeeld", .role = Role::kAuditor}}};
}

TEST_F(EnrolTest, MakesAProfileForAClient) {
  const Result<Issued> issued = EnrolClient(Request(), Auditor(), "localhost:7443");
  ASSERT_THAT(issued, IsOk());
  EXPECT_EQ(issued.value().expires_s, kNow + 30 * kDay);
  EXPECT_THAT(ReadFile(out() / "certificate.pem", kPemBytesMax),
              Holds(StartsWith("-----BEGIN CERTIFICATE-----\n")));
  EXPECT_THAT(ReadSecretFile(out() / "key.pem", kPemBytesMax),
              Holds(StartsWith("-----BEGIN PRIVATE KEY-----\n")));
  EXPECT_EQ(ReadFile(out() / "authority.pem", kPemBytesMax).value(),
            ReadFile(layout().authority_certificate, kPemBytesMax).value());
  EXPECT_THAT(ReadFile(out() / "server", 100), Holds("localhost:7443\n"));
}

TEST_F(EnrolTest, MakesACertificateForAServer) {
  const Result<Issued> issued = EnrolServer(Request(), {"localhost"});
  ASSERT_THAT(issued, IsOk());
  EXPECT_EQ(issued.value().expires_s, kNow + 30 * kDay);
  EXPECT_THAT(ReadFile(out() / "server.pem", kPemBytesMax),
              Holds(StartsWith("-----BEGIN CERTIFICATE-----\n")));
  EXPECT_THAT(ReadSecretFile(out() / "server.key", kPemBytesMax),
              Holds(StartsWith("-----BEGIN PRIVATE KEY-----\n")));
  EXPECT_EQ(ReadFile(out() / "authority.pem", kPemBytesMax).value(),
            ReadFile(layout().authority_certificate, kPemBytesMax).value());
}

TEST_F(EnrolTest, NeverReplacesAnIdentity) {
  ASSERT_THAT(EnrolClient(Request(), Auditor(), "localhost:7443"), IsOk());
  const std::string key = ReadFile(out() / "key.pem", kPemBytesMax).value();
  EXPECT_THAT(EnrolClient(Request(), Auditor(), "localhost:7443").status(),
              StatusIs(Code::kExists));
  EXPECT_THAT(EnrolServer(Request(), {"localhost"}).status(), StatusIs(Code::kExists));
  EXPECT_THAT(ReadFile(out() / "key.pem", kPemBytesMax), Holds(key));
}

TEST_F(EnrolTest, MakesNothingWithoutAnAuthority) {
  EnrolRequest request = Request();
  request.layout = Layout::Under(out().parent_path() / "absent");
  EXPECT_THAT(EnrolClient(request, Auditor(), "localhost:7443").status(),
              StatusIs(Code::kMissing, HasSubstr("authority.pem")));
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(EnrolTest, MakesNothingForAnIdentityThatIsNone) {
  EXPECT_THAT(EnrolClient(Request(), {.account = "auditor-2", .grants = {}}, "x").status(),
              StatusIs(Code::kInvalidArgument));
  EXPECT_FALSE(fs::exists(out()));
  EXPECT_THAT(LeftBehindBeside(out()), ::testing::IsEmpty());
}

TEST_F(EnrolTest, UsesNoAuthorityKeyThatOthersMayRead) {
  ASSERT_EQ(chmod(layout().authority_key.c_str(), 0644), 0);
  EXPECT_THAT(EnrolClient(Request(), Auditor(), "localhost:7443").status(),
              StatusIs(Code::kNotPermitted, HasSubstr("authority.key")));
}

TEST(AddressFor, IsTheFirstNameWithThePort) {
  EXPECT_EQ(AddressFor("0.0.0.0:7443", {"register.example", "other.example"}),
            "register.example:7443");
  EXPECT_EQ(AddressFor("0.0.0.0:7443", {"2001:db8::7"}), "[2001:db8::7]:7443");
  EXPECT_EQ(AddressFor("[::]:443", {}), "localhost:443");
  EXPECT_EQ(AddressFor("unix:/run/datalek.sock", {"register.example"}), "unix:/run/datalek.sock");
}

TEST(ServerNames, AreThoseOfThisMachineAndThoseThatWereGiven) {
  EXPECT_THAT(ServerNames("10.0.0.5:7443", {"register.example"}),
              IsSupersetOf({"localhost", "127.0.0.1", "::1", "10.0.0.5", "register.example"}));
  EXPECT_THAT(ServerNames("[2001:db8::7]:7443", {}), Contains("2001:db8::7"));
}

TEST(ServerNames, HoldNoAddressThatMeansEverywhereAndNoneTwice) {
  for (const std::string_view listen : {"0.0.0.0:7443", "[::]:7443", "127.0.0.1:7443", "unix:/x"}) {
    std::vector<std::string> names = ServerNames(listen, {"localhost", "localhost"});
    EXPECT_THAT(names, AllOf(Not(Contains("0.0.0.0")), Not(Contains("::")), Not(Contains(""))));
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << listen;
  }
}

}  // namespace
}  // namespace datalek::server

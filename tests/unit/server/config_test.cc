#include "services/server/config.h"

#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using storage::Code;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::IsOk;
using tests::StatusIs;

using Variables = std::map<std::string, std::string>;

Environment EnvironmentOf(Variables variables) {
  return [variables =
              std::move(variables)](const std::string& variable) -> std::optional<std::string> {
    const auto found = variables.find(variable);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

class ConfigTest : public ::testing::Test {
 protected:
  fs::path Write(std::string_view content) {
    const fs::path file = directory_.path() / "datalekd.toml";
    std::ofstream(file) << content;
    return file;
  }

  storage::Result<Config> LoadFile(std::string_view content) {
    return LoadConfig({.flags = {}, .file = Write(content), .environment = EnvironmentOf({})});
  }

  static storage::Result<Config> LoadFlag(const std::string& name, const std::string& value) {
    return LoadConfig({.flags = {{name, value}}, .file = {}, .environment = EnvironmentOf({})});
  }

 private:
  tests::TempDirectory directory_;
};

TEST_F(ConfigTest, HasADefaultForEverything) {
  const auto config = LoadConfig({.flags = {}, .file = {}, .environment = EnvironmentOf({})});
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value(), (Config{.data_dir = "/var/lib/datalek",
                                    .keys_dir = "/var/lib/datalek/keys",
                                    .kek_file = "/var/lib/datalek/kek",
                                    .server_certificate = "/var/lib/datalek/tls/server.pem",
                                    .server_key = "/var/lib/datalek/tls/server.key",
                                    .client_authority = "/var/lib/datalek/tls/authority.pem",
                                    .listen = "127.0.0.1:7443",
                                    .metrics_listen = "127.0.0.1:9464",
                                    .time_zone = "Europe/Amsterdam",
                                    .disk_reserve_mb = 256,
                                    .drain_seconds = 30,
                                    .max_in_flight = 4096,
                                    .reflection = false,
                                    .log_level = LogLevel::kInfo,
                                    .log_format = LogFormat::kText}));
}

TEST_F(ConfigTest, TakesTheFileOverTheDefault) {
  const auto config = LoadFile("listen = \"127.0.0.1:1\"\n");
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().listen, "127.0.0.1:1");
}

TEST_F(ConfigTest, TakesTheEnvironmentOverTheFile) {
  const auto config =
      LoadConfig({.flags = {},
                  .file = Write("listen = \"127.0.0.1:1\"\n"),
                  .environment = EnvironmentOf({{"DATALEK_LISTEN", "127.0.0.1:2"}})});
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().listen, "127.0.0.1:2");
}

TEST_F(ConfigTest, TakesAFlagOverTheEnvironment) {
  const auto config =
      LoadConfig({.flags = {{"listen", "127.0.0.1:3"}},
                  .file = Write("listen = \"127.0.0.1:1\"\n"),
                  .environment = EnvironmentOf({{"DATALEK_LISTEN", "127.0.0.1:2"}})});
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().listen, "127.0.0.1:3");
}

TEST_F(ConfigTest, ReadsEveryOptionFromAFile) {
  const auto config = LoadFile(R"(
data_dir = "/srv/register"
keys_dir = "/srv/keys"
kek_file = "/srv/kek"
server_certificate = "/srv/a.pem"
server_key = "/srv/a.key"
client_authority = "/srv/b.pem"
listen = "unix:/run/datalek.sock"
metrics_listen = "off"
time_zone = "UTC"
disk_reserve_mb = 1024
drain_seconds = 0
max_in_flight = 1
reflection = true
log_level = "error"
log_format = "json"
)");
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value(), (Config{.data_dir = "/srv/register",
                                    .keys_dir = "/srv/keys",
                                    .kek_file = "/srv/kek",
                                    .server_certificate = "/srv/a.pem",
                                    .server_key = "/srv/a.key",
                                    .client_authority = "/srv/b.pem",
                                    .listen = "unix:/run/datalek.sock",
                                    .metrics_listen = "",
                                    .time_zone = "UTC",
                                    .disk_reserve_mb = 1024,
                                    .drain_seconds = 0,
                                    .max_in_flight = 1,
                                    .reflection = true,
                                    .log_level = LogLevel::kError,
                                    .log_format = LogFormat::kJson}));
}

TEST_F(ConfigTest, ReadsEveryOptionFromTheEnvironment) {
  for (const Option& option : Options()) {
    const auto refused = LoadConfig(
        {.flags = {}, .file = {}, .environment = EnvironmentOf({{VariableOf(option.name), ""}})});
    EXPECT_THAT(refused,
                StatusIs(Code::kInvalidArgument, HasSubstr(VariableOf(option.name) + ": ")));
  }
}

TEST_F(ConfigTest, ReadsEveryOptionFromAFlag) {
  for (const Option& option : Options()) {
    EXPECT_THAT(LoadFlag(std::string(option.name), ""),
                StatusIs(Code::kInvalidArgument, HasSubstr(FlagOf(option.name) + ": ")));
  }
}

TEST_F(ConfigTest, NamesFlagsAndVariablesAfterTheOption) {
  EXPECT_EQ(FlagOf("disk_reserve_mb"), "--disk-reserve-mb");
  EXPECT_EQ(VariableOf("disk_reserve_mb"), "DATALEK_DISK_RESERVE_MB");
}

TEST_F(ConfigTest, LetsOtherPathsFollowTheDataDirectory) {
  const auto config = LoadFlag("data_dir", "/srv/register");
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().keys_dir, "/srv/register/keys");
  EXPECT_EQ(config.value().kek_file, "/srv/register/kek");
  EXPECT_EQ(config.value().server_certificate, "/srv/register/tls/server.pem");
  EXPECT_EQ(config.value().server_key, "/srv/register/tls/server.key");
  EXPECT_EQ(config.value().client_authority, "/srv/register/tls/authority.pem");
}

TEST_F(ConfigTest, TakesTheKeyThatTheServiceManagerHandsOver) {
  const auto config = LoadConfig(
      {.flags = {},
       .file = {},
       .environment = EnvironmentOf({{"CREDENTIALS_DIRECTORY", "/run/credentials/datalekd"}})});
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().kek_file, "/run/credentials/datalekd/kek");
}

TEST_F(ConfigTest, TakesAKeyFileThatWasNamedOverThatOfTheServiceManager) {
  const auto config = LoadConfig(
      {.flags = {{"kek_file", "/srv/kek"}},
       .file = {},
       .environment = EnvironmentOf({{"CREDENTIALS_DIRECTORY", "/run/credentials/datalekd"}})});
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().kek_file, "/srv/kek");
}

TEST_F(ConfigTest, MakesPathsAbsolute) {
  const auto config = LoadFlag("data_dir", "register/../demo");
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config.value().data_dir, fs::current_path() / "demo");
}

TEST_F(ConfigTest, RefusesAKeyThatIsNoOptionAndNamesLineAndNearest) {
  EXPECT_THAT(LoadFile("\n# A comment.\nlisten = \"127.0.0.1:1\"\nmetric_listen = \"off\"\n"),
              StatusIs(Code::kInvalidArgument,
                       HasSubstr("datalekd.toml:4: \"metric_listen\" is no option; the nearest is "
                                 "\"metrics_listen\"")));
}

TEST_F(ConfigTest, RefusesATable) {
  EXPECT_THAT(LoadFile("[tls]\ncertificate = \"x\"\n"),
              StatusIs(Code::kInvalidArgument, HasSubstr("datalekd.toml:1: \"tls\" is no option")));
}

TEST_F(ConfigTest, NamesTheFirstMistakeOfAFile) {
  EXPECT_THAT(LoadFile("zzz = 1\naaa = 1\n"),
              StatusIs(Code::kInvalidArgument, HasSubstr("datalekd.toml:1: \"zzz\"")));
}

TEST_F(ConfigTest, RefusesAFileThatIsNoTomlAndNamesTheLine) {
  EXPECT_THAT(LoadFile("listen = \"127.0.0.1:1\"\nlisten 5\n"),
              StatusIs(Code::kInvalidArgument, HasSubstr("datalekd.toml:2: ")));
}

TEST_F(ConfigTest, RefusesAValueOfAnotherKindInAFile) {
  EXPECT_THAT(LoadFile("listen = 7443\n"),
              StatusIs(Code::kInvalidArgument,
                       HasSubstr("datalekd.toml:1: listen must be text in quotation marks")));
  EXPECT_THAT(LoadFile("drain_seconds = \"30\"\n"),
              StatusIs(Code::kInvalidArgument,
                       HasSubstr("drain_seconds must be a whole number without quotation marks")));
  EXPECT_THAT(LoadFile("drain_seconds = 1.5\n"), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(LoadFile("reflection = \"true\"\n"),
              StatusIs(Code::kInvalidArgument,
                       HasSubstr("reflection must be true or false without quotation marks")));
  EXPECT_THAT(LoadFile("data_dir = [\"a\"]\n"), StatusIs(Code::kInvalidArgument));
}

TEST_F(ConfigTest, SaysWhereAWrongValueStandsAndWhatItMustBe) {
  EXPECT_THAT(
      LoadFile("\ndisk_reserve_mb = 1\n"),
      StatusIs(Code::kInvalidArgument,
               HasSubstr("datalekd.toml:2: disk_reserve_mb is \"1\", but it must be a whole "
                         "number from 64 to 1048576")));
  EXPECT_THAT(
      LoadConfig(
          {.flags = {}, .file = {}, .environment = EnvironmentOf({{"DATALEK_LOG_LEVEL", "loud"}})}),
      StatusIs(Code::kInvalidArgument,
               "DATALEK_LOG_LEVEL: log_level is \"loud\", but it must be debug, info, "
               "warning or error"));
  EXPECT_THAT(LoadFlag("log_format", "xml"),
              StatusIs(Code::kInvalidArgument,
                       "--log-format: log_format is \"xml\", but it must be text or json"));
}

TEST_F(ConfigTest, RefusesAFileThatDoesNotExist) {
  EXPECT_THAT(LoadConfig({.flags = {},
                          .file = Write("").parent_path() / "absent.toml",
                          .environment = EnvironmentOf({})}),
              StatusIs(Code::kMissing, HasSubstr("absent.toml")));
}

TEST_F(ConfigTest, RefusesAFileLargerThanTheLimit) {
  EXPECT_THAT(LoadFile(std::string(kConfigBytesMax, '\n')), IsOk());
  EXPECT_THAT(LoadFile(std::string(kConfigBytesMax + 1, '\n')),
              StatusIs(Code::kInvalidArgument, HasSubstr("65536")));
}

TEST_F(ConfigTest, RefusesNumbersOutOfRange) {
  for (const char* value :
       {"", "-1", "3601", "1e3", "0x10", " 5", "5 ", "5s", "99999999999999999999"}) {
    EXPECT_THAT(LoadFlag("drain_seconds", value), StatusIs(Code::kInvalidArgument)) << value;
  }
  EXPECT_THAT(LoadFlag("drain_seconds", "3600"), IsOk());
  EXPECT_THAT(LoadFlag("disk_reserve_mb", "63"), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(LoadFlag("max_in_flight", "0"), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(LoadFlag("max_in_flight", "65537"), StatusIs(Code::kInvalidArgument));
}

TEST_F(ConfigTest, ListensAtAHostOrAnAddressWithAPort) {
  for (const char* value : {"localhost:7443", "0.0.0.0:0", "[::1]:7443", "[::]:65535",
                            "register.gemeente-voorbeeld.example:443"}) {
    EXPECT_THAT(LoadFlag("listen", value), IsOk()) << value;
  }
}

TEST_F(ConfigTest, ListensNowhereElse) {
  for (const char* value : {"", "7443", ":7443", "localhost", "localhost:", "localhost:x",
                            "localhost:65536", "::1:7443", "[::1]", "[localhost]:1",
                            "http://localhost:7443", "dns:localhost:7443", "a b:1"}) {
    EXPECT_THAT(LoadFlag("listen", value), StatusIs(Code::kInvalidArgument)) << value;
  }
}

TEST_F(ConfigTest, ListensAtASocketOnlyByItsAbsolutePath) {
  EXPECT_THAT(LoadFlag("listen", "unix:/run/datalek.sock"), IsOk());
  EXPECT_THAT(LoadFlag("listen", "unix:datalek.sock"), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(LoadFlag("listen", "unix:/" + std::string(kUnixPathBytesMax - 1, 'a')), IsOk());
  EXPECT_THAT(LoadFlag("listen", "unix:/" + std::string(kUnixPathBytesMax, 'a')),
              StatusIs(Code::kInvalidArgument));
}

TEST_F(ConfigTest, ShowsMetricsOnLoopbackOnly) {
  for (const char* value : {"127.0.0.1:0", "127.1.2.3:9464", "[::1]:9464", "localhost:1"}) {
    EXPECT_THAT(LoadFlag("metrics_listen", value), IsOk()) << value;
  }
  for (const char* value : {"0.0.0.0:9464", "10.0.0.1:9464", "[::]:9464", "example:9464",
                            "127.example:9464", "unix:/run/x", "9464", "OFF"}) {
    EXPECT_THAT(LoadFlag("metrics_listen", value),
                StatusIs(Code::kInvalidArgument, HasSubstr("loopback")))
        << value;
  }
}

TEST_F(ConfigTest, KnowsOnlyZonesThatTheSystemKnows) {
  EXPECT_THAT(LoadFlag("time_zone", "UTC"), IsOk());
  for (const char* value :
       {"Europe/Voorbeeldstad", "Europe", "../zoneinfo/UTC", "/etc/passwd", "CET-1CEST"}) {
    EXPECT_THAT(LoadFlag("time_zone", value), StatusIs(Code::kInvalidArgument)) << value;
  }
}

TEST_F(ConfigTest, QuotesAWrongValueOnOneLine) {
  const auto refused = LoadFlag("log_level", "x\nforged");
  EXPECT_THAT(refused.status().message(), HasSubstr("x\\u000aforged"));
  EXPECT_THAT(refused.status().message(), Not(HasSubstr("\n")));
}

std::string Sample() {
  std::ostringstream content;
  content << std::ifstream(SAMPLE_CONFIG).rdbuf();
  return content.str();
}

// The sample with every option taken out of its comment.
std::string SampleInForce() {
  return std::regex_replace(Sample(), std::regex("(^|\n)# ([a-z_]+ = )"), "$1$2");
}

TEST_F(ConfigTest, ChangesNothingByTheSampleFile) {
  const auto sample = LoadFile(Sample());
  ASSERT_THAT(sample, IsOk());
  EXPECT_EQ(sample.value(),
            LoadConfig({.flags = {}, .file = {}, .environment = EnvironmentOf({})}).value());
}

TEST_F(ConfigTest, HasEveryOptionInTheSampleFileAtItsDefault) {
  const auto sample = LoadFile(SampleInForce());
  ASSERT_THAT(sample, IsOk());
  EXPECT_EQ(sample.value(),
            LoadConfig({.flags = {}, .file = {}, .environment = EnvironmentOf({})}).value());
  for (const Option& option : Options()) {
    EXPECT_THAT(SampleInForce(), HasSubstr("\n" + std::string(option.name) + " = "));
  }
}

}  // namespace
}  // namespace datalek::server

#include "services/server/command_line.h"

#include "services/access/authority.h"
#include "services/server/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::server {
namespace {

using domain::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

using Read = std::variant<CommandLine, Farewell>;

Read ReadWords(const std::vector<std::string>& words) {
  std::vector<const char*> arguments{"datalekd"};
  for (const std::string& word : words) {
    arguments.push_back(word.c_str());
  }
  return ReadCommandLine(arguments);
}

// As ReadWords, for a command line that is right.
CommandLine Accept(const std::vector<std::string>& words) {
  Read read = ReadWords(words);
  if (const auto* farewell = std::get_if<Farewell>(&read)) {
    ADD_FAILURE() << farewell->out << farewell->err;
    return {};
  }
  return std::get<CommandLine>(read);
}

// As ReadWords, for a command line that is wrong: what stderr says.
std::string Refuse(const std::vector<std::string>& words) {
  const Read read = ReadWords(words);
  const auto* farewell = std::get_if<Farewell>(&read);
  if (farewell == nullptr) {
    ADD_FAILURE() << "was understood";
    return {};
  }
  EXPECT_EQ(farewell->code, ExitCode::kUsage);
  EXPECT_THAT(farewell->out, IsEmpty());
  return farewell->err;
}

std::string HelpOf(const std::vector<std::string>& words) {
  const Read read = ReadWords(words);
  const auto* farewell = std::get_if<Farewell>(&read);
  if (farewell == nullptr) {
    ADD_FAILURE() << "was understood";
    return {};
  }
  EXPECT_EQ(farewell->code, ExitCode::kOk);
  EXPECT_THAT(farewell->err, IsEmpty());
  return farewell->out;
}

std::vector<std::string> Init(std::initializer_list<std::string> more) {
  std::vector<std::string> words{"init", "--organisation", "gemeente-voorbeeld", "--name",
                                 "Gemeente Voorbeeld"};
  words.insert(words.end(), more);
  return words;
}

std::vector<std::string> Enrol(std::initializer_list<std::string> more) {
  std::vector<std::string> words{"enrol",      "--organisation", "gemeente-voorbeeld",
                                 "--role",     "reporter",       "--account",
                                 "reporter-2", "--out",          "reporter-2"};
  words.insert(words.end(), more);
  return words;
}

TEST(CommandLine, KnowsEveryCommand) {
  EXPECT_EQ(Accept(Init({})).verb, Verb::kInit);
  EXPECT_EQ(Accept(Enrol({})).verb, Verb::kEnrol);
  EXPECT_EQ(Accept({"serve"}).verb, Verb::kServe);
  EXPECT_EQ(Accept({"rebuild"}).verb, Verb::kRebuild);
}

TEST(CommandLine, NamesEveryCommandInItsHelp) {
  const std::string help = HelpOf({"--help"});
  for (const std::string_view command : {"init", "enrol", "serve", "rebuild", "version"}) {
    EXPECT_THAT(help, HasSubstr("\n  " + std::string(command) + " "));
  }
}

TEST(CommandLine, ShowsEveryOptionOfServeWithItsDefault) {
  const std::string help = HelpOf({"serve", "--help"});
  for (const Option& option : Options()) {
    EXPECT_THAT(help,
                HasSubstr("  " + FlagOf(option.name) + " " + std::string(option.placeholder)));
  }
  EXPECT_THAT(help, HasSubstr("[127.0.0.1:7443]"));
  EXPECT_THAT(help, HasSubstr("--config FILE"));
}

TEST(CommandLine, SaysInItsHelpWhichPlaceWins) {
  EXPECT_THAT(HelpOf({"serve", "--help"}),
              HasSubstr("the first place that names it: the flag (--data-dir)"));
}

TEST(CommandLine, KeepsItsHelpWithin100Columns) {
  for (const std::vector<std::string>& words :
       std::initializer_list<std::vector<std::string>>{{"--help"},
                                                       {"init", "--help"},
                                                       {"enrol", "--help"},
                                                       {"serve", "--help"},
                                                       {"rebuild", "--help"}}) {
    const std::string help = HelpOf(words);
    std::size_t begin = 0;
    for (std::size_t end = help.find('\n'); end != help.npos; end = help.find('\n', begin)) {
      EXPECT_LE(end - begin, 100U) << help.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(CommandLine, TellsItsVersion) {
  EXPECT_EQ(HelpOf({"version"}), std::string(Version()) + "\n");
  EXPECT_EQ(HelpOf({"--version"}), std::string(Version()) + "\n");
}

TEST(CommandLine, NeedsACommand) { EXPECT_THAT(Refuse({}), HasSubstr("datalekd --help")); }

TEST(CommandLine, RefusesACommandItDoesNotKnow) {
  EXPECT_THAT(Refuse({"destroy"}), HasSubstr("destroy"));
}

TEST(CommandLine, RefusesTwoCommands) { Refuse({"serve", "rebuild"}); }

TEST(CommandLine, RefusesAFlagItDoesNotKnowAndPointsToTheCommandsHelp) {
  const std::string refused = Refuse({"serve", "--listn", "x"});
  EXPECT_THAT(refused, StartsWith("datalekd serve: "));
  EXPECT_THAT(refused, HasSubstr("--listn"));
  EXPECT_THAT(refused, HasSubstr("datalekd serve --help"));
}

TEST(CommandLine, RefusesAnOptionOfServeWhereItDoesNothing) {
  Refuse({"rebuild", "--listen", "127.0.0.1:1"});
  Refuse(Init({"--reflection", "true"}));
}

TEST(CommandLine, RefusesAnOptionThatIsGivenTwice) {
  Refuse({"serve", "--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2"});
}

TEST(CommandLine, HandsOnOptionsByTheirNames) {
  const CommandLine line = Accept({"serve", "--data-dir", "/srv/a b", "--disk-reserve-mb=512",
                                   "--reflection", "true", "--config", "/srv/datalekd.toml"});
  EXPECT_THAT(line.flags, ElementsAre(Pair("data_dir", "/srv/a b"), Pair("disk_reserve_mb", "512"),
                                      Pair("reflection", "true")));
  EXPECT_EQ(line.config_file, "/srv/datalekd.toml");
}

TEST(CommandLine, HandsOnNothingThatWasNotGiven) {
  const CommandLine line = Accept({"serve"});
  EXPECT_THAT(line.flags, IsEmpty());
  EXPECT_EQ(line.config_file, std::nullopt);
}

TEST(CommandLine, TakesWhatInitNeeds) {
  const CommandLine line = Accept(Init({"--data-dir", "/srv/register", "--host-name",
                                        "register.example", "--host-name", "10.0.0.5"}));
  EXPECT_EQ(line.init.organisation, "gemeente-voorbeeld");
  EXPECT_EQ(line.init.name, "Gemeente Voorbeeld");
  EXPECT_THAT(line.init.host_names, ElementsAre("register.example", "10.0.0.5"));
  EXPECT_THAT(line.flags, ElementsAre(Pair("data_dir", "/srv/register")));
}

TEST(CommandLine, RefusesInitWithoutOrganisationOrName) {
  EXPECT_THAT(Refuse({"init", "--name", "Gemeente Voorbeeld"}), HasSubstr("--organisation"));
  EXPECT_THAT(Refuse({"init", "--organisation", "gemeente-voorbeeld"}), HasSubstr("--name"));
}

TEST(CommandLine, RefusesWrongValuesOfInit) {
  EXPECT_THAT(Refuse({"init", "--organisation", "Gemeente", "--name", "x"}),
              HasSubstr("--organisation is \"Gemeente\", but it must be"));
  EXPECT_THAT(Refuse({"init", "--organisation", "gemeente-voorbeeld", "--name", "a\nb"}),
              HasSubstr("--name must be"));
  EXPECT_THAT(
      Refuse({"init", "--organisation", "gemeente-voorbeeld", "--name", std::string(201, 'a')}),
      HasSubstr("--name must be"));
  EXPECT_THAT(Refuse(Init({"--host-name", "no good"})), HasSubstr("--host-name is \"no good\""));
}

TEST(CommandLine, NeverRepeatsANameOnStderr) {
  EXPECT_THAT(Refuse({"init", "--organisation", "gemeente-voorbeeld", "--name", "canary\n"}),
              Not(HasSubstr("canary")));
}

TEST(CommandLine, TakesWhatEnrolNeeds) {
  const CommandLine line = Accept(Enrol(
      {"--grant", "voorbeeldstad:auditor", "--host-name", "register.example", "--days", "30"}));
  EXPECT_FALSE(line.enrol.server);
  EXPECT_EQ(
      line.enrol.identity,
      (access::Identity{.account = "reporter-2",
                        .grants = {{.organisation = "gemeente-voorbeeld", .role = Role::kReporter},
                                   {.organisation = "voorbeeldstad", .role = Role::kAuditor}}}));
  EXPECT_THAT(line.enrol.host_names, ElementsAre("register.example"));
  EXPECT_EQ(line.enrol.out, "reporter-2");
  EXPECT_EQ(line.enrol.days, 30);
}

TEST(CommandLine, TakesWhatEnrolNeedsForAServer) {
  const CommandLine line =
      Accept({"enrol", "--server", "--host-name", "register.example", "--out", "new"});
  EXPECT_TRUE(line.enrol.server);
  EXPECT_THAT(line.enrol.host_names, ElementsAre("register.example"));
  EXPECT_EQ(line.enrol.days, access::kServerDays);
}

TEST(CommandLine, EnrolsForAYearUnlessToldOtherwise) {
  EXPECT_EQ(Accept(Enrol({})).enrol.days, access::kClientDays);
}

TEST(CommandLine, RefusesEnrolWithoutAnIdentityOrAPlace) {
  EXPECT_THAT(Refuse({"enrol", "--out", "x"}), HasSubstr("--organisation, --role and --account"));
  EXPECT_THAT(Refuse({"enrol", "--server"}), HasSubstr("--out"));
  EXPECT_THAT(Refuse({"enrol", "--server", "--out", ""}), HasSubstr("--out"));
}

TEST(CommandLine, RefusesAnIdentityForAServer) {
  EXPECT_THAT(Refuse(Enrol({"--server"})), HasSubstr("--server takes no --organisation"));
  Refuse({"enrol", "--server", "--grant", "voorbeeldstad:auditor", "--out", "x"});
}

TEST(CommandLine, RefusesWrongValuesOfEnrol) {
  EXPECT_THAT(Refuse({"enrol", "--organisation", "gemeente-voorbeeld", "--role", "boss",
                      "--account", "a", "--out", "x"}),
              HasSubstr("\"boss\" is no role"));
  EXPECT_THAT(Refuse({"enrol", "--organisation", "gemeente-voorbeeld", "--role", "auditor",
                      "--account", "a b", "--out", "x"}),
              HasSubstr("--account is \"a b\""));
  EXPECT_THAT(
      Refuse({"enrol", "--organisation", "-", "--role", "auditor", "--account", "a", "--out", "x"}),
      HasSubstr("--organisation"));
  for (const std::string grant :
       {"voorbeeldstad", "voorbeeldstad:", ":auditor", "a:b:c", "gemeente-voorbeeld:reporter"}) {
    Refuse(Enrol({"--grant", grant}));
  }
  Refuse(Enrol({"--days", "0"}));
  Refuse(Enrol({"--days", std::to_string(access::kDaysMax + 1)}));
  Refuse(Enrol({"--host-name", "localhost:7443"}));
}

}  // namespace
}  // namespace datalek::server

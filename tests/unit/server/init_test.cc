#include "services/server/init.h"

#include "services/access/authority.h"
#include "services/server/enrol.h"
#include "services/server/files.h"
#include "services/vault/kek_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using domain::Role;
using storage::Code;
using storage::Result;
using storage::Status;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

constexpr std::int64_t kNow = 1'772'355'600;  // 2026-03-01T09:00:00Z

// Stands in for the two stores: files as careless as another library makes them.
Status MakeStandIns(const Layout& layout) {
  for (const fs::path& directory : {layout.register_dir, layout.keys_dir}) {
    fs::create_directory(directory);
    std::ofstream(directory / "CURRENT") << "MANIFEST-000001\n";
  }
  return {};
}

mode_t ModeOf(const fs::path& path) {
  struct stat found{};
  EXPECT_EQ(lstat(path.c_str(), &found), 0) << path;
  return found.st_mode & 07777;
}

std::vector<fs::path> EverythingUnder(const fs::path& root) {
  std::vector<fs::path> all{root};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    all.push_back(entry.path());
  }
  return all;
}

bool IsComplete(const Layout& layout) {
  const std::vector<fs::path> parts{layout.register_dir / "CURRENT",
                                    layout.keys_dir / "CURRENT",
                                    layout.kek_file,
                                    layout.authority_certificate,
                                    layout.authority_key,
                                    layout.server_certificate,
                                    layout.server_key};
  bool complete = std::ranges::all_of(parts, [](const fs::path& part) { return fs::exists(part); });
  for (const std::string_view account :
       {"reporter-1", "officer-1", "auditor-1", "administrator-1"}) {
    for (const std::string_view file : {"certificate.pem", "key.pem", "authority.pem", "server"}) {
      complete =
          complete && fs::exists(layout.identities_dir / "gemeente-voorbeeld" / account / file);
    }
  }
  return complete;
}

class InitTest : public ::testing::Test {
 protected:
  InitTest() : umask_(umask(0)) {}
  ~InitTest() override { umask(umask_); }

  [[nodiscard]] fs::path data_dir() const { return directory_.path() / "register"; }
  [[nodiscard]] Layout layout() const { return Layout::Under(data_dir()); }
  [[nodiscard]] InitRequest Request() const {
    return {.data_dir = data_dir(),
            .organisation = "gemeente-voorbeeld",
            .listen = "127.0.0.1:7443",
            .host_names = {"register.example"},
            .now_s = kNow};
  }

  // Runs init in a child that ends at its step number `step`, counted from 1, without another word.
  // True when init came to its end before.
  [[nodiscard]] bool RunAndKillAt(int step) const {
    const pid_t child = fork();
    if (child == 0) {
      int steps = 0;
      const auto count = [&](std::string_view) {
        if (++steps == step) {
          _exit(1);
        }
      };
      const auto make_stores = [&](const Layout& layout) {
        count("before the stores");
        Status status = MakeStandIns(layout);
        count("within the stores");
        return status;
      };
      _exit(Init(Request(), make_stores, count).ok() ? 0 : 2);
    }
    int ended = 0;
    EXPECT_EQ(waitpid(child, &ended, 0), child);
    EXPECT_TRUE(WIFEXITED(ended) && WEXITSTATUS(ended) < 2) << step;
    return WEXITSTATUS(ended) == 0;
  }

 private:
  const tests::TempDirectory directory_;
  const mode_t umask_;
};

TEST_F(InitTest, MakesACompleteRegister) {
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made.value().layout, Layout::Under(fs::canonical(data_dir())));
  EXPECT_TRUE(IsComplete(layout()));
  EXPECT_THAT(made.value().left_behind, IsEmpty());
}

TEST_F(InitTest, LeavesNothingOpenToOthersWhateverTheUmask) {
  ASSERT_THAT(Init(Request(), MakeStandIns), IsOk());
  for (const fs::path& path : EverythingUnder(data_dir())) {
    if (fs::is_directory(path)) {
      EXPECT_EQ(ModeOf(path), 0700U) << path;
    } else if (path == layout().kek_file) {
      EXPECT_EQ(ModeOf(path), 0400U) << path;
    } else {
      EXPECT_EQ(ModeOf(path), 0600U) << path;
    }
  }
}

TEST_F(InitTest, MakesAKeyEncryptionKeyBeforeTheStores) {
  std::string key;
  ASSERT_THAT(Init(Request(),
                   [&](const Layout& layout) {
                     key = ReadSecretFile(layout.kek_file, 100).value();
                     return MakeStandIns(layout);
                   }),
              IsOk());
  EXPECT_THAT(vault::ReadKekFile(layout().kek_file).status(), IsOk());
  EXPECT_EQ(ReadSecretFile(layout().kek_file, 100).value(), key);
}

TEST_F(InitTest, HandsTheStoresPlacesThatAreFree) {
  ASSERT_THAT(Init(Request(),
                   [](const Layout& layout) {
                     EXPECT_TRUE(fs::is_directory(layout.root));
                     EXPECT_FALSE(fs::exists(layout.register_dir));
                     EXPECT_FALSE(fs::exists(layout.keys_dir));
                     return MakeStandIns(layout);
                   }),
              IsOk());
}

TEST_F(InitTest, NamesOneIdentityForEachRole) {
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  std::vector<Role> roles;
  for (const NewIdentity& identity : made.value().identities) {
    roles.push_back(identity.role);
    EXPECT_TRUE(fs::is_directory(identity.directory));
    EXPECT_EQ(identity.directory.filename(), identity.account);
  }
  EXPECT_THAT(roles, ElementsAre(Role::kReporter, Role::kPrivacyOfficer, Role::kAuditor,
                                 Role::kAdministrator));
}

TEST_F(InitTest, TellsIdentitiesWhereTheServerIs) {
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made.value().server, "register.example:7443");
  EXPECT_THAT(ReadFile(made.value().identities.front().directory / "server", 100),
              Holds("register.example:7443\n"));
}

TEST_F(InitTest, LetsTheAuthorityIssueMore) {
  ASSERT_THAT(Init(Request(), MakeStandIns), IsOk());
  EXPECT_THAT(
      EnrolClient({.layout = layout(),
                   .out = data_dir().parent_path() / "reporter-2",
                   .validity = {.now_s = kNow, .days = 1}},
                  {.account = "reporter-2",
                   .grants = {{.organisation = "gemeente-voorbeeld", .role = Role::kReporter}}},
                  "localhost:7443"),
      IsOk());
}

TEST_F(InitTest, RefusesADirectoryThatHoldsARegister) {
  ASSERT_THAT(Init(Request(), MakeStandIns), IsOk());
  const std::string key = ReadSecretFile(layout().kek_file, 100).value();
  EXPECT_THAT(Init(Request(), MakeStandIns).status(),
              StatusIs(Code::kExists, HasSubstr("holds a register already, in " +
                                                layout().register_dir.string())));
  EXPECT_EQ(ReadSecretFile(layout().kek_file, 100).value(), key);
}

TEST_F(InitTest, RefusesADirectoryThatHoldsSomethingElse) {
  fs::create_directory(data_dir());
  std::ofstream(data_dir() / "minutes.txt") << "x";
  EXPECT_THAT(Init(Request(), MakeStandIns).status(),
              StatusIs(Code::kExists, HasSubstr("it holds minutes.txt")));
  EXPECT_THAT(EverythingUnder(data_dir()), ElementsAre(data_dir(), data_dir() / "minutes.txt"));
}

TEST_F(InitTest, TakesAnEmptyDirectory) {
  fs::create_directory(data_dir());
  EXPECT_THAT(Init(Request(), MakeStandIns), IsOk());
  EXPECT_TRUE(IsComplete(layout()));
  EXPECT_EQ(ModeOf(data_dir()), 0700U);
}

TEST_F(InitTest, RefusesADirectoryInOneThatDoesNotExist) {
  InitRequest request = Request();
  request.data_dir = data_dir() / "below";
  EXPECT_THAT(Init(request, MakeStandIns).status(), StatusIs(Code::kMissing));
}

TEST_F(InitTest, RefusesAnOrganisationThatWouldLeaveTheDirectory) {
  InitRequest request = Request();
  request.organisation = "../elsewhere";
  EXPECT_THAT(Init(request, MakeStandIns).status(), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(EverythingUnder(data_dir().parent_path()), SizeIs(1));
}

TEST_F(InitTest, LeavesNothingWhenTheStoresFail) {
  EXPECT_THAT(Init(Request(),
                   [](const Layout& layout) {
                     EXPECT_THAT(MakeStandIns(layout), IsOk());
                     return Status(Code::kFull, "12 bytes are free");
                   })
                  .status(),
              StatusIs(Code::kFull, "12 bytes are free"));
  EXPECT_THAT(EverythingUnder(data_dir().parent_path()), SizeIs(1));
}

TEST_F(InitTest, LeavesAllOrNothingWhereverItIsKilled) {
  int killed_before_its_place = 0;
  for (int step = 1; !RunAndKillAt(step); ++step) {
    ASSERT_LT(step, 20);
    if (fs::exists(data_dir())) {
      EXPECT_TRUE(IsComplete(layout())) << step;
      fs::remove_all(data_dir());
    } else {
      ++killed_before_its_place;
    }
  }
  EXPECT_GE(killed_before_its_place, 7);
  EXPECT_TRUE(IsComplete(layout()));
}

TEST_F(InitTest, WorksAfterOneThatWasKilledAndNamesWhatThatLeft) {
  ASSERT_FALSE(RunAndKillAt(3));
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  EXPECT_TRUE(IsComplete(layout()));
  ASSERT_THAT(made.value().left_behind, SizeIs(1));
  EXPECT_THAT(Report(made.value(), {}), HasSubstr(made.value().left_behind.front().string()));
}

Config ConfigFor(const fs::path& data_dir) {
  const Layout layout = Layout::Under(data_dir);
  Config config;
  config.data_dir = data_dir;
  config.keys_dir = layout.keys_dir;
  config.kek_file = layout.kek_file;
  return config;
}

TEST_F(InitTest, ReportsWhatWasMadeAndWhatComesNext) {
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  const std::string report = Report(made.value(), ConfigFor(data_dir()));
  EXPECT_THAT(report, HasSubstr("datalekd serve --data-dir " + data_dir().string() + "\n"));
  EXPECT_THAT(report,
              HasSubstr("DATALEK_PROFILE=" + made.value().identities.front().directory.string()));
  for (const NewIdentity& identity : made.value().identities) {
    EXPECT_THAT(report, HasSubstr(identity.directory.string() + "\n"));
  }
  EXPECT_THAT(report, HasSubstr("register.example"));
  EXPECT_THAT(report, Not(HasSubstr("mv ")));
}

TEST_F(InitTest, ReportsWhatMustBeMovedWhereTheConfigurationLooks) {
  const Result<Initialised> made = Init(Request(), MakeStandIns);
  ASSERT_THAT(made, IsOk());
  Config config = ConfigFor(data_dir());
  config.keys_dir = "/srv/other disk/keys";
  const std::string report = Report(made.value(), config);
  EXPECT_THAT(report, HasSubstr("  mv " + made.value().layout.keys_dir.string() +
                                " '/srv/other disk/keys'\n"));
  EXPECT_THAT(report, Not(HasSubstr("mv " + made.value().layout.kek_file.string())));
}

}  // namespace
}  // namespace datalek::server

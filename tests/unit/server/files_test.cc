#include "services/server/files.h"

#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using storage::Code;
using storage::Result;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

mode_t ModeOf(const fs::path& path) {
  struct stat found{};
  EXPECT_EQ(lstat(path.c_str(), &found), 0) << path;
  return found.st_mode & 07777;
}

// With a umask that takes nothing away: what is private is so of itself.
class FilesTest : public ::testing::Test {
 protected:
  FilesTest() : umask_(umask(0)) {}
  ~FilesTest() override { umask(umask_); }

  [[nodiscard]] const fs::path& root() const { return directory_.path(); }

  [[nodiscard]] std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(root())) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

 private:
  const tests::TempDirectory directory_;
  const mode_t umask_;
};

TEST_F(FilesTest, MakesFilesAndDirectoriesForTheirOwnerOnly) {
  ASSERT_THAT(MakeDirectory(root() / "a"), IsOk());
  ASSERT_THAT(WriteNewFile(root() / "a" / "b", "content"), IsOk());
  EXPECT_EQ(ModeOf(root() / "a"), 0700U);
  EXPECT_EQ(ModeOf(root() / "a" / "b"), 0600U);
  EXPECT_THAT(ReadFile(root() / "a" / "b", 7), Holds("content"));
}

TEST_F(FilesTest, NeverReplacesWhatIsThere) {
  ASSERT_THAT(WriteNewFile(root() / "a", "first"), IsOk());
  EXPECT_THAT(WriteNewFile(root() / "a", "second"), StatusIs(Code::kExists));
  EXPECT_THAT(MakeDirectory(root() / "a"), StatusIs(Code::kExists));
  EXPECT_THAT(ReadFile(root() / "a", 10), Holds("first"));
}

TEST_F(FilesTest, WritesThroughNoSymbolicLink) {
  fs::create_symlink(root() / "elsewhere", root() / "a");
  EXPECT_THAT(WriteNewFile(root() / "a", "content"), StatusIs(Code::kExists));
  EXPECT_FALSE(fs::exists(root() / "elsewhere"));
}

TEST_F(FilesTest, ReadsNoMoreThanTheLimit) {
  ASSERT_THAT(WriteNewFile(root() / "a", "12345"), IsOk());
  EXPECT_THAT(ReadFile(root() / "a", 5), Holds("12345"));
  EXPECT_THAT(ReadFile(root() / "a", 4), StatusIs(Code::kInvalidArgument, HasSubstr("4 bytes")));
}

TEST_F(FilesTest, ReadsOnlyFiles) {
  ASSERT_EQ(mkfifo((root() / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(ReadFile(root() / "pipe", 5), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(ReadFile(root(), 5), StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(ReadFile(root() / "absent", 5), StatusIs(Code::kMissing, HasSubstr("absent")));
}

TEST_F(FilesTest, ReadsNoSecretThatOthersMayRead) {
  ASSERT_THAT(WriteNewFile(root() / "a", "secret"), IsOk());
  EXPECT_THAT(ReadSecretFile(root() / "a", 10), Holds("secret"));
  ASSERT_EQ(chmod((root() / "a").c_str(), 0640), 0);
  const Result<std::string> refused = ReadSecretFile(root() / "a", 10);
  EXPECT_THAT(refused, StatusIs(Code::kNotPermitted, HasSubstr("chmod 0600")));
  EXPECT_EQ(refused.status().message().find("secret"), std::string::npos);
}

TEST_F(FilesTest, PutsAnUnfinishedDirectoryInItsPlace) {
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a");
  ASSERT_THAT(unfinished, IsOk());
  ASSERT_THAT(WriteNewFile(unfinished.value().path() / "b", "content"), IsOk());
  EXPECT_FALSE(fs::exists(root() / "a"));
  ASSERT_THAT(unfinished.value().Place(), IsOk());
  EXPECT_THAT(Names(), ElementsAre("a"));
  EXPECT_THAT(ReadFile(root() / "a" / "b", 10), Holds("content"));
}

TEST_F(FilesTest, TakesFromOthersWhatWasMadeWithoutCare) {
  {
    Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a");
    ASSERT_THAT(unfinished, IsOk());
    fs::create_directory(unfinished.value().path() / "open");
    std::ofstream(unfinished.value().path() / "open" / "file") << "content";
    ASSERT_EQ(ModeOf(unfinished.value().path() / "open" / "file"), 0666U);
    ASSERT_THAT(unfinished.value().Place(), IsOk());
  }
  EXPECT_EQ(ModeOf(root() / "a"), 0700U);
  EXPECT_EQ(ModeOf(root() / "a" / "open"), 0700U);
  EXPECT_EQ(ModeOf(root() / "a" / "open" / "file"), 0600U);
}

TEST_F(FilesTest, RemovesWhatNeverFoundItsPlace) {
  {
    const Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a");
    ASSERT_THAT(unfinished, IsOk());
    ASSERT_THAT(WriteNewFile(unfinished.value().path() / "b", "content"), IsOk());
  }
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_F(FilesTest, RemovesNothingThroughTheOneItWasMovedFrom) {
  std::optional<UnfinishedDirectory> kept;
  {
    Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a");
    ASSERT_THAT(unfinished, IsOk());
    kept.emplace(std::move(unfinished).value());
  }
  EXPECT_THAT(kept->Place(), IsOk());
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FilesTest, TakesAnEmptyDirectoryForAFreePlace) {
  fs::create_directory(root() / "a");
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a" / "");
  ASSERT_THAT(unfinished, IsOk());
  ASSERT_THAT(WriteNewFile(unfinished.value().path() / "b", "content"), IsOk());
  ASSERT_THAT(unfinished.value().Place(), IsOk());
  EXPECT_TRUE(fs::exists(root() / "a" / "b"));
}

TEST_F(FilesTest, TakesAPlaceThroughASymbolicLink) {
  fs::create_directory(root() / "real");
  fs::create_symlink(root() / "real", root() / "link");
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "link");
  ASSERT_THAT(unfinished, IsOk());
  ASSERT_THAT(WriteNewFile(unfinished.value().path() / "b", "content"), IsOk());
  ASSERT_THAT(unfinished.value().Place(), IsOk());
  EXPECT_TRUE(fs::is_symlink(root() / "link"));
  EXPECT_TRUE(fs::exists(root() / "real" / "b"));
}

TEST_F(FilesTest, RefusesAPlaceThatIsTakenAndSaysByWhat) {
  fs::create_directory(root() / "a");
  ASSERT_THAT(WriteNewFile(root() / "a" / "minutes.txt", ""), IsOk());
  EXPECT_THAT(UnfinishedDirectory::Begin(root() / "a").status(),
              StatusIs(Code::kExists, HasSubstr("it holds minutes.txt")));
  EXPECT_THAT(UnfinishedDirectory::Begin(root() / "a" / "minutes.txt").status(),
              StatusIs(Code::kExists, HasSubstr("not a directory")));
}

TEST_F(FilesTest, RefusesAPlaceInADirectoryThatDoesNotExist) {
  EXPECT_THAT(UnfinishedDirectory::Begin(root() / "absent" / "a").status(),
              StatusIs(Code::kMissing, HasSubstr("absent")));
}

TEST_F(FilesTest, RefusesAPlaceWhereADiskIsMounted) {
  constexpr int kRefused = 0;
  constexpr int kTaken = 1;
  constexpr int kCannotMount = 2;
  fs::create_directory(root() / "disk");
  const pid_t child = fork();
  if (child == 0) {
    // In a name space of its own, so that the mount goes when the child does.
    if (unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("none", (root() / "disk").c_str(), "tmpfs", 0, nullptr) != 0) {
      _exit(kCannotMount);
    }
    const storage::Status status = UnfinishedDirectory::Begin(root() / "disk").status();
    _exit(status.code() == Code::kInvalidArgument ? kRefused : kTaken);
  }
  int ended = 0;
  ASSERT_EQ(waitpid(child, &ended, 0), child);
  ASSERT_TRUE(WIFEXITED(ended));
  if (WEXITSTATUS(ended) == kCannotMount && std::getenv("CI") == nullptr) {
    GTEST_SKIP() << "mounting needs root";
  }
  EXPECT_EQ(WEXITSTATUS(ended), kRefused);
}

TEST_F(FilesTest, ReplacesNothingThatCameWhileItWasMade) {
  {
    Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(root() / "a");
    ASSERT_THAT(unfinished, IsOk());
    fs::create_directory(root() / "a");
    ASSERT_THAT(WriteNewFile(root() / "a" / "other", "content"), IsOk());
    EXPECT_THAT(unfinished.value().Place(), StatusIs(Code::kExists));
  }
  EXPECT_THAT(Names(), ElementsAre("a"));
  EXPECT_THAT(ReadFile(root() / "a" / "other", 10), Holds("content"));
}

TEST_F(FilesTest, NamesWhatEarlierAttemptsLeftBehind) {
  const Result<UnfinishedDirectory> first = UnfinishedDirectory::Begin(root() / "a");
  const Result<UnfinishedDirectory> other = UnfinishedDirectory::Begin(root() / "b");
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(LeftBehindBeside(root() / "a"), ElementsAre(first.value().path()));
  EXPECT_THAT(LeftBehindBeside(root() / "absent" / "a"), IsEmpty());
}

}  // namespace
}  // namespace datalek::server

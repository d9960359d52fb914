// What holds between processes: one at a time, and nothing acknowledged is lost to a kill.
#include "storage/kv/batch.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/conformance/store_on_disk.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace datalek::storage {
namespace {

using ::testing::HasSubstr;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

// The program commit_until_killed, and what it has acknowledged.
class Committer {
 public:
  explicit Committer(const std::filesystem::path& store) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      ADD_FAILURE() << "no pipe";
      return;
    }
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string program = COMMIT_UNTIL_KILLED;
    std::string directory = store.string();
    const std::array<char*, 3> arguments = {program.data(), directory.data(), nullptr};
    EXPECT_EQ(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ),
              0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    answers_ = ends[0];
  }
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;
  ~Committer() {
    Kill();
    close(answers_);
  }

  // Reads on until `count` commits are acknowledged, or the program has ended.
  std::uint64_t WaitFor(std::uint64_t count) {
    char byte = 0;
    while (acknowledged_ < count && read(answers_, &byte, 1) == 1) {
      acknowledged_ += byte == '\n' ? 1 : 0;
    }
    return acknowledged_;
  }

  // Returns how many commits were acknowledged in all.
  std::uint64_t Kill() {
    if (process_ > 0) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
      process_ = 0;
      WaitFor(UINT64_MAX);
    }
    return acknowledged_;
  }

 private:
  pid_t process_ = 0;
  int answers_ = -1;
  std::uint64_t acknowledged_ = 0;
};

class RocksDbProcess : public StoreOnDisk {
 protected:
  void SetUp() override { ASSERT_THAT(RocksDbEngine::Create(store(), options()), IsOk()); }
};

TEST_F(RocksDbProcess, LosesNoAcknowledgedCommitToAKill) {
  constexpr int kKills = 3;
  constexpr std::uint64_t kCommits = 100;
  for (int kills = 0; kills < kKills; ++kills) {
    Committer committer(store());
    ASSERT_EQ(committer.WaitFor(kCommits), kCommits);
    const std::uint64_t acknowledged = committer.Kill();
    const auto opened = RocksDbEngine::Open(store(), options());
    ASSERT_THAT(opened, IsOk());
    for (std::uint64_t i = 1; i <= acknowledged; ++i) {
      EXPECT_THAT(opened.value()->Get("k" + std::to_string(i)), Holds(std::to_string(i)));
    }
    // One more may have been written and not acknowledged, and then it is there whole.
    const auto last = opened.value()->Get("last");
    ASSERT_THAT(last, IsOk());
    EXPECT_GE(std::stoull(last.value()), acknowledged);
    EXPECT_THAT(opened.value()->Get("k" + last.value()), Holds(last.value()));
  }
}

TEST_F(RocksDbProcess, OpenRefusesAStoreThatAnotherProcessHasOpen) {
  Committer committer(store());
  ASSERT_EQ(committer.WaitFor(1), 1U);
  EXPECT_THAT(RocksDbEngine::Open(store(), options()),
              StatusIs(Code::kInUse, HasSubstr("in use by another process")));
  EXPECT_THAT(RocksDbEngine::OpenForReading(store(), options()), StatusIs(Code::kInUse));
  EXPECT_GT(committer.WaitFor(100), 1U) << "the refusal disturbed the process that has it open";
}

TEST_F(RocksDbProcess, OpenRefusesAStoreThatThisProcessHasOpenAndKeepsOthersOut) {
  const auto opened = RocksDbEngine::Open(store(), options());
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT(RocksDbEngine::Open(store(), options()), StatusIs(Code::kInUse));
  // A lock of POSIX is lost when its file is closed anywhere in the process: it must not be here.
  Committer committer(store());
  EXPECT_EQ(committer.WaitFor(1), 0U);
  EXPECT_THAT(opened.value()->Commit(Batch().Put("a", "1")), IsOk());
}

}  // namespace
}  // namespace datalek::storage

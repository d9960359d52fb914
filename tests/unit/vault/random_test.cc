#include "services/vault/random.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <thread>

namespace datalek::vault {
namespace {

TEST(Random, NeverGivesTheSameBytesTwice) {
  constexpr int kDraws = 10'000;  // Many refills of the buffer.
  std::set<std::string> seen;
  for (int i = 0; i < kDraws; ++i) {
    seen.insert(RandomBytes(24));
  }
  EXPECT_EQ(seen.size(), kDraws);
}

TEST(Random, FillsAllThatIsAskedForHoweverMuch) {
  // A byte that is zero in 16 draws was not written, but for once in 2^128.
  for (const std::size_t size : {0U, 1U, 4'095U, 4'096U, 4'097U, 10'000U}) {
    std::string any(size, '\0');
    for (int draw = 0; draw < 16; ++draw) {
      const std::string bytes = RandomBytes(size);
      ASSERT_EQ(bytes.size(), size);
      for (std::size_t i = 0; i < size; ++i) {
        any[i] = static_cast<char>(any[i] | bytes[i]);
      }
    }
    EXPECT_EQ(any.find('\0'), std::string::npos) << size;
  }
}

TEST(Random, GivesTwoThreadsDifferentBytes) {
  const std::string mine = RandomBytes(32);
  std::string others;
  std::thread([&] { others = RandomBytes(32); }).join();
  EXPECT_NE(mine, others);
}

TEST(Random, GivesAForkedChildOtherBytesThanItsParent) {
  const std::string before = RandomBytes(1);  // So that there is a buffer to inherit.
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  constexpr std::size_t kBytes = 32;
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const std::string bytes = RandomBytes(kBytes);
    _exit(write(ends[1], bytes.data(), bytes.size()) == ssize_t{kBytes} ? 0 : 1);
  }
  std::string childs(kBytes, '\0');
  ASSERT_EQ(read(ends[0], childs.data(), childs.size()), ssize_t{kBytes});
  int ended = 0;
  ASSERT_EQ(waitpid(child, &ended, 0), child);
  EXPECT_EQ(ended, 0);
  EXPECT_NE(childs, RandomBytes(kBytes));
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace datalek::vault

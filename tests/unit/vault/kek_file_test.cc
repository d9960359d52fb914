#include "services/vault/kek_file.h"

#include "services/vault/secret_key.h"
#include "storage/kv/status.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"
#include "tests/unit/vault/a_vault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/types.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

using storage::Code;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::IsOk;
using tests::StatusIs;

constexpr std::string_view kDigits =
    "4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b";

class KekFile : public ::testing::Test {
 protected:
  void Write(std::string_view text, mode_t mode = 0400) const {
    std::ofstream(path_, std::ios::binary) << text;
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
  }

  [[nodiscard]] std::string Text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  tests::TempDirectory directory_;
  std::filesystem::path path_ = directory_.path() / "kek";
};

TEST_F(KekFile, HoldsTheKeyInHexadecimal) {
  Write(std::string(kDigits) + "\n");
  const auto key = ReadKekFile(path_);
  ASSERT_THAT(key, IsOk());
  EXPECT_TRUE(SameKey(key.value(), AKey('K')));
}

TEST_F(KekFile, MayLackItsLastNewlineAndUseCapitals) {
  std::string digits(kDigits);
  std::ranges::replace(digits, 'b', 'B');
  Write(digits);
  const auto key = ReadKekFile(path_);
  ASSERT_THAT(key, IsOk());
  EXPECT_TRUE(SameKey(key.value(), AKey('K')));
}

TEST_F(KekFile, MayBeReachedThroughASymbolicLink) {
  Write(std::string(kDigits) + "\n");
  const std::filesystem::path link = directory_.path() / "link";
  std::filesystem::create_symlink(path_, link);
  EXPECT_THAT(ReadKekFile(link), IsOk());
}

TEST_F(KekFile, IsReadBackAsItWasWritten) {
  ASSERT_THAT(WriteKekFile(path_), IsOk());
  const auto first = ReadKekFile(path_);
  const auto second = ReadKekFile(path_);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(SameKey(first.value(), second.value()));
  EXPECT_EQ(Text().size(), kDigits.size() + 1);
}

TEST_F(KekFile, IsWrittenWithAnotherKeyEachTime) {
  ASSERT_THAT(WriteKekFile(path_), IsOk());
  const std::filesystem::path other = directory_.path() / "other";
  ASSERT_THAT(WriteKekFile(other), IsOk());
  EXPECT_FALSE(SameKey(ReadKekFile(path_).value(), ReadKekFile(other).value()));
}

TEST_F(KekFile, IsWrittenForItsOwnerAloneWhateverTheUmask) {
  const mode_t before = umask(0777);
  const storage::Status written = WriteKekFile(path_);
  umask(before);
  ASSERT_THAT(written, IsOk());
  struct stat file{};
  ASSERT_EQ(stat(path_.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 07777U, 0400U);
}

TEST_F(KekFile, IsNeverWrittenOverWhatIsThere) {
  Write("precious");
  EXPECT_THAT(WriteKekFile(path_), StatusIs(Code::kExists, HasSubstr(path_.string())));
  EXPECT_EQ(Text(), "precious");
}

TEST_F(KekFile, IsNotWrittenThroughADanglingLink) {
  const std::filesystem::path link = directory_.path() / "link";
  std::filesystem::create_symlink(path_, link);
  EXPECT_THAT(WriteKekFile(link), StatusIs(Code::kExists));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(KekFile, IsNotWrittenWhereThereIsNoDirectory) {
  const std::filesystem::path nowhere = directory_.path() / "nowhere" / "kek";
  EXPECT_THAT(WriteKekFile(nowhere), StatusIs(Code::kMissing, HasSubstr(nowhere.string())));
}

TEST_F(KekFile, IsNamedWhenItIsMissing) {
  EXPECT_THAT(ReadKekFile(path_), StatusIs(Code::kMissing, HasSubstr(path_.string())));
}

TEST_F(KekFile, IsRefusedWithTheCommandThatMendsItWhenOthersMayReadIt) {
  for (const mode_t mode : {0444U, 0404U, 0420U, 0402U}) {
    Write(std::string(kDigits) + "\n", mode);
    EXPECT_THAT(ReadKekFile(path_),
                StatusIs(Code::kNotPermitted, HasSubstr("chmod 0400 " + path_.string())))
        << std::oct << mode;
    std::filesystem::remove(path_);
  }
}

TEST_F(KekFile, IsRefusedWhenItIsADirectory) {
  std::filesystem::create_directory(path_);
  EXPECT_THAT(ReadKekFile(path_),
              StatusIs(Code::kInvalidArgument, HasSubstr("not a regular file")));
}

TEST_F(KekFile, IsRefusedWithoutWaitingWhenItIsAPipe) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0400), 0);
  EXPECT_THAT(ReadKekFile(path_), StatusIs(Code::kInvalidArgument));
}

TEST_F(KekFile, IsRefusedWhenItHoldsAnythingButAKeyAndIsNotQuoted) {
  const std::string digits(kDigits);
  const std::string not_hex = digits.substr(1) + "g";
  for (const std::string& text :
       {std::string(), std::string("\n"), digits.substr(1) + "\n", digits + "4\n", digits + "\n\n",
        digits + "\r\n", " " + digits, not_hex, std::string(32, 'K'), std::string(1000, '4')}) {
    Write(text);
    EXPECT_THAT(
        ReadKekFile(path_),
        StatusIs(Code::kInvalidArgument, AllOf(HasSubstr(path_.string()), Not(HasSubstr("4b4b")))))
        << text.size() << " bytes";
    std::filesystem::remove(path_);
  }
}

TEST(IsOpenToOthers, IsSaidOfAnyBitThatIsNotTheOwners) {
  constexpr uid_t kOwner = 998;
  constexpr gid_t kGroup = 998;
  for (const mode_t open : {0040U, 0020U, 0010U, 0004U, 0002U, 0001U}) {
    EXPECT_TRUE(IsOpenToOthers(0400U | open, kOwner, kGroup)) << std::oct << open;
  }
  EXPECT_FALSE(IsOpenToOthers(0400U, kOwner, kGroup));
  EXPECT_FALSE(IsOpenToOthers(0600U, kOwner, kGroup));
}

TEST(IsOpenToOthers, IsNotSaidOfWhatSystemdMakesForAService) {
  EXPECT_FALSE(IsOpenToOthers(0440U, 0, 0));
}

TEST(IsOpenToOthers, IsSaidOfRootsFileThatAnotherGroupMayReadOrRootsGroupMayWrite) {
  EXPECT_TRUE(IsOpenToOthers(0440U, 0, 998));
  EXPECT_TRUE(IsOpenToOthers(0460U, 0, 0));
  EXPECT_TRUE(IsOpenToOthers(0444U, 0, 0));
}

}  // namespace
}  // namespace datalek::vault

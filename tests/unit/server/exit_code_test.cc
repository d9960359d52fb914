#include "services/server/exit_code.h"

#include <gtest/gtest.h>

#include <sysexits.h>

namespace datalek::server {
namespace {

using storage::Code;
using storage::Status;

TEST(ExitCode, IsThatOfSysexits) {
  EXPECT_EQ(static_cast<int>(ExitCode::kUsage), EX_USAGE);
  EXPECT_EQ(static_cast<int>(ExitCode::kUnavailable), EX_UNAVAILABLE);
  EXPECT_EQ(static_cast<int>(ExitCode::kSoftware), EX_SOFTWARE);
  EXPECT_EQ(static_cast<int>(ExitCode::kCannotCreate), EX_CANTCREAT);
  EXPECT_EQ(static_cast<int>(ExitCode::kInputOutput), EX_IOERR);
  EXPECT_EQ(static_cast<int>(ExitCode::kNotPermitted), EX_NOPERM);
  EXPECT_EQ(static_cast<int>(ExitCode::kConfiguration), EX_CONFIG);
}

TEST(ExitCode, IsZeroOnlyWhenAllWentWell) {
  EXPECT_EQ(ExitCodeFor(Status()), ExitCode::kOk);
  for (const Code code :
       {Code::kNotFound, Code::kConflict, Code::kUnavailable, Code::kCorruption,
        Code::kInvalidArgument, Code::kFull, Code::kMissing, Code::kExists, Code::kInUse,
        Code::kNotPermitted, Code::kNotARegister, Code::kNewerVersion}) {
    EXPECT_NE(ExitCodeFor(Status(code, "x")), ExitCode::kOk) << storage::ToString(code);
  }
}

TEST(ExitCode, TellsDataThatAreRefusedFromADiskThatFails) {
  EXPECT_EQ(ExitCodeFor(Status(Code::kCorruption, "x")), ExitCode::kDataRefused);
  EXPECT_EQ(ExitCodeFor(Status(Code::kNewerVersion, "x")), ExitCode::kDataRefused);
  EXPECT_EQ(ExitCodeFor(Status(Code::kNotARegister, "x")), ExitCode::kDataRefused);
  EXPECT_EQ(ExitCodeFor(Status(Code::kFull, "x")), ExitCode::kInputOutput);
  EXPECT_EQ(ExitCodeFor(Status(Code::kUnavailable, "x")), ExitCode::kInputOutput);
}

TEST(ExitCode, TellsWhatLiesThereFromWhatIsInUse) {
  EXPECT_EQ(ExitCodeFor(Status(Code::kExists, "x")), ExitCode::kCannotCreate);
  EXPECT_EQ(ExitCodeFor(Status(Code::kInUse, "x")), ExitCode::kUnavailable);
}

}  // namespace
}  // namespace datalek::server

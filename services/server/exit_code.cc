#include "services/server/exit_code.h"

namespace datalek::server {

ExitCode ExitCodeFor(const storage::Status& status) {
  switch (status.code()) {
    case storage::Code::kOk:
      return ExitCode::kOk;
    case storage::Code::kConflict:
    case storage::Code::kExists:
      return ExitCode::kCannotCreate;
    case storage::Code::kUnavailable:
    case storage::Code::kFull:
      return ExitCode::kInputOutput;
    case storage::Code::kNotFound:
    case storage::Code::kCorruption:
    case storage::Code::kNotARegister:
    case storage::Code::kNewerVersion:
      return ExitCode::kDataRefused;
    case storage::Code::kInvalidArgument:
    case storage::Code::kMissing:
      return ExitCode::kConfiguration;
    case storage::Code::kInUse:
      return ExitCode::kUnavailable;
    case storage::Code::kNotPermitted:
      return ExitCode::kNotPermitted;
  }
  return ExitCode::kSoftware;
}

}  // namespace datalek::server

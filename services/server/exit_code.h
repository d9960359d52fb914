// What datalekd ends with, so that scripts and service managers can tell why: the numbers of
// <sysexits.h>, and one of our own. Free of state; any thread.
#pragma once

#include "storage/kv/status.h"

namespace datalek::server {

enum class ExitCode : int {
  kOk = 0,
  kDataRefused = 3,     // What lies on the disk is not what was written, or not ours to read.
  kUsage = 64,          // The command line cannot be understood.
  kUnavailable = 69,    // Something we need is taken or does not answer.
  kSoftware = 70,       // A mistake of ours.
  kCannotCreate = 73,   // Something lies where we should make something new.
  kInputOutput = 74,    // The disk does not do what it should.
  kNotPermitted = 77,   // The operating system does not let us.
  kConfiguration = 78,  // An option, or what it points at, is wrong.
};

// The code to end with when this is why. kOk for ok.
[[nodiscard]] ExitCode ExitCodeFor(const storage::Status& status);

}  // namespace datalek::server

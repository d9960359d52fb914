// Why something did not happen, for the person at the terminal and for the script around it.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"

#include <datalek/v1/refusal.pb.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace grpc {
class Status;
}

namespace datalek::client {

// What the programs end with; the numbers of sysexits.h.
enum class ExitCode {
  kOk = 0,
  kUsage = 64,          // The command line is not right.
  kRefused = 65,        // The register refused what was asked; the caller can mend it.
  kNoInput = 66,        // A file that should be read is not there.
  kUnavailable = 69,    // The server cannot be reached.
  kSoftware = 70,       // A fault of ours.
  kInputOutput = 74,    // Writing the answer failed.
  kTemporary = 75,      // The server is full or busy; later it may go well.
  kNoPermission = 77,   // This identity may not do this.
  kConfiguration = 78,  // The profile or the configuration is not right.
  kInterrupted = 130,   // Ctrl-C; as a shell says it.
};

struct Failure {
  ExitCode exit_code = ExitCode::kSoftware;
  // A word for scripts: the RefusalReason without its prefix, or the gRPC code: "IN_THE_FUTURE",
  // "UNAVAILABLE", or one of our own: "PROFILE", "USAGE".
  std::string reason;
  // The field at fault, as a path in the request; empty when no single field is.
  std::string field;
  // For the person, in their language. May hold text from the server: show it with ToVisible().
  std::string message;
  // What the machine said, for whoever helps them; empty when the message says it all.
  std::string technical;
  // True when a write may have been recorded although no answer came.
  bool outcome_unknown = false;
};

template <typename Value>
using Outcome = std::variant<Value, Failure>;

// `status` is not OK. For a refusal whose reason this program knows, the message is ours; otherwise
// it is the server's own in the person's language where it sent one (LocalizedMessage), and else
// says what the code means. `writes`: the call could have changed the register.
[[nodiscard]] Failure ToFailure(const grpc::Status& status, Language language, bool writes);

// The person stopped it. `writes` as above.
[[nodiscard]] Failure InterruptedFailure(Language language, bool writes);

// The word for a reason without its prefix: "IN_THE_FUTURE".
[[nodiscard]] std::string_view NameOf(v1::RefusalReason reason);

// How long the server asks us to wait before we try again; nullopt when it does not.
[[nodiscard]] std::optional<std::chrono::milliseconds> RetryDelayOf(const grpc::Status& status);

}  // namespace datalek::client

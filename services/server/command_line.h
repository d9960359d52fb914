// The command line of datalekd: which command, with what. Free of state; any thread.
#pragma once

#include "services/access/identity.h"
#include "services/server/exit_code.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::server {

enum class Verb : std::uint8_t {
  kInit,     // Makes a new register.
  kEnrol,    // Issues a further identity, or a further certificate for the server.
  kServe,    // Serves until it is told to stop.
  kRebuild,  // Makes the views anew from the ledger, and compares.
};

struct InitArguments {
  std::string organisation;
  std::string name;
  std::vector<std::string> host_names;
};

struct EnrolArguments {
  bool server = false;  // A certificate for the server; else for `identity`.
  access::Identity identity;
  std::vector<std::string> host_names;
  std::filesystem::path out;
  int days = 0;
};

struct CommandLine {
  Verb verb = Verb::kServe;
  // For LoadConfig(): the options that were given as flags, and the file that was named.
  std::map<std::string, std::string> flags;
  std::optional<std::filesystem::path> config_file;
  InitArguments init;    // Of kInit.
  EnrolArguments enrol;  // Of kEnrol.
};

// There is nothing to do but to print: help, the version, or what is wrong with the command line.
struct Farewell {
  ExitCode code = ExitCode::kOk;
  std::string out;  // For stdout.
  std::string err;  // For stderr.
};

// `arguments` begins with the name of the program. What is read here has been checked for its form,
// but for the options of LoadConfig().
[[nodiscard]] std::variant<CommandLine, Farewell> ReadCommandLine(
    std::span<const char* const> arguments);

// "0.1.0"
[[nodiscard]] std::string_view Version();

}  // namespace datalek::server

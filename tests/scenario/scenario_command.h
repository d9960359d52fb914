// What a line of a scenario wishes, as a command.
//
// Pure; any thread.
#pragma once

#include "services/domain/command.h"
#include "tests/scenario/scenario_line.h"

#include <string>
#include <variant>

namespace datalek::tests {

// True for the verbs that CommandOf() knows.
[[nodiscard]] bool IsCommand(const ScenarioLine& line);

// The command, or what is wrong with the line. Of the values `etag` is left to the caller.
[[nodiscard]] std::variant<domain::Command, std::string> CommandOf(const ScenarioLine& line);

}  // namespace datalek::tests

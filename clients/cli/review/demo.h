// `datalek demo`: fill a register with invented cases.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeDemo(CLI::App& program, client::Language language);

}  // namespace datalek::cli

// `datalek report`: an employee tells what happened.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeReport(CLI::App& program, client::Language language);

}  // namespace datalek::cli

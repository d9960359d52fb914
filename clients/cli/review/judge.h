// `datalek assess` and `datalek decide`: is it a breach, and who is told.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeAssess(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeDecide(CLI::App& program, client::Language language);

}  // namespace datalek::cli

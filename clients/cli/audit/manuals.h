// `datalek completion`, `man` and `version`: the program about itself.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeCompletion(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeMan(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeVersion(CLI::App& program, client::Language language);

}  // namespace datalek::cli

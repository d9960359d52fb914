// `datalek queue` and `datalek register`.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeQueue(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeRegister(CLI::App& program, client::Language language);

}  // namespace datalek::cli

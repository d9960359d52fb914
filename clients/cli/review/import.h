// `datalek import`: carry over an older register.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeImport(CLI::App& program, client::Language language);

}  // namespace datalek::cli

// `datalek amend`: correct the facts of a case.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeAmend(CLI::App& program, client::Language language);

}  // namespace datalek::cli

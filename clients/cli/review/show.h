// `datalek show`: one case with its timeline.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeShow(CLI::App& program, client::Language language);

}  // namespace datalek::cli

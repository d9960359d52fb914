// `datalek mine`: what became of one's own reports.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeMine(CLI::App& program, client::Language language);

}  // namespace datalek::cli

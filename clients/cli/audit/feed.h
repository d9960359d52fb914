// `datalek feed`: what happens in the register, in order.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeFeed(CLI::App& program, client::Language language);

}  // namespace datalek::cli

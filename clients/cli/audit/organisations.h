// `datalek organisation create|list|show`.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

// Adds `organisation` and its three commands.
void AddOrganisationCommands(CLI::App& program, client::Language language, Commands& commands);

}  // namespace datalek::cli

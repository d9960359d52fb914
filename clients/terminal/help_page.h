// --help, in the person's language and as wide as their terminal.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "clients/terminal/command_tree.h"

#include <CLI/CLI.hpp>

#include <string>

namespace datalek::terminal {

[[nodiscard]] std::string HelpText(const CommandPage& page, client::Language language, int columns);

// Makes the program and all commands that are added to it later speak like this.
void UseHelpPages(CLI::App& app, client::Language language, int columns);

// What is wrong with the command line, in the person's language.
[[nodiscard]] std::string UsageText(const CLI::ParseError& error, client::Language language);

}  // namespace datalek::terminal

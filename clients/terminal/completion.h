// Completion for bash, zsh and fish, generated from the command line itself.
//
// Pure; any thread.
#pragma once

#include "clients/terminal/command_tree.h"

#include <string>

namespace datalek::terminal {

enum class Shell { kBash, kZsh, kFish };

// A script that the shell reads at its start. `program` is the page of the whole program.
[[nodiscard]] std::string CompletionScript(const CommandPage& program, Shell shell);

}  // namespace datalek::terminal

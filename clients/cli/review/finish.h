// `datalek close`, `reopen`, `dismiss` and `comment`.
#pragma once

#include "clients/cli/command.h"

#include <memory>

namespace datalek::cli {

[[nodiscard]] std::unique_ptr<Command> MakeClose(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeReopen(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeDismiss(CLI::App& program, client::Language language);
[[nodiscard]] std::unique_ptr<Command> MakeComment(CLI::App& program, client::Language language);

}  // namespace datalek::cli

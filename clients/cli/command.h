// A command of datalek: what its options are, and what it does.
//
// One thread.
#pragma once

#include "clients/cli/words.h"
#include "clients/client/failure.h"
#include "clients/terminal/choice.h"
#include "clients/terminal/session.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace datalek::cli {

// Adds one command to the program, and its options to the command.
class Builder {
 public:
  // `group` says for whom the command is.
  Builder(CLI::App& parent, client::Language language, const char* name, Word group,
          Word description, Word examples);

  [[nodiscard]] CLI::App& app() const { return *app_; }
  [[nodiscard]] client::Language language() const { return language_; }
  [[nodiscard]] std::string Say(Word word) const { return std::string(cli::Say(language_, word)); }

  void Flag(const char* name, bool& into, Word help) const;
  CLI::Option* Value(const char* name, std::optional<std::string>& into, Word value,
                     Word help) const;
  // A positional that has to be there.
  CLI::Option* Positional(std::string& into, Word value, Word help) const;
  template <typename Enum>
  CLI::Option* Choice(const char* name, std::optional<std::string>& into, Word help) const {
    return OneOf(name, into, terminal::Tokens<Enum>(), help);
  }
  CLI::Option* OneOf(const char* name, std::optional<std::string>& into,
                     const std::vector<std::string>& words, Word help) const;
  // Several, separated by commas or by repeating the option.
  template <typename Enum>
  CLI::Option* Choices(const char* name, std::vector<std::string>& into, Word help) const {
    return SeveralOf(name, into, terminal::Tokens<Enum>(), help);
  }

 private:
  CLI::Option* SeveralOf(const char* name, std::vector<std::string>& into,
                         const std::vector<std::string>& words, Word help) const;

  CLI::App* app_;
  client::Language language_;
};

class Command {
 public:
  explicit Command(const Builder& builder) : app_(&builder.app()) {}
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;

  // True when this is what the command line asks for.
  [[nodiscard]] bool chosen() const { return app_->parsed(); }
  [[nodiscard]] const CLI::App& app() const { return *app_; }

  virtual client::ExitCode Run(terminal::Session& session) = 0;

 private:
  const CLI::App* app_;
};

using Commands = std::vector<std::unique_ptr<Command>>;

// The commands of each group, added to the program in the order in which --help lists them.
void AddReportCommands(CLI::App& program, client::Language language, Commands& commands);
void AddReviewCommands(CLI::App& program, client::Language language, Commands& commands);
void AddAuditCommands(CLI::App& program, client::Language language, Commands& commands);

}  // namespace datalek::cli

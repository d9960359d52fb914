#include "clients/cli/audit/manuals.h"

#include "clients/cli/write.h"
#include "clients/terminal/command_tree.h"
#include "clients/terminal/completion.h"
#include "clients/terminal/json.h"
#include "clients/terminal/man_page.h"
#include "clients/terminal/words.h"

#include <filesystem>
#include <fstream>

namespace datalek::cli {
namespace {

using client::ExitCode;
using terminal::Filled;

class Completion final : public Command {
 public:
  Completion(const Builder& builder, const CLI::App& program)
      : Command(builder), program_(program) {
    builder.Positional(shell_, Word::kValueShell, Word::kHelpShell)
        ->check(terminal::OneOf({"bash", "zsh", "fish"}, builder.language()));
  }

  ExitCode Run(terminal::Session& session) override {
    const terminal::Shell shell = shell_ == "bash"  ? terminal::Shell::kBash
                                  : shell_ == "zsh" ? terminal::Shell::kZsh
                                                    : terminal::Shell::kFish;
    session.out() << terminal::CompletionScript(terminal::PageOf(program_), shell);
    return ExitCode::kOk;
  }

 private:
  const CLI::App& program_;
  std::string shell_;
};

class Man final : public Command {
 public:
  Man(const Builder& builder, const CLI::App& program) : Command(builder), program_(program) {
    builder.Positional(folder_, Word::kValueFolder, Word::kHelpManFolder);
  }

  ExitCode Run(terminal::Session& session) override {
    const std::vector<terminal::ManPage> pages =
        terminal::ManPages(terminal::PageOf(program_), DATALEK_VERSION, session.language());
    for (const terminal::ManPage& page : pages) {
      const std::filesystem::path path = std::filesystem::path(folder_) / page.file;
      std::ofstream file(path, std::ios::binary);
      file << page.text;
      file.close();
      if (!file) {
        return session.Fail(
            client::Failure{.exit_code = ExitCode::kInputOutput,
                            .reason = "WRITE",
                            .field = {},
                            .message = std::string(Say(session.language(), Word::kWriteFailed)),
                            .technical = path.string()});
      }
    }
    session.Note(Filled(Say(session.language(), Word::kManWritten),
                        {{"count", std::to_string(pages.size())}, {"path", folder_}}));
    return ExitCode::kOk;
  }

 private:
  const CLI::App& program_;
  std::string folder_;
};

class Version final : public Command {
 public:
  using Command::Command;

  ExitCode Run(terminal::Session& session) override {
    if (session.json()) {
      session.out() << "{\"version\":" << terminal::ToJsonString(DATALEK_VERSION) << "}\n";
    } else {
      session.out() << "datalek " << DATALEK_VERSION << '\n';
    }
    return ExitCode::kOk;
  }
};

}  // namespace

std::unique_ptr<Command> MakeCompletion(CLI::App& program, client::Language language) {
  return std::make_unique<Completion>(
      Builder(program, language, "completion", Word::kForAdministrators, Word::kCompletion,
              Word::kCompletionExamples),
      program);
}
std::unique_ptr<Command> MakeMan(CLI::App& program, client::Language language) {
  return std::make_unique<Man>(
      Builder(program, language, "man", Word::kForAdministrators, Word::kMan, Word::kManExamples),
      program);
}
std::unique_ptr<Command> MakeVersion(CLI::App& program, client::Language language) {
  return std::make_unique<Version>(Builder(program, language, "version", Word::kForAdministrators,
                                           Word::kVersion, Word::kVersionExamples));
}

}  // namespace datalek::cli

#include "clients/cli/run.h"

#include "clients/cli/command.h"
#include "clients/terminal/command_tree.h"
#include "clients/terminal/help_page.h"
#include "clients/terminal/session.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <vector>

namespace datalek::cli {
namespace {

using client::ExitCode;
using client::Language;

constexpr int kHelpColumnsMax = 100;

// How many letters have to be changed to make one word of another (Levenshtein).
std::size_t Distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i] = i;
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// The first argument that is neither an option nor the value of one could be a mistyped command.
std::string UnknownCommand(const CLI::App& program, Language language, const std::string& word) {
  constexpr std::size_t kTyposMax = 2;
  std::string guess;
  std::size_t nearest = kTyposMax + 1;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    const std::size_t distance = Distance(word, command->get_name());
    if (distance < nearest) {
      nearest = distance;
      guess = command->get_name();
    }
  }
  return terminal::Filled(Say(language, guess.empty() ? Word::kNoSuchCommand : Word::kDidYouMean),
                          {{"word", terminal::ToVisible(word)}, {"guess", guess}});
}

// The command as far as it was understood: "datalek organisation create".
std::string PathSoFar(const CLI::App& program) {
  std::string path = program.get_name();
  for (const CLI::App* at = &program; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    path += " " + at->get_name();
  }
  return path;
}

ExitCode ExplainUsage(const CLI::App& program, const CLI::ParseError& error, Language language,
                      std::span<const std::string> arguments, const terminal::World& world) {
  const bool command_known = !program.get_subcommands().empty();
  if (!command_known && arguments.empty()) {
    world.err << program.help();
    return ExitCode::kUsage;
  }
  const bool looks_like_command = !arguments.empty() && !arguments.front().starts_with('-');
  const std::string text = !command_known && looks_like_command
                               ? UnknownCommand(program, language, arguments.front())
                               : terminal::UsageText(error, language);
  for (const std::string& line : terminal::Wrapped(text, world.columns)) {
    world.err << line << '\n';
  }
  world.err << terminal::Filled(Say(language, Word::kTryHelp), {{"command", PathSoFar(program)}})
            << '\n';
  return ExitCode::kUsage;
}

ExitCode RunChosen(const Commands& commands, const terminal::World& world,
                   const terminal::CommonOptions& common, Language language) {
  auto session = terminal::Session::Begin(world, common, language);
  if (const auto* failure = std::get_if<client::Failure>(&session)) {
    world.err << terminal::ToVisible(failure->message) << '\n';
    return failure->exit_code;
  }
  for (const std::unique_ptr<Command>& command : commands) {
    if (command->chosen()) {
      return command->Run(std::get<terminal::Session>(session));
    }
  }
  return ExitCode::kUsage;
}

}  // namespace

ExitCode Run(std::span<const std::string> arguments, const terminal::World& world) {
  const Language language = terminal::LanguageFor(arguments, world.environment);
  CLI::App program(std::string(Say(language, Word::kProgram)), "datalek");
  program.footer(std::string(Say(language, Word::kProgramExamples)));
  program.require_subcommand(1);
  terminal::UseHelpPages(program, language, std::min(world.columns, kHelpColumnsMax));
  terminal::CommonOptions common;
  terminal::AddCommonOptions(program, common, language);
  Commands commands;
  AddReportCommands(program, language, commands);
  AddReviewCommands(program, language, commands);
  AddAuditCommands(program, language, commands);
  ExitCode code = ExitCode::kOk;
  try {
    // CLI11 takes them last first.
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    code = RunChosen(commands, world, common, language);
  } catch (const CLI::CallForHelp&) {
    world.out << program.help();
  } catch (const CLI::ParseError& error) {
    code = ExplainUsage(program, error, language, arguments, world);
  }
  world.out.flush();
  if (!world.out.good() && code == ExitCode::kOk) {
    world.err << Say(language, Word::kWriteFailed) << '\n';
    return ExitCode::kInputOutput;
  }
  return code;
}

}  // namespace datalek::cli

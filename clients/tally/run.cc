#include "clients/tally/run.h"

#include "clients/tally/period.h"
#include "clients/tally/sheet.h"
#include "clients/tally/words.h"
#include "clients/terminal/choice.h"
#include "clients/terminal/command_tree.h"
#include "clients/terminal/completion.h"
#include "clients/terminal/help_page.h"
#include "clients/terminal/man_page.h"
#include "clients/terminal/session.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"
#include "services/intake/fault.h"
#include "services/intake/mapping.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace datalek::tally {
namespace {

using client::ExitCode;
using client::Language;
using terminal::Filled;
using terminal::Session;

constexpr int kHelpColumnsMax = 100;

struct Options {
  terminal::CommonOptions common;
  std::optional<std::string> since;
  std::optional<std::string> until;
  std::vector<std::string> organisations;
  bool any_persons = false;
  std::optional<std::string> assumptions;
  std::optional<std::string> completion;
  std::optional<std::string> man;
  bool version = false;
};

void AddOptions(CLI::App& program, Options& options, Language language) {
  const auto say = [language](Word word) { return std::string(Say(language, word)); };
  const std::string group = say(Word::kOptions);
  const auto value = [&](const char* name, auto& into, Word type, Word help) {
    return program.add_option(name, into, say(help))->type_name(say(type))->group(group);
  };
  value("--since", options.since, Word::kValueDate, Word::kHelpSince);
  value("--until", options.until, Word::kValueDate, Word::kHelpUntil);
  value("--organisation", options.organisations, Word::kValueOrganisation, Word::kHelpOrganisation)
      ->delimiter(',')
      ->allow_extra_args(false);
  program.add_flag("--any-persons", options.any_persons, say(Word::kHelpAnyPersons))->group(group);
  value("--assumptions", options.assumptions, Word::kValueFile, Word::kHelpAssumptions);
  value("--completion", options.completion, Word::kOptions, Word::kHelpCompletion)
      ->check(terminal::OneOf({"bash", "zsh", "fish"}, language))
      ->type_name("bash|zsh|fish");
  value("--man", options.man, Word::kValueFolder, Word::kHelpMan);
  program.add_flag("--version", options.version, say(Word::kHelpVersion))->group(group);
  terminal::AddCommonOptions(program, options.common, language);
}

client::Failure Failed(ExitCode code, const char* reason, std::string message) {
  return {.exit_code = code,
          .reason = reason,
          .field = {},
          .message = std::move(message),
          .technical = {}};
}

// The mapping whose assumptions belong beside the figures; without any when none was named.
client::Outcome<intake::Mapping> ReadMapping(Language language,
                                             const std::optional<std::string>& path) {
  if (!path) {
    return intake::Mapping();
  }
  std::ifstream file(*path, std::ios::binary);
  std::string text(intake::kMappingBytesMax, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || !file.eof()) {
    return Failed(ExitCode::kNoInput, "NO_INPUT",
                  Filled(Say(language, Word::kFileUnreadable), {{"path", *path}}));
  }
  auto mapping = intake::ParseMapping(text);
  if (const auto* error = std::get_if<intake::MappingError>(&mapping)) {
    return Failed(ExitCode::kRefused, "MAPPING",
                  Filled(Say(language, Word::kMappingWrong),
                         {{"path", *path}, {"what", intake::Sentence(*error)}}));
  }
  return std::get<intake::Mapping>(std::move(mapping));
}

void PrintAssumptions(const Session& session, const intake::Mapping& mapping) {
  if (mapping.assumptions.empty()) {
    return;
  }
  session.out() << '\n'
                << session.palette().Paint(terminal::Hue::kBold,
                                           Say(session.language(), Word::kAssumptions))
                << '\n';
  for (const intake::Assumption& assumption : mapping.assumptions) {
    const std::string& text =
        session.language() == Language::kDutch ? assumption.nl : assumption.en;
    std::string front = "  - ";
    for (const std::string& line :
         terminal::Wrapped(terminal::ToVisible(text), session.text_columns() - 4)) {
      session.out() << front << line << '\n';
      front = "    ";
    }
  }
}

void Fill(const domain::CivilDate& date, google::type::Date* api) {
  api->set_year(date.year);
  api->set_month(date.month);
  api->set_day(date.day);
}

// What to ask of the server, or what is wrong with the period.
client::Outcome<v1::GetTallyRequest> RequestFor(const Options& options, Language language) {
  v1::GetTallyRequest request;
  const auto not_a_date = [language](const std::string& text) {
    return Failed(ExitCode::kUsage, "USAGE",
                  Filled(Say(language, Word::kNotADate), {{"text", terminal::ToVisible(text)}}));
  };
  if (options.since) {
    const auto since = FirstDayOf(*options.since);
    if (!since) {
      return not_a_date(*options.since);
    }
    Fill(*since, request.mutable_since());
  }
  if (options.until) {
    const auto until = LastDayOf(*options.until);
    if (!until) {
      return not_a_date(*options.until);
    }
    Fill(*until, request.mutable_until());
  }
  for (const std::string& organisation : options.organisations) {
    request.add_organisations(organisation);
  }
  return request;
}

ExitCode Tell(Session& session, const Options& options) {
  auto request = RequestFor(options, session.language());
  if (const auto* failure = std::get_if<client::Failure>(&request)) {
    return session.Fail(*failure);
  }
  auto mapping = ReadMapping(session.language(), options.assumptions);
  if (const auto* failure = std::get_if<client::Failure>(&mapping)) {
    return session.Fail(*failure);
  }
  auto connected = session.Connect();
  if (const auto* failure = std::get_if<client::Failure>(&connected)) {
    return session.Fail(*failure);
  }
  auto outcome =
      std::get<client::Connection*>(connected)->GetTally(std::get<v1::GetTallyRequest>(request));
  if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
    return session.Fail(*failure, failure->field);
  }
  const auto& response = std::get<v1::GetTallyResponse>(outcome);
  if (session.json()) {
    session.PrintJson(response);
    return ExitCode::kOk;
  }
  PrintTally(session, options.any_persons ? Question::kAnyPersons : Question::kCitizens, response);
  PrintAssumptions(session, std::get<intake::Mapping>(mapping));
  return ExitCode::kOk;
}

ExitCode WriteManPage(const Session& session, const CLI::App& program, const std::string& folder) {
  for (const terminal::ManPage& page :
       terminal::ManPages(terminal::PageOf(program), DATALEK_VERSION, session.language())) {
    std::ofstream file(std::filesystem::path(folder) / page.file, std::ios::binary);
    file << page.text;
    file.close();
    if (!file) {
      return session.Fail(Failed(ExitCode::kInputOutput, "WRITE",
                                 std::string(Say(session.language(), Word::kWriteFailed))));
    }
  }
  return ExitCode::kOk;
}

ExitCode RunParsed(const CLI::App& program, const Options& options, const terminal::World& world,
                   Language language) {
  auto begun = Session::Begin(world, options.common, language);
  if (const auto* failure = std::get_if<client::Failure>(&begun)) {
    world.err << terminal::ToVisible(failure->message) << '\n';
    return failure->exit_code;
  }
  auto& session = std::get<Session>(begun);
  if (options.version) {
    session.out() << "datalek-tally " << DATALEK_VERSION << '\n';
    return ExitCode::kOk;
  }
  if (options.completion) {
    const terminal::Shell shell = *options.completion == "bash"  ? terminal::Shell::kBash
                                  : *options.completion == "zsh" ? terminal::Shell::kZsh
                                                                 : terminal::Shell::kFish;
    session.out() << terminal::CompletionScript(terminal::PageOf(program), shell);
    return ExitCode::kOk;
  }
  return options.man ? WriteManPage(session, program, *options.man) : Tell(session, options);
}

}  // namespace

ExitCode Run(std::span<const std::string> arguments, const terminal::World& world) {
  const Language language = terminal::LanguageFor(arguments, world.environment);
  CLI::App program(std::string(Say(language, Word::kProgram)), "datalek-tally");
  program.footer(std::string(Say(language, Word::kExamples)));
  terminal::UseHelpPages(program, language, std::min(world.columns, kHelpColumnsMax));
  Options options;
  AddOptions(program, options, language);
  ExitCode code = ExitCode::kOk;
  try {
    // CLI11 takes them last first.
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    code = RunParsed(program, options, world, language);
  } catch (const CLI::CallForHelp&) {
    world.out << program.help();
  } catch (const CLI::ParseError& error) {
    world.err << terminal::UsageText(error, language) << '\n'
              << Say(language, Word::kTryHelp) << '\n';
    code = ExitCode::kUsage;
  }
  world.out.flush();
  if (!world.out.good() && code == ExitCode::kOk) {
    world.err << Say(language, Word::kWriteFailed) << '\n';
    return ExitCode::kInputOutput;
  }
  return code;
}

}  // namespace datalek::tally

#include "clients/tally/run.h"

#include "clients/client/connection.h"
#include "clients/tally/answer.h"
#include "clients/tally/words.h"
#include "clients/terminal/help_page.h"
#include "clients/terminal/session.h"
#include "clients/terminal/words.h"
#include "services/domain/instant.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <ostream>
#include <variant>
#include <vector>

namespace datalek::tally {
namespace {

using client::ExitCode;
using client::Language;

constexpr int kHelpColumnsMax = 100;

struct Asked {
  std::optional<std::string> since;
  std::optional<std::string> until;
  std::vector<std::string> organisations;
  bool any_persons = false;
};

std::optional<int> NumberIn(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return number;
}

// "2020-02-27" or "2020-02"; of a month its first or its last day.
std::optional<domain::CivilDate> DateFrom(std::string_view text, bool end_of_month) {
  constexpr std::size_t kMonthSize = 7;
  constexpr std::size_t kDaySize = 10;
  if ((text.size() != kMonthSize && text.size() != kDaySize) || text[4] != '-') {
    return std::nullopt;
  }
  const std::optional<int> year = NumberIn(text.substr(0, 4));
  const std::optional<int> month = NumberIn(text.substr(5, 2));
  if (!year || !month || *year < 1900 || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  const int last = domain::DaysInMonth(*year, *month);
  if (text.size() == kMonthSize) {
    return domain::CivilDate{.year = *year, .month = *month, .day = end_of_month ? last : 1};
  }
  const std::optional<int> day = NumberIn(text.substr(8));
  if (text[7] != '-' || !day || *day < 1 || *day > last) {
    return std::nullopt;
  }
  return domain::CivilDate{.year = *year, .month = *month, .day = *day};
}

void Fill(const domain::CivilDate& date, google::type::Date* api) {
  api->set_year(date.year);
  api->set_month(date.month);
  api->set_day(date.day);
}

void AddOptions(CLI::App& program, Asked& asked, Language language) {
  const auto say = [&](const client::Text& text) {
    return std::string(client::In(language, text));
  };
  const std::string group = say(words::kOptions);
  program.add_option("--since", asked.since, say(words::kHelpSince))
      ->type_name(say(words::kValueDate))
      ->group(group);
  program.add_option("--until", asked.until, say(words::kHelpUntil))
      ->type_name(say(words::kValueDate))
      ->group(group);
  program.add_option("--organisation", asked.organisations, say(words::kHelpOrganisation))
      ->type_name(say(words::kValueSlug))
      ->group(group);
  program.add_flag("--any-persons", asked.any_persons, say(words::kHelpAnyPersons))->group(group);
}

// The request, or the flag that holds no date.
std::variant<v1::GetTallyRequest, std::string> RequestFor(const Asked& asked) {
  v1::GetTallyRequest request;
  if (asked.since) {
    const auto since = DateFrom(*asked.since, false);
    if (!since) {
      return std::string("--since");
    }
    Fill(*since, request.mutable_since());
  }
  if (asked.until) {
    const auto until = DateFrom(*asked.until, true);
    if (!until) {
      return std::string("--until");
    }
    Fill(*until, request.mutable_until());
  }
  request.mutable_organisations()->Add(asked.organisations.begin(), asked.organisations.end());
  return request;
}

ExitCode Ask(const Asked& asked, terminal::Session& session) {
  const auto request = RequestFor(asked);
  if (const auto* flag = std::get_if<std::string>(&request)) {
    session.Note(
        terminal::Filled(client::In(session.language(), words::kNotADate), {{"flag", *flag}}));
    return ExitCode::kUsage;
  }
  const auto connection = session.Connect();
  if (const auto* failure = std::get_if<client::Failure>(&connection)) {
    return session.Fail(*failure);
  }
  const auto answer =
      std::get<client::Connection*>(connection)->GetTally(std::get<v1::GetTallyRequest>(request));
  if (const auto* failure = std::get_if<client::Failure>(&answer)) {
    return session.Fail(*failure);
  }
  const auto& response = std::get<v1::GetTallyResponse>(answer);
  if (session.json()) {
    session.PrintJson(response);
  } else {
    PrintAnswer(session, response, asked.any_persons ? Question::kAnyPersons : Question::kCitizens);
  }
  return ExitCode::kOk;
}

ExitCode Begin(const Asked& asked, const terminal::CommonOptions& common, Language language,
               const terminal::World& world) {
  auto session = terminal::Session::Begin(world, common, language);
  if (const auto* failure = std::get_if<client::Failure>(&session)) {
    world.err << failure->message << '\n';
    return failure->exit_code;
  }
  return Ask(asked, std::get<terminal::Session>(session));
}

}  // namespace

ExitCode Run(std::span<const std::string> arguments, const terminal::World& world) {
  const Language language = terminal::LanguageFor(arguments, world.environment);
  CLI::App program(std::string(client::In(language, words::kProgram)), "datalek-tally");
  program.footer(std::string(client::In(language, words::kExamples)));
  terminal::UseHelpPages(program, language, std::min(world.columns, kHelpColumnsMax));
  terminal::CommonOptions common;
  terminal::AddCommonOptions(program, common, language);
  Asked asked;
  AddOptions(program, asked, language);
  ExitCode code = ExitCode::kOk;
  try {
    // CLI11 takes them last first.
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    code = Begin(asked, common, language, world);
  } catch (const CLI::CallForHelp&) {
    world.out << program.help();
  } catch (const CLI::ParseError& error) {
    world.err << terminal::UsageText(error, language) << '\n'
              << client::In(language, words::kTryHelp) << '\n';
    return ExitCode::kUsage;
  }
  world.out.flush();
  if (!world.out.good() && code == ExitCode::kOk) {
    world.err << client::In(language, words::kWriteFailed) << '\n';
    return ExitCode::kInputOutput;
  }
  return code;
}

}  // namespace datalek::tally

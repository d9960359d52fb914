#include "clients/terminal/session.h"

#include "clients/terminal/choice.h"
#include "clients/terminal/json.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace datalek::terminal {
namespace {

using client::In;
using client::Language;
using client::Text;

constexpr Text kCommonGroup{"Voor elke opdracht", "For every command"};
constexpr Text kJsonHelp{"Antwoord als JSON, voor scripts: één object per regel.",
                         "Answer as JSON, for scripts: one object per line."};
constexpr Text kLangHelp{"Taal. Zonder deze optie volgt hij de taal van je computer.",
                         "Language. Without this option it follows the language of your computer."};
constexpr Text kZoneHelp{"Tijdzone waarin tijden gelezen en getoond worden.",
                         "Time zone in which times are read and shown."};
constexpr Text kColorHelp{"Kleuren in de uitvoer. Vanzelf uit met NO_COLOR of buiten een terminal.",
                          "Colours in the output. Off by itself with NO_COLOR or outside a "
                          "terminal."};
constexpr Text kProfileHelp{
    "Map met je certificaat, je sleutel en het adres van de server. Anders: "
    "DATALEK_PROFILE, of profile in ~/.config/datalek/config.toml.",
    "Folder with your certificate, your key and the address of the server. "
    "Otherwise: DATALEK_PROFILE, or profile in "
    "~/.config/datalek/config.toml."};
constexpr Text kTimeoutHelp{"Hoeveel seconden op een antwoord gewacht wordt.",
                            "How many seconds to wait for an answer."};
constexpr Text kNoInputHelp{"Stel geen vragen, ook niet in een terminal.",
                            "Ask no questions, not even on a terminal."};
constexpr Text kHelpHelp{"Toon deze uitleg.", "Show this help."};
constexpr Text kFolder{"MAP", "FOLDER"};
constexpr Text kSeconds{"SECONDEN", "SECONDS"};
constexpr Text kZoneValue{"ZONE", "ZONE"};
constexpr Text kNoZone{"Deze computer kent de tijdzone {zone} niet. Is het pakket tzdata er wel?",
                       "This computer does not know the time zone {zone}. Is the package tzdata "
                       "installed?"};
constexpr Text kNoTimeout{"Geef bij --timeout een aantal seconden van 1 tot 600.",
                          "Give --timeout a number of seconds from 1 to 600."};
constexpr Text kAgain{"De server antwoordt niet. Poging {attempt} van {most} …",
                      "The server does not answer. Attempt {attempt} of {most} …"};
constexpr Text kTechnical{"Voor de helpdesk: {text}", "For the help desk: {text}"};

constexpr double kTimeoutSecondsMax = 600;
constexpr int kTextColumnsMax = 80;

client::Failure UsageFailure(std::string message) {
  return client::Failure{.exit_code = client::ExitCode::kUsage,
                         .reason = "USAGE",
                         .field = {},
                         .message = std::move(message),
                         .technical = {}};
}

ColorChoice ColorOf(const std::string& word) {
  return word == "always"  ? ColorChoice::kAlways
         : word == "never" ? ColorChoice::kNever
                           : ColorChoice::kAuto;
}

}  // namespace

void AddCommonOptions(CLI::App& app, CommonOptions& options, Language language) {
  const std::string group(In(language, kCommonGroup));
  const auto say = [language](const Text& text) { return std::string(In(language, text)); };
  app.set_help_flag("-h,--help", say(kHelpHelp))->group(group);
  app.add_flag("--json", options.json, say(kJsonHelp))->group(group);
  app.add_option("--lang", options.language, say(kLangHelp))
      ->check(OneOf({"nl", "en"}, language))
      ->type_name("nl|en")
      ->group(group);
  app.add_option("--zone", options.zone, say(kZoneHelp))->type_name(say(kZoneValue))->group(group);
  app.add_option("--color", options.color, say(kColorHelp))
      ->check(OneOf({"auto", "always", "never"}, language))
      ->type_name("auto|always|never")
      ->group(group);
  app.add_option("--profile", options.profile, say(kProfileHelp))
      ->type_name(say(kFolder))
      ->group(group);
  app.add_option("--timeout", options.timeout_s, say(kTimeoutHelp))
      ->type_name(say(kSeconds))
      ->group(group);
  app.add_flag("--no-input", options.no_input, say(kNoInputHelp))->group(group);
}

Language LanguageFor(std::span<const std::string> arguments,
                     const client::Environment& environment) {
  constexpr std::string_view kFlag = "--lang";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view value;
    if (arguments[i] == kFlag && i + 1 < arguments.size()) {
      value = arguments[i + 1];
    } else if (arguments[i].starts_with(std::string(kFlag) + "=")) {
      value = std::string_view(arguments[i]).substr(kFlag.size() + 1);
    }
    if (const auto language = client::FromTag(value)) {
      return *language;
    }
  }
  return client::LanguageOf(environment);
}

client::Outcome<Session> Session::Begin(const World& world, const CommonOptions& options,
                                        Language language) {
  std::optional<Zone> zone = Zone::Use(options.zone);
  if (!zone) {
    return UsageFailure(Filled(In(language, kNoZone), {{"zone", options.zone}}));
  }
  if (!(options.timeout_s >= 1 && options.timeout_s <= kTimeoutSecondsMax)) {
    return UsageFailure(std::string(In(language, kNoTimeout)));
  }
  return Session(world, options, language, *std::move(zone));
}

Session::Session(const World& world, const CommonOptions& options, Language language, Zone zone)
    : world_(&world),
      options_(&options),
      language_(language),
      zone_(std::move(zone)),
      palette_(Palette::For(ColorOf(options.color), world.out_is_terminal, world.environment)),
      err_palette_(Palette::For(ColorOf(options.color), world.err_is_terminal, world.environment)) {
}

int Session::text_columns() const {
  const bool terminal = world_->out_is_terminal || world_->err_is_terminal;
  return terminal ? std::min(world_->columns, kTextColumnsMax) : kTextColumnsMax;
}

client::Outcome<client::Connection*> Session::Connect() {
  if (connection_) {
    return connection_.get();
  }
  client::ConnectionOptions options;
  options.timeout =
      std::chrono::milliseconds(static_cast<std::int64_t>(options_->timeout_s * 1'000));
  options.language = language_;
  options.interrupted = world_->interrupted;
  if (world_->err_is_terminal && !json()) {
    options.on_retry = [world = world_, language = language_](int attempt) {
      world->err << Filled(In(language, kAgain), {{"attempt", std::to_string(attempt + 1)},
                                                  {"most", std::to_string(client::kAttemptsMax)}})
                 << '\n';
    };
  }
  auto connection = world_->connect(options_->profile, std::move(options));
  if (auto* failure = std::get_if<client::Failure>(&connection)) {
    return std::move(*failure);
  }
  connection_ = std::get<std::unique_ptr<client::Connection>>(std::move(connection));
  return connection_.get();
}

void Session::PrintJson(const google::protobuf::Message& message) const {
  out() << ToJson(message) << '\n';
}

void Session::Note(std::string_view text) const {
  for (const std::string& line : Wrapped(text, text_columns())) {
    err() << line << '\n';
  }
}

client::ExitCode Session::Fail(const client::Failure& failure, std::string_view place) const {
  if (json()) {
    err() << R"({"error":{"reason":)" << ToJsonString(failure.reason) << R"(,"field":)"
          << ToJsonString(failure.field) << R"(,"message":)" << ToJsonString(failure.message)
          << R"(,"technical":)" << ToJsonString(failure.technical) << R"(,"outcomeUnknown":)"
          << (failure.outcome_unknown ? "true" : "false") << R"(,"exitCode":)"
          << static_cast<int>(failure.exit_code) << "}}\n";
    return failure.exit_code;
  }
  std::string message = ToVisibleLines(failure.message);
  if (!place.empty()) {
    message += " (" + std::string(place) + ")";
  }
  Note(message);
  if (!failure.technical.empty()) {
    const std::string technical = ToVisible(failure.technical);
    for (const std::string& line :
         Wrapped(Filled(In(language_, kTechnical), {{"text", technical}}), text_columns())) {
      err() << err_palette_.Paint(Hue::kDim, line) << '\n';
    }
  }
  return failure.exit_code;
}

}  // namespace datalek::terminal

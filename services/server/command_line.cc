#include "services/server/command_line.h"

#include "services/access/authority.h"
#include "services/domain/limits.h"
#include "services/domain/validate.h"
#include "services/server/config.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <initializer_list>
#include <sstream>

namespace datalek::server {
namespace {

using domain::Role;

constexpr std::size_t kHelpColumn = 34;  // Where the explanation of an option begins.
constexpr std::size_t kHelpWidth = 62;   // And how wide it is: 96 columns in all.

constexpr std::string_view kAbout =
    "The register of privacy incidents: keeps them, and answers for them over gRPC.";
constexpr std::string_view kAboutInit =
    "Make a new register, with an authority of its own and one identity for each role.";
constexpr std::string_view kAboutEnrol =
    "Issue a further identity with the register's own authority; or, with --server, a further "
    "certificate for the server.";
constexpr std::string_view kAboutServe = "Serve until SIGTERM or SIGINT; then end what runs.";
constexpr std::string_view kAboutRebuild =
    "Make lists, counters and tallies anew from the ledger, and say what was different.";
constexpr std::string_view kAboutSources =
    "An option is taken from the first place that names it: the flag (--data-dir), the environment "
    "(DATALEK_DATA_DIR), the file of --config (data_dir = \"...\"), the default.";
constexpr std::string_view kAboutCodes =
    "Ends with 0 when all went well; 3: the data on disk is refused; 64: the command line is "
    "wrong; 69: something needed is taken or does not answer; 73: something lies where a new thing "
    "should be made; 74: the disk failed; 77: not permitted; 78: an option is wrong.";

// What CLI11 fills in, before it has been understood.
struct Typed {
  std::string config_file;
  std::map<std::string, std::string> options;
  std::string organisation;
  std::string name;
  std::vector<std::string> host_names;
  bool server = false;
  std::string role;
  std::string account;
  std::vector<std::string> grants;
  std::string out;
  int days = 0;
};

// The text in lines of at most `width`, where its words allow.
std::string Wrap(std::string_view text, std::size_t width) {
  std::istringstream words{std::string(text)};
  std::string wrapped;
  std::size_t column = 0;
  for (std::string word; words >> word;) {
    const bool fits = column == 0 || column + 1 + word.size() <= width;
    if (!fits) {
      wrapped.push_back('\n');
      column = 0;
    } else if (column > 0) {
      wrapped.push_back(' ');
      ++column;
    }
    wrapped.append(word);
    column += word.size();
  }
  return wrapped;
}

CLI::Option* Add(CLI::App& app, std::string_view flag, std::string& into,
                 std::string_view placeholder, std::string_view help) {
  return app.add_option(std::string(flag), into, Wrap(help, kHelpWidth))
      ->option_text(std::string(placeholder));
}

CLI::Option* Add(CLI::App& app, std::string_view flag, std::vector<std::string>& into,
                 std::string_view placeholder, std::string_view help) {
  return app.add_option(std::string(flag), into, Wrap(help, kHelpWidth))
      ->option_text(std::string(placeholder))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

CLI::App& AddCommand(CLI::App& app, std::string_view name, std::string_view about) {
  CLI::App* command = app.add_subcommand(std::string(name), Wrap(about, kHelpWidth));
  command->footer(Wrap(kAboutSources, kHelpColumn + kHelpWidth));
  command->get_formatter()->column_width(kHelpColumn);
  return *command;
}

// --config, and the options of LoadConfig() that concern this command; all, when none is named.
void AddOptions(CLI::App& command, Typed& typed, std::initializer_list<std::string_view> names) {
  Add(command, "--config", typed.config_file, "FILE", "Read options from this file.");
  for (const Option& option : Options()) {
    if (names.size() > 0 && std::ranges::find(names, option.name) == names.end()) {
      continue;
    }
    const std::string name(option.name);
    const std::string help = std::string(option.help) + " [" + std::string(option.fallback) + "]";
    command
        .add_option_function<std::string>(
            FlagOf(name), [&typed, name](const std::string& value) { typed.options[name] = value; },
            Wrap(help, kHelpWidth))
        ->option_text(std::string(option.placeholder));
  }
}

void AddInit(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "init", kAboutInit);
  Add(command, "--organisation", typed.organisation, "SLUG",
      "The organisation that runs the register, such as gemeente-voorbeeld.")
      ->required();
  Add(command, "--name", typed.name, "NAME", "What people call it: \"Gemeente Voorbeeld\".")
      ->required();
  Add(command, "--host-name", typed.host_names, "HOST",
      "A name or address under which clients reach the server, beside localhost and the name of "
      "this machine. May be repeated; the first is what the identities are given.");
  AddOptions(command, typed, {"data_dir", "listen", "time_zone"});
}

void AddEnrol(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "enrol", kAboutEnrol);
  Add(command, "--organisation", typed.organisation, "SLUG", "In which organisation.");
  Add(command, "--role", typed.role, "ROLE",
      "reporter, privacy-officer, auditor or administrator.");
  Add(command, "--account", typed.account, "ACCOUNT",
      "What the register knows the holder by: letters, digits, . _ and -. It is recorded with all "
      "they do.");
  Add(command, "--grant", typed.grants, "SLUG:ROLE",
      "A further role, in this organisation or another. May be repeated.");
  command.add_flag("--server", typed.server,
                   Wrap("Instead of all these: a certificate for the server, under the same names "
                        "as init gives it.",
                        kHelpWidth));
  Add(command, "--host-name", typed.host_names, "HOST",
      "With --server: a further name. Without: the name under which the holder reaches the server. "
      "May be repeated.");
  command
      .add_option("--days", typed.days, Wrap("For how long. [365; with --server 825]", kHelpWidth))
      ->option_text("DAYS")
      ->check(CLI::Range(1, access::kDaysMax));
  Add(command, "--out", typed.out, "DIR", "A new directory, for what is issued.")->required();
  AddOptions(command, typed, {"data_dir", "listen"});
}

Farewell Wrong(std::string_view command, std::string_view what) {
  const std::string of = command.empty() ? "" : " " + std::string(command);
  return {.code = ExitCode::kUsage,
          .out = "",
          .err = "datalekd" + of + ": " + std::string(what) + "\nRun `datalekd" + of +
                 " --help` to see what it takes.\n"};
}

// What is wrong with what was typed; nullopt: nothing.
using Complaint = std::optional<std::string>;

Complaint CheckSlug(std::string_view flag, std::string_view text) {
  if (!domain::IsSlug(text)) {
    return std::string(flag) + " is " + Quoted(text) +
           ", but it must be 2 to 40 of a-z, 0-9 and -, beginning with a letter";
  }
  return std::nullopt;
}

Complaint CheckHostNames(const std::vector<std::string>& names) {
  const auto wrong = std::ranges::find_if_not(names, access::IsServerName);
  if (wrong != names.end()) {
    return "--host-name is " + Quoted(*wrong) + ", but it must be a host name or an IP address";
  }
  return std::nullopt;
}

Complaint TakeInit(const Typed& typed, InitArguments& init) {
  if (Complaint complaint = CheckSlug("--organisation", typed.organisation)) {
    return complaint;
  }
  if (typed.name.empty() || typed.name.size() > domain::kOrganisationNameBytesMax ||
      !domain::IsPlainText(typed.name) || typed.name.find_first_of("\n\t") != std::string::npos) {
    return "--name must be 1 to " + std::to_string(domain::kOrganisationNameBytesMax) +
           " bytes of text on one line";
  }
  init = {.organisation = typed.organisation, .name = typed.name, .host_names = typed.host_names};
  return CheckHostNames(typed.host_names);
}

Complaint AddGrant(std::string_view flag, std::string_view organisation, std::string_view role,
                   std::vector<access::Grant>& grants) {
  if (Complaint complaint = CheckSlug(flag, organisation)) {
    return complaint;
  }
  const std::optional<Role> known = domain::FromToken<Role>(role);
  if (!known) {
    return Quoted(role) +
           " is no role: it must be reporter, privacy-officer, auditor or "
           "administrator";
  }
  grants.push_back({.organisation = std::string(organisation), .role = *known});
  return std::nullopt;
}

Complaint TakeIdentity(const Typed& typed, access::Identity& identity) {
  if (typed.organisation.empty() || typed.role.empty() || typed.account.empty()) {
    return "it takes --organisation, --role and --account; or --server";
  }
  if (!access::IsAccount(typed.account)) {
    return "--account is " + Quoted(typed.account) + ", but it must be 1 to " +
           std::to_string(access::kAccountBytesMax) + " letters, digits, dots, _ and -";
  }
  identity.account = typed.account;
  if (Complaint complaint =
          AddGrant("--organisation", typed.organisation, typed.role, identity.grants)) {
    return complaint;
  }
  for (const std::string_view grant : typed.grants) {
    const std::size_t colon = grant.find(':');
    const std::string_view role = colon == grant.npos ? "" : grant.substr(colon + 1);
    if (Complaint complaint = AddGrant("--grant", grant.substr(0, colon), role, identity.grants)) {
      return complaint;
    }
  }
  const std::vector<std::string> uris = access::UrisOf(identity);
  if (!access::IdentityFromUris(std::vector<std::string_view>(uris.begin(), uris.end()))) {
    return "an account has at most " + std::to_string(access::kGrantsMax) +
           " roles, and each only once in an organisation";
  }
  return std::nullopt;
}

Complaint TakeEnrol(const Typed& typed, EnrolArguments& enrol) {
  const int usual_days = typed.server ? access::kServerDays : access::kClientDays;
  enrol.server = typed.server;
  enrol.host_names = typed.host_names;
  enrol.out = typed.out;
  enrol.days = typed.days == 0 ? usual_days : typed.days;
  if (typed.out.empty()) {
    return "--out must name a directory";
  }
  if (Complaint complaint = CheckHostNames(typed.host_names)) {
    return complaint;
  }
  if (!typed.server) {
    return TakeIdentity(typed, enrol.identity);
  }
  if (!typed.organisation.empty() || !typed.role.empty() || !typed.account.empty() ||
      !typed.grants.empty()) {
    return "--server takes no --organisation, --role, --account or --grant";
  }
  return std::nullopt;
}

std::variant<CommandLine, Farewell> Understand(const CLI::App& command, const Typed& typed) {
  CommandLine line;
  line.flags = typed.options;
  if (!typed.config_file.empty()) {
    line.config_file = typed.config_file;
  }
  Complaint complaint;
  const std::string& name = command.get_name();
  if (name == "version") {
    return Farewell{.code = ExitCode::kOk, .out = std::string(Version()) + "\n", .err = ""};
  }
  if (name == "init") {
    line.verb = Verb::kInit;
    complaint = TakeInit(typed, line.init);
  } else if (name == "enrol") {
    line.verb = Verb::kEnrol;
    complaint = TakeEnrol(typed, line.enrol);
  } else {
    line.verb = name == "rebuild" ? Verb::kRebuild : Verb::kServe;
  }
  if (complaint) {
    return Wrong(name, *complaint);
  }
  return line;
}

}  // namespace

std::variant<CommandLine, Farewell> ReadCommandLine(std::span<const char* const> arguments) {
  Typed typed;
  CLI::App app(std::string(kAbout), "datalekd");
  app.footer(Wrap(kAboutCodes, kHelpColumn + kHelpWidth));
  app.set_version_flag("--version", std::string(Version()));
  app.require_subcommand(0, 1);  // None is caught below, after a word that is no command.
  AddInit(app, typed);
  AddEnrol(app, typed);
  AddOptions(AddCommand(app, "serve", kAboutServe), typed, {});
  AddOptions(AddCommand(app, "rebuild", kAboutRebuild), typed,
             {"data_dir", "keys_dir", "kek_file", "disk_reserve_mb", "log_level", "log_format"});
  app.add_subcommand("version", "Print the version.");
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::Success& asked) {  // For help, or the version.
    std::ostringstream out;
    app.exit(asked, out, out);
    return Farewell{.code = ExitCode::kOk, .out = out.str(), .err = ""};
  } catch (const CLI::ParseError& error) {
    const std::vector<CLI::App*> commands = app.get_subcommands();
    return Wrong(commands.empty() ? "" : commands.front()->get_name(), error.what());
  }
  if (app.get_subcommands().empty()) {
    return Wrong("", "it takes a command");
  }
  return Understand(*app.get_subcommands().front(), typed);
}

std::string_view Version() { return DATALEK_VERSION; }

}  // namespace datalek::server

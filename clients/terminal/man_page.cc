#include "clients/terminal/man_page.h"

#include "clients/client/failure.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace datalek::terminal {
namespace {

using client::ExitCode;
using client::In;
using client::Language;
using client::Text;

constexpr Text kName{"NAAM", "NAME"};
constexpr Text kSynopsis{"GEBRUIK", "SYNOPSIS"};
constexpr Text kDescription{"BESCHRIJVING", "DESCRIPTION"};
constexpr Text kCommands{"OPDRACHTEN", "COMMANDS"};
constexpr Text kOptions{"OPTIES", "OPTIONS"};
constexpr Text kExamples{"VOORBEELDEN", "EXAMPLES"};
constexpr Text kExitStatus{"EINDCODES", "EXIT STATUS"};
constexpr Text kSeeAlso{"ZIE OOK", "SEE ALSO"};
constexpr Text kManual{"Datalek Register", "Datalek Register"};
constexpr Text kChoices{"Keuzes: {words}.", "Choices: {words}."};

struct ExitWords {
  ExitCode code;
  Text text;
};
constexpr std::array<ExitWords, 11> kExitCodes{{
    {ExitCode::kOk, {"Gelukt.", "It went well."}},
    {ExitCode::kUsage, {"De opdracht klopt niet.", "The command line is not right."}},
    {ExitCode::kRefused,
     {"Het register weigert de gegevens; je kunt ze verbeteren.",
      "The register refuses what was given; you can mend it."}},
    {ExitCode::kNoInput, {"Een bestand is er niet.", "A file is not there."}},
    {ExitCode::kUnavailable, {"De server is niet bereikbaar.", "The server cannot be reached."}},
    {ExitCode::kSoftware,
     {"Een fout in het programma of de server.", "A fault of the program or the server."}},
    {ExitCode::kInputOutput, {"Schrijven lukt niet.", "Writing failed."}},
    {ExitCode::kTemporary,
     {"De server is te druk of te vol; later kan het wel.",
      "The server is too busy or too full; later it may go well."}},
    {ExitCode::kNoPermission, {"Je profiel mag dit niet.", "Your profile may not do this."}},
    {ExitCode::kConfiguration,
     {"Het profiel of de configuratie klopt niet.",
      "The profile or the configuration is not right."}},
    {ExitCode::kInterrupted, {"Gestopt met Ctrl-C.", "Stopped with Ctrl-C."}},
}};

// troff takes a dot or an apostrophe at the start of a line as a request, and a backslash and a
// dash anywhere as its own.
std::string Escaped(std::string_view text) {
  std::string escaped;
  bool at_start = true;
  while (!text.empty()) {
    const Character character = FirstOf(text);
    text.remove_prefix(character.bytes);
    if (at_start && (character.code == '.' || character.code == '\'')) {
      escaped += "\\&";
    }
    at_start = character.code == '\n';
    if (character.code == '\\') {
      escaped += "\\e";
    } else if (character.code == '-') {
      escaped += "\\-";
    } else if (character.code < 0x80) {
      escaped.push_back(static_cast<char>(character.code));
    } else {
      std::array<char, 16> code{};
      std::snprintf(code.data(), code.size(), "\\[u%04X]", static_cast<unsigned>(character.code));
      escaped += code.data();
    }
  }
  return escaped;
}

std::string FileOf(const std::string& path) {
  std::string name = path;
  for (char& c : name) {
    c = c == ' ' ? '-' : c;
  }
  return name;
}

void AddHeading(std::string& page, Language language, const Text& heading) {
  page += ".SH \"" + std::string(In(language, heading)) + "\"\n";
}

std::string UsageOf(const CommandPage& command) {
  std::string usage = "\\fB" + Escaped(command.path) + "\\fR";
  if (!command.commands.empty()) {
    usage += " \\fI...\\fR";
  }
  for (const OptionPage& option : command.options) {
    if (option.positional) {
      usage += " \\fI" + Escaped(option.value) + "\\fR";
    }
  }
  return usage + " [\\-\\-...]\n";
}

std::string TermOf(const OptionPage& option) {
  std::string term;
  for (const std::string& name : option.names) {
    term += (term.empty() ? "\\fB" : ", \\fB") + Escaped(name) + "\\fR";
  }
  if (!option.value.empty()) {
    term += (term.empty() ? "\\fI" : " \\fI") + Escaped(option.value) + "\\fR";
  }
  return term;
}

void AddOptions(std::string& page, const CommandPage& command, Language language) {
  if (command.options.empty()) {
    return;
  }
  AddHeading(page, language, kOptions);
  for (const OptionPage& option : command.options) {
    std::string text = option.text;
    if (option.choices.size() > 4) {
      std::string words;
      for (const std::string& choice : option.choices) {
        words += (words.empty() ? "" : ", ") + choice;
      }
      text += " " + Filled(In(language, kChoices), {{"words", words}});
    }
    page += ".TP\n" + TermOf(option) + "\n" + Escaped(text) + "\n";
  }
}

void AddCommands(std::string& page, const CommandPage& command, Language language) {
  if (command.commands.empty()) {
    return;
  }
  AddHeading(page, language, kCommands);
  std::string group;
  for (const CommandPage& one : command.commands) {
    if (one.group != group) {
      group = one.group;
      page += ".SS \"" + Escaped(group) + "\"\n";
    }
    page += ".TP\n\\fB" + Escaped(one.name) + "\\fR\n" + Escaped(one.summary) + "\n";
  }
}

void AddEnd(std::string& page, const CommandPage& command, Language language) {
  if (!command.examples.empty()) {
    AddHeading(page, language, kExamples);
    page += ".nf\n" + Escaped(command.examples) + "\n.fi\n";
  }
  AddHeading(page, language, kExitStatus);
  for (const ExitWords& words : kExitCodes) {
    page += ".TP\n" + std::to_string(static_cast<int>(words.code)) + "\n" +
            Escaped(In(language, words.text)) + "\n";
  }
}

std::string TextOf(const CommandPage& command, const std::string& version, Language language) {
  std::string page = ".TH \"" + Escaped(FileOf(command.path)) + "\" 1 \"\" \"datalek " +
                     Escaped(version) + "\" \"" + std::string(In(language, kManual)) + "\"\n";
  AddHeading(page, language, kName);
  page += Escaped(FileOf(command.path)) + " \\- " + Escaped(command.summary) + "\n";
  AddHeading(page, language, kSynopsis);
  page += UsageOf(command);
  if (!command.text.empty()) {
    AddHeading(page, language, kDescription);
    std::string text = Escaped(command.text);
    for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n", at)) {
      text.replace(at, 2, "\n.PP\n");
    }
    page += text + "\n";
  }
  AddCommands(page, command, language);
  AddOptions(page, command, language);
  AddEnd(page, command, language);
  return page;
}

void AddPages(const CommandPage& command, const std::string& version, Language language,
              std::vector<ManPage>& pages) {
  pages.push_back(
      {.file = FileOf(command.path) + ".1", .text = TextOf(command, version, language)});
  for (const CommandPage& below : command.commands) {
    AddPages(below, version, language, pages);
  }
}

}  // namespace

std::vector<ManPage> ManPages(const CommandPage& program, const std::string& version,
                              Language language) {
  std::vector<ManPage> pages;
  AddPages(program, version, language, pages);
  for (ManPage& page : pages) {
    const std::string own = page.file.substr(0, page.file.rfind('.'));
    AddHeading(page.text, language, kSeeAlso);
    std::string others;
    for (const ManPage& other : pages) {
      const std::string name = other.file.substr(0, other.file.rfind('.'));
      // The program's page points to all, the others to the program.
      if (name != own && (own == program.name || name == program.name)) {
        others += std::string(others.empty() ? "" : ", ") + "\\fB" + Escaped(name) + "\\fR(1)";
      }
    }
    page.text += others + "\n";
  }
  return pages;
}

}  // namespace datalek::terminal

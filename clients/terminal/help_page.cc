#include "clients/terminal/help_page.h"

#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::terminal {
namespace {

using client::In;
using client::Language;
using client::Text;

constexpr Text kUsage{"Gebruik", "Usage"};
constexpr Text kOptions{"[opties]", "[options]"};
constexpr Text kCommand{"OPDRACHT", "COMMAND"};
constexpr Text kArguments{"Gegevens", "Arguments"};
constexpr Text kExamples{"Voorbeelden", "Examples"};
constexpr Text kChoices{"Keuzes: {words}.", "Choices: {words}."};
constexpr Text kMore{"Meer over een opdracht: {path} OPDRACHT --help",
                     "More about a command: {path} COMMAND --help"};

constexpr int kIndent = 2;
constexpr int kTextAt = 26;
constexpr int kColumnsMin = 48;

// What stands in front of its explanation: "-h, --help", "--zone ZONE", "NUMBER".
std::string Front(const OptionPage& option) {
  std::string front;
  for (const std::string& name : option.names) {
    front += front.empty() ? "" : ", ";
    front += name;
  }
  // Long lists are told in the explanation.
  constexpr std::size_t kValueMax = 30;
  if (!option.value.empty() && option.value.size() <= kValueMax) {
    front += (front.empty() ? "" : " ") + option.value;
  }
  return front + (option.several && option.positional ? " …" : "");
}

void AddEntry(std::string& help, const std::string& front, const std::string& text, int columns) {
  help += std::string(kIndent, ' ') + front;
  int at = kIndent + WidthOf(front);
  for (const std::string& line : Wrapped(text, columns - kTextAt)) {
    if (at + 2 > kTextAt) {
      help += '\n';
      at = 0;
    }
    help += std::string(static_cast<std::size_t>(kTextAt - at), ' ') + line;
    at = kTextAt;
  }
  help += '\n';
}

void AddParagraphs(std::string& help, const std::string& text, int columns) {
  for (const std::string& line : Wrapped(text, columns)) {
    help += line + "\n";
  }
}

std::string ExplanationOf(const OptionPage& option, Language language) {
  // Short lists stand in front already.
  constexpr std::size_t kChoicesInFront = 4;
  if (option.choices.size() <= kChoicesInFront) {
    return option.text;
  }
  std::string words;
  for (const std::string& choice : option.choices) {
    words += (words.empty() ? "" : ", ") + choice;
  }
  return option.text + " " + Filled(In(language, kChoices), {{"words", words}});
}

void AddUsage(std::string& help, const CommandPage& page, Language language) {
  help += "\n" + std::string(In(language, kUsage)) + "\n  " + page.path;
  if (!page.commands.empty()) {
    help += " " + std::string(In(language, kCommand));
  }
  for (const OptionPage& option : page.options) {
    if (option.positional) {
      help += option.required ? " " + Front(option) : " [" + Front(option) + "]";
    }
  }
  help += " " + std::string(In(language, kOptions)) + "\n";
}

void AddCommands(std::string& help, const CommandPage& page, int columns) {
  std::vector<std::string> groups;
  for (const CommandPage& command : page.commands) {
    if (std::find(groups.begin(), groups.end(), command.group) == groups.end()) {
      groups.push_back(command.group);
    }
  }
  for (const std::string& group : groups) {
    help += "\n" + group + "\n";
    for (const CommandPage& command : page.commands) {
      if (command.group == group) {
        AddEntry(help, command.name, command.summary, columns);
      }
    }
  }
}

void AddOptions(std::string& help, const CommandPage& page, Language language, int columns) {
  std::vector<std::string> groups;
  for (const OptionPage& option : page.options) {
    const std::string group =
        option.positional ? std::string(In(language, kArguments)) : option.group;
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) {
      groups.push_back(group);
    }
  }
  for (const std::string& group : groups) {
    help += "\n" + group + "\n";
    for (const OptionPage& option : page.options) {
      const bool here =
          option.positional ? group == In(language, kArguments) : option.group == group;
      if (here) {
        AddEntry(help, Front(option), ExplanationOf(option, language), columns);
      }
    }
  }
}

// What the message of CLI11 is about: the name it begins with, or what stands after its last colon.
std::string NameIn(std::string_view message) {
  return std::string(message.substr(0, message.find_first_of(": ")));
}
std::string TailOf(std::string_view message) {
  const std::size_t colon = message.rfind(": ");
  return std::string(colon == std::string_view::npos ? message : message.substr(colon + 2));
}

struct UsageWords {
  std::string_view error;
  Text text;
};
constexpr std::array<UsageWords, 5> kUsageWords{{
    {"ExtrasError", {"Dit ken ik niet: {tail}", "I do not know this: {tail}"}},
    {"RequiredError", {"Er ontbreekt iets: {name}", "Something is missing: {name}"}},
    {"ArgumentMismatch",
     {"Bij {name} hoort één waarde. Begint die met een streepje, schrijf dan {name}=WAARDE.",
      "{name} takes one value. If that begins with a dash, write {name}=VALUE."}},
    {"ConversionError", {"Dit is geen goede waarde: {tail}", "This is not a good value: {tail}"}},
    {"ExcludesError",
     {"Deze twee opties gaan niet samen: {message}",
      "These two options exclude each other: "
      "{message}"}},
}};

}  // namespace

std::string HelpText(const CommandPage& page, Language language, int columns) {
  columns = std::max(columns, kColumnsMin);
  std::string help;
  AddParagraphs(help, page.path + " – " + page.summary, columns);
  if (!page.text.empty()) {
    help += "\n";
    AddParagraphs(help, page.text, columns);
  }
  AddUsage(help, page, language);
  AddCommands(help, page, columns);
  AddOptions(help, page, language, columns);
  if (!page.examples.empty()) {
    help += "\n" + std::string(In(language, kExamples)) + "\n";
    for (const std::string& line : Wrapped(page.examples, 4 * columns)) {
      help += "  " + line + "\n";
    }
  }
  if (!page.commands.empty()) {
    help += "\n" + Filled(In(language, kMore), {{"path", page.path}}) + "\n";
  }
  return help;
}

void UseHelpPages(CLI::App& app, Language language, int columns) {
  // Shared, because CLI11 hands the same formatter to every command.
  app.formatter(std::make_shared<CLI::FormatterLambda>(
      [language, columns](const CLI::App* command, const std::string&, CLI::AppFormatMode) {
        return HelpText(PageOf(*command), language, columns);
      }));
}

std::string UsageText(const CLI::ParseError& error, Language language) {
  const std::string message = ToVisible(error.what());
  for (const UsageWords& words : kUsageWords) {
    if (error.get_name() == words.error) {
      return Filled(In(language, words.text),
                    {{"tail", TailOf(message)}, {"name", NameIn(message)}, {"message", message}});
    }
  }
  return message;
}

}  // namespace datalek::terminal

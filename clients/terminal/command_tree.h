// The command line as --help, completion and man pages see it: read from the CLI11 tree that also
// parses it, so that the three cannot say different things.
//
// Pure; any thread.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace datalek::terminal {

struct OptionPage {
  std::vector<std::string> names;  // "-h", "--help"; empty for a positional.
  std::string value;               // "FOLDER", "yes|no"; empty for a flag.
  std::string text;
  std::string group;
  std::vector<std::string> choices;  // Empty: anything.
  bool positional = false;
  bool required = false;
  bool several = false;  // Takes a list.
};

struct CommandPage {
  std::string name;     // "report"
  std::string path;     // "datalek report"
  std::string group;    // For whom it is: "Voor medewerkers".
  std::string summary;  // First line of the description.
  std::string text;     // The rest of it; may be empty.
  std::string examples;
  std::vector<OptionPage> options;  // Its own, and then those it shares with its parents.
  std::vector<CommandPage> commands;
};

// The page of a command with all that lies below it. Commands and options without a group are for
// the program itself and are left out.
[[nodiscard]] CommandPage PageOf(const CLI::App& app);

}  // namespace datalek::terminal

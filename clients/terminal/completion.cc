#include "clients/terminal/completion.h"

#include <string_view>
#include <vector>

namespace datalek::terminal {
namespace {

// One command as a script knows it: the words that lead to it, and its page.
struct Place {
  std::string words;  // "organisation create"; empty for the program itself.
  const CommandPage* page;
};

void Collect(const CommandPage& page, const std::string& words, std::vector<Place>& places) {
  places.push_back({.words = words, .page = &page});
  for (const CommandPage& command : page.commands) {
    Collect(command, words.empty() ? command.name : words + " " + command.name, places);
  }
}

std::string Joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

// Everything that may stand at a place: its commands, its options and the choices of its
// positional.
std::vector<std::string> WordsAt(const CommandPage& page) {
  std::vector<std::string> words;
  for (const CommandPage& command : page.commands) {
    words.push_back(command.name);
  }
  for (const OptionPage& option : page.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
    if (option.positional) {
      words.insert(words.end(), option.choices.begin(), option.choices.end());
    }
  }
  return words;
}

std::string Quoted(std::string_view text, std::string_view special) {
  std::string quoted;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      quoted.push_back('\\');
    }
    quoted.push_back(c);
  }
  return quoted;
}

// Within '...' of a shell that knows no escapes there.
std::string InQuotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted.push_back(c);
    }
  }
  return quoted + "'";
}

// The lines of a `case` that finds out which command the words so far have named.
std::string WalkCases(const std::vector<Place>& places, std::string_view indent) {
  std::string cases;
  for (const Place& place : places) {
    for (const CommandPage& command : place.page->commands) {
      const std::string reached =
          place.words.empty() ? command.name : place.words + " " + command.name;
      cases += std::string(indent) + "'" + place.words + ":" + command.name + "') command='" +
               reached + "' ;;\n";
    }
  }
  return cases;
}

std::string Bash(const CommandPage& program) {
  std::vector<Place> places;
  Collect(program, "", places);
  std::string values;
  std::string words;
  for (const Place& place : places) {
    for (const OptionPage& option : place.page->options) {
      for (const std::string& name : option.names) {
        if (!option.value.empty()) {
          values +=
              "    '" + place.words + ":" + name + "') " +
              (option.choices.empty() ? "files=1" : "words='" + Joined(option.choices) + "'") +
              " ;;\n";
        }
      }
    }
    words += "    '" + place.words + "') words='" + Joined(WordsAt(*place.page)) + "' ;;\n";
  }
  const std::string name = program.name;
  std::string function = "_" + name;
  for (char& c : function) {
    c = c == '-' ? '_' : c;
  }
  return "# bash completion for " + name + "; made by " + name + " itself.\n" + function +
         "() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local command='' words='' files='' before='' i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$command:${COMP_WORDS[i]}\" in\n" +
         WalkCases(places, "    ") +
         "    esac\n"
         "  done\n"
         "  case \"$command:$previous\" in\n" +
         values + "    *) case \"$command\" in\n" + words +
         "    esac ;;\n"
         "  esac\n"
         "  if [[ -n $files ]]; then\n"
         "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "    return\n"
         "  fi\n"
         "  if [[ $current == *,* ]]; then\n"
         "    before=${current%,*},\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -P \"$before\" -W \"$words\" -- \"${current#\"$before\"}\"))\n"
         "}\n"
         "complete -o filenames -o nosort -F " +
         function + " " + name + "\n";
}

std::string Zsh(const CommandPage& program) {
  std::vector<Place> places;
  Collect(program, "", places);
  std::string values;
  std::string entries;
  for (const Place& place : places) {
    std::string here;
    for (const CommandPage& command : place.page->commands) {
      here += "      " + InQuotes(command.name + ":" + Quoted(command.summary, ":")) + "\n";
    }
    for (const OptionPage& option : place.page->options) {
      for (const std::string& name : option.names) {
        here += "      " + InQuotes(Quoted(name, ":") + ":" + Quoted(option.text, ":")) + "\n";
        if (!option.value.empty()) {
          values += "    '" + place.words + ":" + name + "') " +
                    (option.choices.empty() ? "_files" : "compadd -- " + Joined(option.choices)) +
                    "; return ;;\n";
        }
      }
      if (option.positional) {
        for (const std::string& choice : option.choices) {
          here += "      " + InQuotes(choice) + "\n";
        }
      }
    }
    entries += "    '" + place.words + "') entries=(\n" + here + "    ) ;;\n";
  }
  std::string function = "_" + program.name;
  return "#compdef " + program.name + "\n# Made by " + program.name + " itself.\n" + function +
         "() {\n"
         "  local command='' word\n"
         "  local -a entries\n"
         "  for word in ${words[2,CURRENT-1]}; do\n"
         "    case \"$command:$word\" in\n" +
         WalkCases(places, "    ") +
         "    esac\n"
         "  done\n"
         "  case \"$command:${words[CURRENT-1]}\" in\n" +
         values +
         "  esac\n"
         "  case \"$command\" in\n" +
         entries +
         "  esac\n"
         "  _describe " +
         program.name + " entries\n}\n" + "if [ \"$funcstack[1]\" = \"" + function +
         "\" ]; then\n  " + function + " \"$@\"\nelse\n  compdef " + function + " " + program.name +
         "\nfi\n";
}

std::string FishLine(const std::string& program, const std::string& condition,
                     const OptionPage& option) {
  std::string line = "complete -c " + program + " -n " + InQuotes(condition);
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) {
    line += option.choices.empty() ? " -r" : " -x -a " + InQuotes(Joined(option.choices));
  }
  return line + " -d " + InQuotes(option.text) + "\n";
}

std::string Fish(const CommandPage& program) {
  std::vector<Place> places;
  Collect(program, "", places);
  std::string script = "# fish completion for " + program.name + "; made by " + program.name +
                       " itself.\ncomplete -c " + program.name + " -f\n";
  for (const Place& place : places) {
    std::string condition;
    std::string_view rest = place.words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      condition += std::string(condition.empty() ? "" : "; and ") + "__fish_seen_subcommand_from " +
                   std::string(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::string below = condition;
    if (!place.page->commands.empty()) {
      std::vector<std::string> names;
      for (const CommandPage& command : place.page->commands) {
        names.push_back(command.name);
      }
      below += std::string(condition.empty() ? "" : "; and ") + "not __fish_seen_subcommand_from " +
               Joined(names);
    }
    for (const CommandPage& command : place.page->commands) {
      script += "complete -c " + program.name + " -n " + InQuotes(below) + " -a " + command.name +
                " -d " + InQuotes(command.summary) + "\n";
    }
    for (const OptionPage& option : place.page->options) {
      if (option.positional && !option.choices.empty()) {
        script += "complete -c " + program.name + " -n " + InQuotes(below) + " -a " +
                  InQuotes(Joined(option.choices)) + "\n";
      } else if (!option.positional) {
        script += FishLine(program.name, below, option);
      }
    }
  }
  return script;
}

}  // namespace

std::string CompletionScript(const CommandPage& program, Shell shell) {
  switch (shell) {
    case Shell::kBash:
      return Bash(program);
    case Shell::kZsh:
      return Zsh(program);
    case Shell::kFish:
      return Fish(program);
  }
  return {};
}

}  // namespace datalek::terminal

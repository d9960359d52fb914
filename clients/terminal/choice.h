// Options of the command line that take one of a list, checked with a message in the person's own
// language, and known to --help and to completion.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "services/domain/vocabulary.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace datalek::terminal {

// Accepts the words and nothing else.
[[nodiscard]] CLI::Validator OneOf(const std::vector<std::string>& words,
                                   client::Language language);

// The tokens of a closed list.
template <typename Enum>
[[nodiscard]] std::vector<std::string> Tokens() {
  std::vector<std::string> tokens;
  for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
    tokens.emplace_back(option.token);
  }
  return tokens;
}

// The words that an option accepts; empty when it accepts anything.
[[nodiscard]] std::vector<std::string> ChoicesOf(const CLI::Option& option);

}  // namespace datalek::terminal

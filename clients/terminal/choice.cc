#include "clients/terminal/choice.h"

#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <sstream>

namespace datalek::terminal {
namespace {

constexpr const char* kValidatorName = "one-of";
constexpr client::Text kNotOneOf{"\"{word}\" kan hier niet. Kies uit: {words}.",
                                 "\"{word}\" is not possible here. Choose from: {words}."};

std::string Joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string all;
  for (const std::string& word : words) {
    all += all.empty() ? "" : separator;
    all += word;
  }
  return all;
}

}  // namespace

CLI::Validator OneOf(const std::vector<std::string>& words, client::Language language) {
  // The description carries the words to ChoicesOf().
  return CLI::Validator(
      [words, language](std::string& word) -> std::string {
        if (std::find(words.begin(), words.end(), word) != words.end()) {
          return {};
        }
        return Filled(client::In(language, kNotOneOf),
                      {{"word", ToVisible(word)}, {"words", Joined(words, ", ")}});
      },
      Joined(words, "|"), kValidatorName);
}

std::vector<std::string> ChoicesOf(const CLI::Option& option) {
  std::vector<std::string> words;
  try {
    // CLI11 has no const way to ask.
    CLI::Validator* validator = const_cast<CLI::Option&>(option).get_validator(kValidatorName);
    std::istringstream all(validator->get_description());
    for (std::string word; std::getline(all, word, '|');) {
      words.push_back(word);
    }
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
  return words;
}

}  // namespace datalek::terminal

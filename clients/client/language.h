// The two languages that staff read, and which of them a person wants.
//
// Texts are compiled in: no locale has to be installed. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::client {

enum class Language { kDutch, kEnglish };

// One text in both languages.
struct Text {
  std::string_view nl;
  std::string_view en;
};

[[nodiscard]] constexpr std::string_view In(Language language, const Text& text) {
  return language == Language::kDutch ? text.nl : text.en;
}

// "nl" or "en", as in --lang and in the accept-language of a call.
[[nodiscard]] std::string_view TagOf(Language language);
[[nodiscard]] std::optional<Language> FromTag(std::string_view tag);

// Reads a variable of the environment; nullopt when it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// The language of the first of LC_ALL, LC_MESSAGES and LANG that is set: Dutch when it begins with
// "nl", English otherwise.
[[nodiscard]] Language LanguageOf(const Environment& environment);

}  // namespace datalek::client

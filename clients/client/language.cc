#include "clients/client/language.h"

namespace datalek::client {

std::string_view TagOf(Language language) { return language == Language::kDutch ? "nl" : "en"; }

std::optional<Language> FromTag(std::string_view tag) {
  if (tag == "nl") {
    return Language::kDutch;
  }
  if (tag == "en") {
    return Language::kEnglish;
  }
  return std::nullopt;
}

Language LanguageOf(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::optional<std::string> value = environment(name);
    if (value && !value->empty()) {
      return value->starts_with("nl") ? Language::kDutch : Language::kEnglish;
    }
  }
  return Language::kEnglish;
}

}  // namespace datalek::client

// The languages in which the register speaks to people.
#pragma once

#include <string_view>

namespace datalek::rpc {

enum class Language { kEnglish, kDutch };

// From an accept-language value; Dutch when it is asked for first, else English.
[[nodiscard]] Language LanguageOf(std::string_view accept_language);

}  // namespace datalek::rpc

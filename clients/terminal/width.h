// How many columns text takes on a terminal, without a locale.
//
// The text has been through ToVisible(). Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datalek::terminal {

// Combining marks take none, East Asian wide characters and emoji two, all else one.
[[nodiscard]] int WidthOf(char32_t code);
[[nodiscard]] int WidthOf(std::string_view text);

// The text itself when it fits in `columns`, otherwise as much of it as fits before an ellipsis.
// `columns` is at least 1.
[[nodiscard]] std::string Clipped(std::string_view text, int columns);

// The text and as many spaces as are needed to fill `columns`.
[[nodiscard]] std::string Padded(std::string_view text, int columns);

// Breaks the text between words into lines of at most `columns`; a word that is longer is broken
// where it must. Newlines in the text stay. `columns` is at least 1; there is at least one line.
[[nodiscard]] std::vector<std::string> Wrapped(std::string_view text, int columns);

}  // namespace datalek::terminal

// Text from elsewhere, made safe to print: a terminal obeys what it is shown, and a summary typed
// by a stranger must not move the cursor, recolour the screen, or read backwards.
//
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace datalek::terminal {

// On one line: C0 and C1 control characters, DEL, and the characters that steer the direction of
// text (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) are written as "\u{1b}"; so are
// U+2028 and U+2029. A newline or a tab becomes a space, and a byte that is no UTF-8 "\u{fffd}".
[[nodiscard]] std::string ToVisible(std::string_view text);

// The same, but newlines stay.
[[nodiscard]] std::string ToVisibleLines(std::string_view text);

// One character and how many bytes it takes. For a byte that is no UTF-8: U+FFFD and 1.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;
};
// `text` is not empty.
[[nodiscard]] Character FirstOf(std::string_view text);

// True for the characters that ToVisible() writes out.
[[nodiscard]] bool Steers(char32_t code);

}  // namespace datalek::terminal

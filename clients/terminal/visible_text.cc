#include "clients/terminal/visible_text.h"

#include <array>
#include <cstdio>

namespace datalek::terminal {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned char ByteAt(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

// The smallest code that needs so many bytes; what is below it is overlong.
constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};

std::string Show(std::string_view text, bool keep_newlines) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const Character character = FirstOf(text);
    const bool broken = character.code == kReplacement && character.bytes == 1;
    if (character.code == '\n' && keep_newlines) {
      shown.push_back('\n');
    } else if (character.code == '\n' || character.code == '\t') {
      shown.push_back(' ');
    } else if (broken || Steers(character.code)) {
      std::array<char, 16> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u{%x}", static_cast<unsigned>(character.code));
      shown += escape.data();
    } else {
      shown += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return shown;
}

}  // namespace

Character FirstOf(std::string_view text) {
  const unsigned char lead = ByteAt(text, 0);
  if (lead < 0x80) {
    return {.code = lead, .bytes = 1};
  }
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (bytes == 0 || lead > 0xF4 || text.size() < bytes) {
    return {.code = kReplacement, .bytes = 1};
  }
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const unsigned char next = ByteAt(text, i);
    if ((next & 0xC0U) != 0x80) {
      return {.code = kReplacement, .bytes = 1};
    }
    code = code << 6U | (next & 0x3FU);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kSmallest[bytes] || code > 0x10FFFF || surrogate) {
    return {.code = kReplacement, .bytes = 1};
  }
  return {.code = code, .bytes = bytes};
}

bool Steers(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E ||
         code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::string ToVisible(std::string_view text) { return Show(text, false); }

std::string ToVisibleLines(std::string_view text) { return Show(text, true); }

}  // namespace datalek::terminal

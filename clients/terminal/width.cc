#include "clients/terminal/width.h"

#include "clients/terminal/visible_text.h"

#include <algorithm>
#include <array>

namespace datalek::terminal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t size>
bool Holds(const std::array<Range, size>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

// Marks that stand on the character before them, and characters that are not drawn.
constexpr std::array<Range, 10> kNarrowest{{{0x0300, 0x036F},
                                            {0x0483, 0x0489},
                                            {0x0591, 0x05BD},
                                            {0x0610, 0x061A},
                                            {0x064B, 0x065F},
                                            {0x1AB0, 0x1AFF},
                                            {0x1DC0, 0x1DFF},
                                            {0x200B, 0x200D},
                                            {0x20D0, 0x20FF},
                                            {0xFE00, 0xFE0F}}};
// East Asian wide and full-width characters, and emoji.
constexpr std::array<Range, 10> kWidest{{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xA960, 0xA97F},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

constexpr std::string_view kEllipsis = "…";

// The length in bytes of the longest beginning of `text` that fits in `columns`.
std::size_t FittingBytes(std::string_view text, int columns) {
  std::size_t bytes = 0;
  int width = 0;
  while (bytes < text.size()) {
    const Character character = FirstOf(text.substr(bytes));
    width += WidthOf(character.code);
    if (width > columns) {
      break;
    }
    bytes += character.bytes;
  }
  return bytes;
}

// Wraps one paragraph.
void WrapInto(std::string_view text, int columns, std::vector<std::string>& lines) {
  std::string line;
  const auto flush = [&] {
    lines.push_back(line);
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && WidthOf(line) + 1 + WidthOf(word) > columns) {
      flush();
    }
    while (WidthOf(word) > columns) {
      // At least one character, or a wide one would never fit in one column.
      const std::size_t fits = std::max(FittingBytes(word, columns), FirstOf(word).bytes);
      line = word.substr(0, fits);
      word.remove_prefix(fits);
      flush();
    }
    if (!line.empty()) {
      line.push_back(' ');
    }
    line += word;
  }
  flush();
}

}  // namespace

int WidthOf(char32_t code) {
  if (Holds(kNarrowest, code)) {
    return 0;
  }
  return Holds(kWidest, code) ? 2 : 1;
}

int WidthOf(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character character = FirstOf(text);
    width += WidthOf(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string Clipped(std::string_view text, int columns) {
  if (WidthOf(text) <= columns) {
    return std::string(text);
  }
  std::string_view beginning = text.substr(0, FittingBytes(text, columns - 1));
  while (beginning.ends_with(' ')) {
    beginning.remove_suffix(1);
  }
  return std::string(beginning) + std::string(kEllipsis);
}

std::string Padded(std::string_view text, int columns) {
  const int missing = std::max(0, columns - WidthOf(text));
  return std::string(text) + std::string(static_cast<std::size_t>(missing), ' ');
}

std::vector<std::string> Wrapped(std::string_view text, int columns) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (true) {
    const std::size_t newline = text.find('\n', from);
    WrapInto(text.substr(from, newline == std::string_view::npos ? newline : newline - from),
             columns, lines);
    if (newline == std::string_view::npos) {
      return lines;
    }
    from = newline + 1;
  }
}

}  // namespace datalek::terminal

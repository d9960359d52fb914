#include "clients/terminal/bar.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace datalek::terminal {

bool ShowsUtf8(const client::Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value = environment(name).value_or("");
    if (!value.empty()) {
      std::transform(value.begin(), value.end(), value.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
  }
  return false;
}

std::string Bar(std::uint64_t value, std::uint64_t most, int columns, bool utf8) {
  if (value == 0 || most == 0) {
    return {};
  }
  constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const std::uint64_t steps = utf8 ? kEighths.size() : 1;
  // In floating point, because the product may not fit; a bar need not be that exact.
  const double share = static_cast<double>(std::min(value, most)) / static_cast<double>(most);
  const auto length = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(share * columns * static_cast<double>(steps) + 0.5));
  std::string bar;
  for (std::uint64_t i = 0; i < length / steps; ++i) {
    bar += utf8 ? "█" : "#";
  }
  if (utf8) {
    bar += kEighths.at(length % steps);
  }
  return bar;
}

}  // namespace datalek::terminal

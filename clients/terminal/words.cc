#include "clients/terminal/words.h"

namespace datalek::terminal {

std::string Filled(std::string_view text, std::initializer_list<Filling> fillings) {
  std::string filled;
  while (true) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      return filled.append(text);
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    std::string_view value = text.substr(open, close - open + 1);
    for (const Filling& filling : fillings) {
      if (filling.name == name) {
        value = filling.value;
      }
    }
    filled.append(text.substr(0, open)).append(value);
    text.remove_prefix(close + 1);
  }
}

}  // namespace datalek::terminal

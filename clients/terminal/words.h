// Texts with places to fill in.
//
// Pure; any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace datalek::terminal {

// What goes into "{name}" of a text.
struct Filling {
  std::string_view name;
  std::string_view value;
};

// The text with every "{name}" replaced; a name that is not given stays as it is. What is filled in
// is not looked into again.
[[nodiscard]] std::string Filled(std::string_view text, std::initializer_list<Filling> fillings);

}  // namespace datalek::terminal

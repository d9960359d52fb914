// Colour, for those who want it.
//
// Colour only ever repeats what the words say. Pure; any thread.
#pragma once

#include "clients/client/language.h"

#include <string>
#include <string_view>

namespace datalek::terminal {

enum class Hue { kPlain, kBold, kDim, kRed, kYellow, kGreen };

enum class ColorChoice { kAuto, kAlways, kNever };

class Palette {
 public:
  explicit Palette(bool on) : on_(on) {}

  // --color as asked; kAuto means on a terminal, unless NO_COLOR is set or TERM is "dumb".
  static Palette For(ColorChoice choice, bool on_terminal, const client::Environment& environment);

  [[nodiscard]] std::string Paint(Hue hue, std::string_view text) const;
  [[nodiscard]] bool on() const { return on_; }

 private:
  bool on_;
};

}  // namespace datalek::terminal

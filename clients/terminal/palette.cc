#include "clients/terminal/palette.h"

namespace datalek::terminal {
namespace {

std::string_view CodeOf(Hue hue) {
  switch (hue) {
    case Hue::kPlain:
      return "";
    case Hue::kBold:
      return "\x1b[1m";
    case Hue::kDim:
      return "\x1b[2m";
    case Hue::kRed:
      return "\x1b[31m";
    case Hue::kYellow:
      return "\x1b[33m";
    case Hue::kGreen:
      return "\x1b[32m";
  }
  return "";
}

}  // namespace

Palette Palette::For(ColorChoice choice, bool on_terminal, const client::Environment& environment) {
  if (choice != ColorChoice::kAuto) {
    return Palette(choice == ColorChoice::kAlways);
  }
  // https://no-color.org: any value but the empty one counts.
  const bool unwanted = !environment("NO_COLOR").value_or("").empty();
  const bool unable = environment("TERM").value_or("dumb") == "dumb";
  return Palette(on_terminal && !unwanted && !unable);
}

std::string Palette::Paint(Hue hue, std::string_view text) const {
  if (!on_ || hue == Hue::kPlain || text.empty()) {
    return std::string(text);
  }
  std::string painted(CodeOf(hue));
  painted += text;
  painted += "\x1b[0m";
  return painted;
}

}  // namespace datalek::terminal

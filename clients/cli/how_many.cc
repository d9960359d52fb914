#include "clients/cli/how_many.h"

#include "clients/cli/phrase.h"
#include "services/domain/limits.h"

#include <algorithm>
#include <array>
#include <string>

namespace datalek::cli {
namespace {

using domain::Count;

// Digits, with points between groups of three.
std::optional<std::uint64_t> Number(std::string_view text) {
  constexpr std::size_t kDigitsMax = 15;
  std::uint64_t number = 0;
  std::size_t digits = 0;
  std::size_t group = 0;
  bool grouped = false;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0 || (grouped && group != 3) || (!grouped && group > 3)) {
        return std::nullopt;
      }
      grouped = true;
      group = 0;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > kDigitsMax) {
      return std::nullopt;
    }
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    ++group;
  }
  if (digits == 0 || (grouped && group != 3)) {
    return std::nullopt;
  }
  return number;
}

// The signs that may stand against a number become words of their own, and a comma a point.
std::string Spaced(std::string_view text) {
  std::string spaced;
  for (const char c : text) {
    if (c == ',') {
      spaced.push_back('.');
    } else if (c == '<' || c == '>' || c == '+' || c == '-' || c == '=' || c == '~') {
      spaced += std::string(" ") + c + " ";
    } else {
      spaced.push_back(c);
    }
  }
  const std::string_view dash = "–";
  for (std::size_t at = spaced.find(dash); at != std::string::npos; at = spaced.find(dash)) {
    spaced.replace(at, dash.size(), " - ");
  }
  return spaced;
}

constexpr std::array<std::string_view, 5> kMoreWords{">", "meer", "more", "boven", "over"};
constexpr std::array<std::string_view, 5> kLessWords{"<", "minder", "less", "fewer", "onder"};
constexpr std::array<std::string_view, 5> kAtLeastWords{"minstens", "minimaal", "least", "minimum",
                                                        "zeker"};
constexpr std::array<std::string_view, 6> kAtMostWords{"hoogstens", "maximaal", "most",
                                                       "maximum",   "max",      "up"};
constexpr std::array<std::string_view, 7> kBetween{"-", "tot", "to", "en", "and", "t/m", "a"};
constexpr std::array<std::string_view, 6> kNone{"geen", "niemand", "none", "no", "nobody", "nul"};
constexpr std::array<std::string_view, 10> kSilent{
    "dan", "than", "between", "tussen", "~", "people", "mensen", "personen", "persons", "man"};

enum class Bound { kExactly, kMore, kLess, kAtLeast, kAtMost };

}  // namespace

std::optional<Count> ReadHowMany(std::string_view text) {
  if (MeansUnknown(text)) {
    return Count();
  }
  Phrase phrase(Spaced(text));
  Bound bound = Bound::kExactly;
  std::optional<std::uint64_t> first;
  std::optional<std::uint64_t> second;
  bool between = false;
  for (; !phrase.empty(); phrase.Skip()) {
    if (const auto number = Number(phrase.Peek())) {
      if (first && (!between || second)) {
        return std::nullopt;
      }
      (first ? second : first) = number;
    } else if (phrase.NextIs(kMoreWords)) {
      bound = Bound::kMore;
    } else if (phrase.NextIs(kLessWords)) {
      bound = Bound::kLess;
    } else if (phrase.NextIs(kAtLeastWords) || (first && phrase.Peek() == "+")) {
      bound = Bound::kAtLeast;
    } else if (phrase.NextIs(kAtMostWords)) {
      bound = Bound::kAtMost;
    } else if (phrase.Peek() == "=" && (bound == Bound::kMore || bound == Bound::kLess)) {
      bound = bound == Bound::kMore ? Bound::kAtLeast : Bound::kAtMost;
    } else if (first && phrase.NextIs(kBetween)) {
      between = true;
    } else if (!first && phrase.NextIs(kNone)) {
      first = 0;
    } else if (!phrase.NextIs(kSilent) && !(bound == Bound::kAtMost && phrase.Peek() == "to")) {
      return std::nullopt;
    }
  }
  if (!first || between != second.has_value()) {
    return std::nullopt;
  }
  if (second) {
    return Count{.min = std::min(*first, *second), .max = std::max(*first, *second)};
  }
  switch (bound) {
    case Bound::kExactly:
      return Count{.min = first, .max = first};
    case Bound::kMore:
      return Count{.min = *first + 1, .max = std::nullopt};
    case Bound::kAtLeast:
      return Count{.min = first, .max = std::nullopt};
    case Bound::kLess:
      return Count{.min = std::nullopt, .max = *first == 0 ? 0 : *first - 1};
    case Bound::kAtMost:
      return Count{.min = std::nullopt, .max = first};
  }
  return std::nullopt;
}

}  // namespace datalek::cli

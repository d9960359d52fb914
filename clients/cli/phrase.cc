#include "clients/cli/phrase.h"

#include <algorithm>

namespace datalek::cli {
namespace {

constexpr std::array<std::string_view, 17> kChangesNothing{
    "om",    "at",    "op",  "on", "de", "het",      "the",   "rond", "around",
    "about", "circa", "van", "in", "of", "ongeveer", "tegen", "ca."};

constexpr std::array<std::string_view, 24> kUnknown{
    "unknown",      "onbekend",          "?",           "-",
    "weet ik niet", "weetikniet",        "weet niet",   "geen idee",
    "no idea",      "don't know",        "dont know",   "i don't know",
    "i dont know",  "not known",         "niet bekend", "ik weet het niet",
    "ik weet niet", "weet ik niet meer", "nvt",         "n.v.t.",
    "not sure",     "niet zeker",        "dunno",       "weet ik nog niet"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

}  // namespace

bool MeansUnknown(std::string_view text) {
  std::string lower = Lower(text);
  lower.erase(0, lower.find_first_not_of(" \t"));
  lower.erase(lower.find_last_not_of(" \t.!") + 1);
  return std::find(kUnknown.begin(), kUnknown.end(), lower) != kUnknown.end();
}

std::optional<int> WholeNumber(std::string_view text, int most) {
  if (text.empty() || text.size() > 9) {
    return std::nullopt;
  }
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    number = number * 10 + (c - '0');
  }
  return number <= most ? std::optional<int>(number) : std::nullopt;
}

Phrase::Phrase(std::string_view text) {
  std::string word;
  const auto finish = [&] {
    if (!word.empty() &&
        std::find(kChangesNothing.begin(), kChangesNothing.end(), word) == kChangesNothing.end()) {
      words_.push_back(word);
    }
    word.clear();
  };
  for (const char c : Lower(text)) {
    if (c == ' ' || c == '\t' || c == ',') {
      finish();
    } else {
      word.push_back(c);
    }
  }
  finish();
}

std::string_view Phrase::Peek(std::size_t ahead) const {
  return at_ + ahead < words_.size() ? std::string_view(words_[at_ + ahead]) : std::string_view();
}

}  // namespace datalek::cli

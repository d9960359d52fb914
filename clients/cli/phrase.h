// What a person typed, cut into words that can be looked at one after another.
//
// Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::cli {

// "I don't know", in the ways people say it.
[[nodiscard]] bool MeansUnknown(std::string_view text);

// A number of digits alone, at most `most`; nullopt when it is none.
[[nodiscard]] std::optional<int> WholeNumber(std::string_view text, int most);

class Phrase {
 public:
  // Lower case (ASCII), without commas, and without the words that change nothing: "om", "at" ...
  explicit Phrase(std::string_view text);

  [[nodiscard]] bool empty() const { return at_ >= words_.size(); }
  // The word `ahead` places further on; empty when there is none.
  [[nodiscard]] std::string_view Peek(std::size_t ahead = 0) const;
  void Skip(std::size_t words = 1) { at_ += words; }

  template <std::size_t size>
  [[nodiscard]] bool NextIs(const std::array<std::string_view, size>& words,
                            std::size_t ahead = 0) const {
    for (const std::string_view word : words) {
      if (Peek(ahead) == word) {
        return true;
      }
    }
    return false;
  }

 private:
  std::vector<std::string> words_;
  std::size_t at_ = 0;
};

}  // namespace datalek::cli

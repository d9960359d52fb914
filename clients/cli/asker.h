// Asks the person at the terminal, one question after another.
//
// Questions go to the side of messages, so that the answer of a command can still be piped. After
// Ctrl-C or the end of the input nothing more is asked. One thread.
#pragma once

#include "clients/cli/words.h"
#include "clients/terminal/labels.h"
#include "clients/terminal/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::cli {

// A paragraph longer than this is refused by the register anyway.
inline constexpr std::size_t kParagraphBytesMax = 32'000;

class Asker {
 public:
  explicit Asker(terminal::Session& session) : session_(session) {}

  // The person wants to stop.
  [[nodiscard]] bool stopped() const { return stopped_; }

  // Prints a question in bold and, below it, how to answer; either may be empty.
  void Question(std::string_view question, std::string_view hint) const;
  void Complain(std::string_view text) const;

  // One line, without spaces around it; nullopt once stopped.
  [[nodiscard]] std::optional<std::string> Line();
  // Lines until an empty one, joined by newlines.
  [[nodiscard]] std::optional<std::string> Paragraph();

  // One of a closed list, by number or by token.
  template <typename Enum>
  [[nodiscard]] std::optional<std::string> Choice(std::string_view question) {
    std::vector<Numbered> options;
    for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
      options.push_back({.token = std::string(option.token),
                         .label = std::string(terminal::Label(session_.language(), option.value))});
    }
    return ChoiceOf(question, options);
  }

  struct Numbered {
    std::string token;
    std::string label;
  };
  [[nodiscard]] std::optional<std::string> ChoiceOf(std::string_view question,
                                                    const std::vector<Numbered>& options);

 private:
  terminal::Session& session_;
  bool stopped_ = false;
};

}  // namespace datalek::cli

#include "tests/scenario/scenario_line.h"

#include <utility>

namespace datalek::tests {
namespace {

struct Token {
  std::string key;  // Empty: a word or a text.
  std::string value;
  bool quoted = false;
};

// Takes tokens off the front of a line.
class Reader {
 public:
  explicit Reader(std::string_view line) : rest_(line) {}

  // nullopt at the end of the line, or of what can be read.
  std::optional<Token> Next() {
    SkipSpace();
    if (rest_.empty() || rest_.front() == '#') {
      return std::nullopt;
    }
    Token token;
    if (rest_.front() == '"') {
      token.quoted = true;
      token.value = Text();
      return token;
    }
    while (!rest_.empty() && rest_.front() != ' ' && rest_.front() != '"') {
      token.value.push_back(rest_.front());
      rest_.remove_prefix(1);
    }
    const std::size_t equals = token.value.find('=');
    if (equals != std::string::npos) {
      token.key = token.value.substr(0, equals);
      token.value.erase(0, equals + 1);
      if (token.value.empty() && !rest_.empty() && rest_.front() == '"') {
        token.value = Text();
      }
    }
    return token;
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  void SkipSpace() {
    while (!rest_.empty() && rest_.front() == ' ') {
      rest_.remove_prefix(1);
    }
  }

  std::string Text() {
    const std::size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    std::string text(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::string_view rest_;
  bool failed_ = false;
};

// Puts what was asked where it belongs; false when it was given before.
bool AddAsked(Token token, ScenarioLine& line) {
  if (!token.key.empty()) {
    return line.values.emplace(std::move(token.key), std::move(token.value)).second;
  }
  if (token.quoted) {
    const bool first = !line.text.has_value();
    line.text = std::move(token.value);
    return first;
  }
  if (line.verb.empty()) {
    line.verb = std::move(token.value);
  } else {
    line.words.push_back(std::move(token.value));
  }
  return true;
}

bool AddExpected(Token token, ScenarioLine& line) {
  if (!token.key.empty()) {
    return line.expected_values.emplace(std::move(token.key), std::move(token.value)).second;
  }
  line.expected.push_back(std::move(token.value));
  return true;
}

}  // namespace

std::optional<std::string> ScenarioLine::After(std::string_view word) const {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == word) {
      return words[i + 1];
    }
  }
  return std::nullopt;
}

std::optional<ScenarioLine> ReadScenarioLine(std::string_view line) {
  ScenarioLine read;
  Reader reader(line);
  std::size_t asked_bytes = 0;
  while (std::optional<Token> token = reader.Next()) {
    if (!read.expects && !token->quoted && token->value == "->") {
      read.expects = true;
      continue;
    }
    const bool fresh =
        read.expects ? AddExpected(*std::move(token), read) : AddAsked(*std::move(token), read);
    if (!fresh) {
      return std::nullopt;
    }
    if (!read.expects) {
      asked_bytes = line.size() - reader.left();
    }
  }
  const bool nothing = read.words.empty() && !read.text && read.values.empty() && !read.expects;
  if (reader.failed() || (read.verb.empty() && !nothing)) {
    return std::nullopt;
  }
  read.asked = line.substr(0, asked_bytes);
  return read;
}

}  // namespace datalek::tests

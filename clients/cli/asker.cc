#include "clients/cli/asker.h"

#include "clients/cli/phrase.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"

namespace datalek::cli {

using terminal::Hue;

void Asker::Question(std::string_view question, std::string_view hint) const {
  session_.err() << '\n' << session_.err_palette().Paint(Hue::kBold, question) << '\n';
  if (!hint.empty()) {
    for (const std::string& line : terminal::Wrapped(hint, session_.text_columns())) {
      session_.err() << session_.err_palette().Paint(Hue::kDim, line) << '\n';
    }
  }
}

void Asker::Complain(std::string_view text) const {
  for (const std::string& line : terminal::Wrapped(text, session_.text_columns())) {
    session_.err() << session_.err_palette().Paint(Hue::kYellow, line) << '\n';
  }
}

std::optional<std::string> Asker::Line() {
  if (stopped_) {
    return std::nullopt;
  }
  session_.err() << "> " << std::flush;
  const terminal::Line line = session_.world().read_line();
  if (line.ending != terminal::Line::Ending::kText) {
    stopped_ = true;
    session_.err() << '\n';
    return std::nullopt;
  }
  constexpr std::string_view kBlank = " \t\r";
  std::string text = line.text;
  text.erase(text.find_last_not_of(kBlank) + 1);
  text.erase(0, text.find_first_not_of(kBlank));
  return text;
}

std::optional<std::string> Asker::Paragraph() {
  std::string paragraph;
  while (paragraph.size() < kParagraphBytesMax) {
    const std::optional<std::string> line = Line();
    if (!line) {
      return std::nullopt;
    }
    if (line->empty()) {
      break;
    }
    paragraph += (paragraph.empty() ? "" : "\n") + *line;
  }
  return paragraph;
}

std::optional<std::string> Asker::ChoiceOf(std::string_view question,
                                           const std::vector<Numbered>& options) {
  Question(question, "");
  for (std::size_t i = 0; i < options.size(); ++i) {
    session_.err() << "  " << i + 1 << "  " << options[i].label << '\n';
  }
  while (const std::optional<std::string> line = Line()) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (*line == options[i].token || *line == options[i].label ||
          *line == std::to_string(i + 1)) {
        return options[i].token;
      }
    }
    Complain(terminal::Filled(Say(session_.language(), Word::kAskChoice),
                              {{"most", std::to_string(options.size())}}));
  }
  return std::nullopt;
}

}  // namespace datalek::cli

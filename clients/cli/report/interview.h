// The questions of `datalek report`: at most eight, none of them obligatory but one, and everything
// shown once more before it is sent.
//
// One thread.
#pragma once

#include "clients/cli/asker.h"
#include "clients/cli/facts_text.h"
#include "clients/terminal/session.h"
#include "services/domain/command.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::cli {

class Interview {
 public:
  // `report` holds what the options of the command line have said; of the fields in `given`, and of
  // the contact when it is not empty, nothing is asked any more.
  Interview(terminal::Session& session, domain::SubmitReport& report,
            const domain::SetOf<domain::FactField>& given);

  // Asks. False when the person stopped.
  bool Ask();
  // Shows everything, and lets them change it. False when the person stopped.
  bool Confirm();

 private:
  struct Question {
    Word text;
    Word hint;
    Word label;  // In the review.
    bool asked_already = false;
    // What is shown between the question and its hint; may be empty.
    std::function<void()> show_options;
    // Reads an answer; says what is wrong with it.
    std::function<std::optional<std::string>(std::string_view answer)> read;
    // The answer in words; empty when there is none.
    std::function<std::string()> answer;
    bool paragraph = false;
  };

  void AddSituations(bool given);
  void AddPersons(bool given);
  void AddWords(bool given);
  void AddFact(domain::FactField field, Word text, Word hint, Word label, bool given);
  void AddContact();
  bool AskOne(const Question& question);
  void Review() const;
  [[nodiscard]] std::optional<std::string> ReadAnswer(std::string_view answer);
  // The numbers of a list like "1, 11", each from 1 to `most`; nullopt when it is none.
  [[nodiscard]] static std::optional<std::vector<std::size_t>> ReadNumbers(std::string_view text,
                                                                           std::size_t most);
  [[nodiscard]] std::string Tell(Word word) const;
  [[nodiscard]] Reading reading() const;

  terminal::Session& session_;
  domain::SubmitReport& report_;
  Asker asker_;
  std::vector<Question> questions_;
};

}  // namespace datalek::cli

// The facts of a report as options of the command line.
//
// One thread.
#pragma once

#include "clients/cli/command.h"
#include "clients/cli/facts_text.h"
#include "services/domain/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace datalek::cli {

class FactsOptions {
 public:
  void AddTo(const Builder& builder);

  // Sets what was given; answers what is wrong with it, in words.
  [[nodiscard]] std::optional<std::string> Read(const Reading& reading, domain::Facts& facts) const;
  // The parts of Facts that were given.
  [[nodiscard]] domain::SetOf<domain::FactField> given() const;
  // "--summary -": the text comes from standard input.
  [[nodiscard]] bool summary_from_input() const { return summary_ && *summary_ == "-"; }
  void set_summary(std::string text) { summary_ = std::move(text); }

 private:
  // What was typed for a field; nullopt when nothing was.
  [[nodiscard]] std::optional<std::string> TextOf(domain::FactField field) const;

  std::vector<std::string> situations_;
  std::vector<std::string> natures_;
  std::vector<std::string> kinds_;
  std::vector<std::string> causes_;
  std::vector<std::string> data_;
  std::vector<std::string> persons_;
  std::optional<std::string> person_count_;
  std::optional<std::string> record_count_;
  std::optional<std::string> from_home_;
  std::optional<std::string> happened_;
  std::optional<std::string> until_;
  std::optional<std::string> noticed_;
  std::optional<std::string> summary_;
  std::optional<std::string> consequences_;
  std::optional<std::string> measures_;
};

}  // namespace datalek::cli

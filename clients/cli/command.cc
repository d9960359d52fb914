#include "clients/cli/command.h"

namespace datalek::cli {

Builder::Builder(CLI::App& parent, client::Language language, const char* name, Word group,
                 Word description, Word examples)
    : app_(parent.add_subcommand(name, std::string(cli::Say(language, description)))),
      language_(language) {
  app_->group(Say(group));
  app_->footer(Say(examples));
  // So that the options of every command may also stand behind this one.
  app_->fallthrough();
  app_->set_help_flag();
}

void Builder::Flag(const char* name, bool& into, Word help) const {
  app_->add_flag(name, into, Say(help))->group(Say(Word::kOptions));
}

CLI::Option* Builder::Value(const char* name, std::optional<std::string>& into, Word value,
                            Word help) const {
  return app_->add_option(name, into, Say(help))->type_name(Say(value))->group(Say(Word::kOptions));
}

CLI::Option* Builder::Positional(std::string& into, Word value, Word help) const {
  return app_->add_option(Say(value), into, Say(help))->type_name(Say(value))->required();
}

CLI::Option* Builder::OneOf(const char* name, std::optional<std::string>& into,
                            const std::vector<std::string>& words, Word help) const {
  std::string value;
  for (const std::string& word : words) {
    value += (value.empty() ? "" : "|") + word;
  }
  return app_->add_option(name, into, Say(help))
      ->check(terminal::OneOf(words, language_))
      ->type_name(value)
      ->group(Say(Word::kOptions));
}

CLI::Option* Builder::SeveralOf(const char* name, std::vector<std::string>& into,
                                const std::vector<std::string>& words, Word help) const {
  return app_->add_option(name, into, Say(help))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(terminal::OneOf(words, language_))
      ->type_name(Say(Word::kValueList))
      ->group(Say(Word::kOptions));
}

}  // namespace datalek::cli

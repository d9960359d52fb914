#include "clients/terminal/command_tree.h"

#include "clients/terminal/choice.h"

namespace datalek::terminal {
namespace {

OptionPage PageOf(const CLI::Option& option) {
  OptionPage page{.names = {},
                  .value = {},
                  .text = option.get_description(),
                  .group = option.get_group(),
                  .choices = ChoicesOf(option),
                  .positional = option.get_positional(),
                  .required = option.get_required(),
                  .several = option.get_items_expected_max() > 1};
  for (const std::string& name : option.get_snames()) {
    page.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    page.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() > 0) {
    // What the validators add to the name of the type is said in `choices`.
    const std::string type = option.get_type_name();
    page.value = type.substr(0, type.find(':'));
  }
  return page;
}

void AddOptions(const CLI::App& app, std::vector<OptionPage>& options, bool positionals) {
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty() && (positionals || !option->get_positional())) {
      options.push_back(PageOf(*option));
    }
  }
}

std::string PathOf(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name()
                                     : PathOf(*app.get_parent()) + " " + app.get_name();
}

}  // namespace

CommandPage PageOf(const CLI::App& app) {
  const std::string description = app.get_description();
  const std::size_t newline = description.find('\n');
  CommandPage page{.name = app.get_name(),
                   .path = PathOf(app),
                   .group = app.get_group(),
                   .summary = description.substr(0, newline),
                   .text = {},
                   .examples = app.get_footer(),
                   .options = {},
                   .commands = {}};
  if (newline != std::string::npos) {
    page.text = description.substr(description.find_first_not_of('\n', newline));
  }
  AddOptions(app, page.options, true);
  for (const CLI::App* parent = app.get_parent(); parent != nullptr;
       parent = parent->get_parent()) {
    AddOptions(*parent, page.options, false);
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_group().empty()) {
      page.commands.push_back(PageOf(*command));
    }
  }
  return page;
}

}  // namespace datalek::terminal

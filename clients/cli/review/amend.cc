#include "clients/cli/review/amend.h"

#include "clients/cli/facts_text.h"
#include "clients/cli/review/case_command.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"
#include "services/wire/fact_path.h"
#include "services/wire/to_api.h"

#include <string_view>

namespace datalek::cli {
namespace {

using client::ExitCode;
using terminal::Filled;

class Amend final : public CaseCommand {
 public:
  explicit Amend(const Builder& builder) : CaseCommand(builder) {
    builder.app()
        .add_option("--set", assignments_,
                    Filled(builder.Say(Word::kHelpSet), {{"words", AllFactPaths()}}))
        ->allow_extra_args(false)
        ->type_name(builder.Say(Word::kValueAssignment))
        ->group(builder.Say(Word::kOptions));
    builder.Value("--reason", reason_, Word::kValueText, Word::kHelpReason);
  }

 protected:
  bool Complete() override {
    if (assignments_.empty()) {
      Refuse(Filled(Say(session().language(), Word::kFlagMissing), {{"flag", "--set"}}));
      return false;
    }
    for (const std::string& assignment : assignments_) {
      if (!Read(assignment)) {
        return false;
      }
    }
    return NeedText(reason_, "--reason", Word::kAskReason);
  }

  ExitCode Send(client::Connection& connection) override {
    v1::AmendIncidentRequest request;
    command_.reason = *reason_;
    wire::Fill(command_, &request);
    Address(request);
    return Tell(connection.AmendIncident(request), Word::kDoneAmended);
  }

 private:
  bool Read(std::string_view assignment) {
    const client::Language language = session().language();
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos) {
      Refuse(Filled(Say(language, Word::kNotAnAssignment),
                    {{"text", terminal::ToVisible(assignment)}}));
      return false;
    }
    std::string_view name = assignment.substr(0, equals);
    constexpr std::string_view kPrefix = "facts.";
    if (name.starts_with(kPrefix)) {
      name.remove_prefix(kPrefix.size());
    }
    const std::optional<domain::FactField> field = wire::FactFieldOf(name);
    if (!field) {
      Refuse(Filled(Say(language, Word::kNotAField),
                    {{"text", terminal::ToVisible(name)}, {"words", AllFactPaths()}}));
      return false;
    }
    const Reading reading{
        .language = language, .now_ms = session().now_ms(), .zone = session().zone()};
    if (const auto problem =
            ReadFact(*field, assignment.substr(equals + 1), reading, command_.facts)) {
      Refuse(*problem);
      return false;
    }
    command_.fields.Insert(*field);
    return true;
  }

  std::vector<std::string> assignments_;
  std::optional<std::string> reason_;
  domain::AmendIncident command_;
};

}  // namespace

std::unique_ptr<Command> MakeAmend(CLI::App& program, client::Language language) {
  return std::make_unique<Amend>(
      Builder(program, language, "amend", Word::kForOfficers, Word::kAmend, Word::kAmendExamples));
}

}  // namespace datalek::cli

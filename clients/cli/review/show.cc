#include "clients/cli/review/show.h"

#include "clients/cli/incident_text.h"
#include "clients/cli/write.h"

namespace datalek::cli {
namespace {

using client::ExitCode;

class Show final : public Command {
 public:
  explicit Show(const Builder& builder) : Command(builder) {
    builder.Positional(name_, Word::kValueCase, Word::kHelpCase);
  }

  ExitCode Run(terminal::Session& session) override {
    const std::optional<std::string> incident = ReadCase(session, name_);
    if (!incident) {
      return ExitCode::kUsage;
    }
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    v1::GetIncidentRequest request;
    request.set_incident(*incident);
    auto outcome = std::get<client::Connection*>(connected)->GetIncident(request);
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return TellFailure(session, *failure);
    }
    const auto& response = std::get<v1::GetIncidentResponse>(outcome);
    if (session.json()) {
      session.PrintJson(response);
    } else {
      PrintIncident(session, response);
    }
    return ExitCode::kOk;
  }

 private:
  std::string name_;
};

}  // namespace

std::unique_ptr<Command> MakeShow(CLI::App& program, client::Language language) {
  return std::make_unique<Show>(
      Builder(program, language, "show", Word::kForOfficers, Word::kShow, Word::kShowExamples));
}

}  // namespace datalek::cli

#include "clients/cli/review/case_command.h"

#include "clients/cli/incident_text.h"
#include "clients/cli/when.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"

namespace datalek::cli {

using client::ExitCode;
using terminal::Filled;

CaseCommand::CaseCommand(const Builder& builder) : Command(builder) {
  builder.Positional(name_, Word::kValueCase, Word::kHelpCase);
  write_.AddWithEtagTo(builder);
}

ExitCode CaseCommand::Run(terminal::Session& session) {
  session_ = &session;
  const std::optional<std::string> incident = ReadCase(session, name_);
  if (!incident) {
    return ExitCode::kUsage;
  }
  incident_ = *incident;
  auto connected = session.Connect();
  if (const auto* failure = std::get_if<client::Failure>(&connected)) {
    return TellFailure(session, *failure);
  }
  connection_ = std::get<client::Connection*>(connected);
  return Complete() ? Send(*connection_) : ending_;
}

bool CaseCommand::MayAsk(const char* flag) {
  if (!session_->interactive()) {
    Refuse(Filled(Say(session_->language(), Word::kFlagMissing), {{"flag", flag}}));
    return false;
  }
  if (asker_) {
    return true;
  }
  v1::GetIncidentRequest request;
  request.set_incident(incident_);
  auto outcome = connection_->GetIncident(request);
  if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
    ending_ = TellFailure(*session_, *failure);
    return false;
  }
  const v1::Incident& seen = std::get<v1::GetIncidentResponse>(outcome).incident();
  seen_etag_ = seen.etag();
  session_->err() << HeadlineOf(*session_, seen) << '\n';
  asker_.emplace(*session_);
  return true;
}

bool CaseCommand::Answered(bool answered) {
  if (!answered) {
    session_->Note(Say(session_->language(), Word::kStopped));
    ending_ = ExitCode::kInterrupted;
  }
  return answered;
}

bool CaseCommand::NeedYesOrNo(std::optional<std::string>& value, const char* flag, Word question) {
  if (value) {
    return true;
  }
  if (!MayAsk(flag)) {
    return false;
  }
  const auto label = [this](domain::Answer answer) {
    return std::string(terminal::Label(session_->language(), answer));
  };
  value = asker_->ChoiceOf(Say(session_->language(), question),
                           {{.token = "yes", .label = label(domain::Answer::kYes)},
                            {.token = "no", .label = label(domain::Answer::kNo)}});
  return Answered(value.has_value());
}

bool CaseCommand::NeedText(std::optional<std::string>& value, const char* flag, Word question) {
  if (value) {
    return true;
  }
  if (!MayAsk(flag)) {
    return false;
  }
  asker_->Question(Say(session_->language(), question),
                   Say(session_->language(), Word::kParagraphHint));
  do {
    value = asker_->Paragraph();
  } while (value && value->empty());
  return Answered(value.has_value());
}

bool CaseCommand::ReadMoment(const std::optional<std::string>& text,
                             std::optional<domain::Instant>& into) {
  if (!text) {
    return true;
  }
  into = ReadWhen(*text, session_->now_ms(), session_->zone());
  if (!into) {
    Refuse(
        Filled(Say(session_->language(), Word::kNotAWhen), {{"text", terminal::ToVisible(*text)}}));
  }
  return into.has_value();
}

void CaseCommand::Refuse(const std::string& message) { ending_ = TellUsage(*session_, message); }

}  // namespace datalek::cli

// What the commands on one case have in common: naming it, asking for what was left out, and
// sending the command with the etag of what the person saw.
//
// One thread.
#pragma once

#include "clients/cli/asker.h"
#include "clients/cli/command.h"
#include "clients/cli/write.h"
#include "clients/client/connection.h"

#include <optional>
#include <string>

namespace datalek::cli {

class CaseCommand : public Command {
 public:
  client::ExitCode Run(terminal::Session& session) final;

 protected:
  explicit CaseCommand(const Builder& builder);

  // Something that was left out, asked of the person when there is one. False after telling why it
  // cannot go on; then Run() ends.
  template <typename Enum>
  bool NeedChoice(std::optional<std::string>& value, const char* flag, Word question) {
    if (value) {
      return true;
    }
    if (!MayAsk(flag)) {
      return false;
    }
    value = asker_->Choice<Enum>(Say(session_->language(), question));
    return Answered(value.has_value());
  }
  // "yes" or "no".
  bool NeedYesOrNo(std::optional<std::string>& value, const char* flag, Word question);
  bool NeedText(std::optional<std::string>& value, const char* flag, Word question);
  // Nullopt when it was not given; an instant that cannot be read makes it end.
  bool ReadMoment(const std::optional<std::string>& text, std::optional<domain::Instant>& into);

  // Completes what was typed. False: as above.
  virtual bool Complete() = 0;
  // Sends it and tells how it went.
  virtual client::ExitCode Send(client::Connection& connection) = 0;

  // Fills in what every command on a case carries.
  template <typename Request>
  void Address(Request& request) {
    request.set_request_id(write_.request_id());
    request.set_incident(incident_);
    request.set_validate_only(write_.dry_run());
    request.set_etag(write_.etag().value_or(seen_etag_));
  }
  // Tells how it went.
  template <typename Response>
  client::ExitCode Tell(const client::Outcome<Response>& outcome, Word what) {
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return TellFailure(*session_, *failure, write_.request_id());
    }
    return TellDone(*session_, std::get<Response>(outcome).receipt(), write_.dry_run(), what);
  }
  // What is wrong with the command line; Run() ends with this.
  void Refuse(const std::string& message);
  [[nodiscard]] terminal::Session& session() const { return *session_; }

 private:
  // True when the person may be asked; shows them the case first.
  bool MayAsk(const char* flag);
  bool Answered(bool answered);

  std::string name_;
  WriteOptions write_;
  std::string incident_;
  // Of the case as it was shown before the first question; empty when nothing was asked.
  std::string seen_etag_;
  terminal::Session* session_ = nullptr;
  client::Connection* connection_ = nullptr;
  std::optional<Asker> asker_;
  client::ExitCode ending_ = client::ExitCode::kOk;
};

}  // namespace datalek::cli

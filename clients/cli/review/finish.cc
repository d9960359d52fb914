#include "clients/cli/review/finish.h"

#include "clients/cli/review/case_command.h"
#include "services/wire/to_api.h"

namespace datalek::cli {
namespace {

using client::ExitCode;

class Close final : public CaseCommand {
 public:
  explicit Close(const Builder& builder) : CaseCommand(builder) {
    builder.Value("--reason", reason_, Word::kValueText, Word::kHelpReason);
  }

 protected:
  bool Complete() override { return NeedText(reason_, "--reason", Word::kAskReason); }
  ExitCode Send(client::Connection& connection) override {
    v1::CloseIncidentRequest request;
    request.set_reason(*reason_);
    Address(request);
    return Tell(connection.CloseIncident(request), Word::kDoneClosed);
  }

 private:
  std::optional<std::string> reason_;
};

class Reopen final : public CaseCommand {
 public:
  explicit Reopen(const Builder& builder) : CaseCommand(builder) {
    builder.Value("--reason", reason_, Word::kValueText, Word::kHelpReason);
  }

 protected:
  bool Complete() override { return NeedText(reason_, "--reason", Word::kAskReason); }
  ExitCode Send(client::Connection& connection) override {
    v1::ReopenIncidentRequest request;
    request.set_reason(*reason_);
    Address(request);
    return Tell(connection.ReopenIncident(request), Word::kDoneReopened);
  }

 private:
  std::optional<std::string> reason_;
};

class Dismiss final : public CaseCommand {
 public:
  explicit Dismiss(const Builder& builder) : CaseCommand(builder) {
    builder.Choice<domain::Dismissal>("--as", as_, Word::kHelpDismissAs);
    builder.Value("--reason", reason_, Word::kValueText, Word::kHelpReason);
  }

 protected:
  bool Complete() override {
    return NeedChoice<domain::Dismissal>(as_, "--as", Word::kAskDismissAs) &&
           NeedText(reason_, "--reason", Word::kAskReason);
  }
  ExitCode Send(client::Connection& connection) override {
    v1::DismissIncidentRequest request;
    request.set_dismissal(wire::ToApi(*domain::FromToken<domain::Dismissal>(*as_)));
    request.set_reason(*reason_);
    Address(request);
    return Tell(connection.DismissIncident(request), Word::kDoneDismissed);
  }

 private:
  std::optional<std::string> as_;
  std::optional<std::string> reason_;
};

class Comment final : public CaseCommand {
 public:
  explicit Comment(const Builder& builder) : CaseCommand(builder) {
    builder.Value("--text", text_, Word::kValueText, Word::kHelpText);
  }

 protected:
  bool Complete() override { return NeedText(text_, "--text", Word::kAskText); }
  ExitCode Send(client::Connection& connection) override {
    v1::AddCommentRequest request;
    request.set_text(*text_);
    Address(request);
    return Tell(connection.AddComment(request), Word::kDoneCommented);
  }

 private:
  std::optional<std::string> text_;
};

}  // namespace

std::unique_ptr<Command> MakeClose(CLI::App& program, client::Language language) {
  return std::make_unique<Close>(
      Builder(program, language, "close", Word::kForOfficers, Word::kClose, Word::kCloseExamples));
}
std::unique_ptr<Command> MakeReopen(CLI::App& program, client::Language language) {
  return std::make_unique<Reopen>(Builder(program, language, "reopen", Word::kForOfficers,
                                          Word::kReopen, Word::kReopenExamples));
}
std::unique_ptr<Command> MakeDismiss(CLI::App& program, client::Language language) {
  return std::make_unique<Dismiss>(Builder(program, language, "dismiss", Word::kForOfficers,
                                           Word::kDismiss, Word::kDismissExamples));
}
std::unique_ptr<Command> MakeComment(CLI::App& program, client::Language language) {
  return std::make_unique<Comment>(Builder(program, language, "comment", Word::kForOfficers,
                                           Word::kComment, Word::kCommentExamples));
}

}  // namespace datalek::cli

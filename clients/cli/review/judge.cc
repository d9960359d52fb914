#include "clients/cli/review/judge.h"

#include "clients/cli/review/case_command.h"
#include "services/wire/to_api.h"

namespace datalek::cli {
namespace {

using client::ExitCode;

class Assess final : public CaseCommand {
 public:
  explicit Assess(const Builder& builder) : CaseCommand(builder) {
    builder.Choice<domain::Breach>("--breach", breach_, Word::kHelpBreach);
    builder.Choice<domain::Risk>("--risk", risk_, Word::kHelpRisk);
    builder.Value("--explanation", explanation_, Word::kValueText, Word::kHelpExplanation);
    builder.Value("--aware-at", aware_at_, Word::kValueWhen, Word::kHelpAwareAt);
    builder.Value("--aware-reason", aware_reason_, Word::kValueText, Word::kHelpAwareReason);
  }

 protected:
  bool Complete() override {
    if (!ReadMoment(aware_at_, aware_) ||
        !NeedChoice<domain::Breach>(breach_, "--breach", Word::kAskBreach)) {
      return false;
    }
    // What is no breach has no risk to weigh.
    if (*breach_ == domain::Token(domain::Breach::kNo) && !risk_) {
      risk_ = domain::Token(domain::Risk::kUnlikely);
    }
    return NeedChoice<domain::Risk>(risk_, "--risk", Word::kAskRisk) &&
           NeedText(explanation_, "--explanation", Word::kAskExplanation);
  }

  ExitCode Send(client::Connection& connection) override {
    v1::AssessIncidentRequest request;
    wire::Fill(
        domain::AssessIncident{
            .assessment = {.breach = *domain::FromToken<domain::Breach>(*breach_),
                           .risk = *domain::FromToken<domain::Risk>(*risk_),
                           .explanation = *explanation_},
            .aware = aware_.value_or(domain::Instant()),
            .aware_reason = aware_reason_.value_or("")},
        &request);
    Address(request);
    return Tell(connection.AssessIncident(request), Word::kDoneAssessed);
  }

 private:
  std::optional<std::string> breach_;
  std::optional<std::string> risk_;
  std::optional<std::string> explanation_;
  std::optional<std::string> aware_at_;
  std::optional<std::string> aware_reason_;
  std::optional<domain::Instant> aware_;
};

class Decide final : public CaseCommand {
 public:
  explicit Decide(const Builder& builder) : CaseCommand(builder) {
    builder.OneOf("--authority", authority_, {"yes", "no"}, Word::kHelpAuthority);
    builder.Choice<domain::PersonsInformed>("--persons", persons_, Word::kHelpPersonsTold);
    builder.Value("--reasons", reasons_, Word::kValueText, Word::kHelpReasons);
    builder.Value("--notified-at", notified_at_, Word::kValueWhen, Word::kHelpNotifiedAt);
    builder.Value("--reference", reference_, Word::kValueText, Word::kHelpReference);
  }

 protected:
  bool Complete() override {
    return ReadMoment(notified_at_, notified_) &&
           NeedYesOrNo(authority_, "--authority", Word::kAskAuthority) &&
           NeedChoice<domain::PersonsInformed>(persons_, "--persons", Word::kAskPersonsTold) &&
           NeedText(reasons_, "--reasons", Word::kAskReason);
  }

  ExitCode Send(client::Connection& connection) override {
    v1::DecideNotificationRequest request;
    wire::Fill(
        domain::DecideNotification{
            .notification = {.authority = *authority_ == "yes",
                             .persons = *domain::FromToken<domain::PersonsInformed>(*persons_),
                             .reasons = *reasons_,
                             .notified = notified_.value_or(domain::Instant()),
                             .authority_reference = reference_.value_or("")}},
        &request);
    Address(request);
    return Tell(connection.DecideNotification(request), Word::kDoneDecided);
  }

 private:
  std::optional<std::string> authority_;
  std::optional<std::string> persons_;
  std::optional<std::string> reasons_;
  std::optional<std::string> notified_at_;
  std::optional<std::string> reference_;
  std::optional<domain::Instant> notified_;
};

}  // namespace

std::unique_ptr<Command> MakeAssess(CLI::App& program, client::Language language) {
  return std::make_unique<Assess>(Builder(program, language, "assess", Word::kForOfficers,
                                          Word::kAssess, Word::kAssessExamples));
}

std::unique_ptr<Command> MakeDecide(CLI::App& program, client::Language language) {
  return std::make_unique<Decide>(Builder(program, language, "decide", Word::kForOfficers,
                                          Word::kDecide, Word::kDecideExamples));
}

}  // namespace datalek::cli

#include "clients/cli/write.h"

#include "clients/cli/case_name.h"
#include "clients/cli/facts_text.h"
#include "clients/client/request_id.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"

namespace datalek::cli {

using client::ExitCode;
using terminal::Filled;

void WriteOptions::AddTo(const Builder& builder) {
  builder.Flag("--dry-run", dry_run_, Word::kHelpDryRun);
  builder.Value("--request-id", request_id_, Word::kValueId, Word::kHelpRequestId);
}

void WriteOptions::AddWithEtagTo(const Builder& builder) {
  AddTo(builder);
  builder.Value("--etag", etag_, Word::kValueEtag, Word::kHelpEtag);
}

const std::string& WriteOptions::request_id() {
  if (!request_id_) {
    request_id_ = client::NewRequestId();
  }
  return *request_id_;
}

ExitCode TellDone(const terminal::Session& session, const v1::Receipt& receipt, bool dry_run,
                  Word what) {
  if (session.json()) {
    session.PrintJson(receipt);
  } else if (dry_run) {
    session.Note(Say(session.language(), Word::kDryRunGood));
  } else {
    session.out() << Filled(Say(session.language(), Word::kRecorded),
                            {{"number", terminal::ToVisible(receipt.number())},
                             {"what", Say(session.language(), what)}})
                  << '\n';
    if (receipt.replayed()) {
      session.Note(Say(session.language(), Word::kWasRecordedBefore));
    }
  }
  return ExitCode::kOk;
}

ExitCode TellFailure(const terminal::Session& session, const client::Failure& failure,
                     const std::string& request_id) {
  const ExitCode code = session.Fail(failure, FlagOf(failure.field));
  if (failure.outcome_unknown && !request_id.empty() && !session.json()) {
    session.Note(Filled(Say(session.language(), Word::kOutcomeUnknown), {{"id", request_id}}));
  }
  return code;
}

ExitCode TellUsage(const terminal::Session& session, const std::string& message) {
  return session.Fail(client::Failure{.exit_code = ExitCode::kUsage,
                                      .reason = "USAGE",
                                      .field = {},
                                      .message = message,
                                      .technical = {}});
}

std::optional<std::string> ReadCase(const terminal::Session& session, const std::string& text) {
  const int year = session.zone().At(session.now_ms()).date.year;
  std::optional<std::string> name = CaseName(text, year);
  if (!name) {
    TellUsage(session, Filled(Say(session.language(), Word::kNotACase),
                              {{"text", terminal::ToVisible(text)}}));
  }
  return name;
}

}  // namespace datalek::cli

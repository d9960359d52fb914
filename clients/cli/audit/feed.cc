#include "clients/cli/audit/feed.h"

#include "clients/cli/write.h"
#include "clients/client/connection.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "services/wire/timestamp.h"

namespace datalek::cli {
namespace {

using client::ExitCode;

constexpr int kSequenceColumns = 9;
constexpr int kMomentColumns = 30;
constexpr int kTypeColumns = 22;

class Feed final : public Command {
 public:
  explicit Feed(const Builder& builder) : Command(builder) {
    builder.app()
        .add_option("--after", after_, builder.Say(Word::kHelpAfter))
        ->type_name(builder.Say(Word::kValueNumber))
        ->group(builder.Say(Word::kOptions));
    builder.Flag("--follow", follow_, Word::kHelpFollow);
    builder.app()
        .add_option("--types", types_, builder.Say(Word::kHelpTypes))
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name(builder.Say(Word::kValueList))
        ->group(builder.Say(Word::kOptions));
  }

  ExitCode Run(terminal::Session& session) override {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    v1::WatchEventsRequest request;
    request.set_after_sequence(after_);
    request.set_history_only(!follow_);
    for (const std::string& type : types_) {
      request.add_types(type);
    }
    bool any = false;
    const auto failure = std::get<client::Connection*>(connected)->WatchEvents(
        request, [this, &session, &any](const v1::WatchEventsResponse& event) {
          any = true;
          Print(session, event);
          return session.out().good();
        });
    if (failure) {
      // Ctrl-C is how following ends.
      return follow_ && failure->exit_code == ExitCode::kInterrupted
                 ? ExitCode::kOk
                 : TellFailure(session, *failure);
    }
    if (!any && !session.json()) {
      session.Note(Say(session.language(), Word::kFeedEmpty));
    }
    return ExitCode::kOk;
  }

 private:
  void Print(const terminal::Session& session, const v1::WatchEventsResponse& event) const {
    if (session.json()) {
      session.PrintJson(event);
    } else {
      const std::string number = std::to_string(event.sequence());
      const std::string moment = terminal::MomentText(session.language(), session.zone(),
                                                      wire::ToMs(event.recorded_at()).value_or(0));
      const std::string what = event.incident_id().empty()
                                   ? std::string(Say(session.language(), Word::kOrganisationItself))
                                   : terminal::ToVisible(event.incident_id());
      session.out() << terminal::Padded(number, kSequenceColumns)
                    << terminal::Padded(moment, kMomentColumns)
                    << terminal::Padded(terminal::ToVisible(event.type()), kTypeColumns) << what
                    << '\n';
    }
    if (follow_) {
      session.out().flush();
    }
  }

  std::uint64_t after_ = 0;
  bool follow_ = false;
  std::vector<std::string> types_;
};

}  // namespace

std::unique_ptr<Command> MakeFeed(CLI::App& program, client::Language language) {
  return std::make_unique<Feed>(Builder(program, language, "feed", Word::kForAdministrators,
                                        Word::kFeed, Word::kFeedExamples));
}

}  // namespace datalek::cli

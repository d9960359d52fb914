#include "clients/cli/review/demo.h"

#include "clients/cli/asker.h"
#include "clients/cli/phrase.h"
#include "clients/cli/review/import_report.h"
#include "clients/cli/write.h"
#include "clients/client/connection.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/words.h"
#include "services/domain/instant.h"
#include "services/intake/generate.h"
#include "services/wire/to_api.h"

#include <array>

namespace datalek::cli {
namespace {

// The last day of what is generated: past, and the same every day, so that a seed always gives the
// same incidents and repeating the command records nothing twice.
constexpr domain::CivilDate kUntil{.year = 2026, .month = 6, .day = 30};

using client::ExitCode;
using terminal::Session;

constexpr std::uint64_t kDemoSizeDefault = 100;
constexpr std::uint64_t kDemoSizeMax = 10'000'000;
// More days than there will be, so that no two seeds meet.
constexpr std::uint64_t kSeedStride = 1'000'003;

class Demo final : public Command {
 public:
  explicit Demo(const Builder& builder) : Command(builder) {
    builder.app()
        .add_option("--size", size_, builder.Say(Word::kHelpSize))
        ->check(CLI::Range(std::uint64_t{1}, kDemoSizeMax))
        ->type_name(builder.Say(Word::kValueNumber))
        ->group(builder.Say(Word::kOptions));
    builder.app()
        .add_option("--seed", seed_, builder.Say(Word::kHelpSeed))
        ->type_name(builder.Say(Word::kValueNumber))
        ->group(builder.Say(Word::kOptions));
    builder.Flag("--yes", yes_, Word::kHelpYes);
  }

  ExitCode Run(Session& session) override {
    if (session.interactive() && !yes_ && !Confirmed(session)) {
      session.Note(Say(session.language(), Word::kStopped));
      return ExitCode::kInterrupted;
    }
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    const intake::Generator generator(seed_, kUntil);
    ImportReport report(session, Word::kDemoRow, size_);
    std::uint64_t number = 0;
    std::get<client::Connection*>(connected)->ImportAll(
        [this, &generator, &number]() -> std::optional<v1::ImportIncidentRequest> {
          if (number == size_) {
            return std::nullopt;
          }
          v1::ImportIncidentRequest request;
          wire::Fill(generator.Incident(number), &request);
          request.set_request_id(generator.RequestId(number));
          ++number;
          return request;
        },
        [&report](std::size_t index, const auto& outcome) {
          report.Ended(index, outcome);
          return true;
        });
    return report.Finish(Word::kDemoRecorded);
  }

 private:
  [[nodiscard]] bool Confirmed(Session& session) const {
    Asker asker(session);
    asker.Question(terminal::Filled(Say(session.language(), Word::kDemoConfirm),
                                    {{"count", terminal::NumberText(session.language(), size_)}}),
                   "");
    const std::optional<std::string> answer = asker.Line();
    constexpr std::array<std::string_view, 2> kYes{"ja", "yes"};
    return answer && Phrase(*answer).NextIs(kYes);
  }

  std::uint64_t size_ = kDemoSizeDefault;
  std::uint64_t seed_ = 1;
  bool yes_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeDemo(CLI::App& program, client::Language language) {
  return std::make_unique<Demo>(Builder(program, language, "demo", Word::kForAdministrators,
                                        Word::kDemo, Word::kDemoExamples));
}

}  // namespace datalek::cli

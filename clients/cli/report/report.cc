#include "clients/cli/report/report.h"

#include "clients/cli/facts_options.h"
#include "clients/cli/report/interview.h"
#include "clients/cli/situations.h"
#include "clients/cli/write.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"
#include "services/domain/limits.h"
#include "services/wire/timestamp.h"
#include "services/wire/to_api.h"

#include <utility>

namespace datalek::cli {
namespace {

using client::ExitCode;
using terminal::Filled;
using terminal::Session;

// A word that a POSIX shell reads as it is.
std::string ShellQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

class Report final : public Command {
 public:
  explicit Report(const Builder& builder) : Command(builder) {
    facts_options_.AddTo(builder);
    builder.Value("--contact", contact_, Word::kValueText, Word::kHelpContact);
    builder.Flag("--yes", yes_, Word::kHelpYes);
    write_.AddTo(builder);
  }

  ExitCode Run(Session& session) override {
    if (facts_options_.summary_from_input()) {
      facts_options_.set_summary(ReadInput(session));
    }
    domain::SubmitReport report{.facts = {}, .contact = contact_.value_or("")};
    const Reading reading{
        .language = session.language(), .now_ms = session.now_ms(), .zone = session.zone()};
    if (const auto problem = facts_options_.Read(reading, report.facts)) {
      return TellUsage(session, *problem);
    }
    const bool given = !facts_options_.given().empty();
    if (session.interactive() && !(yes_ && given)) {
      Interview interview(session, report, facts_options_.given());
      if (!interview.Ask() || !(yes_ || interview.Confirm())) {
        session.Note(Say(session.language(), Word::kReportNothingFiled));
        return ExitCode::kInterrupted;
      }
    } else if (report.facts.summary.empty() && report.facts.situations.empty()) {
      return TellUsage(session, std::string(Say(session.language(), Word::kReportNothingGiven)));
    }
    return Send(session, report);
  }

 private:
  static std::string ReadInput(const Session& session) {
    std::string text;
    while (text.size() <= domain::kSummaryBytesMax) {
      const terminal::Line line = session.world().read_line();
      if (line.ending != terminal::Line::Ending::kText) {
        break;
      }
      text += (text.empty() ? "" : "\n") + line.text;
    }
    return text;
  }

  ExitCode Send(Session& session, const domain::SubmitReport& report) {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return Failed(session, *failure, report);
    }
    v1::SubmitReportRequest request;
    wire::Fill(report, &request);
    request.set_request_id(write_.request_id());
    request.set_validate_only(write_.dry_run());
    auto outcome = std::get<client::Connection*>(connected)->SubmitReport(request);
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return Failed(session, *failure, report);
    }
    const v1::Receipt& receipt = std::get<v1::SubmitReportResponse>(outcome).receipt();
    if (session.json() || write_.dry_run()) {
      return TellDone(session, receipt, write_.dry_run(), Word::kEventReported);
    }
    Thank(session, receipt, report);
    return ExitCode::kOk;
  }

  // What was typed at the questions is worth a minute of somebody's life: it is not thrown away.
  ExitCode Failed(const Session& session, const client::Failure& failure,
                  const domain::SubmitReport& report) {
    const ExitCode code = TellFailure(session, failure);
    if (session.json() || !session.interactive()) {
      return code;
    }
    session.Note(Say(session.language(), Word::kReportKept));
    session.err() << "\n  " << AsCommand(report) << "\n";
    return code;
  }

  std::string AsCommand(const domain::SubmitReport& report) {
    const domain::Facts& facts = report.facts;
    std::string command = "datalek report --yes --request-id " + write_.request_id();
    const auto add = [&command](std::string_view flag, const std::string& value) {
      if (!value.empty()) {
        command += " " + std::string(flag) + " " + ShellQuoted(value);
      }
    };
    add("--situation", TokensOf(facts.situations));
    add("--summary", facts.summary);
    add("--happened", MomentOf(facts.occurred_from));
    add("--until", MomentOf(facts.occurred_to));
    add("--noticed", MomentOf(facts.discovered));
    add("--persons", TokensOf(facts.persons));
    add("--count", CountOf(facts.person_count));
    add("--records", CountOf(facts.record_count));
    add("--data", TokensOf(facts.data));
    add("--from-home", std::string(domain::Token(facts.working_from_home)));
    add("--nature", TokensOf(facts.natures));
    add("--kind", TokensOf(facts.kinds));
    add("--cause", TokensOf(facts.causes));
    add("--consequences", facts.consequences);
    add("--measures", facts.measures);
    add("--contact", report.contact);
    return command;
  }

  template <typename Enum>
  static std::string TokensOf(const domain::SetOf<Enum>& values) {
    std::string all;
    for (const Enum value : values.values()) {
      all += all.empty() ? "" : ",";
      all += domain::Token(value);
    }
    return all;
  }
  // As when.h reads it.
  static std::string MomentOf(const domain::Instant& instant) {
    if (!instant.known()) {
      return {};
    }
    const std::string text = domain::ToText(instant);
    return text.substr(0, text.find(" +"));
  }
  // As how_many.h reads it.
  static std::string CountOf(const domain::Count& count) {
    if (count.min && count.max) {
      return std::to_string(*count.min) + "-" + std::to_string(*count.max);
    }
    return count.min   ? std::to_string(*count.min) + "+"
           : count.max ? "<=" + std::to_string(*count.max)
                       : "";
  }

  static void Thank(const Session& session, const v1::Receipt& receipt,
                    const domain::SubmitReport& report) {
    const client::Language language = session.language();
    const auto print = [&session](const std::string& text) {
      for (const std::string& line : terminal::Wrapped(text, session.text_columns())) {
        session.out() << line << '\n';
      }
    };
    const std::int64_t by_ms = wire::ToMs(receipt.notify_by()).value_or(0);
    const std::string left = terminal::TimeLeftText(language, by_ms, session.now_ms());
    const bool over = by_ms < session.now_ms();
    print(Filled(Say(language, Word::kReportFiled),
                 {{"number", terminal::ToVisible(receipt.number())}}));
    print(std::string(Say(language, Word::kReportNext)));
    session.out() << '\n';
    print(
        Filled(Say(language, over ? Word::kReportTimeOver : Word::kReportTimeLeft),
               {{"left", left}, {"until", terminal::MomentText(language, session.zone(), by_ms)}}));
    session.out() << '\n'
                  << session.palette().Paint(terminal::Hue::kBold,
                                             Say(language, Word::kReportSteps))
                  << '\n';
    int number = 0;
    for (const std::string& step : FirstSteps(language, report.facts.situations)) {
      std::string front = "  " + std::to_string(++number) + "  ";
      for (const std::string& line : terminal::Wrapped(step, session.text_columns() - 5)) {
        session.out() << front << line << '\n';
        front = "     ";
      }
    }
  }

  FactsOptions facts_options_;
  std::optional<std::string> contact_;
  bool yes_ = false;
  WriteOptions write_;
};

}  // namespace

std::unique_ptr<Command> MakeReport(CLI::App& program, client::Language language) {
  return std::make_unique<Report>(Builder(program, language, "report", Word::kForEmployees,
                                          Word::kReport, Word::kReportExamples));
}

}  // namespace datalek::cli

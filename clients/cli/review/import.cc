#include "clients/cli/review/import.h"

#include "clients/cli/review/import_report.h"
#include "clients/cli/review/row_source.h"
#include "clients/cli/write.h"
#include "clients/client/connection.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"
#include "services/wire/to_api.h"

#include <fstream>
#include <sstream>

namespace datalek::cli {
namespace {

using client::ExitCode;
using terminal::Filled;
using terminal::Session;
using terminal::ToVisible;

intake::Language IntakeLanguage(client::Language language) {
  return language == client::Language::kDutch ? intake::Language::kDutch
                                              : intake::Language::kEnglish;
}

client::Failure Failed(ExitCode code, const char* reason, std::string message) {
  return {.exit_code = code,
          .reason = reason,
          .field = {},
          .message = std::move(message),
          .technical = {}};
}

class Import final : public Command {
 public:
  explicit Import(const Builder& builder) : Command(builder) {
    builder.Positional(file_, Word::kValueFile, Word::kHelpImportFile);
    builder.Value("--mapping", mapping_file_, Word::kValueFile, Word::kHelpMapping)->required();
    builder.Flag("--dry-run", dry_run_, Word::kHelpImportDryRun);
  }

  ExitCode Run(Session& session) override {
    auto mapping = ReadMapping(session);
    if (const auto* failure = std::get_if<client::Failure>(&mapping)) {
      return session.Fail(*failure);
    }
    return Carry(session, std::get<intake::Mapping>(mapping));
  }

 private:
  client::Outcome<intake::Mapping> ReadMapping(const Session& session) {
    std::ifstream file(*mapping_file_, std::ios::binary);
    std::string text(intake::kMappingBytesMax + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad() || (text.empty() && !file.eof())) {
      return Failed(
          ExitCode::kNoInput, "NO_INPUT",
          Filled(Say(session.language(), Word::kFileUnreadable), {{"path", *mapping_file_}}));
    }
    if (text.size() > intake::kMappingBytesMax) {
      return Failed(
          ExitCode::kRefused, "MAPPING",
          Filled(Say(session.language(), Word::kFileTooLarge), {{"path", *mapping_file_}}));
    }
    auto mapping = intake::ParseMapping(text);
    if (const auto* error = std::get_if<intake::MappingError>(&mapping)) {
      return Failed(ExitCode::kRefused, "MAPPING",
                    Filled(Say(session.language(), Word::kMappingWrong),
                           {{"path", *mapping_file_}, {"what", intake::Sentence(*error)}}));
    }
    return std::get<intake::Mapping>(std::move(mapping));
  }

  ExitCode Carry(Session& session, const intake::Mapping& mapping) {
    const std::int64_t now_ms = session.now_ms();
    // First all rows are read and checked, and only then is the first one sent.
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
    RowSource first(file_, mapping, now_ms);
    while (const auto row = first.Next()) {
      if (std::holds_alternative<intake::PlannedRow>(*row)) {
        ++good;
        continue;
      }
      ++bad;
      for (const intake::RowError& error : std::get<std::vector<intake::RowError>>(*row)) {
        TellRowError(session, error);
      }
    }
    if (first.error()) {
      const bool missing = first.error()->fault == intake::FileFault::kNotReadable;
      return session.Fail(
          Failed(missing ? ExitCode::kNoInput : ExitCode::kRefused, missing ? "NO_INPUT" : "FILE",
                 missing ? Filled(Say(session.language(), Word::kFileUnreadable), {{"path", file_}})
                         : intake::Sentence(*first.error(), IntakeLanguage(session.language()))));
    }
    TellAssumptions(session, mapping);
    if (dry_run_) {
      return TellChecked(session, good, bad);
    }
    return SendAll(session, mapping, now_ms, good, bad);
  }

  static void TellRowError(const Session& session, const intake::RowError& error) {
    const std::string sentence = intake::Sentence(error, IntakeLanguage(session.language()));
    session.err() << ToVisible(sentence) << '\n';
  }

  static void TellAssumptions(const Session& session, const intake::Mapping& mapping) {
    if (mapping.assumptions.empty() || session.json()) {
      return;
    }
    session.Note(Say(session.language(), Word::kImportAssumptions));
    for (const intake::Assumption& assumption : mapping.assumptions) {
      session.Note("- " + ToVisible(session.language() == client::Language::kDutch
                                        ? assumption.nl
                                        : assumption.en));
    }
  }

  static ExitCode TellChecked(const Session& session, std::uint64_t good, std::uint64_t bad) {
    session.Note(Filled(Say(session.language(), Word::kImportChecked),
                        {{"count", terminal::NumberText(session.language(), good)}}));
    if (bad > 0) {
      session.Note(Filled(Say(session.language(), Word::kImportFaulty),
                          {{"count", terminal::NumberText(session.language(), bad)}}));
    }
    return bad > 0 ? ExitCode::kRefused : ExitCode::kOk;
  }

  ExitCode SendAll(Session& session, const intake::Mapping& mapping, std::int64_t now_ms,
                   std::uint64_t good, std::uint64_t bad) {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    ImportReport report(session, Word::kImportRowRefused, good);
    report.AddFaulty(bad);
    RowSource rows(file_, mapping, now_ms);
    std::vector<std::uint64_t> lines;
    std::get<client::Connection*>(connected)->ImportAll(
        [&rows, &lines]() -> std::optional<v1::ImportIncidentRequest> {
          while (const auto row = rows.Next()) {
            if (const auto* planned = std::get_if<intake::PlannedRow>(&*row)) {
              v1::ImportIncidentRequest request;
              wire::Fill(planned->incident, &request);
              request.set_request_id(planned->request_id);
              lines.push_back(planned->line);
              return request;
            }
          }
          return std::nullopt;
        },
        [&report, &lines](std::size_t index, const auto& outcome) {
          report.Ended(lines[index], outcome);
          return true;
        });
    return report.Finish(Word::kImportRecorded);
  }

  std::string file_;
  std::optional<std::string> mapping_file_;
  bool dry_run_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeImport(CLI::App& program, client::Language language) {
  return std::make_unique<Import>(Builder(program, language, "import", Word::kForOfficers,
                                          Word::kImport, Word::kImportExamples));
}

}  // namespace datalek::cli

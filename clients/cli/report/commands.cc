#include "clients/cli/command.h"
#include "clients/cli/report/mine.h"
#include "clients/cli/report/report.h"

namespace datalek::cli {

void AddReportCommands(CLI::App& program, client::Language language, Commands& commands) {
  commands.push_back(MakeReport(program, language));
  commands.push_back(MakeMine(program, language));
}

}  // namespace datalek::cli

#include "clients/cli/audit/feed.h"
#include "clients/cli/audit/manuals.h"
#include "clients/cli/audit/organisations.h"
#include "clients/cli/command.h"
#include "clients/cli/review/demo.h"

namespace datalek::cli {

void AddAuditCommands(CLI::App& program, client::Language language, Commands& commands) {
  AddOrganisationCommands(program, language, commands);
  commands.push_back(MakeFeed(program, language));
  commands.push_back(MakeDemo(program, language));
  commands.push_back(MakeCompletion(program, language));
  commands.push_back(MakeMan(program, language));
  commands.push_back(MakeVersion(program, language));
}

}  // namespace datalek::cli

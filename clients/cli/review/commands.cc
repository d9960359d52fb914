#include "clients/cli/command.h"
#include "clients/cli/review/amend.h"
#include "clients/cli/review/finish.h"
#include "clients/cli/review/import.h"
#include "clients/cli/review/judge.h"
#include "clients/cli/review/lists.h"
#include "clients/cli/review/show.h"

namespace datalek::cli {

void AddReviewCommands(CLI::App& program, client::Language language, Commands& commands) {
  commands.push_back(MakeQueue(program, language));
  commands.push_back(MakeRegister(program, language));
  commands.push_back(MakeShow(program, language));
  commands.push_back(MakeAssess(program, language));
  commands.push_back(MakeDecide(program, language));
  commands.push_back(MakeClose(program, language));
  commands.push_back(MakeReopen(program, language));
  commands.push_back(MakeDismiss(program, language));
  commands.push_back(MakeAmend(program, language));
  commands.push_back(MakeComment(program, language));
  commands.push_back(MakeImport(program, language));
}

}  // namespace datalek::cli

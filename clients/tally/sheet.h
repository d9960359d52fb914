// All that stands below the answer: what was counted, when, why, where, and what is not known.
//
// One thread.
#pragma once

#include "clients/tally/answer.h"
#include "clients/terminal/session.h"

#include <datalek/v1/tally.pb.h>

namespace datalek::tally {

// Prints it all, the answer first.
void PrintTally(const terminal::Session& session, Question question,
                const v1::GetTallyResponse& response);

}  // namespace datalek::tally

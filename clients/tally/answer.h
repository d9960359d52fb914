// The tally in words: one sentence that answers, and under it what the answer rests on.
//
// Pure but for the stream it prints to; one thread.
#pragma once

#include "clients/terminal/session.h"

#include <datalek/v1/tally.pb.h>

namespace datalek::tally {

// Which breaches the sentence counts.
enum class Question {
  kCitizens,    // Those that concern citizens: the question of the register.
  kAnyPersons,  // All, whoever they concern: another question, and labelled so.
};

void PrintAnswer(const terminal::Session& session, const v1::GetTallyResponse& response,
                 Question question);

}  // namespace datalek::tally

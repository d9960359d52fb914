// Every text of datalek-tally, in Dutch and in English side by side.
//
// Dutch is written for everybody: short sentences, "je", no blame. "{name}" is filled in with
// terminal::Filled(). Of a command, the first line says what it does in a list of commands; what
// follows an empty line explains it further. Pure; any thread.
#pragma once

#include "clients/client/language.h"

#include <cstddef>
#include <string_view>

namespace datalek::tally {

enum class Word {
  // The program.
  kProgram,
  kExamples,
  kOptions,
  kValueDate,
  kValueOrganisation,
  kValueFile,
  kValueFolder,
  kHelpSince,
  kHelpUntil,
  kHelpOrganisation,
  kHelpAnyPersons,
  kHelpAssumptions,
  kHelpCompletion,
  kHelpMan,
  kHelpVersion,
  kTryHelp,
  kNotADate,
  kFileUnreadable,
  kMappingWrong,
  kWriteFailed,
  // The answer.
  kPeriodSince,
  kPeriodBetween,
  kAnswerOnce,
  kAnswerTimes,
  kAnswerAnyOnce,
  kAnswerAnyTimes,
  kUndeterminedNone,
  kUndeterminedOne,
  kUndeterminedMany,
  kPersonsExactly,
  kPersonsBetween,
  kPersonsAtLeast,
  kPersonsUnsaid,
  kPersonsPartly,
  // What stands below it.
  kDefinition,
  kDefinitionText,
  kDefinitionAny,
  kDating,
  kDatedByOccurrence,
  kDatedByDiscovery,
  kDatedLater,
  kStraddling,
  kUndetermined,
  kNotAssessed,
  kCitizensUnknown,
  kOthersOnly,
  kGravity,
  kAuthorityNotified,
  kHighRisk,
  kPersonsUnknown,
  kPersonsUnbounded,
  kByMonth,
  kByYear,
  kByCause,
  kByKind,
  kByNature,
  kByOrganisation,
  kNotSaid,
  kSeveralPossible,
  kHeadOrganisation,
  kHeadConfirmed,
  kHeadCounted,
  kHeadUndetermined,
  kHeadPersons,
  kAssumptions,
};

inline constexpr std::size_t kWords = 65;

[[nodiscard]] const client::Text& TextOf(Word word);

[[nodiscard]] inline std::string_view Say(client::Language language, Word word) {
  return client::In(language, TextOf(word));
}

}  // namespace datalek::tally

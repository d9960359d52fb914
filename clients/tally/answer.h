// The answer to the register's question, from the figures: the sentences at the top.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "services/domain/instant.h"

#include <datalek/v1/tally.pb.h>

#include <cstdint>
#include <optional>
#include <string>

namespace datalek::tally {

enum class Question {
  kCitizens,    // How often was citizens' privacy compromised?
  kAnyPersons,  // How many breaches were there, whoever was concerned? Another question.
};

// The figures that answer the question: the confirmed ones, or all breaches together.
[[nodiscard]] v1::Figures FiguresFor(Question question, const v1::Tally& tally);
// How many incidents may still turn out to belong to the answer.
[[nodiscard]] std::uint64_t UndeterminedFor(Question question, const v1::Tally& tally);

struct Period {
  domain::CivilDate since;
  std::optional<domain::CivilDate> until;
};

// "Sinds 27 februari 2020 is de privacy van inwoners 12 keer geschonden (bevestigd). Van 3
// meldingen is dat nog niet vastgesteld. Het gaat om 40 tot 90 mensen."
[[nodiscard]] std::string AnswerText(client::Language language, Question question,
                                     const Period& period, const v1::Tally& tally);

// How many people, over the incidents that say so: "40 tot 90", "minstens 40"; empty when none
// does.
[[nodiscard]] std::string PersonsText(client::Language language, const v1::Figures& figures);

}  // namespace datalek::tally

// The situations an employee recognises: a plain sentence for each, and what they can do themselves
// in the first minutes.
//
// The advice never asks to destroy anything: first note what, when and who; deleting is done
// together with the privacy officer. Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "services/domain/vocabulary.h"

#include <span>
#include <string>
#include <vector>

namespace datalek::cli {

struct SituationWords {
  domain::Situation situation = domain::Situation::kUnsure;
  client::Text sentence;  // "Ik mailde gegevens aan de verkeerde persoon."
  client::Text step;
  bool call_now = false;  // Minutes count: the help desk is called before anything else.
};

struct SituationGroup {
  client::Text heading;
  std::span<const SituationWords> situations;
};

// All situations, in the order in which they are shown and numbered.
[[nodiscard]] std::span<const SituationGroup> SituationGroups();

[[nodiscard]] const SituationWords& WordsOf(domain::Situation situation);

// What to do now, for all that was recognised: first what cannot wait, then noting what, when and
// who, then the rest, and that nothing is deleted yet.
[[nodiscard]] std::vector<std::string> FirstSteps(
    client::Language language, const domain::SetOf<domain::Situation>& situations);

}  // namespace datalek::cli

// A short life of a register - reports, judgements, an import, a second organisation - that can be
// broken off anywhere and taken up again with the same request ids.
//
// One thread at a time.
#pragma once

#include "services/registry/recorder.h"
#include "tests/testing/register.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace datalek::tests {

class FaultScript {
 public:
  FaultScript();

  // Submits every step in its order, whatever the answers are. A step that needs one that has not
  // been acknowledged yet is left out. Every answer that breaks a promise is a complaint.
  void Play(Register& desk);

  [[nodiscard]] bool complete() const { return acknowledged_.size() == steps_.size(); }

  // What is wrong with the register as it now stands: an acknowledged step that is not at its place
  // in its ledger, or anything that CheckLedger() asks for.
  [[nodiscard]] std::vector<std::string> Flaws(Register& desk) const;
  // The same, when the script is complete: each step has had one effect.
  [[nodiscard]] std::vector<std::string> FlawsWhenComplete(Register& desk) const;

  // Answers that no recorder may give: another first answer, a refusal, nothing.
  [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  struct Step {
    std::string request_id;
    registry::Requester requester;
    std::string needs;  // The request id that began what this is about; empty: nothing.
    registry::Wish wish;
    std::string ledger;  // The organisation in which it is recorded.
  };

  void Answered(const Step& step, const registry::Outcome& outcome);

  std::vector<Step> steps_;
  std::map<std::string, registry::Receipt> acknowledged_;  // Request id to first answer.
  std::vector<std::string> complaints_;
};

}  // namespace datalek::tests

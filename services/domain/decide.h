// The rules: given an incident as it stands and a command, which events follow, or why none may.
//
// Pure: time, identity and the case number come in as arguments. Nothing here reads a clock, a disk
// or a network, and nothing here writes.
#pragma once

#include "services/domain/command.h"
#include "services/domain/event.h"
#include "services/domain/incident.h"
#include "services/domain/refusal.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace datalek::domain {

using Decision = std::variant<std::vector<Event>, Refusal>;

struct Occasion {
  Actor actor;
  std::int64_t now_ms = 0;
  Instant now;         // The same moment with the zone of the organisation.
  std::string number;  // The case number an incident gets that begins now.
};

// Decides a command that begins an incident. `command` is SubmitReport or ImportIncident and has
// passed Validate().
[[nodiscard]] Decision Begin(const Command& command, const Occasion& occasion);

// Decides a command on an existing incident. `command` has passed Validate().
// The state machine:
//
//   reported --assess--> assessed --decide--> decided --close--> closed
//      \____________________\____________________\____dismiss--> dismissed
//   closed, dismissed --reopen--> reported, assessed or decided, by what it already holds
//
// Assess, decide, amend and comment may be repeated while it is open; comments are always allowed.
[[nodiscard]] Decision Continue(const Incident& incident, const Command& command,
                                const Occasion& occasion);

}  // namespace datalek::domain

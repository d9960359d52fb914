// What an event makes of an incident. The only way an incident comes to be or changes.
#pragma once

#include "services/domain/event.h"
#include "services/domain/incident.h"

namespace datalek::domain {

// The incident that an IncidentReported event begins.
[[nodiscard]] Incident BeginOf(const Event& event);

// Carries the incident over the event. `event` is none of IncidentReported, OrganisationCreated.
void Apply(const Event& event, Incident& incident);

}  // namespace datalek::domain

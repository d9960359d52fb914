#include "services/domain/apply.h"

#include <cassert>
#include <variant>

namespace datalek::domain {
namespace {

State StandingState(const Incident& incident) {
  if (incident.notification) {
    return State::kDecided;
  }
  return incident.assessment ? State::kAssessed : State::kReported;
}

struct Applier {
  Incident& incident;

  void operator()(const IncidentReported& /*body*/) const { assert(false); }
  void operator()(const OrganisationCreated& /*body*/) const { assert(false); }
  void operator()(const SeverityAssessed& body) const {
    incident.assessment = body.assessment;
    if (body.aware.known()) {
      incident.aware = body.aware;
      incident.aware_reason = body.aware_reason;
    }
    if (body.assessment.breach != Breach::kYes) {
      incident.notification.reset();  // A decision about a breach that is none no longer stands.
    }
    incident.state = StandingState(incident);
  }
  void operator()(const NotificationDecided& body) const {
    incident.notification = body.notification;
    incident.state = State::kDecided;
  }
  void operator()(const IncidentClosed& body) const {
    incident.state = State::kClosed;
    incident.outcome = body.reason;
  }
  void operator()(const IncidentReopened& /*body*/) const {
    incident.dismissal.reset();
    incident.outcome.clear();
    incident.state = StandingState(incident);
  }
  void operator()(const IncidentDismissed& body) const {
    incident.state = State::kDismissed;
    incident.dismissal = body.dismissal;
    incident.outcome = body.reason;
  }
  void operator()(const IncidentAmended& body) const {
    CopyFields(body.fields, body.facts, incident.facts);
  }
  void operator()(const CommentAdded& /*body*/) const {}
};

}  // namespace

Incident BeginOf(const Event& event) {
  const auto* body = std::get_if<IncidentReported>(&event.body);
  assert(body != nullptr);
  Incident incident;
  incident.number = body->number;
  incident.facts = body->facts;
  incident.reported = body->reported;
  incident.reporter = event.actor.id;
  incident.source = body->source;
  incident.event_count = 1;
  incident.recorded_at_ms = event.recorded_at_ms;
  incident.changed_at_ms = event.recorded_at_ms;
  return incident;
}

void Apply(const Event& event, Incident& incident) {
  std::visit(Applier{incident}, event.body);
  incident.event_count += 1;
  incident.changed_at_ms = event.recorded_at_ms;
}

}  // namespace datalek::domain

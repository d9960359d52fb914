#include "services/domain/tally.h"

namespace datalek::domain {
namespace {

Standing StandingOf(const Incident& incident) {
  if (!incident.assessment || incident.assessment->breach == Breach::kUndetermined) {
    return Standing::kNotAssessed;
  }
  const SetOf<PersonGroup>& persons = incident.facts.persons;
  if (persons.Has(PersonGroup::kCitizens)) {
    return Standing::kConfirmed;
  }
  return persons.empty() || persons.Has(PersonGroup::kUnknown) ? Standing::kCitizensUnknown
                                                               : Standing::kOthersOnly;
}

// The earliest of what is known about the time after the discovery.
CivilDate LaterDate(const Incident& incident) {
  const Instant* earliest = nullptr;
  const auto consider = [&](const Instant& instant) {
    if (instant.known() && (earliest == nullptr || EarliestMs(instant) < EarliestMs(*earliest))) {
      earliest = &instant;
    }
  };
  consider(incident.reported);
  consider(incident.aware);
  if (incident.notification) {
    consider(incident.notification->notified);
  }
  return earliest != nullptr ? DateOf(*earliest)
                             : DateOf(AtMinute(incident.recorded_at_ms, 0, "UTC"));
}

}  // namespace

std::optional<Contribution> ContributionOf(const Incident& incident) {
  if (incident.state == State::kDismissed) {
    return std::nullopt;
  }
  if (incident.assessment && incident.assessment->breach == Breach::kNo) {
    return std::nullopt;
  }
  Contribution contribution;
  if (incident.facts.occurred_from.known()) {
    contribution.date = DateOf(incident.facts.occurred_from);
    contribution.basis = DateBasis::kOccurrence;
  } else if (incident.facts.discovered.known()) {
    contribution.date = DateOf(incident.facts.discovered);
    contribution.basis = DateBasis::kDiscovery;
  } else {
    contribution.date = LaterDate(incident);
    contribution.basis = DateBasis::kLater;
  }
  contribution.standing = StandingOf(incident);
  contribution.persons = incident.facts.person_count;
  contribution.natures = incident.facts.natures;
  contribution.kinds = incident.facts.kinds;
  contribution.causes = incident.facts.causes;
  contribution.authority_notified = incident.notification && incident.notification->authority;
  contribution.high_risk = incident.assessment && incident.assessment->risk == Risk::kHigh;
  return contribution;
}

}  // namespace datalek::domain

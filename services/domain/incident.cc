#include "services/domain/incident.h"

namespace datalek::domain {

void CopyFields(const SetOf<FactField>& fields, const Facts& from, Facts& to) {
  const auto copy = [&](FactField field, auto member) {
    if (fields.Has(field)) {
      to.*member = from.*member;
    }
  };
  copy(FactField::kSituations, &Facts::situations);
  copy(FactField::kNatures, &Facts::natures);
  copy(FactField::kKinds, &Facts::kinds);
  copy(FactField::kCauses, &Facts::causes);
  copy(FactField::kData, &Facts::data);
  copy(FactField::kPersons, &Facts::persons);
  copy(FactField::kPersonCount, &Facts::person_count);
  copy(FactField::kRecordCount, &Facts::record_count);
  copy(FactField::kWorkingFromHome, &Facts::working_from_home);
  copy(FactField::kOccurredFrom, &Facts::occurred_from);
  copy(FactField::kOccurredTo, &Facts::occurred_to);
  copy(FactField::kDiscovered, &Facts::discovered);
  copy(FactField::kSummary, &Facts::summary);
  copy(FactField::kConsequences, &Facts::consequences);
  copy(FactField::kMeasures, &Facts::measures);
}

bool Open(const Incident& incident) {
  return incident.state != State::kClosed && incident.state != State::kDismissed;
}

const Instant& AwareOf(const Incident& incident) {
  if (incident.aware.known()) {
    return incident.aware;
  }
  return incident.facts.discovered.known() ? incident.facts.discovered : incident.reported;
}

}  // namespace datalek::domain

#include "services/wire/fact_path.h"

#include <array>

namespace datalek::wire {
namespace {

using domain::FactField;

struct Named {
  FactField field;
  std::string_view path;
};

constexpr std::array<Named, 15> kNamed{{
    {FactField::kSituations, "situations"},
    {FactField::kNatures, "natures"},
    {FactField::kKinds, "kinds"},
    {FactField::kCauses, "causes"},
    {FactField::kData, "data"},
    {FactField::kPersons, "persons"},
    {FactField::kPersonCount, "person_count"},
    {FactField::kRecordCount, "record_count"},
    {FactField::kWorkingFromHome, "working_from_home"},
    {FactField::kOccurredFrom, "occurred_from"},
    {FactField::kOccurredTo, "occurred_to"},
    {FactField::kDiscovered, "discovered_at"},
    {FactField::kSummary, "summary"},
    {FactField::kConsequences, "consequences"},
    {FactField::kMeasures, "measures"},
}};

}  // namespace

std::string_view PathOf(FactField field) {
  for (const Named& named : kNamed) {
    if (named.field == field) {
      return named.path;
    }
  }
  return "?";
}

std::optional<FactField> FactFieldOf(std::string_view path) {
  for (const Named& named : kNamed) {
    if (named.path == path) {
      return named.field;
    }
  }
  return std::nullopt;
}

const domain::SetOf<FactField>& AllFactFields() {
  static const domain::SetOf<FactField> all = [] {
    domain::SetOf<FactField> fields;
    for (const Named& named : kNamed) {
      fields.Insert(named.field);
    }
    return fields;
  }();
  return all;
}

}  // namespace datalek::wire

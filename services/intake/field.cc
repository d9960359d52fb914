#include "services/intake/field.h"

#include "services/domain/vocabulary.h"

#include <array>
#include <cstddef>
#include <span>

namespace datalek::intake {
namespace {

struct Entry {
  Field field;
  Shape shape;
  std::string_view path;
};

constexpr std::array<Entry, 27> kEntries{{
    {Field::kNothing, Shape::kNone, "nothing"},
    {Field::kSituations, Shape::kSet, "facts.situations"},
    {Field::kNatures, Shape::kSet, "facts.natures"},
    {Field::kKinds, Shape::kSet, "facts.kinds"},
    {Field::kCauses, Shape::kSet, "facts.causes"},
    {Field::kData, Shape::kSet, "facts.data"},
    {Field::kPersons, Shape::kSet, "facts.persons"},
    {Field::kPersonCount, Shape::kCount, "facts.person_count"},
    {Field::kRecordCount, Shape::kCount, "facts.record_count"},
    {Field::kWorkingFromHome, Shape::kChoice, "facts.working_from_home"},
    {Field::kOccurredFrom, Shape::kDate, "facts.occurred_from"},
    {Field::kOccurredTo, Shape::kDate, "facts.occurred_to"},
    {Field::kDiscovered, Shape::kDate, "facts.discovered_at"},
    {Field::kSummary, Shape::kText, "facts.summary"},
    {Field::kConsequences, Shape::kText, "facts.consequences"},
    {Field::kMeasures, Shape::kText, "facts.measures"},
    {Field::kReported, Shape::kDate, "reported_at"},
    {Field::kRemarks, Shape::kText, "remarks"},
    {Field::kClosed, Shape::kChoice, "closed"},
    {Field::kBreach, Shape::kChoice, "assessment.breach"},
    {Field::kRisk, Shape::kChoice, "assessment.risk"},
    {Field::kExplanation, Shape::kText, "assessment.explanation"},
    {Field::kAuthority, Shape::kChoice, "notification.authority"},
    {Field::kPersonsInformed, Shape::kChoice, "notification.persons"},
    {Field::kReasons, Shape::kText, "notification.reasons"},
    {Field::kNotified, Shape::kDate, "notification.notified_at"},
    {Field::kAuthorityReference, Shape::kText, "notification.authority_reference"},
}};

const Entry& EntryOf(Field field) { return kEntries[static_cast<std::size_t>(field)]; }

// Calls visit(token, number) for every option of the field's list.
template <typename Visit, typename Enum>
void EachOption(const Visit& visit, std::span<const domain::Option<Enum>> options) {
  for (const domain::Option<Enum>& option : options) {
    visit(option.token, static_cast<std::uint8_t>(option.value));
  }
}

template <typename Visit>
void EachOptionOf(Field field, const Visit& visit) {
  if (field == Field::kSituations) {
    EachOption(visit, domain::Options<domain::Situation>());
  } else if (field == Field::kNatures) {
    EachOption(visit, domain::Options<domain::Nature>());
  } else if (field == Field::kKinds) {
    EachOption(visit, domain::Options<domain::Kind>());
  } else if (field == Field::kCauses) {
    EachOption(visit, domain::Options<domain::Cause>());
  } else if (field == Field::kData) {
    EachOption(visit, domain::Options<domain::DataCategory>());
  } else if (field == Field::kPersons) {
    EachOption(visit, domain::Options<domain::PersonGroup>());
  } else if (field == Field::kWorkingFromHome) {
    EachOption(visit, domain::Options<domain::Answer>());
  } else if (field == Field::kBreach) {
    EachOption(visit, domain::Options<domain::Breach>());
  } else if (field == Field::kRisk) {
    EachOption(visit, domain::Options<domain::Risk>());
  } else if (field == Field::kPersonsInformed) {
    EachOption(visit, domain::Options<domain::PersonsInformed>());
  } else if (field == Field::kClosed || field == Field::kAuthority) {
    visit("yes", kYes);
    visit("no", kNo);
  }
}

void AppendTo(std::string& list, std::string_view item) {
  list += list.empty() ? "" : ", ";
  list += item;
}

}  // namespace

std::string_view PathOf(Field field) { return EntryOf(field).path; }

Shape ShapeOf(Field field) { return EntryOf(field).shape; }

std::optional<Field> FieldOf(std::string_view path) {
  for (const Entry& entry : kEntries) {
    if (entry.path == path) {
      return entry.field;
    }
  }
  return std::nullopt;
}

std::string AllPaths() {
  std::string all;
  for (const Entry& entry : kEntries) {
    AppendTo(all, entry.path);
  }
  return all;
}

std::optional<std::uint8_t> OptionOf(Field field, std::string_view token) {
  std::optional<std::uint8_t> found;
  EachOptionOf(field, [&](std::string_view option, std::uint8_t number) {
    if (option == token) {
      found = number;
    }
  });
  return found;
}

std::string AllTokens(Field field) {
  std::string all;
  EachOptionOf(field,
               [&](std::string_view option, std::uint8_t /*number*/) { AppendTo(all, option); });
  return all;
}

}  // namespace datalek::intake

#include "clients/cli/facts_options.h"

#include "services/wire/fact_path.h"

namespace datalek::cli {
namespace {

using domain::FactField;

std::optional<std::string> Joined(const std::vector<std::string>& tokens) {
  if (tokens.empty()) {
    return std::nullopt;
  }
  std::string all;
  for (const std::string& token : tokens) {
    all += (all.empty() ? "" : ",") + token;
  }
  return all;
}

}  // namespace

void FactsOptions::AddTo(const Builder& builder) {
  builder.Choices<domain::Situation>("--situation", situations_, Word::kHelpSituation);
  builder.Value("--summary", summary_, Word::kValueText, Word::kHelpSummary);
  builder.Value("--happened", happened_, Word::kValueWhen, Word::kHelpHappened);
  builder.Value("--until", until_, Word::kValueWhen, Word::kHelpUntil);
  builder.Value("--noticed", noticed_, Word::kValueWhen, Word::kHelpNoticed);
  builder.Choices<domain::PersonGroup>("--persons", persons_, Word::kHelpPersons);
  builder.Value("--count", person_count_, Word::kValueNumber, Word::kHelpCount);
  builder.Value("--records", record_count_, Word::kValueNumber, Word::kHelpRecords);
  builder.Choices<domain::DataCategory>("--data", data_, Word::kHelpData);
  builder.Choice<domain::Answer>("--from-home", from_home_, Word::kHelpFromHome);
  builder.Choices<domain::Nature>("--nature", natures_, Word::kHelpNature);
  builder.Choices<domain::Kind>("--kind", kinds_, Word::kHelpKind);
  builder.Choices<domain::Cause>("--cause", causes_, Word::kHelpCause);
  builder.Value("--consequences", consequences_, Word::kValueText, Word::kHelpConsequences);
  builder.Value("--measures", measures_, Word::kValueText, Word::kHelpMeasures);
}

std::optional<std::string> FactsOptions::TextOf(FactField field) const {
  switch (field) {
    case FactField::kSituations:
      return Joined(situations_);
    case FactField::kNatures:
      return Joined(natures_);
    case FactField::kKinds:
      return Joined(kinds_);
    case FactField::kCauses:
      return Joined(causes_);
    case FactField::kData:
      return Joined(data_);
    case FactField::kPersons:
      return Joined(persons_);
    case FactField::kPersonCount:
      return person_count_;
    case FactField::kRecordCount:
      return record_count_;
    case FactField::kWorkingFromHome:
      return from_home_;
    case FactField::kOccurredFrom:
      return happened_;
    case FactField::kOccurredTo:
      return until_;
    case FactField::kDiscovered:
      return noticed_;
    case FactField::kSummary:
      return summary_;
    case FactField::kConsequences:
      return consequences_;
    case FactField::kMeasures:
      return measures_;
  }
  return std::nullopt;
}

domain::SetOf<FactField> FactsOptions::given() const {
  domain::SetOf<FactField> fields;
  for (const FactField field : wire::AllFactFields().values()) {
    if (TextOf(field)) {
      fields.Insert(field);
    }
  }
  return fields;
}

std::optional<std::string> FactsOptions::Read(const Reading& reading, domain::Facts& facts) const {
  for (const FactField field : wire::AllFactFields().values()) {
    if (const auto text = TextOf(field)) {
      if (auto problem = ReadFact(field, *text, reading, facts)) {
        const std::string path = "facts." + std::string(wire::PathOf(field));
        return *problem + " (" + std::string(FlagOf(path)) + ")";
      }
    }
  }
  return std::nullopt;
}

}  // namespace datalek::cli

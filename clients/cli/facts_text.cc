#include "clients/cli/facts_text.h"

#include "clients/cli/how_many.h"
#include "clients/cli/when.h"
#include "clients/cli/words.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"
#include "services/wire/fact_path.h"

#include <array>

namespace datalek::cli {
namespace {

using domain::FactField;
using domain::Facts;
using terminal::Filled;
using terminal::ToVisible;

using Problem = std::optional<std::string>;

template <typename Enum>
std::string AllTokens() {
  std::string all;
  for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
    all += all.empty() ? "" : ", ";
    all += option.token;
  }
  return all;
}

template <typename Enum>
Problem NotAnOption(std::string_view token, const Reading& reading) {
  return Filled(Say(reading.language, Word::kNotAnOption),
                {{"text", ToVisible(token)}, {"words", AllTokens<Enum>()}});
}

template <typename Enum>
Problem ReadSet(std::string_view text, const Reading& reading, domain::SetOf<Enum>& into) {
  domain::SetOf<Enum> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view token = text.substr(0, end);
    const std::optional<Enum> value = domain::FromToken<Enum>(token);
    if (!value) {
      return NotAnOption<Enum>(token, reading);
    }
    values.Insert(*value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  into = values;
  return std::nullopt;
}

Problem ReadMoment(std::string_view text, const Reading& reading, domain::Instant& into) {
  const auto instant = text.empty() ? std::optional<domain::Instant>(domain::Instant())
                                    : ReadWhen(text, reading.now_ms, reading.zone);
  if (!instant) {
    return Filled(Say(reading.language, Word::kNotAWhen), {{"text", ToVisible(text)}});
  }
  into = *instant;
  return std::nullopt;
}

Problem ReadCount(std::string_view text, const Reading& reading, domain::Count& into) {
  const auto count =
      text.empty() ? std::optional<domain::Count>(domain::Count()) : ReadHowMany(text);
  if (!count) {
    return Filled(Say(reading.language, Word::kNotAHowMany), {{"text", ToVisible(text)}});
  }
  into = *count;
  return std::nullopt;
}

Problem ReadAnswer(std::string_view text, const Reading& reading, domain::Answer& into) {
  const auto answer = text.empty() ? std::optional<domain::Answer>(domain::Answer::kUnknown)
                                   : domain::FromToken<domain::Answer>(text);
  if (!answer) {
    return NotAnOption<domain::Answer>(text, reading);
  }
  into = *answer;
  return std::nullopt;
}

Problem ReadText(std::string_view text, std::string& into) {
  into = text;
  return std::nullopt;
}

struct Flag {
  std::string_view path;
  std::string_view flag;
};
constexpr std::array<Flag, 34> kFlags{{
    {"facts.situations", "--situation"},
    {"facts.natures", "--nature"},
    {"facts.kinds", "--kind"},
    {"facts.causes", "--cause"},
    {"facts.data", "--data"},
    {"facts.persons", "--persons"},
    {"facts.person_count", "--count"},
    {"facts.record_count", "--records"},
    {"facts.working_from_home", "--from-home"},
    {"facts.occurred_from", "--happened"},
    {"facts.occurred_to", "--until"},
    {"facts.discovered_at", "--noticed"},
    {"facts.discovered_at", "--noticed"},
    {"facts.summary", "--summary"},
    {"facts.consequences", "--consequences"},
    {"facts.measures", "--measures"},
    {"contact", "--contact"},
    {"assessment.breach", "--breach"},
    {"assessment.risk", "--risk"},
    {"assessment.explanation", "--explanation"},
    {"aware_at", "--aware-at"},
    {"aware_reason", "--aware-reason"},
    {"notification.authority", "--authority"},
    {"notification.persons", "--persons"},
    {"notification.reasons", "--reasons"},
    {"notification.notified_at", "--notified-at"},
    {"notification.authority_reference", "--reference"},
    {"dismissal", "--as"},
    {"reason", "--reason"},
    {"text", "--text"},
    {"update_mask", "--set"},
    {"etag", "--etag"},
    {"request_id", "--request-id"},
    {"filter", "--filter"},
}};

}  // namespace

std::optional<std::string> ReadFact(FactField field, std::string_view text, const Reading& reading,
                                    Facts& into) {
  switch (field) {
    case FactField::kSituations:
      return ReadSet(text, reading, into.situations);
    case FactField::kNatures:
      return ReadSet(text, reading, into.natures);
    case FactField::kKinds:
      return ReadSet(text, reading, into.kinds);
    case FactField::kCauses:
      return ReadSet(text, reading, into.causes);
    case FactField::kData:
      return ReadSet(text, reading, into.data);
    case FactField::kPersons:
      return ReadSet(text, reading, into.persons);
    case FactField::kPersonCount:
      return ReadCount(text, reading, into.person_count);
    case FactField::kRecordCount:
      return ReadCount(text, reading, into.record_count);
    case FactField::kWorkingFromHome:
      return ReadAnswer(text, reading, into.working_from_home);
    case FactField::kOccurredFrom:
      return ReadMoment(text, reading, into.occurred_from);
    case FactField::kOccurredTo:
      return ReadMoment(text, reading, into.occurred_to);
    case FactField::kDiscovered:
      return ReadMoment(text, reading, into.discovered);
    case FactField::kSummary:
      return ReadText(text, into.summary);
    case FactField::kConsequences:
      return ReadText(text, into.consequences);
    case FactField::kMeasures:
      return ReadText(text, into.measures);
  }
  return std::nullopt;
}

std::string_view FlagOf(std::string_view path) {
  for (const Flag& flag : kFlags) {
    if (flag.path == path) {
      return flag.flag;
    }
  }
  return {};
}

std::string AllFactPaths() {
  std::string all;
  for (const FactField field : wire::AllFactFields().values()) {
    all += all.empty() ? "" : ", ";
    all += wire::PathOf(field);
  }
  return all;
}

}  // namespace datalek::cli

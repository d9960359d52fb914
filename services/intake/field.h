// What a column or a constant of a mapping can go into: the parts of an imported incident.
//
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::intake {

enum class Field : std::uint8_t {
  kNothing,  // The column is left out on purpose.
  kSituations,
  kNatures,
  kKinds,
  kCauses,
  kData,
  kPersons,
  kPersonCount,
  kRecordCount,
  kWorkingFromHome,
  kOccurredFrom,
  kOccurredTo,
  kDiscovered,
  kSummary,
  kConsequences,
  kMeasures,
  kReported,
  kRemarks,
  kClosed,
  kBreach,
  kRisk,
  kExplanation,
  kAuthority,
  kPersonsInformed,
  kReasons,
  kNotified,
  kAuthorityReference,
};

// What kind of value a field holds.
enum class Shape : std::uint8_t {
  kNone,
  kSet,     // Any number of options of a closed list.
  kChoice,  // One option of a closed list; yes or no is such a list.
  kDate,
  kCount,
  kText,
};

// As in the API: "facts.natures", "notification.notified_at"; "nothing" for kNothing.
[[nodiscard]] std::string_view PathOf(Field field);
[[nodiscard]] Shape ShapeOf(Field field);
[[nodiscard]] std::optional<Field> FieldOf(std::string_view path);
// All paths, separated by ", ".
[[nodiscard]] std::string AllPaths();

// The numbers of kClosed and kAuthority.
inline constexpr std::uint8_t kNo = 0;
inline constexpr std::uint8_t kYes = 1;

// The number of the option with this token on the list of a kSet or kChoice field.
[[nodiscard]] std::optional<std::uint8_t> OptionOf(Field field, std::string_view token);
// All tokens of that list, separated by ", ".
[[nodiscard]] std::string AllTokens(Field field);

}  // namespace datalek::intake

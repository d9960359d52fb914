// Local time minus UTC in the zones an import can name, without a time zone database, so that every
// machine dates a row alike.
//
// Central European Time with the common summer time of the Union as it has been since 1996:
// directive 2000/84/EC, from the last Sunday of March to that of October, both at 01:00 UTC.
// Pure; any thread.
#pragma once

#include "services/domain/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::intake {

// The first year for which the rule holds; earlier moments get no offset.
inline constexpr int kZoneYearMin = 1996;

// All zones, separated by ", ".
[[nodiscard]] std::string AllZones();
[[nodiscard]] bool IsZone(std::string_view name);

// A local date and the minute of that day, 0 to 1439.
struct LocalTime {
  domain::CivilDate date;
  int minute = 0;
};

// The offset at a local time; nullopt before kZoneYearMin. Of an hour that occurs twice in autumn
// the first is meant; one that is skipped in spring is read as winter time. `zone` is one of ours.
[[nodiscard]] std::optional<int> OffsetMinutesAt(std::string_view zone, const LocalTime& local);
// The offset at a moment of kZoneYearMin or later.
[[nodiscard]] int OffsetMinutesAt(std::string_view zone, std::int64_t utc_ms);

}  // namespace datalek::intake

// A moment as people type it, in Dutch or English, as exactly as they know it:
//
//   nu, 14:00, vanochtend, gisteren 14.30, maandag, 3 maart, 3 maart 2026 14:05, 1-3-2026,
//   2026-03-01 14:00, 2 uur geleden, maart 2026, vorige maand, weet ik niet
//   now, 2pm, this morning, yesterday at 2:30 pm, last Friday, March 3, 3 March 2026 14:05,
//   2 hours ago, March 2026, last month, unknown
//
// Both languages are always understood. A weekday is the last one before today; a day, a month or a
// time without its year or its date is the last one that has been. Dates of digits are in the Dutch
// order, day first, unless the year comes first. Pure but for the zone; any thread.
#pragma once

#include "clients/terminal/zone.h"
#include "services/domain/instant.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace datalek::cli {

inline constexpr std::size_t kWhenBytesMax = 200;

// Nullopt when it is not understood. "Unknown" is understood, and is an unknown instant.
[[nodiscard]] std::optional<domain::Instant> ReadWhen(std::string_view text, std::int64_t now_ms,
                                                      const terminal::Zone& zone);

}  // namespace datalek::cli

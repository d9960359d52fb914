// Moments as tests write them: local time of Europe/Amsterdam, without the machine's own database
// of time zones.
//
// Pure; any thread.
#pragma once

#include "services/domain/instant.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace datalek::tests {

inline constexpr std::string_view kZone = "Europe/Amsterdam";

// Local time minus UTC in Amsterdam, by the rule that has held since 1996: summer time from the
// last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC.
[[nodiscard]] int AmsterdamOffsetMinutes(std::int64_t utc_ms);

// "2026-03-01 09:30" (a T between them is fine), "2026-03-01", "2026-03" or "unknown"; nullopt when
// it is none of these. Of a local time that occurs twice, the first; of one that never does, an
// hour later.
[[nodiscard]] std::optional<domain::Instant> MomentFrom(std::string_view text);

// The same for a test that knows what it writes; aborts when it does not.
[[nodiscard]] domain::Instant Moment(std::string_view text);

// The first millisecond that Moment(text) may mean.
[[nodiscard]] std::int64_t MsOf(std::string_view text);

}  // namespace datalek::tests

// Dates, times, numbers, and above all the hours that are left, in words for people.
//
// Pure but for the zone; any thread.
#pragma once

#include "clients/client/language.h"
#include "clients/terminal/palette.h"
#include "clients/terminal/zone.h"
#include "services/domain/incident.h"
#include "services/domain/instant.h"

#include <cstdint>
#include <string>

namespace datalek::terminal {

// "maart", "March"; `month` is 1 to 12.
[[nodiscard]] std::string_view MonthName(client::Language language, int month);

// "3 maart 2026"; without a day "maart 2026".
[[nodiscard]] std::string DateText(client::Language language, const domain::CivilDate& date);

// "di 3 maart 2026 14:05".
[[nodiscard]] std::string MomentText(client::Language language, const Zone& zone,
                                     std::int64_t utc_ms);

// As exactly as it is known, in the zone in which it was said: "3 maart 2026 14:05", "3 maart
// 2026", "maart 2026", "onbekend".
[[nodiscard]] std::string InstantText(client::Language language, const domain::Instant& instant);

// "nog 12 uur", "5 uur te laat"; the last hour in minutes, and more than 72 hours late in days.
// Never more than is really left: 12 hours and 59 minutes are 12 hours.
[[nodiscard]] std::string TimeLeftText(client::Language language, std::int64_t notify_by_ms,
                                       std::int64_t now_ms);

// Red when it is over, yellow in the last 24 hours.
[[nodiscard]] Hue TimeLeftHue(std::int64_t notify_by_ms, std::int64_t now_ms);

// "3.824" in Dutch, "3,824" in English.
[[nodiscard]] std::string NumberText(client::Language language, std::uint64_t number);

// "12", "10 tot 20", "minstens 10", "hoogstens 20", "onbekend".
[[nodiscard]] std::string CountText(client::Language language, const domain::Count& count);

}  // namespace datalek::terminal

// The period that is asked about, as people type it: "2020-02-27" or "2018-05".
//
// Pure; any thread.
#pragma once

#include "services/domain/instant.h"

#include <optional>
#include <string_view>

namespace datalek::tally {

// The day, or the first day of the month; nullopt when it is neither.
[[nodiscard]] std::optional<domain::CivilDate> FirstDayOf(std::string_view text);
// The day, or the last day of the month; nullopt when it is neither.
[[nodiscard]] std::optional<domain::CivilDate> LastDayOf(std::string_view text);

}  // namespace datalek::tally

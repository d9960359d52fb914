// A number of people as people type it: "12", "10-20", "meer dan 100", "weet ik niet".
//
// Pure; any thread.
#pragma once

#include "services/domain/incident.h"

#include <optional>
#include <string_view>

namespace datalek::cli {

// Nullopt when it is not understood. "Unknown" is understood, and is an unknown count. Also:
// "10 tot 20", "between 10 and 20", "minstens 10", "10+", ">10", "hoogstens 20", "<20", "1.234".
[[nodiscard]] std::optional<domain::Count> ReadHowMany(std::string_view text);

}  // namespace datalek::cli

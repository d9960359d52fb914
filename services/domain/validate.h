// Is a command well formed? What can be said without looking at the incident.
#pragma once

#include "services/domain/command.h"
#include "services/domain/refusal.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace datalek::domain {

// The refusal with the highest precedence, or nothing. `now_ms` decides what lies in the future.
[[nodiscard]] std::optional<Refusal> Validate(const Command& command, std::int64_t now_ms);

// An organisation's slug: 2 to kSlugBytesMax of [a-z0-9-], beginning with a letter, not ending in
// '-'.
[[nodiscard]] bool IsSlug(std::string_view text);

// A request id: a UUID in its canonical lower- or upper-case form, 36 characters.
[[nodiscard]] bool IsRequestId(std::string_view text);

// Valid UTF-8 without control characters except newline and tab.
[[nodiscard]] bool IsPlainText(std::string_view text);

}  // namespace datalek::domain

// A case as people name it, turned into what the API takes.
//
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace datalek::cli {

// The id (32 hexadecimal digits) or the number ("DL-2026-00042", in any case) as it is, "42" as the
// number in `year`, and "2025-42" as the number in that year. Nullopt when it is none of these.
[[nodiscard]] std::optional<std::string> CaseName(std::string_view text, int year);

}  // namespace datalek::cli

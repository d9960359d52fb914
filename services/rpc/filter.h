// Filters for lists of incidents: the part of AIP-160 that officers need.
//
//   filter := [ term { "AND" term } ]
//   term   := name ( "=" | "!=" ) value
//   name   := "state" | "breach" | "risk" | "situation" | "kind" | "number"
//   value  := a token of the list in question, or text; may stand in double quotes
//
// Pure; any thread.
#pragma once

#include "services/views/lists.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace datalek::rpc {

inline constexpr std::size_t kFilterBytesMax = 1'000;
inline constexpr std::size_t kFilterTermsMax = 16;

// What the filter keeps; an empty function for an empty filter. nullopt: it does not follow the
// grammar, or names an option that is on no list.
[[nodiscard]] std::optional<std::function<bool(const views::Row&)>> ParseFilter(
    std::string_view filter);

}  // namespace datalek::rpc

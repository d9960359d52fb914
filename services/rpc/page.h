// Pages: sizes, and tokens that lead from one page to the next (AIP-158).
//
// A token is opaque and URL-safe. It says where to go on and for which question; it gives no right.
// Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::rpc {

inline constexpr std::size_t kPageSizeDefault = 50;
inline constexpr std::size_t kPageTokenBytesMax = 2'048;

// 0 means kPageSizeDefault; what exceeds `max` is capped, not refused. nullopt: negative.
[[nodiscard]] std::optional<std::size_t> PageSize(int asked, std::size_t max);

// `question` is everything the page depends on but its size: organisation, order, filter.
[[nodiscard]] std::string PageToken(std::string_view question, std::string_view next);

// Where to go on; empty for an empty token. nullopt: not a token for this question.
[[nodiscard]] std::optional<std::string> NextOf(std::string_view token, std::string_view question);

}  // namespace datalek::rpc

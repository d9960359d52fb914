// The etag of an incident (AIP-154): how many events it has had, so it changes with every one.
//
// Opaque to callers, who give it back with a command to be refused when somebody was first.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::wire {

[[nodiscard]] std::string EtagOf(std::uint32_t event_count);

// The number of events that the etag speaks of; nullopt when EtagOf() never made it.
[[nodiscard]] std::optional<std::uint32_t> EventCountOf(std::string_view etag);

}  // namespace datalek::wire

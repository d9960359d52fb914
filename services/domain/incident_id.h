// The id of an incident: 128 random bits, the same in the API, in the keys of the store and in the
// vault. All zero stands for the organisation itself.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::domain {

struct IncidentId {
  static constexpr std::size_t kBytes = 16;

  std::array<std::uint8_t, kBytes> bytes{};

  auto operator<=>(const IncidentId&) const = default;
};

inline constexpr IncidentId kOrganisationItself{};

// The 16 bytes as a string, and back; nullopt when there are not 16.
[[nodiscard]] std::string ToBytes(const IncidentId& id);
[[nodiscard]] std::optional<IncidentId> IdFromBytes(std::string_view bytes);

// 32 lower-case hexadecimal digits, and back; nullopt when it is none.
[[nodiscard]] std::string ToHex(const IncidentId& id);
[[nodiscard]] std::optional<IncidentId> IdFromHex(std::string_view text);

}  // namespace datalek::domain

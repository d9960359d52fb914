#include "services/domain/incident_id.h"

#include <algorithm>

namespace datalek::domain {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string ToBytes(const IncidentId& id) { return {id.bytes.begin(), id.bytes.end()}; }

std::optional<IncidentId> IdFromBytes(std::string_view bytes) {
  if (bytes.size() != IncidentId::kBytes) {
    return std::nullopt;
  }
  IncidentId id;
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

std::string ToHex(const IncidentId& id) {
  std::string text;
  text.reserve(2 * IncidentId::kBytes);
  for (const std::uint8_t byte : id.bytes) {
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 0xFU]);
  }
  return text;
}

std::optional<IncidentId> IdFromHex(std::string_view text) {
  if (text.size() != 2 * IncidentId::kBytes) {
    return std::nullopt;
  }
  IncidentId id;
  for (std::size_t i = 0; i < IncidentId::kBytes; ++i) {
    const std::size_t high = kDigits.find(text[2 * i]);
    const std::size_t low = kDigits.find(text[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return std::nullopt;
    }
    id.bytes[i] = static_cast<std::uint8_t>(high << 4U | low);
  }
  return id;
}

}  // namespace datalek::domain

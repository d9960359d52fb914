#include "services/wire/etag.h"

#include <charconv>
#include <system_error>

namespace datalek::wire {

std::string EtagOf(std::uint32_t event_count) { return std::to_string(event_count); }

std::optional<std::uint32_t> EventCountOf(std::string_view etag) {
  std::uint32_t event_count = 0;
  const std::errc error = std::from_chars(etag.data(), etag.data() + etag.size(), event_count).ec;
  // The comparison also refuses signs, leading zeros and anything after the number.
  if (error != std::errc() || EtagOf(event_count) != etag) {
    return std::nullopt;
  }
  return event_count;
}

}  // namespace datalek::wire

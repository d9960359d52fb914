// Domain values in words, for gtest, which would print raw bytes instead.
#pragma once

#include "services/domain/instant.h"

#include <ostream>

namespace datalek::domain {

inline void PrintTo(const CivilDate& date, std::ostream* out) {
  *out << date.year << "-" << date.month << "-" << date.day;
}

inline void PrintTo(const Instant& instant, std::ostream* out) {
  *out << ToText(instant) << " (" << instant.start_ms << " " << instant.zone << ")";
}

}  // namespace datalek::domain

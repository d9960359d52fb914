// The 72 hours of GDPR art. 33(1), counted as elapsed time.
//
// Regulation (EEC, Euratom) 1182/71 art. 3(4), which moves an end on a holiday to the next working
// day, applies only to periods expressed otherwise than in hours; so weekends and holidays never
// extend this one.
#pragma once

#include "services/domain/incident.h"

#include <cstdint>

namespace datalek::domain {

inline constexpr std::int64_t kNotifyWithinMs = 72 * kHourMs;

// Unix milliseconds by which the authority must have been told: 72 hours after the earliest moment
// that AwareOf(incident) may mean.
[[nodiscard]] std::int64_t NotifyByMs(const Incident& incident);

}  // namespace datalek::domain

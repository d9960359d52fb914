#include "services/domain/deadline.h"

namespace datalek::domain {

std::int64_t NotifyByMs(const Incident& incident) {
  const Instant& aware = AwareOf(incident);
  return (aware.known() ? EarliestMs(aware) : incident.recorded_at_ms) + kNotifyWithinMs;
}

}  // namespace datalek::domain

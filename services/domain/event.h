// Events: facts that were recorded, in the past tense. Once written they are never changed.
#pragma once

#include "services/domain/command.h"
#include "services/domain/incident.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace datalek::domain {

struct IncidentReported {
  Facts facts;
  Instant reported;
  std::string number;
  std::string contact;  // Identity class.
  std::string source;
};
struct SeverityAssessed {
  Assessment assessment;
  Instant aware;
  std::string aware_reason;
};
struct NotificationDecided {
  Notification notification;
};
struct IncidentClosed {
  std::string reason;
};
struct IncidentReopened {
  std::string reason;
};
struct IncidentDismissed {
  Dismissal dismissal = Dismissal::kNotABreach;
  std::string reason;
};
struct IncidentAmended {
  SetOf<FactField> fields;
  Facts facts;
  std::string reason;
};
struct CommentAdded {
  std::string text;
};
// An organisation began to use the register. Belongs to no incident.
struct OrganisationCreated {
  std::string name;
  bool host = false;
};

using EventBody = std::variant<IncidentReported, SeverityAssessed, NotificationDecided,
                               IncidentClosed, IncidentReopened, IncidentDismissed, IncidentAmended,
                               CommentAdded, OrganisationCreated>;

struct Event {
  Actor actor;
  std::int64_t recorded_at_ms = 0;
  EventBody body;
};

// The type as the log, the feed and case systems know it: "incident-reported".
// At most 32 bytes of [a-z0-9.-], beginning with a letter; never changed.
[[nodiscard]] std::string_view TypeOf(const EventBody& body);

}  // namespace datalek::domain

// Commands: what somebody wishes. decide.h answers each with events or with a refusal.
#pragma once

#include "services/domain/incident.h"

#include <optional>
#include <string>
#include <variant>

namespace datalek::domain {

// An employee reports what they saw.
struct SubmitReport {
  Facts facts;
  std::string contact;  // Personal text, identity class.
};

// An officer carries over an incident from an older register, with what was already judged there.
struct ImportIncident {
  Facts facts;
  Instant reported;    // As the older register has it; unknown is allowed.
  std::string source;  // Name of that register or data set. Required.
  std::optional<Assessment> assessment;
  std::optional<Notification> notification;
  bool closed = false;
  std::string remarks;  // Assumptions made in the mapping; becomes the closing reason.
};

// Judges whether it is a breach and how large the risk is. May be repeated; every version is kept.
struct AssessIncident {
  Assessment assessment;
  Instant aware;             // Unknown: leave as it is.
  std::string aware_reason;  // Required when `aware` is later than the discovery.
};

// Decides who is told. Needs an assessment that says it is a breach. May be repeated.
struct DecideNotification {
  Notification notification;
};

struct CloseIncident {
  std::string reason;
};
struct ReopenIncident {
  std::string reason;
};

// Takes an incident out of the work without calling it a breach; the record is kept.
struct DismissIncident {
  Dismissal dismissal = Dismissal::kNotABreach;
  std::string reason;
};

// Corrects facts. The earlier values stay in the timeline.
struct AmendIncident {
  SetOf<FactField> fields;
  Facts facts;  // Only the named fields count.
  std::string reason;
};

struct AddComment {
  std::string text;
};

using Command =
    std::variant<SubmitReport, ImportIncident, AssessIncident, DecideNotification, CloseIncident,
                 ReopenIncident, DismissIncident, AmendIncident, AddComment>;

// True for the commands that begin an incident.
[[nodiscard]] bool BeginsIncident(const Command& command);

}  // namespace datalek::domain

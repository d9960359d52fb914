#include "services/domain/event.h"

#include <array>

namespace datalek::domain {

std::string_view TypeOf(const EventBody& body) {
  static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> kTypes{
      "incident-reported", "severity-assessed", "notification-decided",
      "incident-closed",   "incident-reopened", "incident-dismissed",
      "incident-amended",  "comment-added",     "organisation-created"};
  return kTypes.at(body.index());
}

bool BeginsIncident(const Command& command) {
  return std::holds_alternative<SubmitReport>(command) ||
         std::holds_alternative<ImportIncident>(command);
}

}  // namespace datalek::domain

// Whether two events say the same, field by field; the domain itself never asks.
#pragma once

#include "services/domain/event.h"

#include <gmock/gmock.h>

#include <string>
#include <tuple>
#include <type_traits>
#include <variant>

namespace datalek::tests {

inline auto Fields(const domain::IncidentReported& body) {
  return std::tie(body.facts, body.reported, body.number, body.contact, body.source);
}
inline auto Fields(const domain::SeverityAssessed& body) {
  return std::tie(body.assessment, body.aware, body.aware_reason);
}
inline auto Fields(const domain::NotificationDecided& body) { return std::tie(body.notification); }
inline auto Fields(const domain::IncidentClosed& body) { return std::tie(body.reason); }
inline auto Fields(const domain::IncidentReopened& body) { return std::tie(body.reason); }
inline auto Fields(const domain::IncidentDismissed& body) {
  return std::tie(body.dismissal, body.reason);
}
inline auto Fields(const domain::IncidentAmended& body) {
  return std::tie(body.fields, body.facts, body.reason);
}
inline auto Fields(const domain::CommentAdded& body) { return std::tie(body.text); }
inline auto Fields(const domain::OrganisationCreated& body) {
  return std::tie(body.name, body.host);
}

inline bool Same(const domain::Event& left, const domain::Event& right) {
  const bool same_body = std::visit(
      [](const auto& a, const auto& b) {
        if constexpr (std::is_same_v<decltype(a), decltype(b)>) {
          return Fields(a) == Fields(b);
        } else {
          return false;
        }
      },
      left.body, right.body);
  return same_body && left.actor == right.actor && left.recorded_at_ms == right.recorded_at_ms;
}

// EXPECT_THAT(decoded.event, SaysTheSameAs(event));
MATCHER_P(SaysTheSameAs, event, "says the same as the " + std::string(TypeOf(event.body))) {
  *result_listener << "which is a " << domain::TypeOf(arg.body);
  return Same(arg, event);
}

}  // namespace datalek::tests

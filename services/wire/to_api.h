// From the domain to the API: values, incidents and timelines for the server's answers, and
// commands for the clients' requests. What to_domain.h reads back equals what was given.
//
// Every Fill() writes into a message that is empty. An unknown instant and an unknown count are
// left out of the message that would hold them. Pure; any thread.
#pragma once

#include "services/domain/command.h"
#include "services/domain/event.h"
#include "services/domain/incident.h"
#include "services/domain/incident_id.h"
#include "services/domain/refusal.h"

#include <datalek/v1/incident.pb.h>
#include <datalek/v1/refusal.pb.h>
#include <datalek/v1/reporting.pb.h>
#include <datalek/v1/review.pb.h>

#include <cstdint>
#include <string_view>

namespace datalek::wire {

// The options keep their numbers.
constexpr v1::Situation ToApi(domain::Situation value) { return static_cast<v1::Situation>(value); }
constexpr v1::Nature ToApi(domain::Nature value) { return static_cast<v1::Nature>(value); }
constexpr v1::Kind ToApi(domain::Kind value) { return static_cast<v1::Kind>(value); }
constexpr v1::Cause ToApi(domain::Cause value) { return static_cast<v1::Cause>(value); }
constexpr v1::DataCategory ToApi(domain::DataCategory value) {
  return static_cast<v1::DataCategory>(value);
}
constexpr v1::PersonGroup ToApi(domain::PersonGroup value) {
  return static_cast<v1::PersonGroup>(value);
}
constexpr v1::Breach ToApi(domain::Breach value) { return static_cast<v1::Breach>(value); }
constexpr v1::Risk ToApi(domain::Risk value) { return static_cast<v1::Risk>(value); }
constexpr v1::Answer ToApi(domain::Answer value) { return static_cast<v1::Answer>(value); }
constexpr v1::PersonsInformed ToApi(domain::PersonsInformed value) {
  return static_cast<v1::PersonsInformed>(value);
}
constexpr v1::Dismissal ToApi(domain::Dismissal value) { return static_cast<v1::Dismissal>(value); }
constexpr v1::IncidentState ToApi(domain::State value) {
  return static_cast<v1::IncidentState>(value);
}
constexpr v1::Role ToApi(domain::Role value) { return static_cast<v1::Role>(value); }
constexpr v1::Precision ToApi(domain::Precision value) { return static_cast<v1::Precision>(value); }
constexpr v1::RefusalReason ToApi(domain::Reason value) {
  return static_cast<v1::RefusalReason>(value);
}

// `instant` is known.
void Fill(const domain::Instant& instant, v1::Instant* api);
void Fill(const domain::Count& count, v1::Count* api);
void Fill(const domain::Facts& facts, v1::Facts* api);
void Fill(const domain::Assessment& assessment, v1::Assessment* api);
void Fill(const domain::Notification& notification, v1::Notification* api);
void Fill(const domain::Refusal& refusal, v1::Refusal* api);

// All of an incident but its incident_id and its reporter, which the domain value does not hold.
void Fill(const domain::Incident& incident, v1::Incident* api);

// All of an event but its sequence and the account of who acted.
// `text` is the reason, the comment, or for a report its summary; for an assessment it is the
// reason of a later awareness, as the explanation stands in the assessment itself.
void Fill(const domain::Event& event, v1::TimelineEvent* api);

// What a command did.
struct ReceiptParts {
  domain::IncidentId incident;
  std::string_view number;
  std::uint64_t sequence = 0;
  std::int64_t recorded_at_ms = 0;
  std::int64_t notify_by_ms = 0;
  std::uint32_t event_count = 0;
  bool replayed = false;
};
void Fill(const ReceiptParts& receipt, v1::Receipt* api);

// Commands as requests. request_id, incident, etag and validate_only are left to the caller.
void Fill(const domain::SubmitReport& command, v1::SubmitReportRequest* api);
void Fill(const domain::ImportIncident& command, v1::ImportIncidentRequest* api);
void Fill(const domain::AssessIncident& command, v1::AssessIncidentRequest* api);
void Fill(const domain::DecideNotification& command, v1::DecideNotificationRequest* api);
void Fill(const domain::CloseIncident& command, v1::CloseIncidentRequest* api);
void Fill(const domain::ReopenIncident& command, v1::ReopenIncidentRequest* api);
void Fill(const domain::DismissIncident& command, v1::DismissIncidentRequest* api);
// Only the named fields are written.
void Fill(const domain::AmendIncident& command, v1::AmendIncidentRequest* api);
void Fill(const domain::AddComment& command, v1::AddCommentRequest* api);

}  // namespace datalek::wire

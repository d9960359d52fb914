#include "services/wire/to_api.h"

#include "services/domain/deadline.h"
#include "services/wire/etag.h"
#include "services/wire/fact_path.h"
#include "services/wire/timestamp.h"

#include <google/protobuf/repeated_field.h>

#include <cassert>
#include <variant>

namespace datalek::wire {
namespace {

template <typename Enum>
void FillList(const domain::SetOf<Enum>& values, google::protobuf::RepeatedField<int>* numbers) {
  if (values.empty()) {
    return;
  }
  numbers->Reserve(values.size());
  for (const Enum value : values.values()) {
    numbers->Add(static_cast<int>(value));
  }
}

// What an event says beyond when, who and which.
struct TimelineBody {
  v1::TimelineEvent* api;

  void operator()(const domain::IncidentReported& body) const { api->set_text(body.facts.summary); }
  void operator()(const domain::SeverityAssessed& body) const {
    Fill(body.assessment, api->mutable_assessment());
    if (body.aware.known()) {
      Fill(body.aware, api->mutable_aware_at());
    }
    api->set_text(body.aware_reason);
  }
  void operator()(const domain::NotificationDecided& body) const {
    Fill(body.notification, api->mutable_notification());
  }
  void operator()(const domain::IncidentClosed& body) const { api->set_text(body.reason); }
  void operator()(const domain::IncidentReopened& body) const { api->set_text(body.reason); }
  void operator()(const domain::IncidentDismissed& body) const {
    api->set_dismissal(ToApi(body.dismissal));
    api->set_text(body.reason);
  }
  void operator()(const domain::IncidentAmended& body) const {
    domain::Facts named;
    domain::CopyFields(body.fields, body.facts, named);
    Fill(named, api->mutable_corrected());
    for (const domain::FactField field : body.fields.values()) {
      const std::string_view path = PathOf(field);
      api->add_corrected_fields(path.data(), path.size());
    }
    api->set_text(body.reason);
  }
  void operator()(const domain::CommentAdded& body) const { api->set_text(body.text); }
  void operator()(const domain::OrganisationCreated& /*body*/) const {}
};

}  // namespace

void Fill(const domain::Instant& instant, v1::Instant* api) {
  assert(instant.known());
  api->set_precision(ToApi(instant.precision));
  Fill(instant.start_ms, api->mutable_start());
  api->set_utc_offset_minutes(instant.offset_minutes);
  api->set_zone(instant.zone);
}

void Fill(const domain::Count& count, v1::Count* api) {
  if (count.min) {
    api->set_min(*count.min);
  }
  if (count.max) {
    api->set_max(*count.max);
  }
}

void Fill(const domain::Facts& facts, v1::Facts* api) {
  FillList(facts.situations, api->mutable_situations());
  FillList(facts.natures, api->mutable_natures());
  FillList(facts.kinds, api->mutable_kinds());
  FillList(facts.causes, api->mutable_causes());
  FillList(facts.data, api->mutable_data());
  FillList(facts.persons, api->mutable_persons());
  if (facts.person_count.known()) {
    Fill(facts.person_count, api->mutable_person_count());
  }
  if (facts.record_count.known()) {
    Fill(facts.record_count, api->mutable_record_count());
  }
  api->set_working_from_home(ToApi(facts.working_from_home));
  if (facts.occurred_from.known()) {
    Fill(facts.occurred_from, api->mutable_occurred_from());
  }
  if (facts.occurred_to.known()) {
    Fill(facts.occurred_to, api->mutable_occurred_to());
  }
  if (facts.discovered.known()) {
    Fill(facts.discovered, api->mutable_discovered_at());
  }
  api->set_summary(facts.summary);
  api->set_consequences(facts.consequences);
  api->set_measures(facts.measures);
}

void Fill(const domain::Assessment& assessment, v1::Assessment* api) {
  api->set_breach(ToApi(assessment.breach));
  api->set_risk(ToApi(assessment.risk));
  api->set_explanation(assessment.explanation);
}

void Fill(const domain::Notification& notification, v1::Notification* api) {
  api->set_authority(notification.authority);
  api->set_persons(ToApi(notification.persons));
  api->set_reasons(notification.reasons);
  if (notification.notified.known()) {
    Fill(notification.notified, api->mutable_notified_at());
  }
  api->set_authority_reference(notification.authority_reference);
}

void Fill(const domain::Refusal& refusal, v1::Refusal* api) {
  api->set_field(refusal.field);
  api->set_reason(ToApi(refusal.reason));
  api->set_limit(refusal.limit);
}

void Fill(const domain::Incident& incident, v1::Incident* api) {
  api->set_number(incident.number);
  api->set_state(ToApi(incident.state));
  Fill(incident.facts, api->mutable_facts());
  if (incident.reported.known()) {
    Fill(incident.reported, api->mutable_reported_at());
  }
  if (const domain::Instant& aware = domain::AwareOf(incident); aware.known()) {
    Fill(aware, api->mutable_aware_at());
  }
  api->set_aware_reason(incident.aware_reason);
  Fill(domain::NotifyByMs(incident), api->mutable_notify_by());
  if (incident.assessment) {
    Fill(*incident.assessment, api->mutable_assessment());
  }
  if (incident.notification) {
    Fill(*incident.notification, api->mutable_notification());
  }
  if (incident.dismissal) {
    api->set_dismissal(ToApi(*incident.dismissal));
  }
  api->set_outcome(incident.outcome);
  api->set_source(incident.source);
  Fill(incident.recorded_at_ms, api->mutable_recorded_at());
  Fill(incident.changed_at_ms, api->mutable_changed_at());
  api->set_etag(EtagOf(incident.event_count));
}

void Fill(const domain::Event& event, v1::TimelineEvent* api) {
  const std::string_view type = domain::TypeOf(event.body);
  api->set_type(type.data(), type.size());
  Fill(event.recorded_at_ms, api->mutable_recorded_at());
  api->set_actor_role(ToApi(event.actor.role));
  api->set_actor_id(event.actor.id);
  std::visit(TimelineBody{api}, event.body);
}

void Fill(const ReceiptParts& receipt, v1::Receipt* api) {
  api->set_incident_id(domain::ToHex(receipt.incident));
  api->set_number(receipt.number.data(), receipt.number.size());
  api->set_sequence(receipt.sequence);
  Fill(receipt.recorded_at_ms, api->mutable_recorded_at());
  Fill(receipt.notify_by_ms, api->mutable_notify_by());
  api->set_etag(EtagOf(receipt.event_count));
  api->set_replayed(receipt.replayed);
}

void Fill(const domain::SubmitReport& command, v1::SubmitReportRequest* api) {
  Fill(command.facts, api->mutable_facts());
  api->set_contact(command.contact);
}

void Fill(const domain::ImportIncident& command, v1::ImportIncidentRequest* api) {
  Fill(command.facts, api->mutable_facts());
  if (command.reported.known()) {
    Fill(command.reported, api->mutable_reported_at());
  }
  api->set_source(command.source);
  if (command.assessment) {
    Fill(*command.assessment, api->mutable_assessment());
  }
  if (command.notification) {
    Fill(*command.notification, api->mutable_notification());
  }
  api->set_closed(command.closed);
  api->set_remarks(command.remarks);
}

void Fill(const domain::AssessIncident& command, v1::AssessIncidentRequest* api) {
  Fill(command.assessment, api->mutable_assessment());
  if (command.aware.known()) {
    Fill(command.aware, api->mutable_aware_at());
  }
  api->set_aware_reason(command.aware_reason);
}

void Fill(const domain::DecideNotification& command, v1::DecideNotificationRequest* api) {
  Fill(command.notification, api->mutable_notification());
}

void Fill(const domain::CloseIncident& command, v1::CloseIncidentRequest* api) {
  api->set_reason(command.reason);
}

void Fill(const domain::ReopenIncident& command, v1::ReopenIncidentRequest* api) {
  api->set_reason(command.reason);
}

void Fill(const domain::DismissIncident& command, v1::DismissIncidentRequest* api) {
  api->set_dismissal(ToApi(command.dismissal));
  api->set_reason(command.reason);
}

void Fill(const domain::AmendIncident& command, v1::AmendIncidentRequest* api) {
  domain::Facts named;
  domain::CopyFields(command.fields, command.facts, named);
  Fill(named, api->mutable_facts());
  for (const domain::FactField field : command.fields.values()) {
    const std::string_view path = PathOf(field);
    api->mutable_update_mask()->add_paths(path.data(), path.size());
  }
  api->set_reason(command.reason);
}

void Fill(const domain::AddComment& command, v1::AddCommentRequest* api) {
  api->set_text(command.text);
}

}  // namespace datalek::wire

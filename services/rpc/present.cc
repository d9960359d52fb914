#include "services/rpc/present.h"

#include "services/domain/incident_id.h"
#include "services/wire/etag.h"
#include "services/wire/timestamp.h"
#include "services/wire/to_api.h"

namespace datalek::rpc {

void Present(const views::Row& row, v1::IncidentRow* api) {
  api->set_incident_id(domain::ToHex(row.id));
  if (row.erased) {
    return;
  }
  api->set_number(row.number);
  api->set_state(wire::ToApi(row.state));
  for (const domain::Situation situation : row.situations.values()) {
    api->add_situations(wire::ToApi(situation));
  }
  for (const domain::Kind kind : row.kinds.values()) {
    api->add_kinds(wire::ToApi(kind));
  }
  if (row.person_count.known()) {
    wire::Fill(row.person_count, api->mutable_person_count());
  }
  api->set_breach(wire::ToApi(row.breach));
  api->set_risk(wire::ToApi(row.risk));
  wire::Fill(row.recorded_at_ms, api->mutable_reported_at());
  wire::Fill(row.notify_by_ms, api->mutable_notify_by());
  api->set_authority_notified(row.authority_notified);
  api->set_headline(row.headline);
  api->set_etag(wire::EtagOf(row.event_count));
}

void Present(const views::Record& record, bool show_reporter, v1::Incident* api) {
  api->set_incident_id(domain::ToHex(record.id));
  wire::Fill(record.incident, api);
  if (show_reporter && (!record.account.empty() || !record.contact.empty())) {
    api->mutable_reporter()->set_account(record.account);
    api->mutable_reporter()->set_contact(record.contact);
  }
}

void Present(const ledger::Entry& entry, bool show_account, v1::TimelineEvent* api) {
  if (entry.event) {
    wire::Fill(*entry.event, api);
    if (show_account) {
      api->set_actor_account(entry.event->actor.account);
    }
  } else {
    api->set_type(entry.type);
  }
  api->set_sequence(entry.sequence);
}

}  // namespace datalek::rpc

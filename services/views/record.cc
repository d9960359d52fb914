#include "services/views/record.h"

#include "services/ledger/codec.h"
#include "services/ledger/keyspace.h"
#include "services/vault/seal.h"

#include <datalek/stored/v1/view.pb.h>

#include <cassert>
#include <optional>
#include <utility>

namespace datalek::views {
namespace {

vault::Place PlaceOf(std::string_view organisation, std::string_view key, vault::Class cls) {
  return {.organisation = organisation,
          .table = "incident",
          .key = key,
          .cls = cls,
          .schema = ledger::kSchema};
}

storage::Status Damaged() {
  return {storage::Code::kCorruption, "the view of an incident is damaged"};
}

stored::v1::IncidentContent ContentOf(const Record& record) {
  const domain::Incident& incident = record.incident;
  stored::v1::IncidentContent content;
  content.set_state(static_cast<std::uint32_t>(incident.state));
  content.set_number(incident.number);
  ledger::Encode(incident.facts, content.mutable_facts());
  if (incident.reported.known()) {
    ledger::Encode(incident.reported, content.mutable_reported());
  }
  if (incident.aware.known()) {
    ledger::Encode(incident.aware, content.mutable_aware());
  }
  content.set_aware_reason(incident.aware_reason);
  if (incident.assessment) {
    ledger::Encode(*incident.assessment, content.mutable_assessment());
  }
  if (incident.notification) {
    ledger::Encode(*incident.notification, content.mutable_notification());
  }
  if (incident.dismissal) {
    content.set_dismissal(static_cast<std::uint32_t>(*incident.dismissal));
  }
  content.set_outcome(incident.outcome);
  content.set_reporter(incident.reporter);
  content.set_source(incident.source);
  content.set_recorded_at_ms(incident.recorded_at_ms);
  content.set_changed_at_ms(incident.changed_at_ms);
  content.set_log_id(record.log_id);
  content.mutable_sequences()->Add(record.sequences.begin(), record.sequences.end());
  return content;
}

void ReadContent(const stored::v1::IncidentContent& content, Record& record) {
  domain::Incident& incident = record.incident;
  incident.state = domain::FromNumber<domain::State>(static_cast<int>(content.state()))
                       .value_or(domain::State::kReported);
  incident.number = content.number();
  incident.facts = ledger::Decode(content.facts());
  incident.reported = ledger::Decode(content.reported());
  incident.aware = ledger::Decode(content.aware());
  incident.aware_reason = content.aware_reason();
  if (content.has_assessment()) {
    incident.assessment = ledger::Decode(content.assessment());
  }
  if (content.has_notification()) {
    incident.notification = ledger::Decode(content.notification());
  }
  incident.dismissal = domain::FromNumber<domain::Dismissal>(static_cast<int>(content.dismissal()));
  incident.outcome = content.outcome();
  incident.reporter = content.reporter();
  incident.source = content.source();
  incident.recorded_at_ms = content.recorded_at_ms();
  incident.changed_at_ms = content.changed_at_ms();
  incident.event_count = static_cast<std::uint32_t>(content.sequences_size());
  record.log_id = content.log_id();
  record.sequences.assign(content.sequences().begin(), content.sequences().end());
}

}  // namespace

storage::Result<Record> ReadRecord(const ledger::Draft& draft, std::string_view organisation,
                                   const vault::IncidentKeys& keys) {
  const std::string key = ledger::IncidentKey(organisation, keys.incident);
  const storage::Result<std::optional<std::string>> bytes = draft.Get(key);
  if (!bytes.ok()) {
    return bytes.status();
  }
  if (!bytes.value()) {
    return storage::Status(storage::Code::kNotFound, "no such incident");
  }
  stored::v1::IncidentView view;
  if (!view.ParseFromString(*bytes.value())) {
    return Damaged();
  }
  Record record;
  record.id = keys.incident;
  if (keys.content) {
    const storage::Result<std::string> opened = vault::Open(
        *keys.content, PlaceOf(organisation, key, vault::Class::kContent), view.sealed_content());
    stored::v1::IncidentContent content;
    if (!opened.ok() || !content.ParseFromString(opened.value())) {
      return Damaged();
    }
    ReadContent(content, record);
  }
  if (keys.identity && !view.sealed_identity().empty()) {
    const storage::Result<std::string> opened =
        vault::Open(*keys.identity, PlaceOf(organisation, key, vault::Class::kIdentity),
                    view.sealed_identity());
    stored::v1::IncidentIdentity identity;
    if (!opened.ok() || !identity.ParseFromString(opened.value())) {
      return Damaged();
    }
    record.account = identity.account();
    record.contact = identity.contact();
  }
  return record;
}

void WriteRecord(ledger::Draft& draft, std::string_view organisation,
                 const vault::IncidentKeys& keys, const Record& record) {
  assert(keys.content);
  std::string key = ledger::IncidentKey(organisation, keys.incident);
  stored::v1::IncidentView view;
  view.set_sealed_content(vault::Seal(*keys.content,
                                      PlaceOf(organisation, key, vault::Class::kContent),
                                      ContentOf(record).SerializeAsString()));
  if (keys.identity) {
    stored::v1::IncidentIdentity identity;
    identity.set_account(record.account);
    identity.set_contact(record.contact);
    view.set_sealed_identity(vault::Seal(*keys.identity,
                                         PlaceOf(organisation, key, vault::Class::kIdentity),
                                         identity.SerializeAsString()));
  }
  draft.Put(std::move(key), view.SerializeAsString());
}

}  // namespace datalek::views

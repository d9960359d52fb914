#include "services/views/lists.h"

#include "services/domain/deadline.h"
#include "services/ledger/codec.h"
#include "services/ledger/keyspace.h"
#include "services/vault/seal.h"

#include <datalek/stored/v1/view.pb.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace datalek::views {
namespace {

storage::Status Damaged() { return {storage::Code::kCorruption, "a row of a list is damaged"}; }

vault::Place PlaceOf(std::string_view organisation, std::string_view key) {
  return {.organisation = organisation,
          .table = "row",
          .key = key,
          .cls = vault::Class::kContent,
          .schema = ledger::kSchema};
}

// At most kHeadlineBytesMax bytes, cut before a character rather than within one.
std::string HeadlineOf(std::string_view summary) {
  const std::size_t line = std::min(summary.find('\n'), summary.size());
  std::size_t end = std::min(line, kHeadlineBytesMax);
  while (end > 0 && end < summary.size() &&
         (static_cast<unsigned char>(summary[end]) & 0xC0U) == 0x80) {
    --end;
  }
  return std::string(summary.substr(0, end));
}

std::string Encode(const Row& row) {
  stored::v1::RowContent content;
  content.set_number(row.number);
  content.set_state(static_cast<std::uint32_t>(row.state));
  for (const domain::Situation situation : row.situations.values()) {
    content.add_situations(static_cast<std::uint32_t>(situation));
  }
  for (const domain::Kind kind : row.kinds.values()) {
    content.add_kinds(static_cast<std::uint32_t>(kind));
  }
  if (row.person_count.known()) {
    ledger::Encode(row.person_count, content.mutable_person_count());
  }
  content.set_breach(static_cast<std::uint32_t>(row.breach));
  content.set_risk(static_cast<std::uint32_t>(row.risk));
  content.set_recorded_at_ms(row.recorded_at_ms);
  content.set_notify_by_ms(row.notify_by_ms);
  content.set_authority_notified(row.authority_notified);
  content.set_headline(row.headline);
  content.set_event_count(row.event_count);
  return content.SerializeAsString();
}

template <typename Enum>
Enum DecodeEnum(std::uint32_t number, Enum otherwise) {
  return domain::FromNumber<Enum>(static_cast<int>(number)).value_or(otherwise);
}

Row Decode(const domain::IncidentId& id, const stored::v1::RowContent& content) {
  Row row;
  row.id = id;
  row.number = content.number();
  row.state = DecodeEnum(content.state(), domain::State::kReported);
  for (const std::uint32_t number : content.situations()) {
    row.situations.Insert(DecodeEnum(number, domain::Situation::kUnsure));
  }
  for (const std::uint32_t number : content.kinds()) {
    row.kinds.Insert(DecodeEnum(number, domain::Kind::kUnknown));
  }
  row.person_count = ledger::Decode(content.person_count());
  row.breach = DecodeEnum(content.breach(), domain::Breach::kUndetermined);
  row.risk = DecodeEnum(content.risk(), domain::Risk::kUndetermined);
  row.recorded_at_ms = content.recorded_at_ms();
  row.notify_by_ms = content.notify_by_ms();
  row.authority_notified = content.authority_notified();
  row.headline = content.headline();
  row.event_count = content.event_count();
  return row;
}

void PutRow(ledger::Draft& draft, std::string_view organisation, const vault::IncidentKeys& keys,
            std::string key, std::string_view content) {
  stored::v1::Row stored;
  stored.set_incident(keys.incident.bytes.data(), domain::IncidentId::kBytes);
  stored.set_sealed(vault::Seal(*keys.content, PlaceOf(organisation, key), content));
  draft.Put(std::move(key), stored.SerializeAsString());
}

storage::Result<Row> OpenRow(vault::Vault& vault, std::string_view organisation,
                             const storage::KeyValue& stored_row) {
  stored::v1::Row stored;
  if (!stored.ParseFromString(stored_row.value)) {
    return Damaged();
  }
  const std::optional<domain::IncidentId> id = domain::IdFromBytes(stored.incident());
  if (!id) {
    return Damaged();
  }
  const storage::Result<vault::SharedKeys> keys = vault.Find(organisation, *id);
  if (!keys.ok() && keys.status().code() != storage::Code::kNotFound) {
    return keys.status();
  }
  if (!keys.ok() || !keys.value()->content) {
    Row row;
    row.id = *id;
    row.erased = true;
    return row;
  }
  const storage::Result<std::string> opened =
      vault::Open(*keys.value()->content, PlaceOf(organisation, stored_row.key), stored.sealed());
  stored::v1::RowContent content;
  if (!opened.ok() || !content.ParseFromString(opened.value())) {
    return Damaged();
  }
  return Decode(*id, content);
}

ledger::CaseNumber NumberOf(const Record& record) {
  const std::optional<ledger::CaseNumber> number = ledger::CaseNumberFrom(record.incident.number);
  assert(number);
  return *number;
}

}  // namespace

Row RowOf(const Record& record) {
  const domain::Incident& incident = record.incident;
  Row row;
  row.id = record.id;
  row.number = incident.number;
  row.state = incident.state;
  row.situations = incident.facts.situations;
  row.kinds = incident.facts.kinds;
  row.person_count = incident.facts.person_count;
  if (incident.assessment) {
    row.breach = incident.assessment->breach;
    row.risk = incident.assessment->risk;
  }
  row.recorded_at_ms = incident.recorded_at_ms;
  row.notify_by_ms = domain::NotifyByMs(incident);
  row.authority_notified = incident.notification && incident.notification->notified.known();
  row.headline = HeadlineOf(incident.facts.summary);
  row.event_count = incident.event_count;
  return row;
}

void IndexRecord(ledger::Draft& draft, std::string_view organisation,
                 const vault::IncidentKeys& keys, const Record* before, const Record& after) {
  assert(keys.content);
  const std::string content = Encode(RowOf(after));
  const ledger::CaseNumber number = NumberOf(after);
  const bool open = domain::Open(after.incident);
  std::string queue_key =
      ledger::QueueKey(organisation, domain::NotifyByMs(after.incident), keys.incident);
  if (before != nullptr && domain::Open(before->incident)) {
    std::string old_key =
        ledger::QueueKey(organisation, domain::NotifyByMs(before->incident), keys.incident);
    if (!open || old_key != queue_key) {
      draft.Erase(std::move(old_key));
    }
  }
  if (open) {
    PutRow(draft, organisation, keys, std::move(queue_key), content);
  }
  PutRow(draft, organisation, keys, ledger::RegisterKey(organisation, number, keys.incident),
         content);
  if (after.incident.source.empty()) {
    PutRow(draft, organisation, keys,
           ledger::ReporterKey(organisation, after.incident.reporter, number, keys.incident),
           content);
  }
}

storage::Result<Page> ReadPage(const storage::Engine& engine, vault::Vault& vault,
                               std::string_view organisation, const PageRequest& request) {
  assert(request.rows_max > 0 && request.rows_max <= kPageRowsMax);
  storage::KeyRange range = ledger::PrefixRange(request.prefix);
  if (!request.from.empty()) {
    if (!std::string_view(request.from).starts_with(request.prefix)) {
      return storage::Status(storage::Code::kInvalidArgument, "the page token is of another list");
    }
    range.first = request.from;
  }
  Page page;
  for (std::size_t read = 0; read < kRowsReadPerPageMax;) {
    const std::size_t wanted = request.rows_max + 1;  // One more says whether there is a next page.
    const auto rows = engine.Scan(range, wanted);
    if (!rows.ok()) {
      return rows.status();
    }
    for (const storage::KeyValue& stored : rows.value()) {
      if (page.rows.size() == request.rows_max) {
        page.next = stored.key;
        return page;
      }
      storage::Result<Row> row = OpenRow(vault, organisation, stored);
      if (!row.ok()) {
        return row.status();
      }
      if (!request.keep || request.keep(row.value())) {
        page.rows.push_back(std::move(row).value());
      }
      range.first = stored.key + '\0';
    }
    if (rows.value().size() < wanted) {
      return page;
    }
    read += rows.value().size();
  }
  page.next = range.first;
  return page;
}

storage::Result<domain::IncidentId> FindNumber(const storage::Engine& engine,
                                               std::string_view organisation,
                                               std::string_view number) {
  const storage::Status none(storage::Code::kNotFound, "no such incident");
  const std::optional<ledger::CaseNumber> parsed = ledger::CaseNumberFrom(number);
  if (!parsed) {
    return none;
  }
  std::string prefix = ledger::RegisterPrefix(organisation, *parsed);
  // A key is the prefix and the 16 bytes of the id, so nothing sorts beyond 17 bytes of 0xFF.
  const auto rows = engine.Scan(
      {.first = prefix, .limit = prefix + std::string(domain::IncidentId::kBytes + 1, '\xFF')}, 1);
  if (!rows.ok()) {
    return rows.status();
  }
  if (rows.value().empty()) {
    return none;
  }
  const std::string& key = rows.value().front().key;
  const auto id =
      domain::IdFromBytes(std::string_view(key).substr(key.size() - domain::IncidentId::kBytes));
  if (!id) {
    return Damaged();
  }
  return *id;
}

}  // namespace datalek::views

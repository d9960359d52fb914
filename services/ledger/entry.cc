#include "services/ledger/entry.h"

#include "services/ledger/codec.h"
#include "services/ledger/keyspace.h"
#include "services/ledger/leaf.h"
#include "services/vault/random.h"
#include "services/vault/seal.h"

#include <datalek/stored/v1/entry.pb.h>

#include <cassert>
#include <utility>

namespace datalek::ledger {
namespace {

constexpr std::int64_t kMsPerSecond = 1000;

storage::Status Damaged() {
  return {storage::Code::kCorruption, "an entry of the ledger is damaged"};
}

vault::Place PlaceOf(std::string_view organisation, std::string_view key, vault::Class cls,
                     std::uint32_t schema) {
  return {.organisation = organisation, .table = "entry", .key = key, .cls = cls, .schema = schema};
}

// A part as it is sealed: its salt, then its bytes.
std::string Salted(std::string_view salt, std::string_view bytes) {
  std::string salted;
  salted.reserve(salt.size() + bytes.size());
  return salted.append(salt).append(bytes);
}

// The bytes of an opened part, without the salt.
std::optional<std::string_view> Unsalted(std::string_view opened) {
  if (opened.size() < kSaltBytes) {
    return std::nullopt;
  }
  return opened.substr(kSaltBytes);
}

storage::Result<Entry> Outside(std::string_view key, const stored::v1::Entry& stored) {
  const std::optional<domain::IncidentId> incident = domain::IdFromBytes(stored.incident());
  if (!incident) {
    return Damaged();
  }
  Entry entry;
  entry.sequence = SequenceOf(key);
  entry.incident = *incident;
  entry.event_number = stored.event();
  entry.type = stored.type();
  entry.leaf_time_s = stored.leaf_time_s();
  return entry;
}

// The part's bytes; empty when it is absent or its key was erased.
storage::Result<std::string> OpenPart(const std::optional<vault::SecretKey>& key,
                                      const vault::Place& place, const std::string& sealed) {
  if (!key || sealed.empty()) {
    return std::string();
  }
  storage::Result<std::string> opened = vault::Open(*key, place, sealed);
  if (!opened.ok()) {
    return opened.status();
  }
  const std::optional<std::string_view> bytes = Unsalted(opened.value());
  if (!bytes) {
    return Damaged();
  }
  return std::string(*bytes);
}

}  // namespace

storage::Result<Head> ReadHead(const Draft& draft, std::string_view organisation) {
  const storage::Result<std::optional<std::string>> bytes = draft.Get(HeadKey(organisation));
  if (!bytes.ok()) {
    return bytes.status();
  }
  if (!bytes.value()) {
    return Head{};
  }
  stored::v1::Head stored;
  if (!stored.ParseFromString(*bytes.value())) {
    return storage::Status(storage::Code::kCorruption, "the head of the ledger is damaged");
  }
  return Head{
      .sequence = stored.sequence(), .year = stored.year(), .last_number = stored.last_number()};
}

void WriteHead(Draft& draft, std::string_view organisation, const Head& head) {
  stored::v1::Head stored;
  stored.set_sequence(head.sequence);
  stored.set_year(head.year);
  stored.set_last_number(head.last_number);
  draft.Put(HeadKey(organisation), stored.SerializeAsString());
}

void Append(Draft& draft, Head& head, const Subject& subject, const domain::Event& event) {
  assert(subject.keys.identity && subject.keys.content);
  assert(subject.log_id.size() == kLogIdBytes);
  head.sequence += 1;
  std::string key = EntryKey(subject.organisation, head.sequence);
  const EventBytes bytes = Encode(event, subject.log_id);
  const std::string salts = vault::RandomBytes(2 * kSaltBytes);
  const std::string_view identity_salt = std::string_view(salts).substr(0, kSaltBytes);
  const std::string_view content_salt = std::string_view(salts).substr(kSaltBytes);
  const bool has_identity = !bytes.identity.empty();

  stored::v1::Entry stored;
  stored.set_incident(subject.keys.incident.bytes.data(), domain::IncidentId::kBytes);
  stored.set_event(subject.event);
  const std::string_view type = domain::TypeOf(event.body);
  stored.set_type(type.data(), type.size());
  stored.set_leaf_time_s(event.recorded_at_ms / kMsPerSecond);
  stored.set_schema(kSchema);
  if (has_identity) {
    stored.set_sealed_identity(
        vault::Seal(*subject.keys.identity,
                    PlaceOf(subject.organisation, key, vault::Class::kIdentity, kSchema),
                    Salted(identity_salt, bytes.identity)));
  }
  stored.set_sealed_content(vault::Seal(
      *subject.keys.content, PlaceOf(subject.organisation, key, vault::Class::kContent, kSchema),
      Salted(content_salt, bytes.content)));

  const Hash identity_part = has_identity ? PartHash(static_cast<char>(vault::Class::kIdentity),
                                                     identity_salt, bytes.identity)
                                          : kAbsentPart;
  const Hash content_part =
      PartHash(static_cast<char>(vault::Class::kContent), content_salt, bytes.content);
  draft.Put(LeafKey(subject.organisation, head.sequence - 1),
            LeafBytes({.log_id = std::string(subject.log_id),
                       .event = subject.event,
                       .type = type,
                       .time_s = stored.leaf_time_s(),
                       .commitment = Commitment(identity_part, content_part)}));
  draft.Put(std::move(key), stored.SerializeAsString());
}

storage::Result<Entry> ReadOutside(std::string_view key, std::string_view bytes) {
  stored::v1::Entry stored;
  if (!stored.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged();
  }
  return Outside(key, stored);
}

storage::Result<Entry> ReadEntry(std::string_view organisation, std::string_view key,
                                 std::string_view bytes, const vault::IncidentKeys& keys) {
  stored::v1::Entry stored;
  if (!stored.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged();
  }
  storage::Result<Entry> outside = Outside(key, stored);
  if (!outside.ok()) {
    return outside.status();
  }
  Entry entry = std::move(outside).value();
  if (!keys.content) {
    return entry;
  }
  const storage::Result<std::string> identity =
      OpenPart(keys.identity, PlaceOf(organisation, key, vault::Class::kIdentity, stored.schema()),
               stored.sealed_identity());
  const storage::Result<std::string> content =
      OpenPart(keys.content, PlaceOf(organisation, key, vault::Class::kContent, stored.schema()),
               stored.sealed_content());
  if (!identity.ok() || !content.ok()) {
    return identity.ok() ? content.status() : identity.status();
  }
  storage::Result<DecodedEvent> decoded = Decode(identity.value(), content.value());
  if (!decoded.ok()) {
    return decoded.status();
  }
  entry.event = std::move(decoded.value().event);
  entry.log_id = std::move(decoded.value().log_id);
  return entry;
}

}  // namespace datalek::ledger

// Domain values as stored bytes, and back.
//
// The bytes of an event are written once and never serialised again: what was hashed is what is
// kept. Decoding accepts what any released version wrote. Pure; any thread.
#pragma once

#include "services/domain/event.h"
#include "services/domain/incident.h"
#include "storage/kv/status.h"

#include <datalek/stored/v1/event.pb.h>

#include <string>
#include <string_view>

namespace datalek::ledger {

// Version of the sealed messages below; what a seal authenticates.
inline constexpr std::uint32_t kSchema = 1;

// The two classes of an event, as bytes. `identity` is empty when the event has no such part.
struct EventBytes {
  std::string identity;
  std::string content;
};

// `log_id` is stored with the event that begins an incident or an organisation.
[[nodiscard]] EventBytes Encode(const domain::Event& event, std::string_view log_id);

struct DecodedEvent {
  domain::Event event;
  std::string log_id;  // Empty unless the event begins something.
};

// `identity` empty: the identity part was erased or never there. kCorruption when the bytes are not
// an event.
[[nodiscard]] storage::Result<DecodedEvent> Decode(std::string_view identity,
                                                   std::string_view content);

// The pieces, for the views, which store them too.
void Encode(const domain::Facts& facts, stored::v1::Facts* out);
void Encode(const domain::Instant& instant, stored::v1::Instant* out);
void Encode(const domain::Count& count, stored::v1::Count* out);
void Encode(const domain::Assessment& assessment, stored::v1::Assessment* out);
void Encode(const domain::Notification& notification, stored::v1::Notification* out);
[[nodiscard]] domain::Facts Decode(const stored::v1::Facts& stored);
[[nodiscard]] domain::Instant Decode(const stored::v1::Instant& stored);
[[nodiscard]] domain::Count Decode(const stored::v1::Count& stored);
[[nodiscard]] domain::Assessment Decode(const stored::v1::Assessment& stored);
[[nodiscard]] domain::Notification Decode(const stored::v1::Notification& stored);

}  // namespace datalek::ledger

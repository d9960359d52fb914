#include "services/ledger/codec.h"

#include <optional>
#include <utility>
#include <variant>

namespace datalek::ledger {
namespace {

template <typename Enum, typename Field>
void EncodeSet(const domain::SetOf<Enum>& set, Field* out) {
  for (const Enum value : set.values()) {
    out->Add(static_cast<std::uint32_t>(value));
  }
}

// An option that this version does not know is left out rather than misread.
template <typename Enum, typename Field>
domain::SetOf<Enum> DecodeSet(const Field& stored) {
  domain::SetOf<Enum> set;
  for (const std::uint32_t number : stored) {
    if (const std::optional<Enum> value = domain::FromNumber<Enum>(static_cast<int>(number))) {
      set.Insert(*value);
    }
  }
  return set;
}

template <typename Enum>
Enum DecodeEnum(std::uint32_t number, Enum otherwise) {
  return domain::FromNumber<Enum>(static_cast<int>(number)).value_or(otherwise);
}

void EncodeKnown(const domain::Instant& instant, auto mutable_field) {
  if (instant.known()) {
    Encode(instant, mutable_field());
  }
}

void EncodeKnown(const domain::Count& count, auto mutable_field) {
  if (count.known()) {
    Encode(count, mutable_field());
  }
}

struct BodyEncoder {
  std::string_view log_id;
  stored::v1::EventContent& content;

  void operator()(const domain::IncidentReported& body) const {
    auto* out = content.mutable_incident_reported();
    Encode(body.facts, out->mutable_facts());
    EncodeKnown(body.reported, [&] { return out->mutable_reported(); });
    out->set_number(body.number);
    out->set_source(body.source);
    out->set_log_id(log_id.data(), log_id.size());
  }
  void operator()(const domain::SeverityAssessed& body) const {
    auto* out = content.mutable_severity_assessed();
    Encode(body.assessment, out->mutable_assessment());
    EncodeKnown(body.aware, [&] { return out->mutable_aware(); });
    out->set_aware_reason(body.aware_reason);
  }
  void operator()(const domain::NotificationDecided& body) const {
    Encode(body.notification, content.mutable_notification_decided()->mutable_notification());
  }
  void operator()(const domain::IncidentClosed& body) const {
    content.mutable_incident_closed()->set_reason(body.reason);
  }
  void operator()(const domain::IncidentReopened& body) const {
    content.mutable_incident_reopened()->set_reason(body.reason);
  }
  void operator()(const domain::IncidentDismissed& body) const {
    auto* out = content.mutable_incident_dismissed();
    out->set_dismissal(static_cast<std::uint32_t>(body.dismissal));
    out->set_reason(body.reason);
  }
  void operator()(const domain::IncidentAmended& body) const {
    auto* out = content.mutable_incident_amended();
    EncodeSet(body.fields, out->mutable_fields());
    Encode(body.facts, out->mutable_facts());
    out->set_reason(body.reason);
  }
  void operator()(const domain::CommentAdded& body) const {
    content.mutable_comment_added()->set_text(body.text);
  }
  void operator()(const domain::OrganisationCreated& body) const {
    auto* out = content.mutable_organisation_created();
    out->set_name(body.name);
    out->set_host(body.host);
    out->set_log_id(log_id.data(), log_id.size());
  }
};

const std::string* ContactOf(const domain::EventBody& body) {
  const auto* reported = std::get_if<domain::IncidentReported>(&body);
  return reported != nullptr ? &reported->contact : nullptr;
}

// FactField has no tokens of its own; its numbers are contiguous.
constexpr std::uint32_t kFactFieldLast = static_cast<std::uint32_t>(domain::FactField::kMeasures);

domain::IncidentAmended DecodeAmended(const stored::v1::IncidentAmended& stored) {
  domain::IncidentAmended body;
  for (const std::uint32_t number : stored.fields()) {
    if (number >= 1 && number <= kFactFieldLast) {
      body.fields.Insert(static_cast<domain::FactField>(number));
    }
  }
  body.facts = Decode(stored.facts());
  body.reason = stored.reason();
  return body;
}

domain::IncidentReported DecodeReported(const stored::v1::IncidentReported& stored) {
  return {.facts = Decode(stored.facts()),
          .reported = Decode(stored.reported()),
          .number = stored.number(),
          .contact = {},
          .source = stored.source()};
}

std::optional<domain::EventBody> DecodeBody(const stored::v1::EventContent& content) {
  using stored::v1::EventContent;
  switch (content.body_case()) {
    case EventContent::kIncidentReported:
      return DecodeReported(content.incident_reported());
    case EventContent::kSeverityAssessed:
      return domain::SeverityAssessed{
          .assessment = Decode(content.severity_assessed().assessment()),
          .aware = Decode(content.severity_assessed().aware()),
          .aware_reason = content.severity_assessed().aware_reason()};
    case EventContent::kNotificationDecided:
      return domain::NotificationDecided{Decode(content.notification_decided().notification())};
    case EventContent::kIncidentClosed:
      return domain::IncidentClosed{content.incident_closed().reason()};
    case EventContent::kIncidentReopened:
      return domain::IncidentReopened{content.incident_reopened().reason()};
    case EventContent::kIncidentDismissed:
      return domain::IncidentDismissed{
          .dismissal =
              DecodeEnum(content.incident_dismissed().dismissal(), domain::Dismissal::kNotABreach),
          .reason = content.incident_dismissed().reason()};
    case EventContent::kIncidentAmended:
      return DecodeAmended(content.incident_amended());
    case EventContent::kCommentAdded:
      return domain::CommentAdded{content.comment_added().text()};
    case EventContent::kOrganisationCreated:
      return domain::OrganisationCreated{.name = content.organisation_created().name(),
                                         .host = content.organisation_created().host()};
    case EventContent::BODY_NOT_SET:
      break;
  }
  return std::nullopt;
}

}  // namespace

EventBytes Encode(const domain::Event& event, std::string_view log_id) {
  EventBytes bytes;
  stored::v1::EventContent content;
  content.set_recorded_at_ms(event.recorded_at_ms);
  content.set_role(static_cast<std::uint32_t>(event.actor.role));
  content.set_actor_id(event.actor.id);
  std::visit(BodyEncoder{.log_id = log_id, .content = content}, event.body);
  content.SerializeToString(&bytes.content);

  stored::v1::EventIdentity identity;
  identity.set_account(event.actor.account);
  if (const std::string* contact = ContactOf(event.body)) {
    identity.set_contact(*contact);
  }
  identity.SerializeToString(&bytes.identity);
  return bytes;
}

storage::Result<DecodedEvent> Decode(std::string_view identity, std::string_view content) {
  const storage::Status damaged(storage::Code::kCorruption, "an entry does not hold an event");
  stored::v1::EventContent stored;
  stored::v1::EventIdentity who;
  if (!stored.ParseFromArray(content.data(), static_cast<int>(content.size())) ||
      !who.ParseFromArray(identity.data(), static_cast<int>(identity.size()))) {
    return damaged;
  }
  std::optional<domain::EventBody> body = DecodeBody(stored);
  if (!body) {
    return damaged;
  }
  DecodedEvent decoded;
  decoded.event.actor = {.role = DecodeEnum(stored.role(), domain::Role::kReporter),
                         .id = stored.actor_id(),
                         .account = who.account()};
  decoded.event.recorded_at_ms = stored.recorded_at_ms();
  decoded.event.body = *std::move(body);
  if (auto* reported = std::get_if<domain::IncidentReported>(&decoded.event.body)) {
    reported->contact = who.contact();
    decoded.log_id = stored.incident_reported().log_id();
  } else if (stored.has_organisation_created()) {
    decoded.log_id = stored.organisation_created().log_id();
  }
  return decoded;
}

void Encode(const domain::Instant& instant, stored::v1::Instant* out) {
  out->set_precision(static_cast<std::uint32_t>(instant.precision));
  out->set_start_ms(instant.start_ms);
  out->set_offset_minutes(instant.offset_minutes);
  out->set_zone(instant.zone);
}

void Encode(const domain::Count& count, stored::v1::Count* out) {
  if (count.min) {
    out->set_min(*count.min);
  }
  if (count.max) {
    out->set_max(*count.max);
  }
}

void Encode(const domain::Facts& facts, stored::v1::Facts* out) {
  EncodeSet(facts.situations, out->mutable_situations());
  EncodeSet(facts.natures, out->mutable_natures());
  EncodeSet(facts.kinds, out->mutable_kinds());
  EncodeSet(facts.causes, out->mutable_causes());
  EncodeSet(facts.data, out->mutable_data());
  EncodeSet(facts.persons, out->mutable_persons());
  EncodeKnown(facts.person_count, [&] { return out->mutable_person_count(); });
  EncodeKnown(facts.record_count, [&] { return out->mutable_record_count(); });
  out->set_working_from_home(static_cast<std::uint32_t>(facts.working_from_home));
  EncodeKnown(facts.occurred_from, [&] { return out->mutable_occurred_from(); });
  EncodeKnown(facts.occurred_to, [&] { return out->mutable_occurred_to(); });
  EncodeKnown(facts.discovered, [&] { return out->mutable_discovered(); });
  out->set_summary(facts.summary);
  out->set_consequences(facts.consequences);
  out->set_measures(facts.measures);
}

void Encode(const domain::Assessment& assessment, stored::v1::Assessment* out) {
  out->set_breach(static_cast<std::uint32_t>(assessment.breach));
  out->set_risk(static_cast<std::uint32_t>(assessment.risk));
  out->set_explanation(assessment.explanation);
}

void Encode(const domain::Notification& notification, stored::v1::Notification* out) {
  out->set_authority(notification.authority);
  out->set_persons(static_cast<std::uint32_t>(notification.persons));
  out->set_reasons(notification.reasons);
  EncodeKnown(notification.notified, [&] { return out->mutable_notified(); });
  out->set_authority_reference(notification.authority_reference);
}

domain::Instant Decode(const stored::v1::Instant& stored) {
  if (stored.precision() == 0 ||
      stored.precision() > static_cast<std::uint32_t>(domain::Precision::kMinute)) {
    return {};
  }
  return {.precision = static_cast<domain::Precision>(stored.precision()),
          .start_ms = stored.start_ms(),
          .offset_minutes = stored.offset_minutes(),
          .zone = stored.zone()};
}

domain::Count Decode(const stored::v1::Count& stored) {
  domain::Count count;
  if (stored.has_min()) {
    count.min = stored.min();
  }
  if (stored.has_max()) {
    count.max = stored.max();
  }
  return count;
}

domain::Facts Decode(const stored::v1::Facts& stored) {
  domain::Facts facts;
  facts.situations = DecodeSet<domain::Situation>(stored.situations());
  facts.natures = DecodeSet<domain::Nature>(stored.natures());
  facts.kinds = DecodeSet<domain::Kind>(stored.kinds());
  facts.causes = DecodeSet<domain::Cause>(stored.causes());
  facts.data = DecodeSet<domain::DataCategory>(stored.data());
  facts.persons = DecodeSet<domain::PersonGroup>(stored.persons());
  facts.person_count = Decode(stored.person_count());
  facts.record_count = Decode(stored.record_count());
  facts.working_from_home = DecodeEnum(stored.working_from_home(), domain::Answer::kUnknown);
  facts.occurred_from = Decode(stored.occurred_from());
  facts.occurred_to = Decode(stored.occurred_to());
  facts.discovered = Decode(stored.discovered());
  facts.summary = stored.summary();
  facts.consequences = stored.consequences();
  facts.measures = stored.measures();
  return facts;
}

domain::Assessment Decode(const stored::v1::Assessment& stored) {
  return {.breach = DecodeEnum(stored.breach(), domain::Breach::kUndetermined),
          .risk = DecodeEnum(stored.risk(), domain::Risk::kUndetermined),
          .explanation = stored.explanation()};
}

domain::Notification Decode(const stored::v1::Notification& stored) {
  return {.authority = stored.authority(),
          .persons = DecodeEnum(stored.persons(), domain::PersonsInformed::kUndetermined),
          .reasons = stored.reasons(),
          .notified = Decode(stored.notified()),
          .authority_reference = stored.authority_reference()};
}

}  // namespace datalek::ledger

#include "services/registry/decider.h"

#include "services/domain/deadline.h"
#include "services/domain/decide.h"
#include "services/ledger/keyspace.h"
#include "services/vault/pseudonym.h"
#include "services/vault/random.h"
#include "services/views/organisations.h"
#include "services/views/projection.h"
#include "services/views/record.h"

#include <datalek/stored/v1/entry.pb.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <variant>

namespace datalek::registry {
namespace {

storage::Status Damaged(const char* what) { return {storage::Code::kCorruption, what}; }

Receipt ReceiptOf(const views::Record& record, bool recorded) {
  return {.incident = record.id,
          .number = record.incident.number,
          .sequence = recorded ? record.sequences.back() : 0,
          .recorded_at_ms = record.incident.changed_at_ms,
          .notify_by_ms = domain::NotifyByMs(record.incident),
          .event_count = record.incident.event_count,
          .replayed = false};
}

ledger::CaseNumber NextNumber(const ledger::Head& head, int year) {
  return year > head.year ? ledger::CaseNumber{.year = year, .count = 1}
                          : ledger::CaseNumber{.year = head.year, .count = head.last_number + 1};
}

}  // namespace

Decider::Decider(storage::Engine& engine, vault::Vault& vault, const Clock& clock)
    : engine_(engine), vault_(vault), clock_(clock), draft_(engine) {}

storage::Status Decider::Load() {
  loaded_ = false;
  const storage::Result<std::vector<std::string>> slugs = views::AllOrganisations(engine_);
  if (!slugs.ok()) {
    return slugs.status();
  }
  organisations_ = {slugs.value().begin(), slugs.value().end()};
  loaded_ = true;
  return {};
}

bool Decider::Full() const {
  const storage::Capacity capacity = engine_.capacity();
  // The heads are added by Take(): one change and one requirement for each organisation in the
  // draft.
  return draft_.changes() + ledgers_.size() + kChangesPerCommandMax >= capacity.changes ||
         ledgers_.size() >= capacity.requirements || draft_.bytes() > capacity.bytes / 2;
}

storage::Batch Decider::Take() {
  touched_.clear();
  std::vector<std::pair<std::string, std::optional<std::string>>> requirements;
  for (auto& [organisation, ledger] : ledgers_) {
    if (ledger.changed) {
      ledger::WriteHead(draft_, organisation, ledger.head);
      requirements.emplace_back(ledger::HeadKey(organisation), std::move(ledger.bytes_before));
      touched_.push_back(organisation);
    }
  }
  ledgers_.clear();
  draft_.Keep();
  storage::Batch batch = draft_.Take();
  for (auto& [key, bytes] : requirements) {
    if (bytes) {
      batch.RequireEquals(std::move(key), *std::move(bytes));
    } else {
      batch.RequireAbsent(std::move(key));
    }
  }
  return batch;
}

Outcome Decider::Decide(const Prepared& prepared) {
  if (!loaded_) {
    if (storage::Status status = Load(); !status.ok()) {
      return status;
    }
  }
  if (std::optional<Outcome> first = Replay(prepared)) {
    return *std::move(first);
  }
  if (const auto* create = std::get_if<CreateOrganisation>(&prepared.submission.wish)) {
    return Create(prepared, *create);
  }
  const auto& command = std::get<domain::Command>(prepared.submission.wish);
  if (!organisations_.contains(prepared.submission.requester.organisation)) {
    return domain::Refusal{.field = {}, .reason = domain::Reason::kNoSuchOrganisation};
  }
  Outcome outcome = DecideIncident(prepared, command);
  if (std::holds_alternative<Receipt>(outcome) && !prepared.submission.validate_only) {
    draft_.Keep();
  } else {
    draft_.Abandon();
  }
  return outcome;
}

Outcome Decider::DecideIncident(const Prepared& prepared, const domain::Command& command) {
  return domain::BeginsIncident(command) ? Begin(prepared, command) : Continue(prepared, command);
}

std::int64_t Decider::NowMs() {
  last_ms_ = std::max(last_ms_, clock_.NowMs());
  return last_ms_;
}

domain::Occasion Decider::OccasionOf(const Prepared& prepared, std::int64_t now_ms) const {
  const Requester& requester = prepared.submission.requester;
  return {.actor = {.role = requester.role, .id = prepared.actor_id, .account = requester.account},
          .now_ms = now_ms,
          .now = domain::AtMinute(now_ms, clock_.OffsetMinutes(now_ms), clock_.Zone()),
          .number = {}};
}

storage::Result<Decider::Ledger*> Decider::LedgerOf(const std::string& organisation) {
  if (const auto found = ledgers_.find(organisation); found != ledgers_.end()) {
    return &found->second;
  }
  storage::Result<std::optional<std::string>> bytes = draft_.Get(ledger::HeadKey(organisation));
  if (!bytes.ok()) {
    return bytes.status();
  }
  const storage::Result<ledger::Head> head = ledger::ReadHead(draft_, organisation);
  if (!head.ok()) {
    return head.status();
  }
  Ledger& ledger = ledgers_[organisation];
  ledger.head = head.value();
  ledger.bytes_before = std::move(bytes).value();
  return &ledger;
}

Outcome Decider::Begin(const Prepared& prepared, const domain::Command& command) {
  const Submission& submission = prepared.submission;
  const std::string& organisation = submission.requester.organisation;
  const storage::Result<Ledger*> ledger = LedgerOf(organisation);
  if (!ledger.ok()) {
    return ledger.status();
  }
  domain::Occasion occasion = OccasionOf(prepared, NowMs());
  ledger::Head head = ledger.value()->head;
  const ledger::CaseNumber number = NextNumber(head, domain::DateOf(occasion.now).year);
  occasion.number = ledger::ToText(number);
  domain::Decision decision = domain::Begin(command, occasion);
  if (auto* refusal = std::get_if<domain::Refusal>(&decision)) {
    return std::move(*refusal);
  }
  if (submission.validate_only) {
    return Receipt{};
  }
  const storage::Result<vault::SharedKeys> keys = vault_.Allocate(organisation);
  if (!keys.ok()) {
    return keys.status();
  }
  const std::string log_id = vault::RandomBytes(ledger::kLogIdBytes);
  const auto& events = std::get<std::vector<domain::Event>>(decision);
  views::Record record;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    ledger::Append(
        draft_, head,
        {.organisation = organisation, .keys = *keys.value(), .log_id = log_id, .event = i},
        events[i]);
    if (i == 0) {
      record = views::BeginRecord(keys.value()->incident, log_id, head.sequence, events[i]);
    } else {
      views::ApplyToRecord(record, head.sequence, events[i]);
    }
  }
  if (storage::Status status = views::Project(draft_, organisation, *keys.value(), nullptr, record);
      !status.ok()) {
    return status;
  }
  const Receipt receipt = ReceiptOf(record, true);
  Remember(prepared, *keys.value(), receipt);
  head.year = number.year;
  head.last_number = number.count;
  ledger.value()->head = head;
  ledger.value()->changed = true;
  return receipt;
}

Outcome Decider::Continue(const Prepared& prepared, const domain::Command& command) {
  const Submission& submission = prepared.submission;
  const std::string& organisation = submission.requester.organisation;
  const domain::Refusal unknown{.field = "incident", .reason = domain::Reason::kNoSuchIncident};
  if (!submission.incident || *submission.incident == domain::kOrganisationItself) {
    return unknown;
  }
  const storage::Result<vault::SharedKeys> keys = vault_.Find(organisation, *submission.incident);
  if (!keys.ok()) {
    return keys.status().code() == storage::Code::kNotFound ? Outcome(unknown) : keys.status();
  }
  const storage::Result<views::Record> before =
      views::ReadRecord(draft_, organisation, *keys.value());
  if (!before.ok()) {  // Keys without a record were made ahead: the id was guessed, or never used.
    return before.status().code() == storage::Code::kNotFound ? Outcome(unknown) : before.status();
  }
  if (submission.event_count && *submission.event_count != before.value().incident.event_count) {
    return domain::Refusal{.field = "etag", .reason = domain::Reason::kStale};
  }
  const storage::Result<Ledger*> ledger = LedgerOf(organisation);
  if (!ledger.ok()) {
    return ledger.status();
  }
  domain::Decision decision =
      domain::Continue(before.value().incident, command, OccasionOf(prepared, NowMs()));
  if (auto* refusal = std::get_if<domain::Refusal>(&decision)) {
    return std::move(*refusal);
  }
  if (submission.validate_only) {
    return ReceiptOf(before.value(), false);
  }
  ledger::Head head = ledger.value()->head;
  views::Record after = before.value();
  for (const domain::Event& event : std::get<std::vector<domain::Event>>(decision)) {
    ledger::Append(draft_, head,
                   {.organisation = organisation,
                    .keys = *keys.value(),
                    .log_id = after.log_id,
                    .event = after.incident.event_count},
                   event);
    views::ApplyToRecord(after, head.sequence, event);
  }
  if (storage::Status status =
          views::Project(draft_, organisation, *keys.value(), &before.value(), after);
      !status.ok()) {
    return status;
  }
  const Receipt receipt = ReceiptOf(after, true);
  Remember(prepared, *keys.value(), receipt);
  ledger.value()->head = head;
  ledger.value()->changed = true;
  return receipt;
}

Outcome Decider::Create(const Prepared& prepared, const CreateOrganisation& create) {
  if (organisations_.contains(create.slug)) {
    return domain::Refusal{.field = "organisation.slug",
                           .reason = domain::Reason::kOrganisationExists};
  }
  if (prepared.submission.validate_only) {
    return Receipt{};
  }
  if (storage::Status status = vault_.AddOrganisation(create.slug); !status.ok()) {
    return status;
  }
  const storage::Result<vault::SharedKeys> keys =
      vault_.Find(create.slug, domain::kOrganisationItself);
  const storage::Result<vault::SharedKeys> own =
      vault_.Find(prepared.submission.requester.organisation, domain::kOrganisationItself);
  const storage::Result<Ledger*> ledger = LedgerOf(create.slug);
  if (!keys.ok() || !own.ok() || !ledger.ok()) {
    return !keys.ok() ? keys.status() : !own.ok() ? own.status() : ledger.status();
  }
  const domain::Occasion occasion = OccasionOf(prepared, NowMs());
  const domain::Event event{
      .actor = occasion.actor,
      .recorded_at_ms = occasion.now_ms,
      .body = domain::OrganisationCreated{.name = create.name, .host = create.host}};
  ledger::Append(draft_, ledger.value()->head,
                 {.organisation = create.slug,
                  .keys = *keys.value(),
                  .log_id = vault::RandomBytes(ledger::kLogIdBytes),
                  .event = 0},
                 event);
  ledger.value()->changed = true;
  views::WriteOrganisation(draft_, {.slug = create.slug,
                                    .name = create.name,
                                    .host = create.host,
                                    .created_at_ms = occasion.now_ms});
  const Receipt receipt{.incident = domain::kOrganisationItself,
                        .number = {},
                        .sequence = ledger.value()->head.sequence,
                        .recorded_at_ms = occasion.now_ms,
                        .notify_by_ms = 0,
                        .event_count = 1,
                        .replayed = false};
  Remember(prepared, *own.value(), receipt);
  draft_.Keep();
  organisations_.insert(create.slug);
  return receipt;
}

std::optional<Outcome> Decider::Replay(const Prepared& prepared) {
  const Submission& submission = prepared.submission;
  const std::string& organisation = submission.requester.organisation;
  const storage::Result<std::optional<std::string>> bytes =
      draft_.Get(ledger::AnswerKey(organisation, prepared.actor_id, submission.request_id));
  if (!bytes.ok()) {
    return bytes.status();
  }
  if (!bytes.value()) {
    return std::nullopt;
  }
  stored::v1::Answer stored;
  const bool parsed = stored.ParseFromString(*bytes.value());
  const std::optional<domain::IncidentId> incident = domain::IdFromBytes(stored.incident());
  if (!parsed || !incident) {
    return Damaged("a first answer is damaged");
  }
  const storage::Result<vault::SharedKeys> keys = vault_.Find(organisation, *incident);
  if (!keys.ok() || !keys.value()->content) {
    return domain::Refusal{.field = "request_id", .reason = domain::Reason::kNoSuchIncident};
  }
  if (vault::Fingerprint(*keys.value()->content, submission.request_bytes) !=
      stored.fingerprint()) {
    return domain::Refusal{.field = "request_id", .reason = domain::Reason::kRequestIdReused};
  }
  return Receipt{.incident = *incident,
                 .number = stored.number(),
                 .sequence = stored.sequence(),
                 .recorded_at_ms = stored.recorded_at_ms(),
                 .notify_by_ms = stored.notify_by_ms(),
                 .event_count = stored.event_count(),
                 .replayed = true};
}

void Decider::Remember(const Prepared& prepared, const vault::IncidentKeys& keys,
                       const Receipt& receipt) {
  assert(keys.content);
  stored::v1::Answer stored;
  stored.set_incident(receipt.incident.bytes.data(), domain::IncidentId::kBytes);
  stored.set_fingerprint(vault::Fingerprint(*keys.content, prepared.submission.request_bytes));
  stored.set_number(receipt.number);
  stored.set_sequence(receipt.sequence);
  stored.set_recorded_at_ms(receipt.recorded_at_ms);
  stored.set_notify_by_ms(receipt.notify_by_ms);
  stored.set_event_count(receipt.event_count);
  draft_.Put(ledger::AnswerKey(prepared.submission.requester.organisation, prepared.actor_id,
                               prepared.submission.request_id),
             stored.SerializeAsString());
}

}  // namespace datalek::registry

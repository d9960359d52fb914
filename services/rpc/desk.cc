#include "services/rpc/desk.h"

#include "services/rpc/failure.h"
#include "services/views/lists.h"
#include "services/wire/etag.h"
#include "services/wire/to_api.h"

#include <utility>

namespace datalek::rpc {
namespace {

void Fill(const registry::Receipt& receipt, v1::Receipt* api) {
  wire::Fill(wire::ReceiptParts{.incident = receipt.incident,
                                .number = receipt.number,
                                .sequence = receipt.sequence,
                                .recorded_at_ms = receipt.recorded_at_ms,
                                .notify_by_ms = receipt.notify_by_ms,
                                .event_count = receipt.event_count,
                                .replayed = receipt.replayed},
             api);
}

}  // namespace

storage::Result<domain::IncidentId> Resolve(const storage::Engine& engine,
                                            std::string_view organisation,
                                            std::string_view incident) {
  if (const std::optional<domain::IncidentId> id = domain::IdFromHex(incident)) {
    return *id;
  }
  return views::FindNumber(engine, organisation, incident);
}

void Carry(Desk& desk, grpc::CallbackServerContext* context, Incoming incoming,
           v1::Receipt* receipt, grpc::ServerUnaryReactor* reactor) {
  const Language language = LanguageOf(*context);
  auto admitted = desk.gate.Admit(*context, incoming.method);
  if (auto* status = std::get_if<grpc::Status>(&admitted)) {
    reactor->Finish(std::move(*status));
    return;
  }
  if (const auto* refusal = std::get_if<domain::Refusal>(&incoming.command)) {
    reactor->Finish(Failure(*refusal, language));
    return;
  }
  auto& caller = std::get<access::Caller>(admitted);
  registry::Submission submission;
  if (incoming.incident) {
    const auto id = Resolve(desk.engine, caller.organisation, *incoming.incident);
    if (!id.ok()) {
      reactor->Finish(Failure(id.status(), language));
      return;
    }
    submission.incident = id.value();
  }
  if (!incoming.etag.empty()) {
    // No incident has had 0 events: what is no etag of ours is that of no incident.
    submission.event_count = wire::EventCountOf(incoming.etag).value_or(0);
  }
  submission.requester = {.organisation = std::move(caller.organisation),
                          .role = caller.role,
                          .account = std::move(caller.account)};
  submission.request_id = std::move(incoming.request_id);
  // With the method: closing and reopening for the same reason are the same bytes.
  submission.request_bytes = std::string(incoming.method) + '\n' + incoming.request_bytes;
  submission.validate_only = incoming.validate_only;
  submission.deadline = DeadlineOf(*context);
  submission.wish = std::get<domain::Command>(std::move(incoming.command));
  desk.recorder.Submit(std::move(submission),
                       [receipt, reactor, language](const registry::Outcome& outcome) {
                         const auto* done = std::get_if<registry::Receipt>(&outcome);
                         // A report that was only checked has no id and no moment to speak of.
                         if (done != nullptr && done->incident != domain::kOrganisationItself) {
                           Fill(*done, receipt);
                         }
                         reactor->Finish(Conclude(outcome, language));
                       });
}

}  // namespace datalek::rpc

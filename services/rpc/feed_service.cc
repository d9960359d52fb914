#include "services/rpc/feed_service.h"

#include "services/rpc/failure.h"

#include <utility>
#include <variant>

namespace datalek::rpc {
namespace {

constexpr int kTypesMax = 32;

// A stream that says no and nothing else.
class Refused final : public grpc::ServerWriteReactor<v1::WatchEventsResponse> {
 public:
  explicit Refused(grpc::Status status) { Finish(std::move(status)); }
  void OnDone() override { delete this; }  // NOLINT(cppcoreguidelines-owning-memory)
};

}  // namespace

grpc::ServerWriteReactor<v1::WatchEventsResponse>* FeedService::WatchEvents(
    grpc::CallbackServerContext* context, const v1::WatchEventsRequest* request) {
  auto admitted = desk_.gate.Admit(*context, "/datalek.v1.FeedService/WatchEvents");
  if (auto* status = std::get_if<grpc::Status>(&admitted)) {
    return std::make_unique<Refused>(std::move(*status)).release();
  }
  const Language language = LanguageOf(*context);
  if (request->types_size() > kTypesMax) {
    return std::make_unique<Refused>(Failure(domain::Refusal{.field = "types",
                                                             .reason = domain::Reason::kTooLong,
                                                             .limit = kTypesMax},
                                             language))
        .release();
  }
  return hub_.Follow({.organisation = std::get<access::Caller>(admitted).organisation,
                      .after_sequence = request->after_sequence(),
                      .types = {request->types().begin(), request->types().end()},
                      .history_only = request->history_only(),
                      .language = language});
}

}  // namespace datalek::rpc

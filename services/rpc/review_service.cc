#include "services/rpc/review_service.h"

#include "services/ledger/keyspace.h"
#include "services/rpc/failure.h"
#include "services/rpc/filter.h"
#include "services/rpc/page.h"
#include "services/rpc/present.h"
#include "services/views/lists.h"
#include "services/views/record.h"
#include "services/views/timeline.h"
#include "services/wire/to_domain.h"

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/util/field_mask_util.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::rpc {
namespace {

constexpr std::string_view kTimelinePath = "timeline";

// A command on an existing incident, in the shape all of them share.
template <typename Request, typename Response>
grpc::ServerUnaryReactor* CarryOn(Desk& desk, grpc::CallbackServerContext* context,
                                  const Request& request, Response* response,
                                  std::string_view method) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  Carry(desk, context,
        {.method = method,
         .request_id = request.request_id(),
         .request_bytes = request.SerializeAsString(),
         .incident = request.incident(),
         .etag = request.etag(),
         .validate_only = request.validate_only(),
         .command = wire::ToCommand(request)},
        response->mutable_receipt(), reactor);
  return reactor;
}

grpc::Status Refuse(std::string field, domain::Reason reason, Language language) {
  return Failure(domain::Refusal{.field = std::move(field), .reason = reason}, language);
}

struct ReadMask {
  bool everything = true;
  google::protobuf::FieldMask fields;  // Of Incident, unless everything.
  bool timeline = true;
};

std::optional<ReadMask> ReadMaskOf(const google::protobuf::FieldMask& asked) {
  ReadMask mask;
  if (asked.paths_size() == 0 || (asked.paths_size() == 1 && asked.paths(0) == "*")) {
    return mask;
  }
  mask.everything = false;
  mask.timeline = false;
  for (const std::string& path : asked.paths()) {
    if (path == kTimelinePath) {
      mask.timeline = true;
    } else if (!path.empty() &&
               google::protobuf::util::FieldMaskUtil::IsValidPath<v1::Incident>(path)) {
      mask.fields.add_paths(path);
    } else {
      return std::nullopt;
    }
  }
  return mask;
}

// Leaves the named fields; without any, no incident at all.
void Trim(const google::protobuf::FieldMask& fields, v1::GetIncidentResponse* response) {
  if (fields.paths().empty()) {
    response->clear_incident();
  } else {
    google::protobuf::util::FieldMaskUtil::TrimMessage(fields, response->mutable_incident());
  }
}

}  // namespace

grpc::Status ReviewService::ListIncidents(grpc::ServerContext* context,
                                          const v1::ListIncidentsRequest* request,
                                          v1::ListIncidentsResponse* response) {
  const Language language = LanguageOf(*context);
  const auto admitted = desk_.gate.Admit(*context, "/datalek.v1.ReviewService/ListIncidents");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const std::string& organisation = std::get<access::Caller>(admitted).organisation;
  if (!v1::IncidentOrder_IsValid(request->order())) {
    return Refuse("order", domain::Reason::kNotAnOption, language);
  }
  const bool whole_register = request->order() == v1::INCIDENT_ORDER_REGISTER;
  const std::optional<std::size_t> size = PageSize(request->page_size(), views::kPageRowsMax);
  if (!size) {
    return Refuse("page_size", domain::Reason::kMalformed, language);
  }
  auto keep = ParseFilter(request->filter());
  if (!keep) {
    return Refuse("filter", domain::Reason::kMalformed, language);
  }
  const std::string prefix =
      whole_register ? ledger::RegisterPrefix(organisation) : ledger::QueuePrefix(organisation);
  const std::string question = prefix + request->filter();
  const std::optional<std::string> from = NextOf(request->page_token(), question);
  if (!from) {
    return Refuse("page_token", domain::Reason::kMalformed, language);
  }
  const auto page = views::ReadPage(
      desk_.engine, desk_.vault, organisation,
      {.prefix = prefix, .from = *from, .rows_max = *size, .keep = *std::move(keep)});
  if (!page.ok()) {
    return page.status().code() == storage::Code::kInvalidArgument
               ? Refuse("page_token", domain::Reason::kMalformed, language)
               : Failure(page.status(), language);
  }
  for (const views::Row& row : page.value().rows) {
    Present(row, response->add_incidents());
  }
  response->set_next_page_token(PageToken(question, page.value().next));
  return grpc::Status::OK;
}

grpc::Status ReviewService::GetIncident(grpc::ServerContext* context,
                                        const v1::GetIncidentRequest* request,
                                        v1::GetIncidentResponse* response) {
  const Language language = LanguageOf(*context);
  const auto admitted = desk_.gate.Admit(*context, "/datalek.v1.ReviewService/GetIncident");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const auto& caller = std::get<access::Caller>(admitted);
  const std::optional<ReadMask> mask = ReadMaskOf(request->read_mask());
  if (!mask) {
    return Refuse("read_mask", domain::Reason::kNotAnOption, language);
  }
  const auto id = Resolve(desk_.engine, caller.organisation, request->incident());
  if (!id.ok()) {
    return Failure(id.status(), language);
  }
  const auto keys = desk_.vault.Find(caller.organisation, id.value());
  if (!keys.ok()) {
    return Failure(keys.status(), language);
  }
  const auto record =
      views::ReadRecord(ledger::Draft(desk_.engine), caller.organisation, *keys.value());
  if (!record.ok()) {
    return Failure(record.status(), language);
  }
  Present(record.value(), caller.sees_reporter, response->mutable_incident());
  if (!mask->everything) {
    Trim(mask->fields, response);
  }
  if (!mask->timeline) {
    return grpc::Status::OK;
  }
  const auto timeline =
      views::ReadTimeline(desk_.engine, caller.organisation, *keys.value(), record.value());
  if (!timeline.ok()) {
    return Failure(timeline.status(), language);
  }
  for (const ledger::Entry& entry : timeline.value()) {
    Present(entry, caller.sees_reporter, response->add_timeline());
  }
  return grpc::Status::OK;
}

grpc::ServerUnaryReactor* ReviewService::AssessIncident(grpc::CallbackServerContext* context,
                                                        const v1::AssessIncidentRequest* request,
                                                        v1::AssessIncidentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/AssessIncident");
}

grpc::ServerUnaryReactor* ReviewService::DecideNotification(
    grpc::CallbackServerContext* context, const v1::DecideNotificationRequest* request,
    v1::DecideNotificationResponse* response) {
  return CarryOn(desk_, context, *request, response,
                 "/datalek.v1.ReviewService/DecideNotification");
}

grpc::ServerUnaryReactor* ReviewService::CloseIncident(grpc::CallbackServerContext* context,
                                                       const v1::CloseIncidentRequest* request,
                                                       v1::CloseIncidentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/CloseIncident");
}

grpc::ServerUnaryReactor* ReviewService::ReopenIncident(grpc::CallbackServerContext* context,
                                                        const v1::ReopenIncidentRequest* request,
                                                        v1::ReopenIncidentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/ReopenIncident");
}

grpc::ServerUnaryReactor* ReviewService::DismissIncident(grpc::CallbackServerContext* context,
                                                         const v1::DismissIncidentRequest* request,
                                                         v1::DismissIncidentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/DismissIncident");
}

grpc::ServerUnaryReactor* ReviewService::AmendIncident(grpc::CallbackServerContext* context,
                                                       const v1::AmendIncidentRequest* request,
                                                       v1::AmendIncidentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/AmendIncident");
}

grpc::ServerUnaryReactor* ReviewService::AddComment(grpc::CallbackServerContext* context,
                                                    const v1::AddCommentRequest* request,
                                                    v1::AddCommentResponse* response) {
  return CarryOn(desk_, context, *request, response, "/datalek.v1.ReviewService/AddComment");
}

grpc::ServerUnaryReactor* ReviewService::ImportIncident(grpc::CallbackServerContext* context,
                                                        const v1::ImportIncidentRequest* request,
                                                        v1::ImportIncidentResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  Carry(desk_, context,
        {.method = "/datalek.v1.ReviewService/ImportIncident",
         .request_id = request->request_id(),
         .request_bytes = request->SerializeAsString(),
         .incident = {},
         .etag = {},
         .validate_only = request->validate_only(),
         .command = wire::ToCommand(*request)},
        response->mutable_receipt(), reactor);
  return reactor;
}

}  // namespace datalek::rpc

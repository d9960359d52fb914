#include "services/rpc/reporting_service.h"

#include "services/ledger/keyspace.h"
#include "services/rpc/failure.h"
#include "services/rpc/page.h"
#include "services/rpc/present.h"
#include "services/vault/pseudonym.h"
#include "services/views/lists.h"
#include "services/wire/to_domain.h"

#include <optional>
#include <string>
#include <variant>

namespace datalek::rpc {

grpc::ServerUnaryReactor* ReportingService::SubmitReport(grpc::CallbackServerContext* context,
                                                         const v1::SubmitReportRequest* request,
                                                         v1::SubmitReportResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  Carry(desk_, context,
        {.method = "/datalek.v1.ReportingService/SubmitReport",
         .request_id = request->request_id(),
         .request_bytes = request->SerializeAsString(),
         .incident = {},
         .etag = {},
         .validate_only = request->validate_only(),
         .command = wire::ToCommand(*request)},
        response->mutable_receipt(), reactor);
  return reactor;
}

grpc::Status ReportingService::ListMyReports(grpc::ServerContext* context,
                                             const v1::ListMyReportsRequest* request,
                                             v1::ListMyReportsResponse* response) {
  const Language language = LanguageOf(*context);
  const auto malformed = [&](const char* field) {
    return Failure(domain::Refusal{.field = field, .reason = domain::Reason::kMalformed}, language);
  };
  const auto admitted = desk_.gate.Admit(*context, "/datalek.v1.ReportingService/ListMyReports");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const auto& caller = std::get<access::Caller>(admitted);
  const auto own_keys = desk_.vault.Find(caller.organisation, domain::kOrganisationItself);
  if (!own_keys.ok()) {
    return own_keys.status().code() == storage::Code::kNotFound
               ? Failure(
                     domain::Refusal{.field = {}, .reason = domain::Reason::kNoSuchOrganisation},
                     language)
               : Failure(own_keys.status(), language);
  }
  const std::string prefix = ledger::ReporterPrefix(
      caller.organisation, vault::Pseudonym(*own_keys.value(), caller.account));
  const std::optional<std::size_t> size = PageSize(request->page_size(), views::kPageRowsMax);
  if (!size) {
    return malformed("page_size");
  }
  const std::optional<std::string> from = NextOf(request->page_token(), prefix);
  if (!from) {
    return malformed("page_token");
  }
  const auto page =
      views::ReadPage(desk_.engine, desk_.vault, caller.organisation,
                      {.prefix = prefix, .from = *from, .rows_max = *size, .keep = {}});
  if (!page.ok()) {
    return page.status().code() == storage::Code::kInvalidArgument
               ? malformed("page_token")
               : Failure(page.status(), language);
  }
  for (const views::Row& row : page.value().rows) {
    Present(row, response->add_reports());
  }
  response->set_next_page_token(PageToken(prefix, page.value().next));
  return grpc::Status::OK;
}

}  // namespace datalek::rpc

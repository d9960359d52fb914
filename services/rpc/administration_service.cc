#include "services/rpc/administration_service.h"

#include "services/domain/validate.h"
#include "services/rpc/failure.h"
#include "services/rpc/page.h"
#include "services/views/organisations.h"
#include "services/wire/timestamp.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::rpc {
namespace {

constexpr std::size_t kOrganisationsPerPageMax = 500;
constexpr std::string_view kCreateOrganisation =
    "/datalek.v1.AdministrationService/CreateOrganisation";

void Fill(const views::Organisation& organisation, v1::Organisation* api) {
  api->set_slug(organisation.slug);
  api->set_name(organisation.name);
  api->set_host(organisation.host);
  if (organisation.created_at_ms != 0) {  // 0: it was only checked.
    wire::Fill(organisation.created_at_ms, api->mutable_created_at());
  }
}

// True when the caller's organisation runs this register.
storage::Result<bool> OfTheHost(const Desk& desk, const access::Caller& caller) {
  const auto own = views::ReadOrganisation(ledger::Draft(desk.engine), caller.organisation);
  if (!own.ok()) {
    return own.status().code() == storage::Code::kNotFound ? storage::Result<bool>(false)
                                                           : own.status();
  }
  return own.value().host;
}

grpc::Status NoSuchOrganisation(Language language) {
  return Failure(domain::Refusal{.field = "slug", .reason = domain::Reason::kNoSuchOrganisation},
                 language);
}

}  // namespace

grpc::ServerUnaryReactor* AdministrationService::CreateOrganisation(
    grpc::CallbackServerContext* context, const v1::CreateOrganisationRequest* request,
    v1::CreateOrganisationResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const Language language = LanguageOf(*context);
  auto admitted = desk_.gate.Admit(*context, kCreateOrganisation);
  if (auto* status = std::get_if<grpc::Status>(&admitted)) {
    reactor->Finish(std::move(*status));
    return reactor;
  }
  auto& caller = std::get<access::Caller>(admitted);
  // One row that is in memory as long as the register is used; not worth leaving the reactor for.
  const auto host = OfTheHost(desk_, caller);
  if (!host.ok() || !host.value()) {
    reactor->Finish(host.ok() ? Forbidden(language) : Failure(host.status(), language));
    return reactor;
  }
  registry::Submission submission;
  submission.requester = {.organisation = std::move(caller.organisation),
                          .role = caller.role,
                          .account = std::move(caller.account)};
  submission.request_id = request->request_id();
  submission.request_bytes = std::string(kCreateOrganisation) + '\n' + request->SerializeAsString();
  submission.validate_only = request->validate_only();
  submission.deadline = DeadlineOf(*context);
  submission.wish = registry::CreateOrganisation{.slug = request->organisation().slug(),
                                                 .name = request->organisation().name(),
                                                 .host = false};
  views::Organisation organisation{.slug = request->organisation().slug(),
                                   .name = request->organisation().name(),
                                   .host = false,
                                   .created_at_ms = 0};
  desk_.recorder.Submit(std::move(submission),
                        [response, reactor, language, organisation = std::move(organisation)](
                            const registry::Outcome& outcome) mutable {
                          if (const auto* receipt = std::get_if<registry::Receipt>(&outcome)) {
                            organisation.created_at_ms = receipt->recorded_at_ms;
                            Fill(organisation, response->mutable_organisation());
                          }
                          reactor->Finish(Conclude(outcome, language));
                        });
  return reactor;
}

grpc::Status AdministrationService::GetOrganisation(grpc::ServerContext* context,
                                                    const v1::GetOrganisationRequest* request,
                                                    v1::GetOrganisationResponse* response) {
  const Language language = LanguageOf(*context);
  const auto admitted =
      desk_.gate.Admit(*context, "/datalek.v1.AdministrationService/GetOrganisation");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const auto& caller = std::get<access::Caller>(admitted);
  if (!domain::IsSlug(request->slug())) {
    return NoSuchOrganisation(language);
  }
  if (request->slug() != caller.organisation) {
    const auto host = OfTheHost(desk_, caller);
    if (!host.ok() || !host.value()) {
      return host.ok() ? NoSuchOrganisation(language) : Failure(host.status(), language);
    }
  }
  const auto organisation = views::ReadOrganisation(ledger::Draft(desk_.engine), request->slug());
  if (!organisation.ok()) {
    return organisation.status().code() == storage::Code::kNotFound
               ? NoSuchOrganisation(language)
               : Failure(organisation.status(), language);
  }
  Fill(organisation.value(), response->mutable_organisation());
  return grpc::Status::OK;
}

grpc::Status AdministrationService::ListOrganisations(grpc::ServerContext* context,
                                                      const v1::ListOrganisationsRequest* request,
                                                      v1::ListOrganisationsResponse* response) {
  const Language language = LanguageOf(*context);
  const auto admitted =
      desk_.gate.Admit(*context, "/datalek.v1.AdministrationService/ListOrganisations");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const auto& caller = std::get<access::Caller>(admitted);
  const auto malformed = [&](const char* field) {
    return Failure(domain::Refusal{.field = field, .reason = domain::Reason::kMalformed}, language);
  };
  const std::optional<std::size_t> size = PageSize(request->page_size(), kOrganisationsPerPageMax);
  const std::optional<std::string> after = NextOf(request->page_token(), "organisations");
  if (!size || !after) {
    return malformed(size ? "page_token" : "page_size");
  }
  const auto host = OfTheHost(desk_, caller);
  if (!host.ok()) {
    return Failure(host.status(), language);
  }
  if (!host.value()) {
    const auto own = views::ReadOrganisation(ledger::Draft(desk_.engine), caller.organisation);
    if (!own.ok()) {
      return own.status().code() == storage::Code::kNotFound ? NoSuchOrganisation(language)
                                                             : Failure(own.status(), language);
    }
    Fill(own.value(), response->add_organisations());
    return grpc::Status::OK;
  }
  const auto page = views::ListOrganisations(desk_.engine, *after, *size);
  if (!page.ok()) {
    return page.status().code() == storage::Code::kInvalidArgument
               ? malformed("page_token")
               : Failure(page.status(), language);
  }
  for (const views::Organisation& organisation : page.value()) {
    Fill(organisation, response->add_organisations());
  }
  if (page.value().size() == *size) {
    response->set_next_page_token(PageToken("organisations", page.value().back().slug));
  }
  return grpc::Status::OK;
}

}  // namespace datalek::rpc

// AdministrationService: the organisations in this register.
#pragma once

#include "services/rpc/desk.h"

#include <datalek/v1/administration.grpc.pb.h>
#include <datalek/v1/administration.pb.h>

namespace datalek::rpc {

class AdministrationService final
    : public v1::AdministrationService::WithCallbackMethod_CreateOrganisation<
          v1::AdministrationService::Service> {
 public:
  // `desk` must outlive the service.
  explicit AdministrationService(Desk& desk) : desk_(desk) {}

  grpc::ServerUnaryReactor* CreateOrganisation(grpc::CallbackServerContext* context,
                                               const v1::CreateOrganisationRequest* request,
                                               v1::CreateOrganisationResponse* response) override;
  grpc::Status GetOrganisation(grpc::ServerContext* context,
                               const v1::GetOrganisationRequest* request,
                               v1::GetOrganisationResponse* response) override;
  grpc::Status ListOrganisations(grpc::ServerContext* context,
                                 const v1::ListOrganisationsRequest* request,
                                 v1::ListOrganisationsResponse* response) override;

 private:
  Desk& desk_;
};

}  // namespace datalek::rpc

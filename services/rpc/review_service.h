// ReviewService: officers work the log; auditors read it.
#pragma once

#include "services/rpc/desk.h"

#include <datalek/v1/review.grpc.pb.h>
#include <datalek/v1/review.pb.h>

namespace datalek::rpc {

// Commands are callbacks, reads are synchronous; gRPC generates the mix.
using ReviewMethods = v1::ReviewService::WithCallbackMethod_AssessIncident<
    v1::ReviewService::WithCallbackMethod_DecideNotification<
        v1::ReviewService::WithCallbackMethod_CloseIncident<
            v1::ReviewService::WithCallbackMethod_ReopenIncident<
                v1::ReviewService::WithCallbackMethod_DismissIncident<
                    v1::ReviewService::WithCallbackMethod_AmendIncident<
                        v1::ReviewService::WithCallbackMethod_AddComment<
                            v1::ReviewService::WithCallbackMethod_ImportIncident<
                                v1::ReviewService::Service>>>>>>>>;

class ReviewService final : public ReviewMethods {
 public:
  // `desk` must outlive the service.
  explicit ReviewService(Desk& desk) : desk_(desk) {}

  grpc::Status ListIncidents(grpc::ServerContext* context, const v1::ListIncidentsRequest* request,
                             v1::ListIncidentsResponse* response) override;
  grpc::Status GetIncident(grpc::ServerContext* context, const v1::GetIncidentRequest* request,
                           v1::GetIncidentResponse* response) override;
  grpc::ServerUnaryReactor* AssessIncident(grpc::CallbackServerContext* context,
                                           const v1::AssessIncidentRequest* request,
                                           v1::AssessIncidentResponse* response) override;
  grpc::ServerUnaryReactor* DecideNotification(grpc::CallbackServerContext* context,
                                               const v1::DecideNotificationRequest* request,
                                               v1::DecideNotificationResponse* response) override;
  grpc::ServerUnaryReactor* CloseIncident(grpc::CallbackServerContext* context,
                                          const v1::CloseIncidentRequest* request,
                                          v1::CloseIncidentResponse* response) override;
  grpc::ServerUnaryReactor* ReopenIncident(grpc::CallbackServerContext* context,
                                           const v1::ReopenIncidentRequest* request,
                                           v1::ReopenIncidentResponse* response) override;
  grpc::ServerUnaryReactor* DismissIncident(grpc::CallbackServerContext* context,
                                            const v1::DismissIncidentRequest* request,
                                            v1::DismissIncidentResponse* response) override;
  grpc::ServerUnaryReactor* AmendIncident(grpc::CallbackServerContext* context,
                                          const v1::AmendIncidentRequest* request,
                                          v1::AmendIncidentResponse* response) override;
  grpc::ServerUnaryReactor* AddComment(grpc::CallbackServerContext* context,
                                       const v1::AddCommentRequest* request,
                                       v1::AddCommentResponse* response) override;
  grpc::ServerUnaryReactor* ImportIncident(grpc::CallbackServerContext* context,
                                           const v1::ImportIncidentRequest* request,
                                           v1::ImportIncidentResponse* response) override;

 private:
  Desk& desk_;
};

}  // namespace datalek::rpc

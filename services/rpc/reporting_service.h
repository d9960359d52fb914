// ReportingService: employees report, and see what became of their own reports.
#pragma once

#include "services/rpc/desk.h"

#include <datalek/v1/reporting.grpc.pb.h>
#include <datalek/v1/reporting.pb.h>

namespace datalek::rpc {

class ReportingService final
    : public v1::ReportingService::WithCallbackMethod_SubmitReport<v1::ReportingService::Service> {
 public:
  // `desk` must outlive the service.
  explicit ReportingService(Desk& desk) : desk_(desk) {}

  grpc::ServerUnaryReactor* SubmitReport(grpc::CallbackServerContext* context,
                                         const v1::SubmitReportRequest* request,
                                         v1::SubmitReportResponse* response) override;
  grpc::Status ListMyReports(grpc::ServerContext* context, const v1::ListMyReportsRequest* request,
                             v1::ListMyReportsResponse* response) override;

 private:
  Desk& desk_;
};

}  // namespace datalek::rpc

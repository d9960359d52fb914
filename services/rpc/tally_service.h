// TallyService: the answer for the council, from counters.
#pragma once

#include "services/rpc/desk.h"

#include <datalek/v1/tally.grpc.pb.h>
#include <datalek/v1/tally.pb.h>

namespace datalek::rpc {

class TallyService final : public v1::TallyService::Service {
 public:
  // `desk` must outlive the service.
  explicit TallyService(Desk& desk) : desk_(desk) {}

  grpc::Status GetTally(grpc::ServerContext* context, const v1::GetTallyRequest* request,
                        v1::GetTallyResponse* response) override;

 private:
  Desk& desk_;
};

}  // namespace datalek::rpc

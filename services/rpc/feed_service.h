// FeedService: systems follow the register.
#pragma once

#include "services/rpc/desk.h"
#include "services/rpc/feed_hub.h"

#include <datalek/v1/feed.grpc.pb.h>

namespace datalek::rpc {

class FeedService final
    : public v1::FeedService::WithCallbackMethod_WatchEvents<v1::FeedService::Service> {
 public:
  // Both must outlive the service.
  FeedService(Desk& desk, FeedHub& hub) : desk_(desk), hub_(hub) {}

  grpc::ServerWriteReactor<v1::WatchEventsResponse>* WatchEvents(
      grpc::CallbackServerContext* context, const v1::WatchEventsRequest* request) override;

 private:
  Desk& desk_;
  FeedHub& hub_;
};

}  // namespace datalek::rpc

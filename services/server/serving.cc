#include "services/server/serving.h"

#include "services/access/role_table.h"
#include "services/rpc/administration_service.h"
#include "services/rpc/desk.h"
#include "services/rpc/feed_hub.h"
#include "services/rpc/feed_service.h"
#include "services/rpc/reporting_service.h"
#include "services/rpc/review_service.h"
#include "services/rpc/tally_service.h"

#include <dlfcn.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::server {
namespace {

constexpr const char* kReflectionLibrary = "libgrpc++_reflection.so.1.51";
constexpr int kSyncQueues = 2;
constexpr int kSyncPollersMax = 8;

storage::Status Refused(std::string why) {
  return {storage::Code::kInvalidArgument, std::move(why)};
}

std::vector<std::string> MethodsOf(std::span<const std::string> services) {
  std::vector<std::string> methods;
  for (const std::string& name : services) {
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
    for (int i = 0; service != nullptr && i < service->method_count(); ++i) {
      methods.push_back("/" + name + "/" + service->method(i)->name());
    }
  }
  return methods;
}

// Every method that is served has a row in the role table, and every row a method.
storage::Status CheckRoleTable() {
  const std::vector<std::string> services{
      v1::ReportingService::service_full_name(), v1::ReviewService::service_full_name(),
      v1::TallyService::service_full_name(), v1::FeedService::service_full_name(),
      v1::AdministrationService::service_full_name()};
  const std::vector<std::string> methods = MethodsOf(services);
  const std::vector<std::string_view> views(methods.begin(), methods.end());
  const std::vector<std::string> missing = access::MissingRows(views);
  if (!missing.empty()) {
    return Refused("the role table and the served methods differ at " + missing.front());
  }
  return {};
}

// The library announces itself to every server that is built after it is loaded, so it is loaded
// only when asked for.
storage::Status LoadReflection() {
  if (dlopen(kReflectionLibrary, RTLD_NOW | RTLD_GLOBAL) == nullptr) {
    return Refused(std::string("reflection was asked for, but ") + kReflectionLibrary +
                   " cannot be loaded; install the package libgrpc++1.51");
  }
  return {};
}

void Limit(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnectionMax);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kConnectionIdleMsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kConnectionAgeMsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kConnectionGraceMs);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // A small compressed message may be a very large one.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  grpc::ResourceQuota quota("datalek");
  quota.SetMaxThreads(kReaderThreadsMax);
  builder.SetResourceQuota(quota);
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, kSyncQueues);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kSyncPollersMax);
}

class GrpcServing final : public Serving {
 public:
  GrpcServing(storage::Engine& engine, vault::Vault& vault, const ServingOptions& options)
      : hub_(engine), options_(options), engine_(engine), vault_(vault) {}

  ~GrpcServing() override { Drain(std::chrono::milliseconds(0)); }

  storage::Status Begin(const registry::Clock& clock) {
    auto recorder = registry::Recorder::Start(
        engine_, vault_, clock,
        {.commands_waiting_max = options_.commands_waiting_max,
         .on_recorded = [this](const auto& organisations) { hub_.Wake(organisations); },
         .on_broken = options_.on_broken});
    if (!recorder.ok()) {
      return recorder.status();
    }
    recorder_ = std::move(recorder).value();
    desk_ = std::make_unique<rpc::Desk>(rpc::Desk{.engine = engine_,
                                                  .vault = vault_,
                                                  .recorder = *recorder_,
                                                  .gate = rpc::Gate(options_.identity)});
    reporting_ = std::make_unique<rpc::ReportingService>(*desk_);
    review_ = std::make_unique<rpc::ReviewService>(*desk_);
    tally_ = std::make_unique<rpc::TallyService>(*desk_);
    feed_ = std::make_unique<rpc::FeedService>(*desk_, hub_);
    administration_ = std::make_unique<rpc::AdministrationService>(*desk_);
    return Listen();
  }

  [[nodiscard]] int port() const override { return port_; }

  std::shared_ptr<grpc::Channel> InProcess() override {
    return server_->InProcessChannel(grpc::ChannelArguments());
  }

  void Drain(std::chrono::milliseconds grace) override {
    const std::scoped_lock lock(drain_mutex_);
    if (server_ == nullptr || drained_) {
      return;
    }
    drained_ = true;
    if (auto* health = server_->GetHealthCheckService(); health != nullptr) {
      health->SetServingStatus(false);
    }
    hub_.EndAll();
    server_->Shutdown(std::chrono::system_clock::now() + grace);
    server_->Wait();
    hub_.Drain();
    recorder_->Drain();
  }

  [[nodiscard]] registry::RecorderCounts Counts() const override { return recorder_->Counts(); }
  [[nodiscard]] std::size_t FeedStreams() const override { return hub_.streams(); }

 private:
  storage::Status Listen() {
    grpc::EnableDefaultHealthCheckService(true);
    if (options_.reflection) {
      if (storage::Status status = LoadReflection(); !status.ok()) {
        return status;
      }
    }
    grpc::ServerBuilder builder;
    if (!options_.listen.empty()) {
      builder.AddListeningPort(options_.listen, options_.credentials, &port_);
    }
    Limit(builder);
    builder.RegisterService(reporting_.get());
    builder.RegisterService(review_.get());
    builder.RegisterService(tally_.get());
    builder.RegisterService(feed_.get());
    builder.RegisterService(administration_.get());
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) {
      return Refused("cannot listen on " + options_.listen +
                     ": is the port taken, or not yours to use?");
    }
    return {};
  }

  rpc::FeedHub hub_;
  const ServingOptions options_;
  storage::Engine& engine_;
  vault::Vault& vault_;
  std::unique_ptr<registry::Recorder> recorder_;
  std::unique_ptr<rpc::Desk> desk_;
  std::unique_ptr<rpc::ReportingService> reporting_;
  std::unique_ptr<rpc::ReviewService> review_;
  std::unique_ptr<rpc::TallyService> tally_;
  std::unique_ptr<rpc::FeedService> feed_;
  std::unique_ptr<rpc::AdministrationService> administration_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  std::mutex drain_mutex_;
  bool drained_ = false;
};

}  // namespace

storage::Result<std::unique_ptr<Serving>> Serving::Start(storage::Engine& engine,
                                                         vault::Vault& vault,
                                                         const registry::Clock& clock,
                                                         ServingOptions options) {
  if (storage::Status status = CheckRoleTable(); !status.ok()) {
    return status;
  }
  auto serving = std::make_unique<GrpcServing>(engine, vault, options);
  if (storage::Status status = serving->Begin(clock); !status.ok()) {
    return status;
  }
  return std::unique_ptr<Serving>(std::move(serving));
}

}  // namespace datalek::server

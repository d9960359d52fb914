#include "tests/bench/server_process.h"

#include "services/intake/generate.h"
#include "services/registry/clock.h"
#include "services/registry/recorder.h"
#include "services/server/serving.h"
#include "services/server/stores.h"
#include "services/vault/vault.h"
#include "storage/kv/batch.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/bench/credentials.h"

#include <datalek/bench/v1/yardstick.grpc.pb.h>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <variant>

namespace datalek::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kSeed = 20200227;
constexpr std::size_t kPreparedInFlight = 1'024;

[[noreturn]] void End(const std::string& why) {
  std::cerr << why << "\n";
  std::exit(EXIT_FAILURE);
}

double MsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// A key-encryption key for data that is thrown away.
vault::SecretKey BenchKek() { return vault::SecretKey(std::string(vault::kKeyBytes, 'b')); }

// Answers without doing anything, or with what a first attempt would do.
class Yardstick final
    : public v1::YardstickService::WithCallbackMethod_Nothing<v1::YardstickService::Service> {
 public:
  explicit Yardstick(storage::Engine& engine) : engine_(engine) {}

  grpc::ServerUnaryReactor* Nothing(grpc::CallbackServerContext* context,
                                    const v1::NothingRequest* /*request*/,
                                    v1::NothingResponse* response) override {
    response->set_payload(std::string(100, 'r'));
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::Status BlockingWrite(grpc::ServerContext* /*context*/,
                             const v1::BlockingWriteRequest* request,
                             v1::BlockingWriteResponse* /*response*/) override {
    storage::Batch batch;
    batch.Put("w/" + std::to_string(next_++), request->payload());
    return engine_.Commit(batch).ok() ? grpc::Status::OK
                                      : grpc::Status(grpc::StatusCode::INTERNAL, "not written");
  }

 private:
  storage::Engine& engine_;
  std::atomic<std::uint64_t> next_ = 0;
};

// Records `incidents` generated incidents, as the import does.
void Fill(server::Stores& stores, std::uint64_t incidents) {
  const registry::SystemClock clock("Europe/Amsterdam");
  auto recorder = registry::Recorder::Start(*stores.main, *stores.vault, clock, {});
  if (!recorder.ok()) {
    End(recorder.status().message());
  }
  const intake::Generator generator(kSeed, {.year = 2026, .month = 6, .day = 30});
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t in_flight = 0;
  for (std::uint64_t i = 0; i < incidents; ++i) {
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return in_flight < kPreparedInFlight; });
      in_flight += 1;
    }
    recorder.value()->Submit({.requester = {.organisation = kOrganisation,
                                            .role = domain::Role::kPrivacyOfficer,
                                            .account = "officer-1"},
                              .request_id = generator.RequestId(i),
                              .request_bytes = std::to_string(i),
                              .incident = {},
                              .event_count = {},
                              .wish = generator.Incident(i)},
                             [&](const registry::Outcome& outcome) {
                               if (!std::holds_alternative<registry::Receipt>(outcome)) {
                                 End("an incident was not recorded");
                               }
                               const std::scoped_lock lock(mutex);
                               in_flight -= 1;
                               changed.notify_one();
                             });
  }
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return in_flight == 0; });
}

void Prepare(const fs::path& directory, std::uint64_t incidents) {
  const server::StorePaths paths{.main = directory / "main", .keys = directory / "keys"};
  if (const auto status = server::CreateStores(paths, BenchKek(), {}); !status.ok()) {
    End(status.message());
  }
  auto stores = server::OpenStores(paths, BenchKek(), {});
  if (!stores.ok()) {
    End(stores.status().message());
  }
  if (const auto status = server::CreateHost(stores.value(), kOrganisation, "Gemeente Voorbeeld",
                                             "Europe/Amsterdam");
      !status.ok()) {
    End(status.message());
  }
  Fill(stores.value(), incidents);
}

std::shared_ptr<grpc::ServerCredentials> ServerCredentialsOf(const Credentials& credentials) {
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = credentials.authority;
  options.pem_key_cert_pairs.push_back(
      {.private_key = credentials.server_key, .cert_chain = credentials.server_certificate});
  return grpc::SslServerCredentials(options);
}

}  // namespace

int ServeUntilEof(const std::string& directory, std::uint64_t incidents) {
  const fs::path root(directory);
  const std::shared_ptr<grpc::ServerCredentials> credentials =
      ServerCredentialsOf(LoadCredentials(directory));
  if (!fs::exists(root / "main")) {
    Prepare(root, incidents);
  }
  const Clock::time_point opening = Clock::now();
  auto stores = server::OpenStores({.main = root / "main", .keys = root / "keys"}, BenchKek(), {});
  if (!stores.ok()) {
    End(stores.status().message());
  }
  const registry::SystemClock clock("Europe/Amsterdam");
  auto serving = server::Serving::Start(*stores.value().main, *stores.value().vault, clock,
                                        {.listen = "127.0.0.1:0", .credentials = credentials});
  if (!serving.ok()) {
    End(serving.status().message());
  }
  const double open_ms = MsSince(opening);

  fs::remove_all(root / "blocking");
  auto blocking = storage::RocksDbEngine::Create(root / "blocking", {});
  if (!blocking.ok()) {
    End(blocking.status().message());
  }
  Yardstick yardstick(*blocking.value());
  grpc::ServerBuilder builder;
  int yardstick_port = 0;
  builder.AddListeningPort("127.0.0.1:0", credentials, &yardstick_port);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, server::kStreamsPerConnectionMax);
  builder.RegisterService(&yardstick);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    End("the yardstick cannot listen");
  }
  std::cout << serving.value()->port() << " " << yardstick_port << " " << open_ms << std::endl;
  std::string ignored;
  while (std::getline(std::cin, ignored)) {
  }
  server->Shutdown(std::chrono::system_clock::now());
  serving.value()->Drain(std::chrono::milliseconds(0));
  return EXIT_SUCCESS;
}

ServerProcess::ServerProcess(const std::string& directory, std::uint64_t incidents) {
  int to_child[2];
  int from_child[2];
  if (pipe(to_child) != 0 || pipe(from_child) != 0) {
    End("no pipe for the server's process");
  }
  child_ = fork();
  if (child_ == 0) {
    dup2(to_child[0], STDIN_FILENO);
    dup2(from_child[1], STDOUT_FILENO);
    close(to_child[1]);
    close(from_child[0]);
    const std::string size = std::to_string(incidents);
    execl("/proc/self/exe", "datalek-bench", "--child", directory.c_str(), size.c_str(), nullptr);
    _exit(EXIT_FAILURE);
  }
  close(to_child[0]);
  close(from_child[1]);
  input_ = to_child[1];
  FILE* const output = fdopen(from_child[0], "r");
  if (output == nullptr || std::fscanf(output, "%d %d %lf", &started_.register_port,
                                       &started_.yardstick_port, &started_.open_ms) != 3) {
    End("the server's process did not come up");
  }
  // The child says nothing more; its output is kept open so that it never writes to a closed pipe.
}

ServerProcess::~ServerProcess() {
  close(input_);
  int status = 0;
  waitpid(child_, &status, 0);
}

}  // namespace datalek::bench

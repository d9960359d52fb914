#include "services/server/serve.h"

#include "services/registry/clock.h"
#include "services/server/enrol.h"
#include "services/server/files.h"
#include "services/server/layout.h"
#include "services/server/logging.h"
#include "services/server/metrics.h"
#include "services/server/notify.h"
#include "services/server/serving.h"
#include "services/server/stores.h"
#include "services/vault/kek_file.h"

#include <grpcpp/security/server_credentials.h>
#include <pthread.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <utility>

namespace datalek::server {
namespace {

// How an ended write reaches the thread that waits for signals.
constexpr int kBrokenSignal = SIGUSR1;

// Logs why and gives the code to end with.
ExitCode Fail(std::string_view doing, const storage::Status& status) {
  Log(LogLevel::kError, doing,
      {{.name = "code", .value = storage::ToString(status.code())},
       {.name = "reason", .value = std::string_view(status.message())}});
  return ExitCodeFor(status);
}

storage::Result<std::shared_ptr<grpc::ServerCredentials>> CredentialsFrom(const Config& config) {
  const auto certificate = ReadFile(config.server_certificate, kPemBytesMax);
  const auto key = ReadSecretFile(config.server_key, kPemBytesMax);
  const auto authority = ReadFile(config.client_authority, kPemBytesMax);
  for (const auto* const part : {&certificate, &key, &authority}) {
    if (!part->ok()) {
      return part->status();
    }
  }
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = authority.value();
  options.pem_key_cert_pairs.push_back(
      {.private_key = key.value(), .cert_chain = certificate.value()});
  return grpc::SslServerCredentials(options);
}

// Tells systemd, when it started us, how we are.
void NotifySupervisor(std::string_view state) {
  const char* const address = std::getenv("NOTIFY_SOCKET");  // NOLINT(concurrency-mt-unsafe)
  (void)NotifyManager(address != nullptr ? address : "", state);
}

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, kBrokenSignal);
  return signals;
}

// Every thread inherits this, so that only the one that waits gets them.
void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int WaitForStopSignal() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  return signal;
}

void UseZone(const std::string& zone) {
  setenv("TZ", zone.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): before any thread starts.
  tzset();
}

class Server {
 public:
  explicit Server(const Config& config) : config_(config), clock_(config.time_zone) {}

  ExitCode Run() {
    if (const ExitCode code = Open(); code != ExitCode::kOk) {
      return code;
    }
    if (const ExitCode code = Start(); code != ExitCode::kOk) {
      return code;
    }
    Log(LogLevel::kInfo, "serving",
        {{.name = "listen", .value = std::string_view(config_.listen)},
         {.name = "port", .value = static_cast<std::int64_t>(serving_->port())}});
    NotifySupervisor("READY=1");
    const int signal = WaitForStopSignal();
    NotifySupervisor("STOPPING=1");
    return Stop(signal);
  }

 private:
  ExitCode Open() {
    const auto kek = vault::ReadKekFile(config_.kek_file);
    if (!kek.ok()) {
      return Fail("the key-encryption key cannot be used", kek.status());
    }
    constexpr std::uint64_t kMegabyte = 1024 * 1024;
    storage::RocksDbOptions options;
    options.disk_reserve_bytes = config_.disk_reserve_mb * kMegabyte;
    options.log = LogOfStore("register");
    auto stores =
        OpenStores({.main = Layout::Under(config_.data_dir).register_dir, .keys = config_.keys_dir},
                   kek.value(), options);
    if (!stores.ok()) {
      return Fail("the register cannot be opened", stores.status());
    }
    stores_ = std::move(stores).value();
    if (const storage::Status status = CheckRebuilds(*stores_.main); !status.ok()) {
      return Fail("the register cannot be served", status);
    }
    return ExitCode::kOk;
  }

  ExitCode Start() {
    auto credentials = CredentialsFrom(config_);
    if (!credentials.ok()) {
      return Fail("the certificates cannot be used", credentials.status());
    }
    const pthread_t waiting = pthread_self();
    auto serving = Serving::Start(
        *stores_.main, *stores_.vault, clock_,
        {.listen = config_.listen,
         .credentials = std::move(credentials).value(),
         .commands_waiting_max = config_.max_in_flight,
         .reflection = config_.reflection,
         .on_broken = [waiting](const storage::Status& status) {
           (void)Fail("a write failed; nothing more will be recorded until a restart", status);
           pthread_kill(waiting, kBrokenSignal);
         }});
    if (!serving.ok()) {
      (void)Fail("the register cannot be served", serving.status());
      return ExitCode::kUnavailable;
    }
    serving_ = std::move(serving).value();
    if (config_.metrics_listen.empty()) {
      return ExitCode::kOk;
    }
    auto metrics = Metrics::Start(config_.metrics_listen, *serving_, *stores_.main);
    if (!metrics.ok()) {
      (void)Fail("the metrics cannot be served", metrics.status());
      return ExitCode::kUnavailable;
    }
    metrics_ = std::move(metrics).value();
    return ExitCode::kOk;
  }

  ExitCode Stop(int signal) {
    const bool broken = signal == kBrokenSignal;
    Log(LogLevel::kInfo, "stopping", {{.name = "broken", .value = broken}});
    metrics_.reset();
    serving_->Drain(broken
                        ? std::chrono::seconds(0)
                        : std::chrono::seconds(static_cast<std::int64_t>(config_.drain_seconds)));
    const registry::RecorderCounts counts = serving_->Counts();
    serving_.reset();
    Log(LogLevel::kInfo, "stopped", {{.name = "recorded", .value = counts.recorded}});
    return broken ? ExitCode::kInputOutput : ExitCode::kOk;
  }

  const Config& config_;
  const registry::SystemClock clock_;
  Stores stores_;
  std::unique_ptr<Serving> serving_;
  std::unique_ptr<Metrics> metrics_;
};

}  // namespace

ExitCode Serve(const Config& config) {
  UseZone(config.time_zone);
  BlockStopSignals();
  return Server(config).Run();
}

}  // namespace datalek::server

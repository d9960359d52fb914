// Serving: wires recorder, readers and services around a register that is open, and answers calls
// until it is drained.
#pragma once

#include "services/registry/clock.h"
#include "services/registry/recorder.h"
#include "services/rpc/gate.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <grpcpp/channel.h>
#include <grpcpp/security/server_credentials.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace datalek::server {

// Limits of the door; the threats they answer stand in SECURITY.md.
inline constexpr int kMessageBytesMax = 1 << 20;
inline constexpr int kMetadataBytesMax = 8 * 1024;
inline constexpr int kStreamsPerConnectionMax = 128;
inline constexpr int kHandshakeMsMax = 10'000;
inline constexpr int kConnectionIdleMsMax = 300'000;
inline constexpr int kConnectionAgeMsMax = 3'600'000;
inline constexpr int kConnectionGraceMs = 60'000;
inline constexpr int kReaderThreadsMax = 64;

struct ServingOptions {
  std::string listen;  // "127.0.0.1:7443", "unix:/path"; empty: in this process only.
  std::shared_ptr<grpc::ServerCredentials> credentials;  // Needed when `listen` is not empty.
  rpc::IdentitySource identity = rpc::IdentityFromCertificate;
  std::size_t commands_waiting_max = registry::kCommandsWaitingMax;
  bool reflection = false;
  // Once, when nothing can be recorded any more: the process should end and be started again.
  std::function<void(const storage::Status&)> on_broken = {};
};

// Thread safety: every method may be called from any thread at any time.
class Serving {
 public:
  // Starts to answer. All arguments must outlive the result. kInvalidArgument, in words for an
  // administrator: the address cannot be listened on, or a method has no row in the role table.
  static storage::Result<std::unique_ptr<Serving>> Start(storage::Engine& engine,
                                                         vault::Vault& vault,
                                                         const registry::Clock& clock,
                                                         ServingOptions options);

  Serving() = default;
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  // Drains at once.
  virtual ~Serving() = default;

  // The port that was bound; 0 when there is none.
  [[nodiscard]] virtual int port() const = 0;

  // A channel that needs no network, for tests and for doors in the same process. Draining gives
  // its calls no grace, and none may begin on it afterwards: so is gRPC 1.51, which would crash
  // (grpc/grpc pull request 38645).
  virtual std::shared_ptr<grpc::Channel> InProcess() = 0;

  // Says NOT_SERVING, takes no new calls, lets those under way end within `grace`, records what
  // waits, and returns. May be repeated.
  virtual void Drain(std::chrono::milliseconds grace) = 0;

  [[nodiscard]] virtual registry::RecorderCounts Counts() const = 0;
  [[nodiscard]] virtual std::size_t FeedStreams() const = 0;
};

}  // namespace datalek::server

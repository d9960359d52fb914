// What the services share: the way of a command from the wire to the recorder and back, and the
// readers' view of the register.
//
// Commands are callback reactors that never block: they are finished from the recorder. What may
// touch the disk to read is synchronous, on the server's bounded pool. Any thread.
#pragma once

#include "services/domain/command.h"
#include "services/domain/incident_id.h"
#include "services/domain/refusal.h"
#include "services/registry/recorder.h"
#include "services/rpc/gate.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"

#include <datalek/v1/incident.pb.h>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace datalek::rpc {

// The rooms behind the door. All outlive the services.
struct Desk {
  const storage::Engine& engine;
  vault::Vault& vault;
  registry::Recorder& recorder;
  Gate gate;
};

// A command as it came in, translated but for who asks.
struct Incoming {
  std::string_view method;
  std::string request_id;
  std::string request_bytes;
  std::optional<std::string> incident;  // Id or number; absent for a command that begins one.
  std::string etag;
  bool validate_only = false;
  std::variant<domain::Command, domain::Refusal> command;
};

// Admits the caller, hands the command to the recorder, and finishes the reactor with what comes of
// it; `receipt` must live as long as the call.
void Carry(Desk& desk, grpc::CallbackServerContext* context, Incoming incoming,
           v1::Receipt* receipt, grpc::ServerUnaryReactor* reactor);

// The id that `incident`, an id or a number, stands for. kNotFound when there is none.
storage::Result<domain::IncidentId> Resolve(const storage::Engine& engine,
                                            std::string_view organisation,
                                            std::string_view incident);

}  // namespace datalek::rpc

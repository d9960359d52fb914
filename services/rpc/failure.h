// How the register says no over gRPC: the only place where a refusal of the domain and a status of
// the machine become a code.
//
// Every error carries google.rpc.Status details: an ErrorInfo (domain "datalek", reason in
// capitals), a LocalizedMessage, for a refusal the datalek.v1.Refusal, and a RetryInfo where trying
// again helps. No error quotes what was typed. Pure; any thread.
#pragma once

#include "services/domain/refusal.h"
#include "services/registry/recorder.h"
#include "services/rpc/language.h"
#include "storage/kv/status.h"

#include <grpcpp/support/status.h>

#include <string_view>

namespace datalek::rpc {

[[nodiscard]] grpc::Status Failure(const domain::Refusal& refusal, Language language);
[[nodiscard]] grpc::Status Failure(const storage::Status& status, Language language);
[[nodiscard]] grpc::Status Failure(registry::NotDone not_done, Language language);

// How a call ends whose command came to this: OK for a receipt.
[[nodiscard]] grpc::Status Conclude(const registry::Outcome& outcome, Language language);

// Who are you, and may you. The same words for every method, so that nothing can be told apart.
[[nodiscard]] grpc::Status Unauthenticated(Language language);
[[nodiscard]] grpc::Status Forbidden(Language language);

// The answer for an incident that is not there, or not the caller's: equal in every byte.
[[nodiscard]] grpc::Status NoSuchIncident(Language language);

}  // namespace datalek::rpc

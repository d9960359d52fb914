// A register as the server wires it, over any engines, with calls that wait for their answers.
#pragma once

#include "services/registry/clock.h"
#include "services/registry/recorder.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/manual_clock.h"

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace datalek::tests {

inline const std::string kOrganisation = "gemeente-voorbeeld";
inline const std::string kOtherOrganisation = "gemeente-anders";

// Who asks. Accounts say what they are; an organisation has several of each.
[[nodiscard]] registry::Requester Employee(std::string account = "employee",
                                           std::string organisation = kOrganisation);
[[nodiscard]] registry::Requester Officer(std::string account = "officer",
                                          std::string organisation = kOrganisation);
[[nodiscard]] registry::Requester Administrator(std::string organisation = kOrganisation);

// "00000000-0000-4000-8000-00000000002a" for 42.
[[nodiscard]] std::string RequestId(std::uint64_t number);

// Vault and recorder over two engines. Belongs to one thread, but for Submit and SubmitLater.
class Register {
 public:
  // Makes two empty stores ready, with an organisation for each slug. Aborts when that fails.
  static void Prepare(storage::Engine& engine, storage::Engine& keys, const registry::Clock& clock,
                      const std::vector<std::string>& slugs);

  // All three must outlive it.
  Register(storage::Engine& engine, storage::Engine& keys, const registry::Clock& clock,
           registry::RecorderOptions options = {});
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;
  ~Register();

  // Opens the vault and starts a recorder. After Stop() it may be called again: a restart.
  storage::Status Start();
  // Drains the recorder, and forgets all that was not written.
  void Stop();

  // A submission with a request id that no other from this register has.
  registry::Submission Ask(registry::Requester requester, registry::Wish wish);
  registry::Submission Ask(registry::Requester requester, const domain::IncidentId& incident,
                           domain::Command command);

  // Submits and waits for the answer.
  registry::Outcome Submit(registry::Submission submission);
  // Submits; the answer comes later.
  std::future<registry::Outcome> SubmitLater(registry::Submission submission);

  // What must be recorded; the test fails, and the receipt is empty, when it is not.
  registry::Receipt Record(registry::Requester requester, domain::Command command);
  registry::Receipt Record(registry::Requester requester, const domain::IncidentId& incident,
                           domain::Command command);

  [[nodiscard]] storage::Engine& engine() { return engine_; }
  [[nodiscard]] vault::Vault& vault() { return *vault_; }
  [[nodiscard]] registry::Recorder& recorder() { return *recorder_; }

 private:
  registry::Receipt ReceiptOf(registry::Submission submission);

  storage::Engine& engine_;
  storage::Engine& keys_;
  const registry::Clock& clock_;
  const registry::RecorderOptions options_;
  std::unique_ptr<vault::Vault> vault_;
  std::unique_ptr<registry::Recorder> recorder_;
  std::uint64_t asked_ = 0;
};

// As much as one batch carries in the embedded engine of the server.
inline constexpr storage::Capacity kAmpleCapacity{
    .changes = 16'384, .requirements = 4096, .bytes = 8 * storage::kMebibyte};

// Two stores in memory, prepared with both organisations. Outlives the registers opened on it.
struct MemoryStores {
  explicit MemoryStores(storage::Capacity capacity = kAmpleCapacity);

  ManualClock clock{"2026-03-02 09:00"};
  storage::MemoryEngine main_store;
  storage::MemoryEngine key_store;
};

// The usual case: a started register over stores of its own.
class MemoryRegister : public MemoryStores, public Register {
 public:
  explicit MemoryRegister(storage::Capacity capacity = kAmpleCapacity,
                          registry::RecorderOptions options = {});
};

}  // namespace datalek::tests

// A register that answers calls: recorder, readers and services as in datalekd, over stores in
// memory and under a clock that the test moves.
//
// Over the channel within this process a caller is who it says it is (see client.h); with
// certificates, who its certificate says. Threads: as Serving.
#pragma once

#include "services/access/identity.h"
#include "services/domain/vocabulary.h"
#include "services/server/serving.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/memory/memory_engine.h"
#include "tests/rpc/client.h"
#include "tests/testing/dump.h"
#include "tests/testing/manual_clock.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::tests {

inline constexpr const char* kHost = "gemeente-voorbeeld";
inline constexpr const char* kNeighbour = "gemeente-naburig";
inline constexpr std::string_view kNow = "2026-03-02 09:00";

// Somebody with one role in one organisation.
[[nodiscard]] inline access::Identity Someone(domain::Role role, std::string account,
                                              std::string organisation = kHost) {
  return {.account = std::move(account),
          .grants = {{.organisation = std::move(organisation), .role = role}}};
}

struct ServedOptions {
  storage::Engine* main = nullptr;  // nullptr: one in memory.
  storage::Engine* keys = nullptr;
  // With `listen` set, identities come from certificates.
  server::ServingOptions serving;
};

class ServedRegister {
 public:
  // Makes the host organisation and its neighbour, and starts to serve. The engines must be empty
  // and outlive it.
  explicit ServedRegister(ServedOptions options = {});

  // Over the channel within this process.
  [[nodiscard]] Client As(const access::Identity& identity);
  [[nodiscard]] Client Officer(const std::string& organisation = kHost) {
    return As(Someone(domain::Role::kPrivacyOfficer, "olga", organisation));
  }
  [[nodiscard]] Client Reporter(const std::string& account = "rick") {
    return As(Someone(domain::Role::kReporter, account));
  }
  [[nodiscard]] Client Auditor(const std::string& organisation = kHost) {
    return As(Someone(domain::Role::kAuditor, "arno", organisation));
  }
  [[nodiscard]] Client Administrator(const std::string& organisation = kHost) {
    return As(Someone(domain::Role::kAdministrator, "ada", organisation));
  }
  [[nodiscard]] Client Nobody();

  // Adds an organisation.
  void Create(const std::string& slug);

  [[nodiscard]] server::Serving& serving() { return *serving_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  // Everything in the main store, to see whether anything was written.
  [[nodiscard]] Dump Stored() const { return DumpOf(main_); }

 private:
  void CreateHost();

  storage::MemoryEngine memory_;
  storage::MemoryEngine key_memory_;
  ManualClock clock_{kNow};
  storage::Engine& main_;
  storage::Engine& keys_;
  std::unique_ptr<vault::Vault> vault_;
  std::unique_ptr<server::Serving> serving_;
};

// Returns when `condition` holds. What never comes ends with the test's time.
void WaitUntil(const std::function<bool()>& condition);

}  // namespace datalek::tests

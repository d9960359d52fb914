// The role table: which role may call which method, and what it then sees.
//
// There is one table. The checks at the head of every rpc, the test of every role against every
// method, and the table in ARCHITECTURE.md all come from it. What has no row is refused. Free of
// state; any thread.
#pragma once

#include "services/access/identity.h"
#include "services/domain/vocabulary.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::access {

struct Rule {
  std::string_view method;                    // "/datalek.v1.ReportingService/SubmitReport"
  domain::SetOf<domain::Role> roles;          // Who may call it.
  domain::SetOf<domain::Role> sees_reporter;  // Of these, who sees the identity class: who
                                              // reported, who acted, how to reach them.
  std::string_view reach;                     // What it gives, in words for the documentation.
};

// All rows, by method.
[[nodiscard]] std::span<const Rule> Rules();

// The row of a method, or nullptr.
[[nodiscard]] const Rule* FindRule(std::string_view method);

// On whose behalf an rpc works. The organisation is never taken from a request.
struct Caller {
  std::string organisation;
  domain::Role role = domain::Role::kReporter;
  std::string account;
  bool sees_reporter = false;

  bool operator==(const Caller&) const = default;
};

enum class Denial : std::uint8_t {
  kUnauthenticated,   // Nobody we know; asked first, so that a stranger learns no method's name.
  kPermissionDenied,  // Somebody we know, without a grant for this method.
};

// Who calls `method`: the first grant, in the order of the certificate, that permits it. `identity`
// is null when the certificate made none.
[[nodiscard]] std::variant<Caller, Denial> Authorize(const Identity* identity,
                                                     std::string_view method);

// As whom `method` may be called: every organisation with a grant that permits it, once, through
// the first such grant. Empty: permission denied.
[[nodiscard]] std::vector<Caller> AuthorizeAll(const Identity& identity, std::string_view method);

// What is wrong when a server serves exactly `methods`: one sentence for each method without a row
// and for each row without a method, by method. The server starts only when there is none.
[[nodiscard]] std::vector<std::string> MissingRows(std::span<const std::string_view> methods);

// The table as it stands in ARCHITECTURE.md.
[[nodiscard]] std::string RoleTableMarkdown();

}  // namespace datalek::access

#include "services/access/role_table.h"

#include <algorithm>
#include <array>

namespace datalek::access {
namespace {

using domain::Role;
using Roles = domain::SetOf<Role>;

constexpr std::string_view kCommandReach = "one incident of the organisation";
constexpr std::size_t kRules = 17;

// In the order of their bytes, for the search.
const std::array<Rule, kRules>& Table() {
  static const Roles none;
  static const Roles officer{Role::kPrivacyOfficer};
  static const Roles readers{Role::kPrivacyOfficer, Role::kAuditor};
  static const Roles reporters{Role::kReporter, Role::kPrivacyOfficer};
  static const Roles administrator{Role::kAdministrator};
  static const std::array<Rule, kRules> table{{
      {"/datalek.v1.AdministrationService/CreateOrganisation", administrator, none,
       "organisations; no incident"},
      {"/datalek.v1.AdministrationService/GetOrganisation", administrator, none,
       "organisations; no incident"},
      {"/datalek.v1.AdministrationService/ListOrganisations", administrator, none,
       "organisations; no incident"},
      {"/datalek.v1.FeedService/WatchEvents", readers, none,
       "ids, types and times of the organisation's events"},
      {"/datalek.v1.ReportingService/ListMyReports", reporters, none, "the caller's own reports"},
      {"/datalek.v1.ReportingService/SubmitReport", reporters, none, "the caller's own report"},
      {"/datalek.v1.ReviewService/AddComment", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/AmendIncident", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/AssessIncident", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/CloseIncident", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/DecideNotification", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/DismissIncident", officer, none, kCommandReach},
      {"/datalek.v1.ReviewService/GetIncident", readers, officer,
       "one incident of the organisation, with its timeline"},
      {"/datalek.v1.ReviewService/ImportIncident", officer, none, "a new incident"},
      {"/datalek.v1.ReviewService/ListIncidents", readers, officer,
       "the incidents of the organisation"},
      {"/datalek.v1.ReviewService/ReopenIncident", officer, none, kCommandReach},
      {"/datalek.v1.TallyService/GetTally", readers, none,
       "figures of every organisation in which the caller may"},
  }};
  return table;
}

Caller CallerOf(const Identity& identity, const Grant& grant, const Rule& rule) {
  return Caller{.organisation = grant.organisation,
                .role = grant.role,
                .account = identity.account,
                .sees_reporter = rule.sees_reporter.Has(grant.role)};
}

std::string_view Cell(const Rule& rule, Role role) {
  if (!rule.roles.Has(role)) {
    return "";
  }
  if (rule.sees_reporter.Has(role)) {
    return "yes, and who reported";
  }
  return "yes";
}

}  // namespace

std::span<const Rule> Rules() { return Table(); }

const Rule* FindRule(std::string_view method) {
  const auto found = std::ranges::lower_bound(Table(), method, {}, &Rule::method);
  return found != Table().end() && found->method == method ? &*found : nullptr;
}

std::variant<Caller, Denial> Authorize(const Identity* identity, std::string_view method) {
  if (identity == nullptr) {
    return Denial::kUnauthenticated;
  }
  const Rule* rule = FindRule(method);
  if (rule == nullptr) {
    return Denial::kPermissionDenied;
  }
  for (const Grant& grant : identity->grants) {
    if (rule->roles.Has(grant.role)) {
      return CallerOf(*identity, grant, *rule);
    }
  }
  return Denial::kPermissionDenied;
}

std::vector<Caller> AuthorizeAll(const Identity& identity, std::string_view method) {
  std::vector<Caller> callers;
  const Rule* rule = FindRule(method);
  if (rule == nullptr) {
    return callers;
  }
  for (const Grant& grant : identity.grants) {
    const bool seen =
        std::ranges::find(callers, grant.organisation, &Caller::organisation) != callers.end();
    if (rule->roles.Has(grant.role) && !seen) {
      callers.push_back(CallerOf(identity, grant, *rule));
    }
  }
  return callers;
}

std::vector<std::string> MissingRows(std::span<const std::string_view> methods) {
  std::vector<std::string> complaints;
  for (const std::string_view method : methods) {
    if (FindRule(method) == nullptr) {
      complaints.push_back(std::string(method) + " is served but has no row in the role table");
    }
  }
  for (const Rule& rule : Rules()) {
    if (std::ranges::find(methods, rule.method) == methods.end()) {
      complaints.push_back(std::string(rule.method) +
                           " has a row in the role table but is not served");
    }
  }
  std::ranges::sort(complaints);
  return complaints;
}

std::string RoleTableMarkdown() {
  std::string text = "| Method |";
  std::string line = "\n|---|";
  for (const auto& option : domain::Options<Role>()) {
    text.append(" ").append(option.token).append(" |");
    line.append("---|");
  }
  text.append(" Reaches |").append(line).append("---|\n");
  for (const Rule& rule : Rules()) {
    text.append("| `").append(rule.method).append("` |");
    for (const auto& option : domain::Options<Role>()) {
      const std::string_view cell = Cell(rule, option.value);
      text.append(cell.empty() ? "" : " ").append(cell).append(" |");
    }
    text.append(" ").append(rule.reach).append(" |\n");
  }
  return text;
}

}  // namespace datalek::access

#include "services/views/projection.h"

#include "services/domain/apply.h"
#include "services/domain/tally.h"
#include "services/views/lists.h"
#include "services/views/tally.h"

#include <cassert>
#include <optional>
#include <variant>

namespace datalek::views {

Record BeginRecord(const domain::IncidentId& id, std::string_view log_id, std::uint64_t sequence,
                   const domain::Event& event) {
  Record record;
  record.id = id;
  record.incident = domain::BeginOf(event);
  record.log_id = log_id;
  record.sequences.push_back(sequence);
  record.account = event.actor.account;
  record.contact = std::get<domain::IncidentReported>(event.body).contact;
  return record;
}

void ApplyToRecord(Record& record, std::uint64_t sequence, const domain::Event& event) {
  assert(record.sequences.empty() || record.sequences.back() < sequence);
  domain::Apply(event, record.incident);
  record.sequences.push_back(sequence);
}

storage::Status Project(ledger::Draft& draft, std::string_view organisation,
                        const vault::IncidentKeys& keys, const Record* before,
                        const Record& after) {
  WriteRecord(draft, organisation, keys, after);
  IndexRecord(draft, organisation, keys, before, after);
  std::optional<domain::Contribution> was;
  if (before != nullptr) {
    was = domain::ContributionOf(before->incident);
  }
  const std::optional<domain::Contribution> is = domain::ContributionOf(after.incident);
  if (was == is) {
    return {};
  }
  if (was) {
    if (storage::Status status = Count(draft, organisation, *was, -1); !status.ok()) {
      return status;
    }
  }
  return is ? Count(draft, organisation, *is, +1) : storage::Status();
}

}  // namespace datalek::views

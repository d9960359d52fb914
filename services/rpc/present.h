// Incidents and rows as the API shows them.
#pragma once

#include "services/ledger/entry.h"
#include "services/views/lists.h"
#include "services/views/record.h"

#include <datalek/v1/incident.pb.h>

namespace datalek::rpc {

void Present(const views::Row& row, v1::IncidentRow* api);
// `show_reporter`: the caller may see who reported.
void Present(const views::Record& record, bool show_reporter, v1::Incident* api);
void Present(const ledger::Entry& entry, bool show_account, v1::TimelineEvent* api);

}  // namespace datalek::rpc

// Incidents from the register on the screen: as rows, and one in full.
//
// One thread.
#pragma once

#include "clients/terminal/session.h"

#include <datalek/v1/incident.pb.h>
#include <datalek/v1/review.pb.h>

#include <string>
#include <vector>

namespace datalek::cli {

enum class RowsOf { kQueue, kRegister, kMine };

void PrintRows(const terminal::Session& session, RowsOf list,
               const std::vector<v1::IncidentRow>& rows);

void PrintIncident(const terminal::Session& session, const v1::GetIncidentResponse& response);

// The case in one line: number, state, time left and the beginning of the summary.
[[nodiscard]] std::string HeadlineOf(const terminal::Session& session,
                                     const v1::Incident& incident);

}  // namespace datalek::cli

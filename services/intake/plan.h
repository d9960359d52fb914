// From rows to incidents: what an import is going to record, known before anything is sent.
//
// Everything a server would refuse on sight is found here too, so that a dry run needs none and
// shows all rows that are wrong, not only the first. One thread at a time.
#pragma once

#include "services/domain/command.h"
#include "services/intake/csv.h"
#include "services/intake/fault.h"
#include "services/intake/mapping.h"
#include "services/intake/request_id.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace datalek::intake {

inline constexpr std::uint64_t kRowsMax = 5'000'000;

struct PlannedRow {
  std::uint64_t line = 0;
  std::string request_id;  // See request_id.h.
  domain::ImportIncident incident;
};

// Either the incident, or everything that is wrong with the row.
using RowOutcome = std::variant<PlannedRow, std::vector<RowError>>;

// Plans the rows of one file, in its order.
class Planner {
 public:
  // `header` is the first record. `mapping` must outlive the planner. `now_ms` decides what lies in
  // the future.
  [[nodiscard]] static std::variant<Planner, FileError> Begin(const Mapping& mapping,
                                                              const Record& header,
                                                              std::int64_t now_ms);

  [[nodiscard]] RowOutcome Plan(const Record& row);

 private:
  Planner(const Mapping& mapping, std::int64_t now_ms);

  [[nodiscard]] std::string CanonicalRow(const Record& row) const;
  [[nodiscard]] std::string ColumnsInto(std::string_view field) const;

  const Mapping* mapping_;
  std::int64_t now_ms_;
  std::size_t cells_ = 0;               // Of the header.
  std::vector<std::size_t> positions_;  // Of mapping_->columns in a record.
  std::vector<std::size_t> read_;       // Columns that are read, in ascending order of name.
  RequestIds ids_;
};

// Plans a whole file and hands every row to `each`, until that answers false. The answer is what is
// wrong with the file as a whole; rows before that have been handed out.
[[nodiscard]] std::optional<FileError> PlanFile(std::istream& csv, const Mapping& mapping,
                                                std::int64_t now_ms,
                                                const std::function<bool(RowOutcome)>& each);

}  // namespace datalek::intake

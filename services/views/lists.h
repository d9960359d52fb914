// Lists: the officers' queue, the register, a reporter's own reports.
//
// Each list is an index that carries what its rows show, so that a page costs the rows it holds and
// never the incidents behind it. What was erased reads as a row with nothing but its id.
#pragma once

#include "services/domain/incident.h"
#include "services/domain/incident_id.h"
#include "services/ledger/draft.h"
#include "services/vault/vault.h"
#include "services/views/record.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::views {

inline constexpr std::size_t kPageRowsMax = 200;
inline constexpr std::size_t kRowsReadPerPageMax =
    2'000;  // A filter that finds nothing stops here.
inline constexpr std::size_t kHeadlineBytesMax = 120;

// What a list shows of an incident.
struct Row {
  domain::IncidentId id;
  bool erased = false;
  std::string number;
  domain::State state = domain::State::kReported;
  domain::SetOf<domain::Situation> situations;
  domain::SetOf<domain::Kind> kinds;
  domain::Count person_count;
  domain::Breach breach = domain::Breach::kUndetermined;
  domain::Risk risk = domain::Risk::kUndetermined;
  std::int64_t recorded_at_ms = 0;
  std::int64_t notify_by_ms = 0;
  bool authority_notified = false;
  std::string headline;  // The beginning of the summary.
  std::uint32_t event_count = 0;

  bool operator==(const Row&) const = default;
};

[[nodiscard]] Row RowOf(const Record& record);

// Brings the three indexes from `before` (nullptr: there was none) to `after`.
void IndexRecord(ledger::Draft& draft, std::string_view organisation,
                 const vault::IncidentKeys& keys, const Record* before, const Record& after);

struct Page {
  std::vector<Row> rows;
  std::string next;  // Where the next page begins; empty: there is none.
};

// One page of one list.
struct PageRequest {
  std::string prefix;  // Of the list: QueuePrefix(), RegisterPrefix() or ReporterPrefix().
  std::string from;    // Page::next of the page before; empty: the first.
  std::size_t rows_max = 50;
  std::function<bool(const Row&)> keep;  // Empty: every row.
};

// At most `rows_max` rows; fewer, with `next` set, when kRowsReadPerPageMax were read first.
// kInvalidArgument: `from` does not lie in this list.
storage::Result<Page> ReadPage(const storage::Engine& engine, vault::Vault& vault,
                               std::string_view organisation, const PageRequest& request);

// The id behind a case number; kNotFound when there is none.
storage::Result<domain::IncidentId> FindNumber(const storage::Engine& engine,
                                               std::string_view organisation,
                                               std::string_view number);

}  // namespace datalek::views

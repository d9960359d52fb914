// The tally as counters: one packed row per month and per day, so that asking costs by the months
// asked for and never by the incidents counted. What counts, and how, stands in domain/tally.h.
//
// Counting changes a draft; reading needs only the engine. One thread per draft; reading from any.
#pragma once

#include "services/domain/tally.h"
#include "services/ledger/draft.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace datalek::views {

inline constexpr std::size_t kStandings = 4;
inline constexpr std::size_t kTallyMonthsMax = 12 * 300;  // Every month an instant may lie in.

// What is counted of the incidents of one standing. Arrays are indexed by the option's number;
// index 0 counts incidents that said nothing.
struct Figures {
  std::int64_t incidents = 0;
  std::int64_t dated_by_discovery = 0;
  std::int64_t dated_later = 0;
  std::int64_t persons_min = 0;
  std::int64_t persons_max = 0;
  std::int64_t persons_unbounded = 0;
  std::int64_t persons_unknown = 0;
  std::int64_t authority_notified = 0;
  std::int64_t high_risk = 0;
  std::array<std::int64_t, 8> by_cause{};
  std::array<std::int64_t, 24> by_kind{};
  std::array<std::int64_t, 8> by_nature{};

  Figures& operator+=(const Figures& other);
  bool operator==(const Figures&) const = default;
};

// Figures by standing: kConfirmed at 0, and so on in the order of the enum.
using Cell = std::array<Figures, kStandings>;

[[nodiscard]] inline std::size_t IndexOf(domain::Standing standing) {
  return static_cast<std::size_t>(standing) - 1;
}

// Adds `sign` (+1 or -1) times the contribution to its month and its day.
storage::Status Count(ledger::Draft& draft, std::string_view organisation,
                      const domain::Contribution& contribution, int sign);

struct MonthCounts {
  domain::CivilDate month;
  std::array<std::int64_t, kStandings> incidents{};
};

struct Tally {
  Cell total{};
  std::int64_t straddling = 0;  // Known only to a month that lies partly outside the period.
  std::vector<MonthCounts> months;
};

struct Period {
  domain::CivilDate since = domain::kCrisisStart;  // Included; day >= 1.
  std::optional<domain::CivilDate> until;          // Included; day >= 1.
};

storage::Result<Tally> ReadTally(const storage::Engine& engine, std::string_view organisation,
                                 const Period& period);

}  // namespace datalek::views

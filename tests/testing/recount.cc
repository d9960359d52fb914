#include "tests/testing/recount.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>

namespace datalek::tests {
namespace {

using domain::CivilDate;

enum class Side { kInside, kAcross, kOutside };

// Where a date lies towards the period; a month (day 0) may lie across its edge.
Side SideOf(const CivilDate& date, const views::Period& period) {
  CivilDate first = date;
  CivilDate last = date;
  if (date.day == 0) {
    first.day = 1;
    last.day = domain::DaysInMonth(date.year, date.month);
  }
  const bool begins_inside = first >= period.since && (!period.until || first <= *period.until);
  const bool ends_inside = last >= period.since && (!period.until || last <= *period.until);
  if (begins_inside && ends_inside) {
    return Side::kInside;
  }
  const bool apart = last < period.since || (period.until && first > *period.until);
  return apart ? Side::kOutside : Side::kAcross;
}

template <typename Enum, std::size_t N>
void CountEach(const domain::SetOf<Enum>& set, std::array<std::int64_t, N>& counts) {
  for (std::size_t number = 1; number < N; ++number) {
    counts[number] += set.Has(static_cast<Enum>(number)) ? 1 : 0;
  }
  counts[0] += set.empty() ? 1 : 0;
}

void CountOne(const domain::Contribution& one, views::Figures& figures) {
  figures.incidents += 1;
  figures.dated_by_discovery += one.basis == domain::DateBasis::kDiscovery ? 1 : 0;
  figures.dated_later += one.basis == domain::DateBasis::kLater ? 1 : 0;
  if (!one.persons.min && !one.persons.max) {
    figures.persons_unknown += 1;
  } else {
    const auto at_least = static_cast<std::int64_t>(one.persons.min.value_or(0));
    figures.persons_min += at_least;
    figures.persons_max += one.persons.max ? static_cast<std::int64_t>(*one.persons.max) : at_least;
    figures.persons_unbounded += one.persons.max ? 0 : 1;
  }
  figures.authority_notified += one.authority_notified ? 1 : 0;
  figures.high_risk += one.high_risk ? 1 : 0;
  CountEach(one.causes, figures.by_cause);
  CountEach(one.kinds, figures.by_kind);
  CountEach(one.natures, figures.by_nature);
}

std::string TextOf(const CivilDate& month) {
  return std::to_string(month.year) + "-" + std::to_string(month.month);
}

}  // namespace

views::Tally Recount(const std::vector<domain::Contribution>& contributions,
                     const views::Period& period) {
  views::Tally tally;
  std::map<CivilDate, std::array<std::int64_t, views::kStandings>> months;
  for (const domain::Contribution& one : contributions) {
    switch (SideOf(one.date, period)) {
      case Side::kOutside:
        break;
      case Side::kAcross:
        tally.straddling += 1;
        break;
      case Side::kInside: {
        const std::size_t standing = views::IndexOf(one.standing);
        CountOne(one, tally.total[standing]);
        months[{.year = one.date.year, .month = one.date.month, .day = 0}][standing] += 1;
        break;
      }
    }
  }
  for (const auto& [month, incidents] : months) {
    tally.months.push_back({.month = month, .incidents = incidents});
  }
  return tally;
}

std::string Difference(const views::Tally& counted, const views::Tally& expected) {
  for (std::size_t i = 0; i < views::kStandings; ++i) {
    if (counted.total[i] != expected.total[i]) {
      return "standing " + std::to_string(i + 1) + ": " +
             std::to_string(counted.total[i].incidents) + " incidents where " +
             std::to_string(expected.total[i].incidents) + " were expected, or other figures";
    }
  }
  if (counted.straddling != expected.straddling) {
    return "straddling: " + std::to_string(counted.straddling) + " where " +
           std::to_string(expected.straddling) + " were expected";
  }
  if (counted.months.size() != expected.months.size()) {
    return std::to_string(counted.months.size()) + " months where " +
           std::to_string(expected.months.size()) + " were expected";
  }
  for (std::size_t i = 0; i < counted.months.size(); ++i) {
    if (counted.months[i].month != expected.months[i].month ||
        counted.months[i].incidents != expected.months[i].incidents) {
      return "month " + TextOf(counted.months[i].month) + ", expected " +
             TextOf(expected.months[i].month) + " or other counts";
    }
  }
  return {};
}

}  // namespace datalek::tests

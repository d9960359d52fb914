#include "services/views/tally.h"

#include "services/ledger/keyspace.h"

#include <datalek/stored/v1/view.pb.h>

#include <algorithm>
#include <string>
#include <utility>

namespace datalek::views {
namespace {

template <std::size_t N, typename Field>
void EncodeArray(const std::array<std::int64_t, N>& values, Field* out) {
  std::size_t used = N;
  while (used > 0 && values[used - 1] == 0) {
    --used;
  }
  out->Add(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(used));
}

template <std::size_t N, typename Field>
void DecodeArray(const Field& stored, std::array<std::int64_t, N>& values) {
  const int used = std::min(stored.size(), static_cast<int>(N));
  std::copy(stored.begin(), stored.begin() + used, values.begin());
}

std::string Encode(const Cell& cell) {
  stored::v1::TallyCell stored;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const Figures& figures = cell[i];
    if (figures == Figures{}) {
      continue;
    }
    auto* out = stored.add_figures();
    out->set_standing(static_cast<std::uint32_t>(i + 1));
    out->set_incidents(figures.incidents);
    out->set_dated_by_discovery(figures.dated_by_discovery);
    out->set_dated_later(figures.dated_later);
    out->set_persons_min(figures.persons_min);
    out->set_persons_max(figures.persons_max);
    out->set_persons_unbounded(figures.persons_unbounded);
    out->set_persons_unknown(figures.persons_unknown);
    out->set_authority_notified(figures.authority_notified);
    out->set_high_risk(figures.high_risk);
    EncodeArray(figures.by_cause, out->mutable_by_cause());
    EncodeArray(figures.by_kind, out->mutable_by_kind());
    EncodeArray(figures.by_nature, out->mutable_by_nature());
  }
  return stored.SerializeAsString();
}

storage::Status Damaged() {
  return {storage::Code::kCorruption, "a counter of the tally is damaged"};
}

storage::Result<Cell> Decode(const std::string& bytes) {
  stored::v1::TallyCell stored;
  if (!stored.ParseFromString(bytes)) {
    return Damaged();
  }
  Cell cell;
  for (const stored::v1::TallyFigures& in : stored.figures()) {
    if (in.standing() == 0 || in.standing() > kStandings) {
      continue;
    }
    Figures& figures = cell[in.standing() - 1];
    figures.incidents = in.incidents();
    figures.dated_by_discovery = in.dated_by_discovery();
    figures.dated_later = in.dated_later();
    figures.persons_min = in.persons_min();
    figures.persons_max = in.persons_max();
    figures.persons_unbounded = in.persons_unbounded();
    figures.persons_unknown = in.persons_unknown();
    figures.authority_notified = in.authority_notified();
    figures.high_risk = in.high_risk();
    DecodeArray(in.by_cause(), figures.by_cause);
    DecodeArray(in.by_kind(), figures.by_kind);
    DecodeArray(in.by_nature(), figures.by_nature);
  }
  return cell;
}

template <typename Enum, std::size_t N>
void CountSet(const domain::SetOf<Enum>& set, std::int64_t sign,
              std::array<std::int64_t, N>& counts) {
  if (set.empty()) {
    counts[0] += sign;
  }
  for (const Enum value : set.values()) {
    counts.at(static_cast<std::size_t>(value)) += sign;
  }
}

void AddTo(Figures& figures, const domain::Contribution& contribution, std::int64_t sign) {
  figures.incidents += sign;
  figures.dated_by_discovery += contribution.basis == domain::DateBasis::kDiscovery ? sign : 0;
  figures.dated_later += contribution.basis == domain::DateBasis::kLater ? sign : 0;
  const domain::Count& persons = contribution.persons;
  if (persons.known()) {
    const auto min = static_cast<std::int64_t>(persons.min.value_or(0));
    figures.persons_min += sign * min;
    figures.persons_max += sign * (persons.max ? static_cast<std::int64_t>(*persons.max) : min);
    figures.persons_unbounded += persons.max ? 0 : sign;
  } else {
    figures.persons_unknown += sign;
  }
  figures.authority_notified += contribution.authority_notified ? sign : 0;
  figures.high_risk += contribution.high_risk ? sign : 0;
  CountSet(contribution.causes, sign, figures.by_cause);
  CountSet(contribution.kinds, sign, figures.by_kind);
  CountSet(contribution.natures, sign, figures.by_nature);
}

storage::Status CountInto(ledger::Draft& draft, std::string key,
                          const domain::Contribution& contribution, int sign) {
  const storage::Result<std::optional<std::string>> bytes = draft.Get(key);
  if (!bytes.ok()) {
    return bytes.status();
  }
  Cell cell;
  if (bytes.value()) {
    const storage::Result<Cell> decoded = Decode(*bytes.value());
    if (!decoded.ok()) {
      return decoded.status();
    }
    cell = decoded.value();
  }
  AddTo(cell[IndexOf(contribution.standing)], contribution, sign);
  if (cell == Cell{}) {
    draft.Erase(std::move(key));  // As if nothing had ever been counted here.
  } else {
    draft.Put(std::move(key), Encode(cell));
  }
  return {};
}

domain::CivilDate MonthOf(const domain::CivilDate& date) {
  return {.year = date.year, .month = date.month, .day = 0};
}

std::int64_t IncidentsIn(const Cell& cell) {
  std::int64_t incidents = 0;
  for (const Figures& figures : cell) {
    incidents += figures.incidents;
  }
  return incidents;
}

class Reader {
 public:
  Reader(const storage::Engine& engine, std::string_view organisation, const Period& period)
      : engine_(engine), organisation_(organisation), period_(period) {}

  storage::Result<Tally> Read() {
    domain::CivilDate first = MonthOf(period_.since);
    if (period_.since.day > 1) {
      if (storage::Status status = AddPartOf(first); !status.ok()) {
        return status;
      }
      first = Next(first);
    }
    std::optional<domain::CivilDate> last;  // Included.
    if (period_.until) {
      last = MonthOf(*period_.until);
    }
    const bool ends_within =
        last && period_.until->day < domain::DaysInMonth(last->year, last->month);
    if (storage::Status status = AddWhole(first, last, ends_within); !status.ok()) {
      return status;
    }
    if (ends_within && *last >= first) {
      if (storage::Status status = AddPartOf(*last); !status.ok()) {
        return status;
      }
    }
    return std::move(tally_);
  }

 private:
  static domain::CivilDate Next(const domain::CivilDate& month) {
    return month.month == 12
               ? domain::CivilDate{.year = month.year + 1, .month = 1, .day = 0}
               : domain::CivilDate{.year = month.year, .month = month.month + 1, .day = 0};
  }

  void Add(const domain::CivilDate& month, const Cell& cell) {
    if (tally_.months.empty() || tally_.months.back().month != month) {
      tally_.months.push_back({.month = month, .incidents = {}});
    }
    for (std::size_t i = 0; i < kStandings; ++i) {
      tally_.total[i] += cell[i];
      tally_.months.back().incidents[i] += cell[i].incidents;
    }
  }

  // The days of `month` that lie in the period; what is known only to the month straddles.
  storage::Status AddPartOf(const domain::CivilDate& month) {
    const auto page =
        engine_.Scan({.first = ledger::DayKey(organisation_, month),
                      .limit = ledger::DayKey(
                          organisation_, {.year = month.year, .month = month.month, .day = 32})},
                     storage::kScanEntriesMax);
    if (!page.ok()) {
      return page.status();
    }
    for (const storage::KeyValue& row : page.value()) {
      const storage::Result<Cell> cell = Decode(row.value);
      const std::optional<domain::CivilDate> date = ledger::DateOfTallyKey(row.key);
      if (!cell.ok() || !date) {
        return Damaged();
      }
      if (date->day == 0) {
        tally_.straddling += IncidentsIn(cell.value());
      } else if (*date >= period_.since && (!period_.until || *date <= *period_.until)) {
        Add(month, cell.value());
      }
    }
    return {};
  }

  storage::Status AddWhole(const domain::CivilDate& first,
                           const std::optional<domain::CivilDate>& last, bool without_last) {
    const auto whole = ledger::PrefixRange(ledger::MonthPrefix(organisation_));
    std::string limit = whole.limit;
    if (last) {
      const domain::CivilDate end = without_last ? *last : Next(*last);
      limit = ledger::MonthKey(organisation_, end.year, end.month);
    }
    std::string from = ledger::MonthKey(organisation_, first.year, first.month);
    for (std::size_t read = 0; read < kTallyMonthsMax;) {
      const auto page = engine_.Scan({.first = from, .limit = limit}, storage::kScanEntriesMax);
      if (!page.ok()) {
        return page.status();
      }
      for (const storage::KeyValue& row : page.value()) {
        const storage::Result<Cell> cell = Decode(row.value);
        const std::optional<domain::CivilDate> month = ledger::DateOfTallyKey(row.key);
        if (!cell.ok() || !month) {
          return Damaged();
        }
        Add(*month, cell.value());
      }
      read += page.value().size();
      if (page.value().size() < storage::kScanEntriesMax) {
        break;
      }
      from = page.value().back().key + '\0';
    }
    return {};
  }

  const storage::Engine& engine_;
  std::string_view organisation_;
  const Period& period_;
  Tally tally_;
};

}  // namespace

Figures& Figures::operator+=(const Figures& other) {
  incidents += other.incidents;
  dated_by_discovery += other.dated_by_discovery;
  dated_later += other.dated_later;
  persons_min += other.persons_min;
  persons_max += other.persons_max;
  persons_unbounded += other.persons_unbounded;
  persons_unknown += other.persons_unknown;
  authority_notified += other.authority_notified;
  high_risk += other.high_risk;
  const auto add = [](auto& to, const auto& from) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      to[i] += from[i];
    }
  };
  add(by_cause, other.by_cause);
  add(by_kind, other.by_kind);
  add(by_nature, other.by_nature);
  return *this;
}

storage::Status Count(ledger::Draft& draft, std::string_view organisation,
                      const domain::Contribution& contribution, int sign) {
  const domain::CivilDate& date = contribution.date;
  if (storage::Status status = CountInto(
          draft, ledger::MonthKey(organisation, date.year, date.month), contribution, sign);
      !status.ok()) {
    return status;
  }
  return CountInto(draft, ledger::DayKey(organisation, date), contribution, sign);
}

storage::Result<Tally> ReadTally(const storage::Engine& engine, std::string_view organisation,
                                 const Period& period) {
  return Reader(engine, organisation, period).Read();
}

}  // namespace datalek::views

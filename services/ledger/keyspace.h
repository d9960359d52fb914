// Every key of the register's store, in one place.
//
//   o/<org>                                   organisation           stored.v1.Organisation
//   h/<org>                                   head of its ledger     stored.v1.Head
//   e/<org>/<sequence u64>                    entry                  stored.v1.Entry
//   l/<org>/<index u64>                       leaf, sequence - 1     leaf bytes (leaf.h)
//   r/<org>/<actor>/<request id>              first answer           stored.v1.Answer
// and the views, which can be rebuilt from the entries:
//   v/<org>/<incident[16]>                    incident               stored.v1.IncidentView
//   q/<org>/<notify by i64><incident[16]>     queue: open incidents  stored.v1.Row
//   g/<org>/<number, newest first u64><incident[16]>   register      stored.v1.Row
//   m/<org>/<actor>/<as above u64><incident[16]>       own reports   stored.v1.Row
//   t/<org>/m/<yyyymm u32>                    tally of a month       stored.v1.TallyCell
//   t/<org>/d/<yyyymmdd u32>                  tally of a day; day 00: known to the month
//   !rebuild/<org>                            present while the views are being rebuilt
//
// Numbers are big-endian, so that keys sort as the numbers do; i64 has its sign bit flipped. Slugs
// hold no '/'. Pure; any thread.
#pragma once

#include "services/domain/incident_id.h"
#include "services/domain/instant.h"
#include "storage/kv/engine.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::ledger {

// "DL-2026-00042": the year of recording and a count within it.
struct CaseNumber {
  int year = 0;
  std::uint32_t count = 0;
  bool operator==(const CaseNumber&) const = default;
};

inline constexpr std::uint32_t kCasesPerYearMax = 99'999'999;

[[nodiscard]] std::string ToText(const CaseNumber& number);
// nullopt when `text` is no case number.
[[nodiscard]] std::optional<CaseNumber> CaseNumberFrom(std::string_view text);

[[nodiscard]] std::string OrganisationKey(std::string_view organisation);
[[nodiscard]] std::string HeadKey(std::string_view organisation);
[[nodiscard]] std::string EntryKey(std::string_view organisation, std::uint64_t sequence);
[[nodiscard]] std::string LeafKey(std::string_view organisation, std::uint64_t index);
[[nodiscard]] std::string AnswerKey(std::string_view organisation, std::string_view actor,
                                    std::string_view request_id);
[[nodiscard]] std::string IncidentKey(std::string_view organisation, const domain::IncidentId& id);
[[nodiscard]] std::string QueueKey(std::string_view organisation, std::int64_t notify_by_ms,
                                   const domain::IncidentId& id);
[[nodiscard]] std::string RegisterKey(std::string_view organisation, const CaseNumber& number,
                                      const domain::IncidentId& id);
[[nodiscard]] std::string ReporterKey(std::string_view organisation, std::string_view actor,
                                      const CaseNumber& number, const domain::IncidentId& id);
[[nodiscard]] std::string MonthKey(std::string_view organisation, int year, int month);
[[nodiscard]] std::string DayKey(std::string_view organisation, const domain::CivilDate& date);
[[nodiscard]] std::string RebuildKey(std::string_view organisation);

// The date a month's or day's key stands for; `day` is 0 for a month.
[[nodiscard]] std::optional<domain::CivilDate> DateOfTallyKey(std::string_view key);

// What follows the organisation's part of an entry key.
[[nodiscard]] std::uint64_t SequenceOf(std::string_view entry_key);

// All keys that begin with `prefix`.
[[nodiscard]] storage::KeyRange PrefixRange(std::string prefix);

[[nodiscard]] std::string OrganisationPrefix();  // All organisations.
[[nodiscard]] std::string EntryPrefix(std::string_view organisation);
[[nodiscard]] std::string IncidentPrefix(std::string_view organisation);
[[nodiscard]] std::string QueuePrefix(std::string_view organisation);
[[nodiscard]] std::string RegisterPrefix(std::string_view organisation);
// The register row of one number; there is at most one.
[[nodiscard]] std::string RegisterPrefix(std::string_view organisation, const CaseNumber& number);
[[nodiscard]] std::string ReporterPrefix(std::string_view organisation);
[[nodiscard]] std::string ReporterPrefix(std::string_view organisation, std::string_view actor);
[[nodiscard]] std::string TallyPrefix(std::string_view organisation);
[[nodiscard]] std::string MonthPrefix(std::string_view organisation);

}  // namespace datalek::ledger

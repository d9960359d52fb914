#include "services/ledger/keyspace.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cstdio>
#include <initializer_list>
#include <utility>

namespace datalek::ledger {
namespace {

template <typename Unsigned>
void AppendBigEndian(std::string& out, Unsigned value) {
  for (int shift = static_cast<int>(sizeof(Unsigned)) * 8 - 8; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU));
  }
}

std::uint64_t ReadBigEndian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) {
    value = value << 8U | static_cast<unsigned char>(c);
  }
  return value;
}

// "<letter>/<part>/<part>/"
std::string Prefix(char letter, std::initializer_list<std::string_view> parts) {
  std::string key;
  key.reserve(96);
  key.push_back(letter);
  key.push_back('/');
  for (const std::string_view part : parts) {
    key.append(part);
    key.push_back('/');
  }
  return key;
}

void AppendId(std::string& key, const domain::IncidentId& id) {
  key.append(id.bytes.begin(), id.bytes.end());
}

// Newest first: a larger number gives a smaller key.
std::uint64_t Descending(const CaseNumber& number) {
  return ~(static_cast<std::uint64_t>(static_cast<std::uint32_t>(number.year)) << 32U |
           number.count);
}

}  // namespace

std::string ToText(const CaseNumber& number) {
  std::array<char, 40> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "DL-%04d-%05u", number.year, number.count);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<CaseNumber> CaseNumberFrom(std::string_view text) {
  constexpr std::size_t kCountAt = 8;  // After "DL-2026-".
  if (text.size() < kCountAt + 5 || text.size() > kCountAt + 8 || !text.starts_with("DL-") ||
      text[kCountAt - 1] != '-') {
    return std::nullopt;
  }
  CaseNumber number;
  const char* const year_end = text.data() + kCountAt - 1;
  const auto [year_stop, year_error] = std::from_chars(text.data() + 3, year_end, number.year);
  const auto [count_stop, count_error] =
      std::from_chars(text.data() + kCountAt, text.data() + text.size(), number.count);
  if (year_error != std::errc() || year_stop != year_end || number.year < 0 ||
      count_error != std::errc() || count_stop != text.data() + text.size() ||
      ToText(number) != text) {
    return std::nullopt;
  }
  return number;
}

std::string OrganisationKey(std::string_view organisation) {
  return std::string("o/").append(organisation);
}
std::string HeadKey(std::string_view organisation) {
  return std::string("h/").append(organisation);
}
std::string RebuildKey(std::string_view organisation) {
  return std::string("!rebuild/").append(organisation);
}

std::string EntryKey(std::string_view organisation, std::uint64_t sequence) {
  std::string key = Prefix('e', {organisation});
  AppendBigEndian(key, sequence);
  return key;
}

std::string LeafKey(std::string_view organisation, std::uint64_t index) {
  std::string key = Prefix('l', {organisation});
  AppendBigEndian(key, index);
  return key;
}

std::string AnswerKey(std::string_view organisation, std::string_view actor,
                      std::string_view request_id) {
  std::string key = Prefix('r', {organisation, actor});
  for (const char c : request_id) {  // A UUID is the same in upper and in lower case.
    key.push_back(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return key;
}

std::string IncidentKey(std::string_view organisation, const domain::IncidentId& id) {
  std::string key = Prefix('v', {organisation});
  AppendId(key, id);
  return key;
}

std::string QueueKey(std::string_view organisation, std::int64_t notify_by_ms,
                     const domain::IncidentId& id) {
  std::string key = Prefix('q', {organisation});
  AppendBigEndian(key, static_cast<std::uint64_t>(notify_by_ms) ^ std::uint64_t{1} << 63U);
  AppendId(key, id);
  return key;
}

std::string RegisterKey(std::string_view organisation, const CaseNumber& number,
                        const domain::IncidentId& id) {
  std::string key = RegisterPrefix(organisation, number);
  AppendId(key, id);
  return key;
}

std::string ReporterKey(std::string_view organisation, std::string_view actor,
                        const CaseNumber& number, const domain::IncidentId& id) {
  std::string key = ReporterPrefix(organisation, actor);
  AppendBigEndian(key, Descending(number));
  AppendId(key, id);
  return key;
}

std::string MonthKey(std::string_view organisation, int year, int month) {
  std::string key = MonthPrefix(organisation);
  AppendBigEndian(key, static_cast<std::uint32_t>(year * 100 + month));
  return key;
}

std::string DayKey(std::string_view organisation, const domain::CivilDate& date) {
  std::string key = Prefix('t', {organisation, "d"});
  AppendBigEndian(key, static_cast<std::uint32_t>((date.year * 100 + date.month) * 100 + date.day));
  return key;
}

std::optional<domain::CivilDate> DateOfTallyKey(std::string_view key) {
  constexpr std::size_t kTailBytes = 6;  // 'm' or 'd', '/', u32.
  if (key.size() < kTailBytes) {
    return std::nullopt;
  }
  const std::string_view tail = key.substr(key.size() - kTailBytes);
  const auto value = static_cast<int>(ReadBigEndian(tail.substr(2)));
  if (tail[0] == 'm') {
    return domain::CivilDate{.year = value / 100, .month = value % 100, .day = 0};
  }
  if (tail[0] == 'd') {
    return domain::CivilDate{
        .year = value / 10'000, .month = value / 100 % 100, .day = value % 100};
  }
  return std::nullopt;
}

std::uint64_t SequenceOf(std::string_view entry_key) {
  assert(entry_key.size() > sizeof(std::uint64_t));
  return ReadBigEndian(entry_key.substr(entry_key.size() - sizeof(std::uint64_t)));
}

storage::KeyRange PrefixRange(std::string prefix) {
  assert(!prefix.empty() && static_cast<unsigned char>(prefix.back()) != 0xFF);
  std::string limit = prefix;
  limit.back() = static_cast<char>(static_cast<unsigned char>(limit.back()) + 1);
  return {.first = std::move(prefix), .limit = std::move(limit)};
}

std::string OrganisationPrefix() { return "o/"; }
std::string EntryPrefix(std::string_view organisation) { return Prefix('e', {organisation}); }
std::string IncidentPrefix(std::string_view organisation) { return Prefix('v', {organisation}); }
std::string QueuePrefix(std::string_view organisation) { return Prefix('q', {organisation}); }
std::string RegisterPrefix(std::string_view organisation) { return Prefix('g', {organisation}); }
std::string RegisterPrefix(std::string_view organisation, const CaseNumber& number) {
  std::string key = RegisterPrefix(organisation);
  AppendBigEndian(key, Descending(number));
  return key;
}
std::string ReporterPrefix(std::string_view organisation) { return Prefix('m', {organisation}); }
std::string ReporterPrefix(std::string_view organisation, std::string_view actor) {
  return Prefix('m', {organisation, actor});
}
std::string TallyPrefix(std::string_view organisation) { return Prefix('t', {organisation}); }
std::string MonthPrefix(std::string_view organisation) { return Prefix('t', {organisation, "m"}); }

}  // namespace datalek::ledger

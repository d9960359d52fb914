#include "services/ledger/keyspace.h"

#include "services/domain/limits.h"
#include "storage/kv/limits.h"
#include "tests/testing/printers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::ledger {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

domain::IncidentId Id(std::uint8_t byte) {
  domain::IncidentId id;
  id.bytes.fill(byte);
  return id;
}

bool IsIn(const storage::KeyRange& range, const std::string& key) {
  return key >= range.first && key < range.limit;
}

// --- order -------------------------------------------------------------------------------------

TEST(KeyOrder, EntriesAndLeavesSortBySequence) {
  const std::vector<std::uint64_t> sequences{1,
                                             2,
                                             0xFE,
                                             0xFF,
                                             0x100,
                                             0x101,
                                             0xFFFF,
                                             0x1'0000,
                                             0xFFFF'FFFF,
                                             0x1'0000'0000,
                                             std::numeric_limits<std::uint64_t>::max() - 1,
                                             std::numeric_limits<std::uint64_t>::max()};
  for (std::size_t i = 1; i < sequences.size(); ++i) {
    EXPECT_LT(EntryKey("org", sequences[i - 1]), EntryKey("org", sequences[i]));
    EXPECT_LT(LeafKey("org", sequences[i - 1]), LeafKey("org", sequences[i]));
  }
}

TEST(KeyOrder, AnEntryKeyGivesItsSequenceBack) {
  for (const std::uint64_t sequence : {std::uint64_t{1}, std::uint64_t{0x2F2F'2F2F'2F2F'2F2F},
                                       std::numeric_limits<std::uint64_t>::max()}) {
    EXPECT_EQ(SequenceOf(EntryKey("org", sequence)), sequence);
  }
}

TEST(KeyOrder, TheRegisterAndOwnReportsBeginWithTheNewestNumber) {
  const std::vector<CaseNumber> newest_first{
      {.year = 2027, .count = 1},       {.year = 2026, .count = kCasesPerYearMax},
      {.year = 2026, .count = 100'000}, {.year = 2026, .count = 256},
      {.year = 2026, .count = 255},     {.year = 2026, .count = 1},
      {.year = 1999, .count = 99'999}};
  for (std::size_t i = 1; i < newest_first.size(); ++i) {
    EXPECT_LT(RegisterKey("org", newest_first[i - 1], Id(9)),
              RegisterKey("org", newest_first[i], Id(1)))
        << ToText(newest_first[i]);
    EXPECT_LT(ReporterKey("org", "actor", newest_first[i - 1], Id(9)),
              ReporterKey("org", "actor", newest_first[i], Id(1)))
        << ToText(newest_first[i]);
  }
}

TEST(KeyOrder, TheQueueBeginsWithTheEarliestDeadlineAlsoBefore1970) {
  const std::vector<std::int64_t> deadlines{
      kLeast, kLeast + 1, -2'208'988'800'000, -256, -255, -1, 0, 1, 255, 256, kMost};
  for (std::size_t i = 1; i < deadlines.size(); ++i) {
    EXPECT_LT(QueueKey("org", deadlines[i - 1], Id(0xFF)), QueueKey("org", deadlines[i], Id(0)))
        << deadlines[i];
  }
}

TEST(KeyOrder, OfOneDeadlineTheQueueSortsByIncident) {
  EXPECT_LT(QueueKey("org", 5, Id(1)), QueueKey("org", 5, Id(2)));
}

TEST(KeyOrder, TheTallySortsByDateWithWhatIsKnownToTheMonthBeforeItsDays) {
  EXPECT_LT(MonthKey("org", 1999, 12), MonthKey("org", 2000, 1));
  EXPECT_LT(MonthKey("org", 2020, 2), MonthKey("org", 2020, 11));
  const auto day = [](int year, int month, int number) {
    return DayKey("org", {.year = year, .month = month, .day = number});
  };
  EXPECT_LT(day(2020, 1, 31), day(2020, 2, 0));
  EXPECT_LT(day(2020, 2, 0), day(2020, 2, 1));
  EXPECT_LT(day(2020, 2, 9), day(2020, 2, 10));
  EXPECT_LT(day(2020, 12, 31), day(2021, 1, 0));
}

TEST(KeyOrder, ATallyKeyGivesItsDateBack) {
  EXPECT_EQ(DateOfTallyKey(MonthKey("org", 2020, 2)),
            (domain::CivilDate{.year = 2020, .month = 2, .day = 0}));
  for (const int day : {0, 1, 29}) {
    const domain::CivilDate date{.year = 2020, .month = 2, .day = day};
    EXPECT_EQ(DateOfTallyKey(DayKey("org", date)), date);
  }
  EXPECT_FALSE(DateOfTallyKey(""));
  EXPECT_FALSE(DateOfTallyKey("t/x"));
  EXPECT_FALSE(DateOfTallyKey(EntryKey("org", 1)));
}

// --- who a key belongs to ----------------------------------------------------------------------

// Every key that holds an organisation behind a prefix, and the prefix.
struct Table {
  const char* name;
  std::function<std::string(std::string_view)> key;
  std::function<std::string(std::string_view)> prefix;
};

std::vector<Table> Tables() {
  const CaseNumber number{.year = 2026, .count = 7};
  return {
      {"entry", [](std::string_view org) { return EntryKey(org, 1); },
       [](std::string_view org) { return EntryPrefix(org); }},
      {"last entry",
       [](std::string_view org) {
         return EntryKey(org, std::numeric_limits<std::uint64_t>::max());
       },
       [](std::string_view org) { return EntryPrefix(org); }},
      {"incident", [](std::string_view org) { return IncidentKey(org, Id(0xFF)); },
       [](std::string_view org) { return IncidentPrefix(org); }},
      {"queue", [](std::string_view org) { return QueueKey(org, kMost, Id(0xFF)); },
       [](std::string_view org) { return QueuePrefix(org); }},
      {"register", [=](std::string_view org) { return RegisterKey(org, number, Id(1)); },
       [](std::string_view org) { return RegisterPrefix(org); }},
      {"own reports", [=](std::string_view org) { return ReporterKey(org, "aa", number, Id(1)); },
       [](std::string_view org) { return ReporterPrefix(org); }},
      {"month", [](std::string_view org) { return MonthKey(org, 2026, 3); },
       [](std::string_view org) { return MonthPrefix(org); }},
      {"day",
       [](std::string_view org) { return DayKey(org, {.year = 2026, .month = 3, .day = 1}); },
       [](std::string_view org) { return TallyPrefix(org); }},
  };
}

TEST(KeyPrefixes, HoldTheKeysOfTheirOrganisationAndOfNoOther) {
  const std::vector<std::string> organisations{"gem-a", "gem-ab", "gem-a-b", "gem-a0", "gem", "ge"};
  for (const Table& table : Tables()) {
    for (const std::string& owner : organisations) {
      const storage::KeyRange range = PrefixRange(table.prefix(owner));
      for (const std::string& other : organisations) {
        EXPECT_EQ(IsIn(range, table.key(other)), owner == other)
            << table.name << " of " << other << " in the range of " << owner;
      }
    }
  }
}

TEST(KeyPrefixes, OwnReportsOfOnePersonAreNotThoseOfAnother) {
  const CaseNumber number{.year = 2026, .count = 7};
  const storage::KeyRange range = PrefixRange(ReporterPrefix("org", "aa"));
  EXPECT_TRUE(IsIn(range, ReporterKey("org", "aa", number, Id(1))));
  EXPECT_FALSE(IsIn(range, ReporterKey("org", "aab", number, Id(1))));
  EXPECT_FALSE(IsIn(range, ReporterKey("org", "a", number, Id(1))));
}

TEST(KeyPrefixes, DaysAreNotAmongTheMonths) {
  EXPECT_FALSE(
      IsIn(PrefixRange(MonthPrefix("org")), DayKey("org", {.year = 2026, .month = 3, .day = 1})));
}

TEST(KeyPrefixes, TheRowOfANumberIsFoundByTheNumberAlone) {
  const CaseNumber number{.year = 2026, .count = 7};
  EXPECT_TRUE(RegisterKey("org", number, Id(1)).starts_with(RegisterPrefix("org", number)));
  EXPECT_FALSE(RegisterKey("org", {.year = 2026, .count = 8}, Id(1))
                   .starts_with(RegisterPrefix("org", number)));
}

TEST(KeyPrefixes, EveryOrganisationIsInTheListOfThem) {
  const storage::KeyRange range = PrefixRange(OrganisationPrefix());
  EXPECT_TRUE(IsIn(range, OrganisationKey("aa")));
  EXPECT_TRUE(IsIn(range, OrganisationKey(std::string(domain::kSlugBytesMax, 'z'))));
  EXPECT_FALSE(IsIn(range, HeadKey("aa")));
}

TEST(Keys, OfDifferentKindsAreNeverTheSame) {
  std::set<std::string> keys;
  std::vector<std::string> all{OrganisationKey("org"), HeadKey("org"), RebuildKey("org"),
                               LeafKey("org", 1), AnswerKey("org", "aa", "id")};
  for (const Table& table : Tables()) {
    all.push_back(table.key("org"));
  }
  for (const std::string& key : all) {
    EXPECT_TRUE(keys.insert(key).second) << key;
  }
}

TEST(Keys, TheLongestFitTheStore) {
  const std::string slug(domain::kSlugBytesMax, 'z');
  const std::string actor(32, 'f');
  EXPECT_LE(ReporterKey(slug, actor, {.year = 9999, .count = kCasesPerYearMax}, Id(1)).size(),
            storage::kKeyBytesMax);
  EXPECT_LE(AnswerKey(slug, actor, std::string(36, 'a')).size(), storage::kKeyBytesMax);
}

TEST(AnswerKey, IsTheSameForAUuidInUpperAndInLowerCase) {
  EXPECT_EQ(AnswerKey("org", "aa", "01234567-89AB-CDEF-0123-456789ABCDEF"),
            AnswerKey("org", "aa", "01234567-89ab-cdef-0123-456789abcdef"));
}

TEST(AnswerKey, IsAnotherForAnotherPersonOrganisationOrId) {
  const std::string key = AnswerKey("org", "aa", "01234567-89ab-cdef-0123-456789abcdef");
  EXPECT_NE(key, AnswerKey("org", "ab", "01234567-89ab-cdef-0123-456789abcdef"));
  EXPECT_NE(key, AnswerKey("orh", "aa", "01234567-89ab-cdef-0123-456789abcdef"));
  EXPECT_NE(key, AnswerKey("org", "aa", "01234567-89ab-cdef-0123-456789abcdee"));
}

// They are on disk: what stands here may not change.
TEST(KeyBytes, StandAsTheyWereFirstWritten) {
  using namespace std::string_literals;  // NOLINT(google-build-using-namespace)
  const std::string id(16, '\x11');
  const CaseNumber number{.year = 2026, .count = 42};
  EXPECT_EQ(OrganisationKey("org"), "o/org");
  EXPECT_EQ(HeadKey("org"), "h/org");
  EXPECT_EQ(EntryKey("org", 0x0102), "e/org/\0\0\0\0\0\0\x01\x02"s);
  EXPECT_EQ(LeafKey("org", 0x0102), "l/org/\0\0\0\0\0\0\x01\x02"s);
  EXPECT_EQ(AnswerKey("org", "aa", "01AF"), "r/org/aa/01af");
  EXPECT_EQ(IncidentKey("org", Id(0x11)), "v/org/" + id);
  EXPECT_EQ(QueueKey("org", 1, Id(0x11)), "q/org/\x80\0\0\0\0\0\0\x01"s + id);
  EXPECT_EQ(QueueKey("org", -1, Id(0x11)), "q/org/\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s + id);
  EXPECT_EQ(RegisterKey("org", number, Id(0x11)), "g/org/\xFF\xFF\xF8\x15\xFF\xFF\xFF\xD5"s + id);
  EXPECT_EQ(ReporterKey("org", "aa", number, Id(0x11)),
            "m/org/aa/\xFF\xFF\xF8\x15\xFF\xFF\xFF\xD5"s + id);
  EXPECT_EQ(MonthKey("org", 2026, 3), "t/org/m/\0\x03\x17\x6B"s);
  EXPECT_EQ(DayKey("org", {.year = 2026, .month = 3, .day = 1}), "t/org/d/\x01\x35\x25\xCD"s);
  EXPECT_EQ(RebuildKey("org"), "!rebuild/org");
}

// --- case numbers ------------------------------------------------------------------------------

TEST(CaseNumbers, AreWrittenWithFiveDigitsOrAsManyAsItTakes) {
  EXPECT_EQ(ToText(CaseNumber{.year = 2026, .count = 1}), "DL-2026-00001");
  EXPECT_EQ(ToText(CaseNumber{.year = 2026, .count = 99'999}), "DL-2026-99999");
  EXPECT_EQ(ToText(CaseNumber{.year = 2026, .count = 100'000}), "DL-2026-100000");
  EXPECT_EQ(ToText(CaseNumber{.year = 2026, .count = kCasesPerYearMax}), "DL-2026-99999999");
}

TEST(CaseNumbers, ComeBackFromTheirText) {
  for (const std::uint32_t count : {1U, 42U, 99'999U, 100'000U, kCasesPerYearMax}) {
    const CaseNumber number{.year = 2026, .count = count};
    EXPECT_EQ(CaseNumberFrom(ToText(number)), number) << count;
  }
}

TEST(CaseNumbers, AreNotReadFromAnythingElse) {
  for (const std::string_view text : {"",
                                      "DL",
                                      "DL-2026-",
                                      "DL-2026-0001",
                                      "DL-2026-000001",
                                      "DL-2026-100000000",
                                      "DL-26-00001",
                                      "DL-20260-0001",
                                      "DL--001-00001",
                                      "DL-+026-00001",
                                      "DL-2026-+0001",
                                      "DL-2026--0001",
                                      "DL-2026-0000x",
                                      "DL 2026-00001",
                                      "DL-2026 00001",
                                      "dl-2026-00001",
                                      "XX-2026-00001",
                                      " DL-2026-00001",
                                      "DL-2026-00001 ",
                                      "DL-2026-00001\n",
                                      "DL-20x6-00001",
                                      "DL-2026-99999999999999999999"}) {
    EXPECT_FALSE(CaseNumberFrom(text)) << text;
  }
}

}  // namespace
}  // namespace datalek::ledger

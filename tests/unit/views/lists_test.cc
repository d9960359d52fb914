#include "services/views/lists.h"

#include "services/domain/deadline.h"
#include "services/domain/validate.h"
#include "services/ledger/keyspace.h"
#include "services/vault/pseudonym.h"
#include "storage/faulty/faulty_engine.h"
#include "tests/testing/builders.h"
#include "tests/testing/register.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <utility>
#include <vector>

namespace datalek::views {
namespace {

using storage::Code;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::AnAmendment;
using tests::AnImport;
using tests::AReport;
using tests::Employee;
using tests::Holds;
using tests::IsOk;
using tests::kOrganisation;
using tests::kOtherOrganisation;
using tests::Officer;
using tests::StatusIs;

class ListsTest : public ::testing::Test {
 protected:
  Page Read(const PageRequest& request) {
    const storage::Result<Page> page =
        ReadPage(desk.engine(), desk.vault(), kOrganisation, request);
    EXPECT_THAT(page, IsOk());
    return page.ok() ? page.value() : Page();
  }
  std::vector<std::string> Headlines(const std::string& prefix) {
    std::vector<std::string> headlines;
    for (const Row& row : Read({.prefix = prefix, .from = {}, .rows_max = 50, .keep = {}}).rows) {
      headlines.push_back(row.headline);
    }
    return headlines;
  }
  std::vector<std::string> Queue() { return Headlines(ledger::QueuePrefix(kOrganisation)); }
  std::vector<std::string> Register() { return Headlines(ledger::RegisterPrefix(kOrganisation)); }
  std::vector<std::string> Mine(const std::string& account) {
    const auto keys = desk.vault().Find(kOrganisation, domain::kOrganisationItself);
    EXPECT_THAT(keys, IsOk());
    return Headlines(
        ledger::ReporterPrefix(kOrganisation, vault::Pseudonym(*keys.value(), account)));
  }
  domain::IncidentId Report(const AReport& report, const std::string& account = "employee") {
    return desk.Record(Employee(account), report).incident;
  }
  // `count` reports, told apart by a number in their summary.
  void ReportMany(int count) {
    std::vector<std::future<registry::Outcome>> answers;
    for (int i = 0; i < count; ++i) {
      answers.push_back(
          desk.SubmitLater(desk.Ask(Employee(), AReport().Saying("number " + std::to_string(i)))));
    }
    for (std::future<registry::Outcome>& answer : answers) {
      EXPECT_TRUE(std::holds_alternative<registry::Receipt>(answer.get()));
    }
  }

  tests::MemoryRegister desk;
};

// --- order and membership ----------------------------------------------------------------------

TEST_F(ListsTest, TheQueueBeginsWithWhatIsDueFirst) {
  Report(AReport().Saying("second").Noticed("2026-03-01 09:00"));
  Report(AReport().Saying("third").Noticed("2026-03-02 08:00"));
  Report(AReport().Saying("first").Noticed("2026-02-10"));
  EXPECT_THAT(Queue(), ElementsAre("first", "second", "third"));
}

TEST_F(ListsTest, TheRegisterBeginsWithTheNewest) {
  Report(AReport().Saying("older").Noticed("2026-03-01"));
  Report(AReport().Saying("newer").Noticed("2026-02-01"));
  EXPECT_THAT(Register(), ElementsAre("newer", "older"));
}

TEST_F(ListsTest, OwnReportsAreOnesOwnAndBeginWithTheNewest) {
  Report(AReport().Saying("my first"), "employee");
  Report(AReport().Saying("not mine"), "colleague");
  Report(AReport().Saying("my second"), "employee");
  EXPECT_THAT(Mine("employee"), ElementsAre("my second", "my first"));
  EXPECT_THAT(Mine("colleague"), ElementsAre("not mine"));
  EXPECT_THAT(Mine("stranger"), IsEmpty());
}

TEST_F(ListsTest, WhatWasImportedIsNobodysOwnReport) {
  desk.Record(Officer(), AnImport().Saying("imported"));
  EXPECT_THAT(Mine("officer"), IsEmpty());
  EXPECT_THAT(Register(), ElementsAre("imported"));
}

TEST_F(ListsTest, AClosedIncidentLeavesTheQueueAndStaysInTheRegister) {
  const auto incident = Report(AReport().Saying("a letter"));
  desk.Record(Officer(), incident, tests::Assess(domain::Breach::kYes));
  desk.Record(Officer(), incident, tests::Decide());
  EXPECT_THAT(Queue(), ElementsAre("a letter"));
  desk.Record(Officer(), incident, tests::Close());
  EXPECT_THAT(Queue(), IsEmpty());
  EXPECT_THAT(Register(), ElementsAre("a letter"));
  EXPECT_THAT(Mine("employee"), ElementsAre("a letter"));
}

TEST_F(ListsTest, AReopenedIncidentIsBackInTheQueue) {
  const auto incident = Report(AReport().Saying("a letter"));
  desk.Record(Officer(), incident, tests::Dismiss(domain::Dismissal::kDuplicate));
  EXPECT_THAT(Queue(), IsEmpty());
  desk.Record(Officer(), incident, tests::Reopen());
  EXPECT_THAT(Queue(), ElementsAre("a letter"));
}

TEST_F(ListsTest, AMovedDeadlineMovesTheRowAndLeavesNoneBehind) {
  const auto incident = Report(AReport().Saying("moved").Noticed("2026-03-02 08:00"));
  Report(AReport().Saying("stayed").Noticed("2026-03-01"));
  EXPECT_THAT(Queue(), ElementsAre("stayed", "moved"));
  desk.Record(Officer(), incident,
              AnAmendment({domain::FactField::kDiscovered}).Noticed("2026-02-01"));
  EXPECT_THAT(Queue(), ElementsAre("moved", "stayed"));
}

TEST_F(ListsTest, EveryListShowsTheIncidentAsItNowStands) {
  const auto incident = Report(AReport().Saying("as reported"));
  desk.Record(Officer(), incident,
              AnAmendment({domain::FactField::kSummary}).Saying("as corrected"));
  EXPECT_THAT(Queue(), ElementsAre("as corrected"));
  EXPECT_THAT(Register(), ElementsAre("as corrected"));
  EXPECT_THAT(Mine("employee"), ElementsAre("as corrected"));
}

TEST_F(ListsTest, AnotherOrganisationsIncidentsAreInNoList) {
  desk.Record(Employee("employee", kOtherOrganisation), AReport());
  EXPECT_THAT(Queue(), IsEmpty());
  EXPECT_THAT(Register(), IsEmpty());
  EXPECT_THAT(Mine("employee"), IsEmpty());
}

// --- pages -------------------------------------------------------------------------------------

TEST_F(ListsTest, PagesHoldEveryRowOnceAndInOrder) {
  ReportMany(7);
  const std::vector<std::string> all = Register();
  ASSERT_EQ(all.size(), 7U);
  for (std::size_t rows_max = 1; rows_max <= 8; ++rows_max) {
    std::vector<std::string> paged;
    PageRequest request{.prefix = ledger::RegisterPrefix(kOrganisation),
                        .from = {},
                        .rows_max = rows_max,
                        .keep = {}};
    std::size_t pages = 0;
    do {
      const Page page = Read(request);
      EXPECT_LE(page.rows.size(), rows_max);
      for (const Row& row : page.rows) {
        paged.push_back(row.headline);
      }
      request.from = page.next;
      pages += 1;
    } while (!request.from.empty() && pages < 10);
    EXPECT_EQ(paged, all) << "in pages of " << rows_max;
    EXPECT_EQ(pages, (7 + rows_max - 1) / rows_max) << "in pages of " << rows_max;
  }
}

TEST_F(ListsTest, WhatArrivesBetweenPagesShiftsNoRow) {
  ReportMany(4);
  PageRequest request{
      .prefix = ledger::RegisterPrefix(kOrganisation), .from = {}, .rows_max = 2, .keep = {}};
  const Page first = Read(request);
  Report(AReport().Saying("newer than all"));
  request.from = first.next;
  const Page second = Read(request);
  ASSERT_EQ(first.rows.size() + second.rows.size(), 4U);
  EXPECT_EQ(second.rows[0].headline, "number 1");
  EXPECT_EQ(second.rows[1].headline, "number 0");
}

TEST_F(ListsTest, AFilterLeavesOutRowsAndNotPages) {
  ReportMany(20);
  PageRequest request{.prefix = ledger::RegisterPrefix(kOrganisation),
                      .from = {},
                      .rows_max = 3,
                      .keep = [](const Row& row) { return row.headline.ends_with("5"); }};
  const Page page = Read(request);
  ASSERT_EQ(page.rows.size(), 2U);
  EXPECT_EQ(page.rows[0].headline, "number 15");
  EXPECT_EQ(page.rows[1].headline, "number 5");
  EXPECT_EQ(page.next, "");
}

TEST_F(ListsTest, AFilterThatFindsNothingStopsAndSaysWhereToGoOn) {
  ReportMany(static_cast<int>(kRowsReadPerPageMax) + 300);
  PageRequest request{.prefix = ledger::RegisterPrefix(kOrganisation),
                      .from = {},
                      .rows_max = 50,
                      .keep = [](const Row& row) { return row.headline == "number 0"; }};
  std::size_t seen = 0;
  PageRequest counting = request;
  counting.keep = [&seen](const Row&) {
    seen += 1;
    return false;
  };
  const Page first = Read(counting);
  EXPECT_THAT(first.rows, IsEmpty());
  EXPECT_NE(first.next, "");
  EXPECT_GE(seen, kRowsReadPerPageMax);
  EXPECT_LE(seen, kRowsReadPerPageMax + kPageRowsMax);
  request.from = first.next;
  const Page second = Read(request);
  ASSERT_EQ(second.rows.size(), 1U);
  EXPECT_EQ(second.next, "");
}

TEST_F(ListsTest, AFirstPageCostsTheSameHoweverManyRowsFollow) {
  storage::FaultyEngine counting(desk.engine());
  const auto cost = [&] {
    const std::uint64_t before = counting.operations();
    EXPECT_THAT(
        ReadPage(
            counting, desk.vault(), kOrganisation,
            {.prefix = ledger::QueuePrefix(kOrganisation), .from = {}, .rows_max = 5, .keep = {}}),
        IsOk());
    return counting.operations() - before;
  };
  ReportMany(10);
  const std::uint64_t few = cost();
  ReportMany(300);
  EXPECT_EQ(cost(), few);
  EXPECT_EQ(few, 1U) << "a page is more than one scan";
}

TEST_F(ListsTest, ATokenOfAnotherListIsRefused) {
  ReportMany(3);
  const Page page =
      Read({.prefix = ledger::QueuePrefix(kOrganisation), .from = {}, .rows_max = 1, .keep = {}});
  ASSERT_NE(page.next, "");
  EXPECT_THAT(ReadPage(desk.engine(), desk.vault(), kOrganisation,
                       {.prefix = ledger::RegisterPrefix(kOrganisation),
                        .from = page.next,
                        .rows_max = 1,
                        .keep = {}}),
              StatusIs(Code::kInvalidArgument));
  EXPECT_THAT(ReadPage(desk.engine(), desk.vault(), kOtherOrganisation,
                       {.prefix = ledger::QueuePrefix(kOtherOrganisation),
                        .from = page.next,
                        .rows_max = 1,
                        .keep = {}}),
              StatusIs(Code::kInvalidArgument));
}

// --- what was erased, and what is damaged ------------------------------------------------------

TEST_F(ListsTest, WhatWasErasedIsARowWithNothingButItsId) {
  const auto erased = Report(AReport().Saying("erased"));
  Report(AReport().Saying("kept"));
  ASSERT_THAT(desk.vault().Erase(kOrganisation, erased, vault::Class::kContent), IsOk());
  for (const bool identity_too : {false, true}) {
    if (identity_too) {
      ASSERT_THAT(desk.vault().Erase(kOrganisation, erased, vault::Class::kIdentity), IsOk());
    }
    const Page page = Read(
        {.prefix = ledger::RegisterPrefix(kOrganisation), .from = {}, .rows_max = 50, .keep = {}});
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows[0].headline, "kept");
    Row expected;
    expected.id = erased;
    expected.erased = true;
    EXPECT_EQ(page.rows[1], expected);
  }
}

TEST_F(ListsTest, WhoseIdentityWasErasedIsARowLikeAnyOther) {
  const auto incident = Report(AReport().Saying("a letter"));
  ASSERT_THAT(desk.vault().Erase(kOrganisation, incident, vault::Class::kIdentity), IsOk());
  EXPECT_THAT(Register(), ElementsAre("a letter"));
}

TEST_F(ListsTest, ADamagedRowIsNotLeftOut) {
  Report(AReport());
  const std::string prefix = ledger::RegisterPrefix(kOrganisation);
  const auto rows = desk.engine().Scan(ledger::PrefixRange(prefix), 10);
  ASSERT_THAT(rows, IsOk());
  const std::string key = rows.value().at(0).key;
  std::string value = rows.value().at(0).value;
  value.back() = static_cast<char>(value.back() ^ 1);
  for (const std::string& damaged : {value, std::string("\xFF\xFF\xFF"), std::string()}) {
    ASSERT_THAT(desk.engine().Commit(storage::Batch().Put(key, damaged)), IsOk());
    EXPECT_THAT(ReadPage(desk.engine(), desk.vault(), kOrganisation,
                         {.prefix = prefix, .from = {}, .rows_max = 50, .keep = {}}),
                StatusIs(Code::kCorruption));
  }
}

// --- rows --------------------------------------------------------------------------------------

Record Summarised(std::string summary) {
  Record record;
  record.incident.facts.summary = std::move(summary);
  return record;
}

TEST(RowOf, TheHeadlineIsTheFirstLine) {
  EXPECT_EQ(RowOf(Summarised("short")).headline, "short");
  EXPECT_EQ(RowOf(Summarised("first\nsecond")).headline, "first");
  EXPECT_EQ(RowOf(Summarised("\nsecond")).headline, "");
  EXPECT_EQ(RowOf(Summarised("")).headline, "");
}

TEST(RowOf, TheHeadlineEndsAtItsLimit) {
  const std::string exact(kHeadlineBytesMax, 'x');
  EXPECT_EQ(RowOf(Summarised(exact)).headline, exact);
  EXPECT_EQ(RowOf(Summarised(exact + "y")).headline, exact);
}

TEST(RowOf, TheHeadlineIsCutBeforeACharacterAndNotWithinOne) {
  for (const std::string character : {"é", "€", "😀"}) {
    for (std::size_t before = kHeadlineBytesMax - 5; before <= kHeadlineBytesMax; ++before) {
      const std::string text =
          std::string(before, 'x') + character + character + std::string(200, 'y');
      const std::string headline = RowOf(Summarised(text)).headline;
      EXPECT_TRUE(domain::IsPlainText(headline)) << before << " before " << character;
      EXPECT_LE(headline.size(), kHeadlineBytesMax);
      EXPECT_GT(headline.size() + character.size(), kHeadlineBytesMax) << "more would have fitted";
      EXPECT_TRUE(text.starts_with(headline));
    }
  }
}

TEST(RowOf, CarriesWhatAListShows) {
  Record record = Summarised("a letter");
  record.id.bytes.fill(7);
  domain::Incident& incident = record.incident;
  incident.state = domain::State::kDecided;
  incident.number = "DL-2026-00042";
  incident.facts.situations = {domain::Situation::kPhishing};
  incident.facts.kinds = {domain::Kind::kPostLost};
  incident.facts.person_count = {.min = 3, .max = 5};
  incident.assessment = tests::Judged(domain::Breach::kYes, domain::Risk::kHigh);
  incident.notification = tests::Notified();
  incident.aware = tests::Moment("2026-03-01 10:00");
  incident.recorded_at_ms = 1'234;
  incident.event_count = 3;
  Row expected;
  expected.id = record.id;
  expected.number = "DL-2026-00042";
  expected.state = domain::State::kDecided;
  expected.situations = {domain::Situation::kPhishing};
  expected.kinds = {domain::Kind::kPostLost};
  expected.person_count = {.min = 3, .max = 5};
  expected.breach = domain::Breach::kYes;
  expected.risk = domain::Risk::kHigh;
  expected.recorded_at_ms = 1'234;
  expected.notify_by_ms = tests::MsOf("2026-03-04 10:00");
  expected.headline = "a letter";
  expected.event_count = 3;
  EXPECT_EQ(RowOf(record), expected) << "told is not yet notified";
  incident.notification->notified = tests::Moment("2026-03-02");
  expected.authority_notified = true;
  EXPECT_EQ(RowOf(record), expected);
}

TEST_F(ListsTest, ARowComesBackFromItsSealAsItWas) {
  const auto incident = Report(AReport()
                                   .Saying("a letter")
                                   .In(domain::Situation::kPhishing)
                                   .OfKind(domain::Kind::kPostLost)
                                   .Persons(3, {})
                                   .Noticed("2026-03-01"));
  desk.Record(Officer(), incident, tests::Assess(domain::Breach::kYes, domain::Risk::kHigh));
  domain::DecideNotification decide = tests::Decide();
  decide.notification.notified = tests::Moment("2026-03-02 08:00");
  desk.Record(Officer(), incident, decide);
  const ledger::Draft draft(desk.engine());
  const auto keys = desk.vault().Find(kOrganisation, incident);
  ASSERT_THAT(keys, IsOk());
  const auto record = ReadRecord(draft, kOrganisation, *keys.value());
  ASSERT_THAT(record, IsOk());
  const Page page =
      Read({.prefix = ledger::QueuePrefix(kOrganisation), .from = {}, .rows_max = 50, .keep = {}});
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0], RowOf(record.value()));
}

// --- case numbers ------------------------------------------------------------------------------

TEST_F(ListsTest, ANumberLeadsToItsIncidentAndToNoOther) {
  const auto first = Report(AReport());
  const auto second = Report(AReport());
  EXPECT_THAT(FindNumber(desk.engine(), kOrganisation, "DL-2026-00001"), Holds(first));
  EXPECT_THAT(FindNumber(desk.engine(), kOrganisation, "DL-2026-00002"), Holds(second));
  EXPECT_THAT(FindNumber(desk.engine(), kOrganisation, "DL-2026-00003"), StatusIs(Code::kNotFound));
  EXPECT_THAT(FindNumber(desk.engine(), kOrganisation, "DL-2025-00001"), StatusIs(Code::kNotFound));
  EXPECT_THAT(FindNumber(desk.engine(), kOtherOrganisation, "DL-2026-00001"),
              StatusIs(Code::kNotFound));
}

TEST_F(ListsTest, WhatIsNoNumberIsNotFound) {
  for (const char* text : {"", "DL-2026-1", "not a number", "DL-2026-00001 "}) {
    EXPECT_THAT(FindNumber(desk.engine(), kOrganisation, text), StatusIs(Code::kNotFound)) << text;
  }
}

}  // namespace
}  // namespace datalek::views

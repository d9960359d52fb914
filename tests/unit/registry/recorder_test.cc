#include "services/registry/recorder.h"

#include "services/domain/limits.h"
#include "services/ledger/draft.h"
#include "services/ledger/keyspace.h"
#include "services/views/record.h"
#include "services/views/timeline.h"
#include "tests/testing/builders.h"
#include "tests/testing/dump.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"
#include "tests/testing/printers.h"
#include "tests/testing/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::registry {
namespace {

using domain::Reason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::AnAmendment;
using tests::AnImport;
using tests::AReport;
using tests::DumpOf;
using tests::Employee;
using tests::IsNotDone;
using tests::IsOk;
using tests::kOrganisation;
using tests::kOtherOrganisation;
using tests::MsOf;
using tests::Officer;
using tests::Recorded;
using tests::RefusedWith;
using tests::Replayed;

Receipt ReceiptIn(const Outcome& outcome) {
  const auto* receipt = std::get_if<Receipt>(&outcome);
  EXPECT_NE(receipt, nullptr) << ::testing::PrintToString(outcome);
  return receipt != nullptr ? *receipt : Receipt();
}

// The first answer once more.
Receipt AsReplayed(Receipt receipt) {
  receipt.replayed = true;
  return receipt;
}

class RecorderTest : public ::testing::Test {
 protected:
  views::Record RecordOf(const domain::IncidentId& incident) {
    const auto keys = desk.vault().Find(kOrganisation, incident);
    EXPECT_THAT(keys, IsOk());
    const ledger::Draft draft(desk.engine());
    const auto record = views::ReadRecord(draft, kOrganisation, *keys.value());
    EXPECT_THAT(record, IsOk());
    return record.value();
  }
  std::vector<std::string> Flaws(const std::string& organisation = kOrganisation) {
    return tests::CheckLedger(desk.engine(), desk.vault(), organisation).flaws;
  }

  tests::MemoryRegister desk;
};

// --- what an answer says -----------------------------------------------------------------------

TEST_F(RecorderTest, AReportIsAnsweredWithItsPlaceItsNumberAndItsDeadline) {
  desk.clock.Set("2026-03-02 09:00");
  const Receipt receipt =
      ReceiptIn(desk.Submit(desk.Ask(Employee(), AReport().Noticed("2026-03-01 10:00"))));
  const Receipt expected{.incident = receipt.incident,
                         .number = "DL-2026-00001",
                         .sequence = 2,  // The organisation's beginning is the first.
                         .recorded_at_ms = MsOf("2026-03-02 09:00"),
                         .notify_by_ms = MsOf("2026-03-04 10:00"),
                         .event_count = 1,
                         .replayed = false};
  EXPECT_EQ(receipt, expected);
  EXPECT_NE(receipt.incident, domain::kOrganisationItself);
}

TEST_F(RecorderTest, ACommandIsAnsweredWithTheIncidentAsItThenStands) {
  const Receipt report = desk.Record(Employee(), AReport().Noticed("2026-03-01 10:00"));
  desk.clock.Set("2026-03-02 11:00");
  const Receipt assess = desk.Record(Officer(), report.incident,
                                     tests::AssessAware("2026-03-01 12:00", "no proof until then"));
  const Receipt expected{.incident = report.incident,
                         .number = "DL-2026-00001",
                         .sequence = 3,
                         .recorded_at_ms = MsOf("2026-03-02 11:00"),
                         .notify_by_ms = MsOf("2026-03-04 12:00"),
                         .event_count = 2,
                         .replayed = false};
  EXPECT_EQ(assess, expected);
}

TEST_F(RecorderTest, AnImportIsUpToFourEventsAndOneAnswer) {
  const Receipt receipt = desk.Record(
      Officer(), AnImport().Received("2019-05").Assessed(domain::Breach::kYes).Decided().Closed());
  EXPECT_EQ(receipt.sequence, 5U) << "the last of 2, 3, 4 and 5";
  EXPECT_EQ(receipt.event_count, 4U);
  EXPECT_THAT(RecordOf(receipt.incident).sequences, ElementsAre(2, 3, 4, 5));
  EXPECT_EQ(RecordOf(receipt.incident).incident.state, domain::State::kClosed);
  EXPECT_THAT(Flaws(), IsEmpty());
}

TEST_F(RecorderTest, ARecordSaysWhoWhenAndInWhichZone) {
  desk.clock.Set("2026-07-01 09:00");
  const Receipt receipt = desk.Record(Employee(), AReport().From("room 3.14"));
  const views::Record record = RecordOf(receipt.incident);
  EXPECT_EQ(record.incident.reported, tests::Moment("2026-07-01 09:00"));
  EXPECT_EQ(record.account, "employee");
  EXPECT_EQ(record.contact, "room 3.14");
}

TEST_F(RecorderTest, APersonIsTheSamePseudonymEveryTimeAndNobodyElses) {
  const std::string employee =
      RecordOf(desk.Record(Employee("employee"), AReport()).incident).incident.reporter;
  const std::string again =
      RecordOf(desk.Record(Employee("employee"), AReport()).incident).incident.reporter;
  const std::string colleague =
      RecordOf(desk.Record(Employee("colleague"), AReport()).incident).incident.reporter;
  EXPECT_EQ(employee, again);
  EXPECT_NE(employee, colleague);
  EXPECT_EQ(employee.find("employee"), std::string::npos) << "the pseudonym tells the name";
}

// --- sent twice --------------------------------------------------------------------------------

TEST_F(RecorderTest, SentTwiceIsRecordedOnceAndGetsTheFirstAnswer) {
  const Submission submission = desk.Ask(Employee(), AReport());
  const Receipt first = ReceiptIn(desk.Submit(submission));
  desk.clock.AdvanceHours(5);
  const tests::Dump before = DumpOf(desk.engine());
  EXPECT_EQ(ReceiptIn(desk.Submit(submission)), AsReplayed(first));
  EXPECT_EQ(DumpOf(desk.engine()), before);
}

TEST_F(RecorderTest, TheFirstAnswerSurvivesARestart) {
  const Submission submission = desk.Ask(Employee(), AReport());
  const Receipt first = ReceiptIn(desk.Submit(submission));
  desk.Stop();
  ASSERT_THAT(desk.Start(), IsOk());
  EXPECT_EQ(ReceiptIn(desk.Submit(submission)), AsReplayed(first));
}

TEST_F(RecorderTest, TheFirstAnswerStandsWhateverHappenedSince) {
  const Submission submission = desk.Ask(Employee(), AReport().Noticed("2026-03-01"));
  const Receipt first = ReceiptIn(desk.Submit(submission));
  desk.Record(Officer(), first.incident,
              AnAmendment({domain::FactField::kDiscovered}).Noticed("2026-02-01"));
  EXPECT_EQ(ReceiptIn(desk.Submit(submission)), AsReplayed(first));
}

TEST_F(RecorderTest, ACommandOnAnIncidentSentTwiceIsRecordedOnceAlsoWhenItsEtagIsOldByThen) {
  const Receipt report = desk.Record(Employee(), AReport());
  Submission close =
      desk.Ask(Officer(), report.incident, tests::Dismiss(domain::Dismissal::kDuplicate));
  close.event_count = 1;
  const Receipt first = ReceiptIn(desk.Submit(close));
  EXPECT_EQ(ReceiptIn(desk.Submit(close)), AsReplayed(first));
}

TEST_F(RecorderTest, ARefusalIsNotRememberedSoTheMendedCommandMayUseTheSameId) {
  const Receipt report = desk.Record(Employee(), AReport());
  Submission submission = desk.Ask(Officer(), report.incident, tests::Reopen());
  EXPECT_THAT(desk.Submit(submission), RefusedWith(Reason::kNotClosed));
  submission.wish = domain::Command(tests::Comment());
  submission.request_bytes = "mended";
  EXPECT_THAT(desk.Submit(submission), Recorded());
}

TEST_F(RecorderTest, AnIdThatComesAgainWithAnotherContentIsRefused) {
  Submission submission = desk.Ask(Employee(), AReport());
  ASSERT_THAT(desk.Submit(submission), Recorded());
  submission.request_bytes += " and more";
  const tests::Dump before = DumpOf(desk.engine());
  EXPECT_THAT(desk.Submit(submission), RefusedWith(Reason::kRequestIdReused, "request_id"));
  EXPECT_EQ(DumpOf(desk.engine()), before);
}

TEST_F(RecorderTest, AnIdIsTheSameInUpperAndInLowerCase) {
  Submission submission = desk.Ask(Employee(), AReport());
  submission.request_id = "01234567-89ab-cdef-0123-456789abcdef";
  const Receipt first = ReceiptIn(desk.Submit(submission));
  submission.request_id = "01234567-89AB-CDEF-0123-456789ABCDEF";
  EXPECT_EQ(ReceiptIn(desk.Submit(submission)), AsReplayed(first));
}

TEST_F(RecorderTest, AnotherPersonMayUseTheSameId) {
  Submission submission = desk.Ask(Employee("employee"), AReport());
  ASSERT_THAT(desk.Submit(submission), Recorded());
  submission.requester = Employee("colleague");
  EXPECT_THAT(desk.Submit(submission), Recorded());
  submission.requester = Employee("employee", kOtherOrganisation);
  EXPECT_THAT(desk.Submit(submission), Recorded());
}

TEST_F(RecorderTest, AnIdIsNeededAndMustBeAUuid) {
  Submission submission = desk.Ask(Employee(), AReport());
  submission.request_id = "";
  EXPECT_THAT(desk.Submit(submission), RefusedWith(Reason::kMissing, "request_id"));
  submission.request_id = "not-a-uuid";
  EXPECT_THAT(desk.Submit(submission), RefusedWith(Reason::kMalformed, "request_id"));
}

// --- refusals ----------------------------------------------------------------------------------

TEST_F(RecorderTest, WhatIsNotWellFormedIsRefusedBeforeItWaits) {
  desk.recorder().Drain();  // Nobody is there to decide any more.
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), domain::SubmitReport{})),
              RefusedWith(Reason::kMissing, "facts.summary"));
}

TEST_F(RecorderTest, WhatLiesInTheFutureIsToldByTheRecordersClock) {
  desk.clock.Set("2026-03-02 09:00");
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport().Noticed("2026-03-03"))),
              RefusedWith(Reason::kInTheFuture, "facts.discovered_at"));
  desk.clock.Set("2026-03-03 09:00");
  EXPECT_THAT(desk.Submit(desk.Ask(Employee(), AReport().Noticed("2026-03-03"))), Recorded());
}

TEST_F(RecorderTest, AnOrganisationThatTheRegisterDoesNotKnowIsRefused) {
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", "gemeente-nergens"), AReport())),
              RefusedWith(Reason::kNoSuchOrganisation));
  ASSERT_THAT(desk.vault().AddOrganisation("gemeente-nergens"), IsOk());
  EXPECT_THAT(desk.Submit(desk.Ask(Employee("employee", "gemeente-nergens"), AReport())),
              RefusedWith(Reason::kNoSuchOrganisation))
      << "keys alone are no organisation";
}

TEST_F(RecorderTest, AnIncidentOfAnotherOrganisationDoesNotExist) {
  const Receipt theirs = desk.Record(Employee("employee", kOtherOrganisation), AReport());
  const tests::Dump before = DumpOf(desk.engine());
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), theirs.incident, tests::Comment())),
              RefusedWith(Reason::kNoSuchIncident, "incident"));
  EXPECT_EQ(DumpOf(desk.engine()), before);
}

TEST_F(RecorderTest, AnIncidentThatNeverBeganDoesNotExist) {
  domain::IncidentId guessed;
  guessed.bytes.fill(0x42);
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), guessed, tests::Comment())),
              RefusedWith(Reason::kNoSuchIncident, "incident"));
  const auto made_ahead = desk.vault().Allocate(kOrganisation);
  ASSERT_THAT(made_ahead, IsOk());
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), made_ahead.value()->incident, tests::Comment())),
              RefusedWith(Reason::kNoSuchIncident, "incident"));
}

TEST_F(RecorderTest, TheOrganisationItselfIsNoIncident) {
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), domain::kOrganisationItself, tests::Comment())),
              RefusedWith(Reason::kNoSuchIncident, "incident"));
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), tests::Comment())),
              RefusedWith(Reason::kNoSuchIncident, "incident"))
      << "no incident was named";
}

TEST_F(RecorderTest, OfTwoOfficersTheOneWhoReadBeforeTheOtherWroteIsRefused) {
  const Receipt report = desk.Record(Employee(), AReport());
  Submission first = desk.Ask(Officer("officer"), report.incident, tests::Comment());
  Submission second = desk.Ask(Officer("officer-2"), report.incident, tests::Comment());
  first.event_count = report.event_count;
  second.event_count = report.event_count;
  EXPECT_THAT(desk.Submit(first), Recorded());
  EXPECT_THAT(desk.Submit(second), RefusedWith(Reason::kStale, "etag"));
  second.event_count = report.event_count + 1;
  EXPECT_THAT(desk.Submit(second), Recorded());
}

TEST_F(RecorderTest, WhoNamesNoEtagTakesTheIncidentAsItStands) {
  const Receipt report = desk.Record(Employee(), AReport());
  desk.Record(Officer(), report.incident, tests::Comment());
  EXPECT_THAT(desk.Submit(desk.Ask(Officer("officer-2"), report.incident, tests::Comment())),
              Recorded());
}

TEST_F(RecorderTest, WhatTheRulesRefuseLeavesNothing) {
  const Receipt report = desk.Record(Employee(), AReport());
  const tests::Dump before = DumpOf(desk.engine());
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), report.incident, tests::Close())),
              RefusedWith(Reason::kNotAssessed));
  EXPECT_EQ(DumpOf(desk.engine()), before);
}

// --- only asking -------------------------------------------------------------------------------

TEST_F(RecorderTest, ValidateOnlyChangesNothingInEitherStore) {
  const Receipt report = desk.Record(Employee(), AReport());
  std::vector<Submission> submissions{
      desk.Ask(Employee(), AReport()), desk.Ask(Officer(), AnImport()),
      desk.Ask(Officer(), report.incident, tests::Assess(domain::Breach::kYes)),
      desk.Ask(tests::Administrator(), CreateOrganisation{.slug = "gemeente-nieuw", .name = "N"})};
  const tests::Dump before = DumpOf(desk.engine());
  const tests::Dump keys_before = DumpOf(desk.key_store);
  for (Submission& submission : submissions) {
    submission.validate_only = true;
    const Receipt receipt = ReceiptIn(desk.Submit(submission));
    EXPECT_EQ(receipt.sequence, 0U);
    EXPECT_FALSE(receipt.replayed);
  }
  EXPECT_EQ(DumpOf(desk.engine()), before);
  EXPECT_EQ(DumpOf(desk.key_store), keys_before);
}

TEST_F(RecorderTest, ValidateOnlyRefusesWhatWouldBeRefused) {
  const Receipt report = desk.Record(Employee(), AReport());
  Submission submission = desk.Ask(Officer(), report.incident, tests::Close());
  submission.validate_only = true;
  EXPECT_THAT(desk.Submit(submission), RefusedWith(Reason::kNotAssessed));
}

TEST_F(RecorderTest, AnIdThatOnlyAskedIsFree) {
  Submission submission = desk.Ask(Employee(), AReport());
  submission.validate_only = true;
  (void)desk.Submit(submission);
  submission.validate_only = false;
  EXPECT_THAT(desk.Submit(submission), Recorded());
}

// --- time and numbers --------------------------------------------------------------------------

TEST_F(RecorderTest, RecordedTimeNeverRunsBackwards) {
  desk.clock.Set("2026-03-02 09:00");
  const Receipt first = desk.Record(Employee(), AReport());
  desk.clock.Set("2026-03-02 08:00");
  const Receipt second = desk.Record(Employee(), AReport());
  desk.clock.Set("2026-03-02 09:01");
  const Receipt third = desk.Record(Employee(), AReport());
  EXPECT_EQ(second.recorded_at_ms, first.recorded_at_ms);
  EXPECT_EQ(third.recorded_at_ms, first.recorded_at_ms + domain::kMinuteMs);
}

TEST_F(RecorderTest, NumbersBeginAgainInEveryYear) {
  desk.clock.Set("2026-12-31 23:59");
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2026-00001");
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2026-00002");
  desk.clock.Set("2027-01-01 00:00");  // An hour before the year begins in UTC.
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2027-00001");
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2027-00002");
}

TEST_F(RecorderTest, ANumberIsNeverGivenTwiceAlsoWhenTheClockFallsBackAYear) {
  desk.clock.Set("2027-01-01 00:00");
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2027-00001");
  desk.Stop();
  desk.clock.Set("2026-12-31 12:00");
  ASSERT_THAT(desk.Start(), IsOk());
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2027-00002");
}

TEST_F(RecorderTest, ARefusedOrFailedReportTakesNoNumber) {
  desk.Record(Employee(), AReport());
  Submission late = desk.Ask(Employee(), AReport());
  late.deadline = std::chrono::steady_clock::now();
  EXPECT_THAT(desk.Submit(late), IsNotDone(NotDone::kDeadlinePassed));
  EXPECT_EQ(desk.Record(Employee(), AReport()).number, "DL-2026-00002");
}

TEST_F(RecorderTest, OrganisationsCountForThemselves) {
  desk.Record(Employee(), AReport());
  const Receipt theirs = desk.Record(Employee("employee", kOtherOrganisation), AReport());
  EXPECT_EQ(theirs.number, "DL-2026-00001");
  EXPECT_EQ(theirs.sequence, 2U);
  EXPECT_THAT(Flaws(), IsEmpty());
  EXPECT_THAT(Flaws(kOtherOrganisation), IsEmpty());
}

TEST_F(RecorderTest, CountsGoOnAfterARestart) {
  desk.Record(Employee(), AReport());
  desk.Stop();
  ASSERT_THAT(desk.Start(), IsOk());
  const Receipt receipt = desk.Record(Employee(), AReport());
  EXPECT_EQ(receipt.number, "DL-2026-00002");
  EXPECT_EQ(receipt.sequence, 3U);
}

// --- limits ------------------------------------------------------------------------------------

// An import that is as large as an import may be.
domain::ImportIncident LargestImport() {
  const std::string text(domain::kTextBytesMax, 'x');
  domain::ImportIncident import =
      AnImport().Assessed(domain::Breach::kYes).Decided().Closed().command();
  import.facts.summary.assign(domain::kSummaryBytesMax, 'x');
  import.facts.consequences = text;
  import.facts.measures = text;
  import.source.assign(domain::kReferenceBytesMax, 'x');
  import.assessment->explanation = text;
  import.notification->reasons = text;
  import.notification->authority_reference.assign(domain::kReferenceBytesMax, 'x');
  import.remarks = text;
  return import;
}

TEST(RecorderLimits, TheLargestCommandFitsTheSmallestEngine) {
  tests::MemoryRegister desk(storage::kCapacityFloor);
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), LargestImport())), Recorded());
}

TEST(RecorderLimits, AFullIncidentStillFitsTheSmallestEngine) {
  tests::MemoryRegister desk(storage::kCapacityFloor);
  const Receipt import = desk.Record(Officer(), LargestImport());
  for (std::uint32_t events = import.event_count; events < domain::kEventsPerIncidentMax;
       ++events) {
    desk.Record(Officer(), import.incident, tests::Comment());
  }
  EXPECT_THAT(desk.Submit(desk.Ask(Officer(), import.incident, tests::Comment())),
              RefusedWith(Reason::kTooManyEvents));
}

// --- who is told -------------------------------------------------------------------------------

TEST(RecorderCallbacks, OnRecordedNamesTheOrganisationsThatHaveNewEntries) {
  std::vector<std::vector<std::string>> told;  // Read only after the recorder has stopped.
  tests::MemoryRegister desk(tests::kAmpleCapacity,
                             {.commands_waiting_max = kCommandsWaitingMax,
                              .on_recorded = [&told](const auto& slugs) { told.push_back(slugs); },
                              .on_broken = {}});
  const Receipt report = desk.Record(Employee(), AReport());
  (void)desk.Submit(desk.Ask(Officer(), report.incident, tests::Close()));
  desk.Record(Employee("employee", kOtherOrganisation), AReport());
  desk.Stop();
  EXPECT_THAT(told, ElementsAre(ElementsAre(kOrganisation), ElementsAre(kOtherOrganisation)))
      << "a refusal is no news";
}

TEST_F(RecorderTest, CountsWhatItDid) {
  const Submission submission = desk.Ask(Employee(), AReport());
  const Receipt report = ReceiptIn(desk.Submit(submission));
  (void)desk.Submit(submission);
  (void)desk.Submit(desk.Ask(Officer(), report.incident, tests::Close()));
  (void)desk.Submit(desk.Ask(Employee(), domain::SubmitReport{}));
  Submission late = desk.Ask(Employee(), AReport());
  late.deadline = std::chrono::steady_clock::now();
  (void)desk.Submit(late);
  const RecorderCounts counts = desk.recorder().Counts();
  EXPECT_EQ(counts.recorded, 1U);
  EXPECT_EQ(counts.replayed, 1U);
  EXPECT_EQ(counts.refused, 2U);
  EXPECT_EQ(counts.failed, 1U);
  EXPECT_EQ(counts.batches, 1U);
  EXPECT_EQ(counts.waiting, 0U);
}

}  // namespace
}  // namespace datalek::registry

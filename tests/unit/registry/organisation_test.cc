#include "services/domain/limits.h"
#include "services/registry/recorder.h"
#include "services/views/organisations.h"
#include "tests/testing/builders.h"
#include "tests/testing/dump.h"
#include "tests/testing/ledger_check.h"
#include "tests/testing/outcome_matchers.h"
#include "tests/testing/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>

namespace datalek::registry {
namespace {

using domain::Reason;
using ::testing::IsEmpty;
using tests::Administrator;
using tests::AReport;
using tests::Employee;
using tests::Holds;
using tests::IsOk;
using tests::Recorded;
using tests::RefusedWith;
using tests::Replayed;

const std::string kNew = "gemeente-nieuw";

class CreatingAnOrganisation : public ::testing::Test {
 protected:
  Submission Create(std::string slug, std::string name = "Gemeente Nieuw") {
    return desk.Ask(Administrator(),
                    CreateOrganisation{.slug = std::move(slug), .name = std::move(name)});
  }

  tests::MemoryRegister desk;
};

TEST_F(CreatingAnOrganisation, IsTheFirstEntryOfItsLedger) {
  const Outcome outcome = desk.Submit(Create(kNew));
  ASSERT_THAT(outcome, Recorded());
  const auto& receipt = std::get<Receipt>(outcome);
  EXPECT_EQ(receipt.incident, domain::kOrganisationItself);
  EXPECT_EQ(receipt.sequence, 1U);
  EXPECT_EQ(receipt.recorded_at_ms, desk.clock.NowMs());
  const auto check = tests::CheckLedger(desk.engine(), desk.vault(), kNew);
  EXPECT_THAT(check.flaws, IsEmpty());
  EXPECT_EQ(check.last_sequence, 1U);
}

TEST_F(CreatingAnOrganisation, ListsIt) {
  ASSERT_THAT(desk.Submit(desk.Ask(
                  Administrator(),
                  CreateOrganisation{.slug = kNew, .name = "Gemeente Nieuw", .host = true})),
              Recorded());
  const ledger::Draft draft(desk.engine());
  EXPECT_THAT(views::ReadOrganisation(draft, kNew),
              Holds(views::Organisation{.slug = kNew,
                                        .name = "Gemeente Nieuw",
                                        .host = true,
                                        .created_at_ms = desk.clock.NowMs()}));
}

TEST_F(CreatingAnOrganisation, LetsItReportAtOnceAndAfterARestart) {
  ASSERT_THAT(desk.Submit(Create(kNew)), Recorded());
  EXPECT_EQ(desk.Record(Employee("employee", kNew), AReport()).sequence, 2U);
  desk.Stop();
  ASSERT_THAT(desk.Start(), IsOk());
  EXPECT_EQ(desk.Record(Employee("employee", kNew), AReport()).sequence, 3U);
}

TEST_F(CreatingAnOrganisation, RecordsNothingInTheLedgerOfWhoAsked) {
  const auto before = tests::CheckLedger(desk.engine(), desk.vault(), tests::kOrganisation);
  ASSERT_THAT(desk.Submit(Create(kNew)), Recorded());
  const auto after = tests::CheckLedger(desk.engine(), desk.vault(), tests::kOrganisation);
  EXPECT_EQ(after.last_sequence, before.last_sequence);
  EXPECT_THAT(after.flaws, IsEmpty());
}

TEST_F(CreatingAnOrganisation, SentTwiceGetsTheFirstAnswerAlsoAfterARestart) {
  const Submission submission = Create(kNew);
  const Outcome first = desk.Submit(submission);
  ASSERT_THAT(first, Recorded());
  Receipt expected = std::get<Receipt>(first);
  expected.replayed = true;
  EXPECT_EQ(std::get<Receipt>(desk.Submit(submission)), expected);
  desk.Stop();
  ASSERT_THAT(desk.Start(), IsOk());
  EXPECT_EQ(std::get<Receipt>(desk.Submit(submission)), expected);
}

TEST_F(CreatingAnOrganisation, ThatIsThereAlreadyIsRefused) {
  ASSERT_THAT(desk.Submit(Create(kNew)), Recorded());
  const tests::Dump before = tests::DumpOf(desk.engine());
  EXPECT_THAT(desk.Submit(Create(kNew)),
              RefusedWith(Reason::kOrganisationExists, "organisation.slug"));
  EXPECT_THAT(desk.Submit(Create(tests::kOrganisation)),
              RefusedWith(Reason::kOrganisationExists, "organisation.slug"));
  EXPECT_EQ(tests::DumpOf(desk.engine()), before);
}

TEST_F(CreatingAnOrganisation, WhoseKeysWereMadeByAFailedAttemptUsesThem) {
  ASSERT_THAT(desk.vault().AddOrganisation(kNew), IsOk());
  EXPECT_THAT(desk.Submit(Create(kNew)), Recorded());
  EXPECT_THAT(tests::CheckLedger(desk.engine(), desk.vault(), kNew).flaws, IsEmpty());
}

TEST_F(CreatingAnOrganisation, NeedsASlug) {
  for (const char* slug : {"", "a", "Gemeente", "gemeente/nieuw", "1gemeente", "gemeente-"}) {
    EXPECT_THAT(desk.Submit(Create(slug)), RefusedWith(Reason::kMalformed, "organisation.slug"))
        << slug;
  }
}

TEST_F(CreatingAnOrganisation, NeedsANameUpToItsLimit) {
  EXPECT_THAT(desk.Submit(Create(kNew, "")), RefusedWith(Reason::kMissing, "organisation.name"));
  EXPECT_THAT(desk.Submit(Create(kNew, "escape \x1B")),
              RefusedWith(Reason::kNotText, "organisation.name"));
  EXPECT_THAT(desk.Submit(Create(kNew, std::string(domain::kOrganisationNameBytesMax + 1, 'x'))),
              RefusedWith(Reason::kTooLong, "organisation.name"));
  EXPECT_THAT(desk.Submit(Create(kNew, std::string(domain::kOrganisationNameBytesMax, 'x'))),
              Recorded());
}

}  // namespace
}  // namespace datalek::registry

#include "services/views/record.h"

#include "services/domain/apply.h"
#include "services/domain/decide.h"
#include "services/ledger/keyspace.h"
#include "services/vault/secret_key.h"
#include "services/views/projection.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/dice.h"
#include "tests/testing/moments.h"
#include "tests/testing/printers.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::views {
namespace {

using storage::Code;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

const std::string kLogId = "log-id-16-bytes!";

vault::IncidentKeys FreshKeys(std::uint8_t byte) {
  domain::IncidentId id;
  id.bytes.fill(byte);
  return {.incident = id,
          .identity = vault::SecretKey::Random(),
          .content = vault::SecretKey::Random()};
}

// A record that went through a random history.
Record SomeRecord(const domain::IncidentId& id, std::uint64_t seed) {
  tests::Dice dice(seed);
  const std::int64_t now_ms = tests::MsOf("2026-03-02 09:00");
  const domain::Occasion occasion{
      .actor = {.role = domain::Role::kReporter, .id = "ee", .account = "canary-account"},
      .now_ms = now_ms,
      .now = tests::Moment("2026-03-02 09:00"),
      .number = "DL-2026-00042"};
  const domain::Decision begun = domain::Begin(tests::SomeBeginning(dice, now_ms), occasion);
  const auto& first = std::get<std::vector<domain::Event>>(begun);
  std::uint64_t sequence = 1 + dice.Below(1'000);
  Record record = BeginRecord(id, kLogId, sequence, first.front());
  for (int step = 0; step < 20; ++step) {
    const domain::Decision decision =
        domain::Continue(record.incident, tests::SomeContinuation(dice, now_ms), occasion);
    if (const auto* events = std::get_if<std::vector<domain::Event>>(&decision)) {
      sequence += 1 + dice.Below(9);
      ApplyToRecord(record, sequence, events->front());
    }
  }
  return record;
}

class RecordTest : public ::testing::Test {
 protected:
  storage::MemoryEngine engine;
  ledger::Draft draft{engine};
  const vault::IncidentKeys keys = FreshKeys(7);
};

TEST_F(RecordTest, ComesBackAsItWasWrittenWhateverItWentThrough) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Record record = SomeRecord(keys.incident, seed);
    WriteRecord(draft, "org", keys, record);
    ASSERT_THAT(ReadRecord(draft, "org", keys), Holds(record)) << "seed " << seed;
  }
}

TEST_F(RecordTest, ThatIsNotThereIsNotFound) {
  WriteRecord(draft, "org", keys, SomeRecord(keys.incident, 1));
  EXPECT_THAT(ReadRecord(draft, "org", FreshKeys(8)), StatusIs(Code::kNotFound));
  EXPECT_THAT(ReadRecord(draft, "orh", keys), StatusIs(Code::kNotFound));
}

TEST_F(RecordTest, HoldsNothingPersonalInClear) {
  Record record = SomeRecord(keys.incident, 1);
  record.account = "canary-account";
  record.contact = "canary-contact";
  record.incident.facts.summary = "canary-summary";
  record.incident.outcome = "canary-outcome";
  WriteRecord(draft, "org", keys, record);
  const auto value = draft.Get(ledger::IncidentKey("org", keys.incident));
  ASSERT_THAT(value, IsOk());
  EXPECT_EQ(value.value()->find("canary"), std::string::npos);
  EXPECT_EQ(value.value()->find("DL-2026"), std::string::npos);
}

TEST_F(RecordTest, WhoseIdentityWasErasedReadsWithoutIt) {
  Record record = SomeRecord(keys.incident, 3);
  WriteRecord(draft, "org", keys, record);
  vault::IncidentKeys erased = keys;
  erased.identity.reset();
  record.account.clear();
  record.contact.clear();
  EXPECT_THAT(ReadRecord(draft, "org", erased), Holds(record));
}

TEST_F(RecordTest, WrittenWithoutAnIdentityKeyKeepsNoIdentity) {
  Record record = SomeRecord(keys.incident, 3);
  vault::IncidentKeys erased = keys;
  erased.identity.reset();
  WriteRecord(draft, "org", erased, record);
  record.account.clear();
  record.contact.clear();
  EXPECT_THAT(ReadRecord(draft, "org", keys), Holds(record));
}

TEST_F(RecordTest, WhoseContentWasErasedReadsAsEmpty) {
  const Record record = SomeRecord(keys.incident, 3);
  WriteRecord(draft, "org", keys, record);
  vault::IncidentKeys erased = keys;
  erased.content.reset();
  Record expected;
  expected.id = keys.incident;
  expected.account = record.account;
  expected.contact = record.contact;
  EXPECT_THAT(ReadRecord(draft, "org", erased), Holds(expected));
}

TEST_F(RecordTest, DoesNotOpenWithOtherKeysOrAtAnotherPlace) {
  WriteRecord(draft, "org", keys, SomeRecord(keys.incident, 1));
  EXPECT_THAT(ReadRecord(draft, "org", FreshKeys(7)), StatusIs(Code::kCorruption));
  const auto value = draft.Get(ledger::IncidentKey("org", keys.incident));
  ASSERT_THAT(value, IsOk());
  draft.Put(ledger::IncidentKey("orh", keys.incident), *value.value());
  EXPECT_THAT(ReadRecord(draft, "orh", keys), StatusIs(Code::kCorruption));
}

TEST_F(RecordTest, ThatIsDamagedIsNotEmpty) {
  draft.Put(ledger::IncidentKey("org", keys.incident), "\xFF\xFF\xFF");
  EXPECT_THAT(ReadRecord(draft, "org", keys), StatusIs(Code::kCorruption));
  draft.Put(ledger::IncidentKey("org", keys.incident), "");
  EXPECT_THAT(ReadRecord(draft, "org", keys), StatusIs(Code::kCorruption));
}

}  // namespace
}  // namespace datalek::views

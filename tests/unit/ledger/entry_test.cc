#include "services/ledger/entry.h"

#include "services/ledger/codec.h"
#include "services/ledger/keyspace.h"
#include "services/ledger/leaf.h"
#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/builders.h"
#include "tests/testing/dump.h"
#include "tests/testing/same_event.h"
#include "tests/testing/status_matchers.h"

#include <datalek/stored/v1/entry.pb.h>

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

namespace datalek::ledger {
namespace {

using storage::Code;
using tests::IsOk;
using tests::SaysTheSameAs;
using tests::StatusIs;

const std::string kLogId = "log-id-16-bytes!";

vault::IncidentKeys FreshKeys(std::uint8_t byte) {
  domain::IncidentId id;
  id.bytes.fill(byte);
  return {.incident = id,
          .identity = vault::SecretKey::Random(),
          .content = vault::SecretKey::Random()};
}

domain::Event AReported() {
  return {.actor = {.role = domain::Role::kReporter, .id = "ee", .account = "canary-account"},
          .recorded_at_ms = tests::MsOf("2026-03-02 09:00") + 999,
          .body = domain::IncidentReported{
              .facts = tests::AReport().Saying("canary-summary").command().facts,
              .reported = tests::Moment("2026-03-02 09:00"),
              .number = "DL-2026-00042",
              .contact = "canary-contact",
              .source = {}}};
}

class EntryTest : public ::testing::Test {
 protected:
  void Append(const domain::Event& event, std::uint32_t number = 0) {
    ledger::Append(draft, head,
                   {.organisation = "org", .keys = keys, .log_id = kLogId, .event = number}, event);
    draft.Keep();
  }

  std::string Value(const std::string& key) {
    const auto value = draft.Get(key);
    EXPECT_THAT(value, IsOk());
    return value.ok() && value.value() ? *value.value() : "absent";
  }

  storage::Result<Entry> Read(const vault::IncidentKeys& with) {
    return ReadEntry("org", EntryKey("org", 1), Value(EntryKey("org", 1)), with);
  }

  stored::v1::Entry Stored() {
    stored::v1::Entry stored;
    EXPECT_TRUE(stored.ParseFromString(Value(EntryKey("org", 1))));
    return stored;
  }

  // What lies sealed in the first entry: salt and bytes.
  std::string Opened(vault::Class cls) {
    const stored::v1::Entry stored = Stored();
    const bool content = cls == vault::Class::kContent;
    const auto opened = vault::Open(content ? *keys.content : *keys.identity,
                                    {.organisation = "org",
                                     .table = "entry",
                                     .key = EntryKey("org", 1),
                                     .cls = cls,
                                     .schema = stored.schema()},
                                    content ? stored.sealed_content() : stored.sealed_identity());
    EXPECT_THAT(opened, IsOk());
    return opened.ok() ? opened.value() : std::string();
  }

  storage::MemoryEngine engine;
  Draft draft{engine};
  Head head;
  const vault::IncidentKeys keys = FreshKeys(7);
};

TEST_F(EntryTest, ComesBackAsTheEventThatWasAppended) {
  Append(AReported());
  const storage::Result<Entry> entry = Read(keys);
  ASSERT_THAT(entry, IsOk());
  EXPECT_EQ(entry.value().sequence, 1U);
  EXPECT_EQ(entry.value().incident, keys.incident);
  EXPECT_EQ(entry.value().event_number, 0U);
  EXPECT_EQ(entry.value().type, "incident-reported");
  EXPECT_EQ(entry.value().log_id, kLogId);
  EXPECT_EQ(entry.value().leaf_time_s, tests::MsOf("2026-03-02 09:00") / 1000);
  ASSERT_TRUE(entry.value().event);
  EXPECT_THAT(*entry.value().event, SaysTheSameAs(AReported()));
}

TEST_F(EntryTest, MovesTheHeadOnByOneAndTakesTheNextPlace) {
  Append(AReported());
  Append(AReported(), 1);
  EXPECT_EQ(head.sequence, 2U);
  EXPECT_NE(Value(EntryKey("org", 2)), "absent");
  EXPECT_NE(Value(LeafKey("org", 1)), "absent");
  EXPECT_EQ(Value(EntryKey("org", 3)), "absent");
  EXPECT_EQ(draft.changes(), 4U) << "an entry is one row and its leaf, and nothing else";
}

TEST_F(EntryTest, HoldsNothingPersonalInClear) {
  Append(AReported());
  ASSERT_THAT(engine.Commit(draft.Take()), IsOk());
  for (const auto& [key, value] : tests::DumpOf(engine)) {
    EXPECT_EQ(value.find("canary"), std::string::npos) << tests::Readable(key);
    EXPECT_EQ(value.find("DL-2026"), std::string::npos) << tests::Readable(key);
    EXPECT_EQ(key.find("canary"), std::string::npos);
  }
}

TEST_F(EntryTest, TheLeafCommitsToTheOpenedParts) {
  Append(AReported());
  const std::string identity = Opened(vault::Class::kIdentity);
  const std::string content = Opened(vault::Class::kContent);
  ASSERT_GT(identity.size(), kSaltBytes);
  ASSERT_GT(content.size(), kSaltBytes);
  const Hash commitment =
      Commitment(PartHash('i', identity.substr(0, kSaltBytes), identity.substr(kSaltBytes)),
                 PartHash('c', content.substr(0, kSaltBytes), content.substr(kSaltBytes)));
  EXPECT_EQ(Value(LeafKey("org", 0)), LeafBytes({.log_id = kLogId,
                                                 .event = 0,
                                                 .type = "incident-reported",
                                                 .time_s = tests::MsOf("2026-03-02 09:00") / 1000,
                                                 .commitment = commitment}));
}

TEST_F(EntryTest, WhatIsSealedIsTheBytesOfTheEventAndTheSaltsDiffer) {
  Append(AReported());
  const EventBytes bytes = Encode(AReported(), kLogId);
  const std::string identity = Opened(vault::Class::kIdentity);
  const std::string content = Opened(vault::Class::kContent);
  EXPECT_EQ(identity.substr(kSaltBytes), bytes.identity);
  EXPECT_EQ(content.substr(kSaltBytes), bytes.content);
  EXPECT_NE(identity.substr(0, kSaltBytes), content.substr(0, kSaltBytes));
}

TEST_F(EntryTest, AnEventOfNobodyCommitsToAnAbsentIdentity) {
  Append({.actor = {}, .recorded_at_ms = 0, .body = domain::CommentAdded{"by the system"}});
  EXPECT_EQ(Stored().sealed_identity(), "");
  const std::string content = Opened(vault::Class::kContent);
  const Hash commitment = Commitment(
      kAbsentPart, PartHash('c', content.substr(0, kSaltBytes), content.substr(kSaltBytes)));
  EXPECT_NE(Value(LeafKey("org", 0)).find("commit " + ToHex(commitment)), std::string::npos);
}

TEST_F(EntryTest, TheSameEventTwiceGivesTwoCommitments) {
  Append(AReported());
  Append(AReported());
  EXPECT_NE(Value(LeafKey("org", 0)), Value(LeafKey("org", 1)));
}

TEST_F(EntryTest, DoesNotOpenWithKeysOfAnotherIncident) {
  Append(AReported());
  EXPECT_THAT(Read(FreshKeys(7)), StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, DoesNotOpenAtAnotherPlace) {
  Append(AReported());
  const std::string value = Value(EntryKey("org", 1));
  EXPECT_THAT(ReadEntry("org", EntryKey("org", 2), value, keys), StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, DoesNotOpenInAnotherOrganisation) {
  Append(AReported());
  const std::string value = Value(EntryKey("org", 1));
  EXPECT_THAT(ReadEntry("orh", EntryKey("org", 1), value, keys), StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, DoesNotOpenWithItsClassesExchanged) {
  Append(AReported());
  stored::v1::Entry stored = Stored();
  std::swap(*stored.mutable_sealed_identity(), *stored.mutable_sealed_content());
  vault::IncidentKeys exchanged = keys;
  std::swap(exchanged.identity, exchanged.content);
  EXPECT_THAT(ReadEntry("org", EntryKey("org", 1), stored.SerializeAsString(), exchanged),
              StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, DoesNotOpenUnderAnotherSchema) {
  Append(AReported());
  stored::v1::Entry stored = Stored();
  stored.set_schema(kSchema + 1);
  EXPECT_THAT(ReadEntry("org", EntryKey("org", 1), stored.SerializeAsString(), keys),
              StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, DoesNotOpenWithAnyByteOfItsSealsChanged) {
  Append(AReported());
  const stored::v1::Entry stored = Stored();
  for (std::size_t i = 0; i < stored.sealed_content().size(); ++i) {
    stored::v1::Entry damaged = stored;
    damaged.mutable_sealed_content()->at(i) =
        static_cast<char>(stored.sealed_content()[i] ^ '\x01');
    EXPECT_THAT(ReadEntry("org", EntryKey("org", 1), damaged.SerializeAsString(), keys),
                StatusIs(Code::kCorruption))
        << i;
  }
}

TEST_F(EntryTest, WhoseIdentityWasErasedStillSaysWhatHappened) {
  Append(AReported());
  vault::IncidentKeys erased = keys;
  erased.identity.reset();
  const storage::Result<Entry> entry = Read(erased);
  ASSERT_THAT(entry, IsOk());
  ASSERT_TRUE(entry.value().event);
  domain::Event expected = AReported();
  expected.actor.account.clear();
  std::get<domain::IncidentReported>(expected.body).contact.clear();
  EXPECT_THAT(*entry.value().event, SaysTheSameAs(expected));
}

TEST_F(EntryTest, WhoseContentWasErasedStillSaysThatSomethingHappened) {
  Append(AReported());
  vault::IncidentKeys erased = keys;
  erased.content.reset();
  for (const bool identity_too : {false, true}) {
    if (identity_too) {
      erased.identity.reset();
    }
    const storage::Result<Entry> entry = Read(erased);
    ASSERT_THAT(entry, IsOk());
    EXPECT_FALSE(entry.value().event);
    EXPECT_EQ(entry.value().type, "incident-reported");
    EXPECT_EQ(entry.value().sequence, 1U);
    EXPECT_EQ(entry.value().incident, keys.incident);
    EXPECT_EQ(entry.value().log_id, "");
  }
}

TEST_F(EntryTest, ItsOutsideIsReadWithoutAnyKey) {
  Append(AReported());
  const storage::Result<Entry> entry = ReadOutside(EntryKey("org", 1), Value(EntryKey("org", 1)));
  ASSERT_THAT(entry, IsOk());
  EXPECT_EQ(entry.value().sequence, 1U);
  EXPECT_EQ(entry.value().incident, keys.incident);
  EXPECT_EQ(entry.value().type, "incident-reported");
  EXPECT_FALSE(entry.value().event);
}

TEST_F(EntryTest, ThatIsNoEntryIsDamage) {
  const std::string key = EntryKey("org", 1);
  EXPECT_THAT(ReadOutside(key, "\xFF\xFF\xFF"), StatusIs(Code::kCorruption));
  EXPECT_THAT(ReadOutside(key, ""), StatusIs(Code::kCorruption)) << "an entry of no incident";
  EXPECT_THAT(ReadEntry("org", key, "\xFF\xFF\xFF", keys), StatusIs(Code::kCorruption));
  Append(AReported());
  stored::v1::Entry stored = Stored();
  stored.set_incident("too short");
  EXPECT_THAT(ReadEntry("org", key, stored.SerializeAsString(), keys), StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, WithoutAContentPartIsDamage) {
  Append(AReported());
  stored::v1::Entry stored = Stored();
  stored.clear_sealed_content();
  EXPECT_THAT(ReadEntry("org", EntryKey("org", 1), stored.SerializeAsString(), keys),
              StatusIs(Code::kCorruption));
}

TEST_F(EntryTest, AHeadThatWasNeverWrittenStandsBeforeTheFirst) {
  const storage::Result<Head> read = ReadHead(draft, "org");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read.value().sequence, 0U);
  EXPECT_EQ(read.value().last_number, 0U);
}

TEST_F(EntryTest, AHeadComesBackAsItWasWritten) {
  WriteHead(draft, "org", {.sequence = 1ULL << 40U, .year = 2026, .last_number = 99'999'999});
  const storage::Result<Head> read = ReadHead(draft, "org");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read.value().sequence, 1ULL << 40U);
  EXPECT_EQ(read.value().year, 2026);
  EXPECT_EQ(read.value().last_number, 99'999'999U);
  const storage::Result<Head> other = ReadHead(draft, "orh");
  ASSERT_THAT(other, IsOk());
  EXPECT_EQ(other.value().sequence, 0U);
}

TEST_F(EntryTest, ADamagedHeadIsNotABeginning) {
  draft.Put(HeadKey("org"), "\xFF\xFF\xFF");
  EXPECT_THAT(ReadHead(draft, "org"), StatusIs(Code::kCorruption));
}

}  // namespace
}  // namespace datalek::ledger

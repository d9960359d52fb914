#include "services/views/organisations.h"

#include "services/ledger/keyspace.h"
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/limits.h"
#include "storage/memory/memory_engine.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace datalek::views {
namespace {

using storage::Code;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

class OrganisationsTest : public ::testing::Test {
 protected:
  void Write(const Organisation& organisation) {
    WriteOrganisation(draft, organisation);
    draft.Keep();
    ASSERT_THAT(engine.Commit(draft.Take()), IsOk());
  }
  void WriteAll(const std::vector<std::string>& slugs) {
    for (const std::string& slug : slugs) {
      Write({.slug = slug, .name = "Name of " + slug, .host = false, .created_at_ms = 1});
    }
  }
  std::vector<std::string> Slugs(std::string_view after, std::size_t limit) {
    std::vector<std::string> slugs;
    const auto listed = ListOrganisations(engine, after, limit);
    EXPECT_THAT(listed, IsOk());
    for (const Organisation& one : listed.ok() ? listed.value() : std::vector<Organisation>()) {
      slugs.push_back(one.slug);
    }
    return slugs;
  }

  storage::MemoryEngine engine;
  ledger::Draft draft{engine};
};

TEST_F(OrganisationsTest, OneComesBackAsItWasWritten) {
  const Organisation organisation{.slug = "gemeente-voorbeeld",
                                  .name = "Gemeente Voorbeeld",
                                  .host = true,
                                  .created_at_ms = 1'772'442'000'123};
  Write(organisation);
  EXPECT_THAT(ReadOrganisation(draft, "gemeente-voorbeeld"), Holds(organisation));
}

TEST_F(OrganisationsTest, OneThatIsNotThereIsNotFound) {
  WriteAll({"gem-a"});
  EXPECT_THAT(ReadOrganisation(draft, "gem"), StatusIs(Code::kNotFound));
  EXPECT_THAT(ReadOrganisation(draft, "gem-ab"), StatusIs(Code::kNotFound));
}

TEST_F(OrganisationsTest, AreListedInOrderPageByPage) {
  WriteAll({"cc", "aa", "ab", "dd", "a-b"});
  EXPECT_EQ(Slugs("", 2), (std::vector<std::string>{"a-b", "aa"}));
  EXPECT_EQ(Slugs("aa", 2), (std::vector<std::string>{"ab", "cc"}));
  EXPECT_EQ(Slugs("cc", 2), (std::vector<std::string>{"dd"}));
  EXPECT_EQ(Slugs("dd", 2), (std::vector<std::string>{}));
}

TEST_F(OrganisationsTest, APageMayBeginAfterOneThatIsNotThere) {
  WriteAll({"aa", "cc"});
  EXPECT_EQ(Slugs("bb", 5), (std::vector<std::string>{"cc"}));
}

TEST_F(OrganisationsTest, AllOfThemAreMoreThanOneScanMayGive) {
  std::vector<std::string> slugs;
  for (std::size_t i = 0; i < storage::kScanEntriesMax + 1; ++i) {
    slugs.push_back("gem-" + std::to_string(10'000 + i));
  }
  WriteAll(slugs);
  EXPECT_THAT(AllOrganisations(engine), Holds(slugs));
}

TEST_F(OrganisationsTest, NoneIsAnEmptyRegister) {
  EXPECT_THAT(AllOrganisations(engine), Holds(std::vector<std::string>{}));
}

TEST_F(OrganisationsTest, ADamagedOneIsNotLeftOut) {
  WriteAll({"aa", "cc"});
  ASSERT_THAT(engine.Commit(storage::Batch().Put(ledger::OrganisationKey("bb"), "\xFF\xFF\xFF")),
              IsOk());
  EXPECT_THAT(ReadOrganisation(draft, "bb"), StatusIs(Code::kCorruption));
  EXPECT_THAT(ListOrganisations(engine, "", 5), StatusIs(Code::kCorruption));
  EXPECT_THAT(AllOrganisations(engine), StatusIs(Code::kCorruption));
}

TEST_F(OrganisationsTest, AnEngineThatFailsIsNoEmptyRegister) {
  WriteAll({"aa"});
  storage::FaultyEngine faulty(engine);
  faulty.Arm({.at = 1});
  EXPECT_THAT(AllOrganisations(faulty), StatusIs(Code::kUnavailable));
}

}  // namespace
}  // namespace datalek::views

// What RocksDbEngine does when the disk fails it, and what only an embedded engine has.
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/conformance/store_on_disk.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/resource.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace datalek::storage {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

// While it lives, no file of this process grows: the kernel fails such writes.
class NoFileGrows {
 public:
  NoFileGrows() {
    previous_handler_ = signal(SIGXFSZ, SIG_IGN);
    EXPECT_EQ(getrlimit(RLIMIT_FSIZE, &previous_), 0);
    rlimit none = previous_;
    none.rlim_cur = 1;
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
  }
  NoFileGrows(const NoFileGrows&) = delete;
  NoFileGrows& operator=(const NoFileGrows&) = delete;
  ~NoFileGrows() {
    setrlimit(RLIMIT_FSIZE, &previous_);
    signal(SIGXFSZ, previous_handler_);
  }

 private:
  rlimit previous_{};
  void (*previous_handler_)(int) = SIG_DFL;
};

class RocksDbUpkeep : public StoreOnDisk {
 protected:
  // True if any file of the store holds these bytes.
  [[nodiscard]] bool DiskHolds(const std::string& bytes) const {
    for (const auto& [name, content] : ReadFiles(store())) {
      if (content.find(bytes) != std::string::npos) {
        return true;
      }
    }
    return false;
  }
};

TEST_F(RocksDbUpkeep, StopsCommittingAfterAFailedWriteAndGoesOnReading) {
  {
    const auto engine = MakeStore();
    ASSERT_NE(engine, nullptr);
    Status failed;
    {
      const NoFileGrows broken;
      failed = engine->Commit(Batch().Put("lost", "1"));
    }
    EXPECT_THAT(failed, StatusIs(Code::kUnavailable, HasSubstr("a write failed")));
    EXPECT_TRUE(engine->stopped());
    // The disk is well again; what it holds is not known.
    EXPECT_THAT(engine->Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
    EXPECT_THAT(engine->Flush(), StatusIs(Code::kUnavailable));
    EXPECT_THAT(engine->Get(KeyOf(0)), Holds(ValueOf(0)));
    EXPECT_THAT(engine->Scan({}, kScanEntriesMax), Holds(SizeIs(kEntries)));
  }
  const auto reopened = RocksDbEngine::Open(store(), options());
  ASSERT_THAT(reopened, IsOk());
  EXPECT_FALSE(reopened.value()->stopped());
  EXPECT_THAT(reopened.value()->Get(KeyOf(kEntries - 1)), Holds(ValueOf(kEntries - 1)));
  EXPECT_THAT(reopened.value()->Commit(Batch().Put("a", "1")), IsOk());
}

TEST_F(RocksDbUpkeep, AFailedFlushStopsCommitsToo) {
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  {
    const NoFileGrows broken;
    EXPECT_FALSE(engine->Flush().ok());
  }
  EXPECT_TRUE(engine->stopped());
  EXPECT_THAT(engine->Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(engine->Get(KeyOf(0)), Holds(ValueOf(0)));
}

TEST_F(RocksDbUpkeep, AConflictOrARefusalDoesNotStopIt) {
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  EXPECT_THAT(engine->Commit(Batch().RequireAbsent(KeyOf(0)).Put("a", "1")),
              StatusIs(Code::kConflict));
  EXPECT_THAT(engine->Commit(Batch()), StatusIs(Code::kInvalidArgument));
  EXPECT_FALSE(engine->stopped());
  EXPECT_THAT(engine->Commit(Batch().Put("a", "1")), IsOk());
}

TEST_F(RocksDbUpkeep, RefusesCommitsWhileTheDiskIsDownToItsReserve) {
  std::uint64_t free_bytes = UINT64_MAX;
  RocksDbOptions measured = options();
  measured.disk_reserve_bytes = std::uint64_t{1} << 40U;
  measured.measure_free_bytes = [&](const std::filesystem::path& /*directory*/) {
    return free_bytes;
  };
  const auto made = RocksDbEngine::Create(store(), measured);
  ASSERT_THAT(made, IsOk());
  Engine& engine = *made.value();
  ASSERT_THAT(engine.Commit(Batch().Put("a", "1")), IsOk());

  free_bytes = measured.disk_reserve_bytes - 1;
  EXPECT_THAT(engine.Commit(Batch().Put("b", "2")),
              StatusIs(Code::kFull, HasSubstr("disk is full")));
  EXPECT_THAT(engine.Get("b"), StatusIs(Code::kNotFound));
  EXPECT_THAT(engine.Get("a"), Holds("1"));
  EXPECT_FALSE(made.value()->stopped());

  free_bytes = measured.disk_reserve_bytes;
  EXPECT_THAT(engine.Commit(Batch().Put("b", "2")), IsOk());
}

TEST_F(RocksDbUpkeep, TheReserveIsNeverLessThanTwiceTheMemtables) {
  RocksDbOptions measured = options();
  measured.measure_free_bytes = [](const std::filesystem::path& /*directory*/) {
    return std::uint64_t{2} * kMemtableBytes * kMemtablesMax - 1;
  };
  EXPECT_THAT(RocksDbEngine::Create(store(), measured), StatusIs(Code::kFull));
}

TEST_F(RocksDbUpkeep, ADiskThatCannotBeMeasuredIsNotWrittenTo) {
  bool measurable = true;
  RocksDbOptions measured = options();
  measured.measure_free_bytes =
      [&](const std::filesystem::path& /*directory*/) -> Result<std::uint64_t> {
    return measurable ? Result<std::uint64_t>(UINT64_MAX)
                      : Result<std::uint64_t>(Status(Code::kMissing, "no such disk"));
  };
  const auto made = RocksDbEngine::Create(store(), measured);
  ASSERT_THAT(made, IsOk());
  measurable = false;
  EXPECT_THAT(made.value()->Commit(Batch().Put("a", "1")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(made.value()->Get("a"), StatusIs(Code::kNotFound));
}

TEST_F(RocksDbUpkeep, CompactingARangeTakesErasedValuesOffTheDisk) {
  const std::string canary = "the canary sang at noon";
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  ASSERT_THAT(engine->Commit(Batch().Put("k9", canary)), IsOk());
  ASSERT_THAT(engine->Flush(), IsOk());
  ASSERT_TRUE(DiskHolds(canary));
  ASSERT_THAT(engine->Commit(Batch().Erase("k9")), IsOk());
  ASSERT_THAT(engine->CompactRange({.first = "k", .limit = "l"}), IsOk());
  EXPECT_FALSE(DiskHolds(canary));
  EXPECT_THAT(engine->Scan({}, kScanEntriesMax), Holds(SizeIs(kEntries)));
}

TEST_F(RocksDbUpkeep, CopiesTheStoreAsOfOneMomentForItsOwnerAlone) {
  const std::filesystem::path copy = parent() / "copy";
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  ASSERT_THAT(engine->CopyTo(copy), IsOk());
  ASSERT_THAT(engine->Commit(Batch().Put("later", "1")), IsOk());
  EXPECT_EQ(std::filesystem::status(copy).permissions(), std::filesystem::perms(0700));
  const auto opened = RocksDbEngine::Open(copy, options());
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT(opened.value()->Scan({}, kScanEntriesMax), Holds(SizeIs(kEntries)));
}

TEST_F(RocksDbUpkeep, CopiesOverNothing) {
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  EXPECT_THAT(engine->CopyTo(store()), StatusIs(Code::kExists));
  EXPECT_THAT(engine->CopyTo(parent() / "deeper" / "copy"), StatusIs(Code::kMissing));
}

TEST_F(RocksDbUpkeep, VerifiesASoundStore) {
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  ASSERT_THAT(engine->Flush(), IsOk());
  EXPECT_THAT(engine->VerifyTables(), IsOk());
}

TEST_F(RocksDbUpkeep, TellsHowMuchItHolds) {
  const auto engine = MakeStore();
  ASSERT_NE(engine, nullptr);
  ASSERT_THAT(engine->Flush(), IsOk());
  const RocksDbEngine::Figures figures = engine->figures();
  EXPECT_EQ(figures.entries_estimated, kEntries + 1);  // The marker is an entry too.
  EXPECT_GT(figures.table_bytes, kEntries * ValueOf(0).size());
}

}  // namespace
}  // namespace datalek::storage

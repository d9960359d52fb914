// What RocksDbEngine says when it makes and opens a store, and that a refusal touches nothing.
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/conformance/store_on_disk.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace datalek::storage {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::Holds;
using tests::IsOk;
using tests::StatusIs;

class RocksDbOpening : public StoreOnDisk {
 protected:
  // Writes with RocksDB itself, past our engine, at the key of the marker or any other.
  void PutDirectly(const std::string& key, const std::string& value, bool create) {
    rocksdb::Options settings;
    settings.create_if_missing = create;
    rocksdb::DB* raw = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(settings, store().string(), &raw).ok());
    const std::unique_ptr<rocksdb::DB> db(raw);
    ASSERT_TRUE(db->Put(rocksdb::WriteOptions(), key, value).ok());
  }

  static void ExpectEntries(const Engine& engine, std::size_t count) {
    const auto page = engine.Scan({}, kScanEntriesMax);
    ASSERT_THAT(page, IsOk());
    ASSERT_EQ(page.value().size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(page.value()[i], (KeyValue{.key = KeyOf(i), .value = ValueOf(i)}));
    }
  }

  void ExpectOpensWith(std::size_t count) {
    const auto opened = RocksDbEngine::Open(store(), options());
    ASSERT_THAT(opened, IsOk());
    ExpectEntries(*opened.value(), count);
  }
};

// Create.

TEST_F(RocksDbOpening, CreateMakesADirectoryForItsOwnerAlone) {
  ASSERT_THAT(RocksDbEngine::Create(store(), options()), IsOk());
  struct stat found{};
  ASSERT_EQ(stat(store().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0700U);
}

TEST_F(RocksDbOpening, CreateTakesAnEmptyDirectoryAndClosesItToOthers) {
  std::filesystem::create_directory(store());
  std::filesystem::permissions(store(), std::filesystem::perms(0755));
  ASSERT_THAT(RocksDbEngine::Create(store() / "", options()), IsOk());
  EXPECT_EQ(std::filesystem::status(store()).permissions(), std::filesystem::perms(0700));
}

TEST_F(RocksDbOpening, CreateRefusesADirectoryThatHoldsAnything) {
  std::filesystem::create_directory(store());
  WriteFile(store() / "letter.txt", "dear sir");
  EXPECT_THAT(RocksDbEngine::Create(store(), options()),
              StatusIs(Code::kExists, HasSubstr("is not empty")));
  EXPECT_EQ(ReadFiles(store()), (FilesByName{{"letter.txt", "dear sir"}}));
}

TEST_F(RocksDbOpening, CreateRefusesAStoreThatIsThereAlready) {
  MakeClosedStore();
  const FilesByName before = ReadFiles(store());
  EXPECT_THAT(RocksDbEngine::Create(store(), options()), StatusIs(Code::kExists));
  EXPECT_TRUE(before == ReadFiles(store()));
}

TEST_F(RocksDbOpening, CreateRefusesAFile) {
  WriteFile(store(), "dear sir");
  EXPECT_THAT(RocksDbEngine::Create(store(), options()),
              StatusIs(Code::kExists, HasSubstr("not a directory")));
}

TEST_F(RocksDbOpening, CreateRefusesADirectoryWithoutAParent) {
  EXPECT_THAT(RocksDbEngine::Create(store() / "deeper", options()),
              StatusIs(Code::kMissing, HasSubstr(store().string() + " does not exist")));
}

TEST_F(RocksDbOpening, CreateRefusesAFullDiskAndMakesNothing) {
  RocksDbOptions full = options();
  full.measure_free_bytes = [](const std::filesystem::path&) { return std::uint64_t{1}; };
  EXPECT_THAT(RocksDbEngine::Create(store(), full), StatusIs(Code::kFull));
  EXPECT_FALSE(std::filesystem::exists(store()));
}

TEST_F(RocksDbOpening, TheStoreHoldsNoLogFile) {
  MakeClosedStore();
  ExpectOpensWith(kEntries);
  for (const auto& [name, bytes] : ReadFiles(store())) {
    EXPECT_FALSE(name.starts_with("LOG")) << name;
  }
}

// Open, where there is no store.

TEST_F(RocksDbOpening, OpenRefusesADirectoryThatDoesNotExistAndMakesNone) {
  EXPECT_THAT(RocksDbEngine::Open(store(), options()),
              StatusIs(Code::kMissing, HasSubstr(store().string() + " does not exist")));
  EXPECT_FALSE(std::filesystem::exists(store()));
}

TEST_F(RocksDbOpening, OpenRefusesAFile) {
  WriteFile(store(), "dear sir");
  EXPECT_THAT(RocksDbEngine::Open(store(), options()),
              StatusIs(Code::kNotARegister, HasSubstr("not a directory")));
}

TEST_F(RocksDbOpening, OpenRefusesAnEmptyDirectory) {
  std::filesystem::create_directory(store());
  EXPECT_THAT(ExpectRefused(Code::kNotARegister), HasSubstr("empty"));
}

TEST_F(RocksDbOpening, OpenRefusesADirectoryOfOtherFiles) {
  std::filesystem::create_directory(store());
  WriteFile(store() / "letter.txt", "dear sir");
  EXPECT_THAT(ExpectRefused(Code::kNotARegister), HasSubstr("is not a register"));
}

TEST_F(RocksDbOpening, OpenRefusesOtherFilesThatAreNamedLikeOurs) {
  std::filesystem::create_directory(store());
  WriteFile(store() / "CURRENT", "of the river");
  WriteFile(store() / "LOCK", "of the canal");
  ExpectRefused(Code::kCorruption);
}

TEST_F(RocksDbOpening, OpenRefusesADatabaseWithoutOurMarker) {
  PutDirectly("somebody", "else's", true);
  EXPECT_THAT(ExpectRefused(Code::kNotARegister), HasSubstr("without our marker"));
}

TEST_F(RocksDbOpening, OpenRefusesADatabaseWithTheMarkerOfAnother) {
  PutDirectly("", "somebody-else/1", true);
  EXPECT_THAT(ExpectRefused(Code::kNotARegister), HasSubstr("another's marker"));
}

TEST_F(RocksDbOpening, OpenRefusesAStoreThatANewerVersionWrote) {
  MakeClosedStore();
  PutDirectly("", "datalek-register/2", false);
  EXPECT_THAT(ExpectRefused(Code::kNewerVersion),
              AllOf(HasSubstr("newer version"), HasSubstr("format is 2")));
}

TEST_F(RocksDbOpening, OpenRefusesAStoreItMayNotRead) {
  MakeClosedStore();
  // The parent lets everyone through; the store lets in its owner alone. Root is let in anywhere,
  // so root becomes nobody for a moment, and anyone else closes the store to himself.
  constexpr uid_t kNobody = 65534;
  std::filesystem::permissions(parent(), std::filesystem::perms(0755));
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(kNobody), 0);
  } else {
    std::filesystem::permissions(store(), std::filesystem::perms(0));
  }
  const auto opened = RocksDbEngine::Open(store(), options());
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  } else {
    std::filesystem::permissions(store(), std::filesystem::perms(0700));
  }
  EXPECT_THAT(opened, StatusIs(Code::kNotPermitted, HasSubstr("Permission denied")));
}

TEST_F(RocksDbOpening, OpenRefusesAFullDisk) {
  MakeKilledStore();
  const FilesByName before = ReadFiles(store());
  RocksDbOptions full = options();
  full.measure_free_bytes = [](const std::filesystem::path&) { return std::uint64_t{4096}; };
  EXPECT_THAT(RocksDbEngine::Open(store(), full),
              StatusIs(Code::kFull, AllOf(HasSubstr("disk is full"), HasSubstr("4096 bytes"))));
  EXPECT_TRUE(before == ReadFiles(store()));
  ExpectOpensWith(kEntries);
}

// Open, where there is a store.

TEST_F(RocksDbOpening, OpenFindsEveryEntryAgain) {
  MakeClosedStore();
  ExpectOpensWith(kEntries);
}

TEST_F(RocksDbOpening, OpenFindsEveryEntryOfAKilledProcessAgain) {
  MakeKilledStore();
  ExpectOpensWith(kEntries);
}

TEST_F(RocksDbOpening, OpenDoesWithoutTheOptionsFile) {
  MakeClosedStore();
  for (const auto& [name, bytes] : ReadFiles(store())) {
    if (name.starts_with("OPTIONS")) {
      std::filesystem::remove(store() / name);
    }
  }
  ExpectOpensWith(kEntries);
}

TEST_F(RocksDbOpening, OpenLetsTheServerInspectTheStoreFirst) {
  MakeKilledStore();
  const FilesByName before = ReadFiles(store());
  RocksDbOptions inspecting = options();
  inspecting.inspect = [](const Engine& found) {
    ExpectEntries(found, kEntries);
    return Status(Code::kCorruption, "older than the signed head");
  };
  EXPECT_THAT(RocksDbEngine::Open(store(), inspecting),
              StatusIs(Code::kCorruption, HasSubstr("older than the signed head")));
  EXPECT_TRUE(before == ReadFiles(store()));
}

TEST_F(RocksDbOpening, OpenForReadingReadsEverythingAndTouchesNothing) {
  MakeKilledStore();
  const FilesByName before = ReadFiles(store());
  RocksDbOptions full = options();
  full.measure_free_bytes = [](const std::filesystem::path&) { return std::uint64_t{0}; };
  {
    const auto opened = RocksDbEngine::OpenForReading(store(), full);
    ASSERT_THAT(opened, IsOk());
    ExpectEntries(*opened.value(), kEntries);
    const std::vector<std::string> keys = {KeyOf(1), "nobody"};
    EXPECT_THAT(opened.value()->GetMany(keys),
                Holds(::testing::ElementsAre(ValueOf(1), std::nullopt)));
    EXPECT_THAT(RocksDbEngine::Open(store(), options()), StatusIs(Code::kInUse));
  }
  EXPECT_TRUE(before == ReadFiles(store()));
}

// Damage.

TEST_F(RocksDbOpening, ATornTailOfTheLogIsNoDamage) {
  MakeKilledStore();
  CutFile(FileOfStore("", ".log"), 37);
  ExpectOpensWith(kEntries - kEntriesPerCommit);
}

TEST_F(RocksDbOpening, ZerosBehindTheLogAreNoDamage) {
  MakeKilledStore();
  AppendToFile(FileOfStore("", ".log"), std::string(4096, '\0'));
  ExpectOpensWith(kEntries);
}

TEST_F(RocksDbOpening, AByteFlippedInTheMiddleOfTheLogIsRefusedByTheNameOfTheFile) {
  MakeKilledStore();
  const std::filesystem::path log = FileOfStore("", ".log");
  FlipByte(log, std::filesystem::file_size(log) / 2);
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr(log.filename().string()));
  EXPECT_THAT(logged(), ::testing::Contains(HasSubstr(log.filename().string())));
}

TEST_F(RocksDbOpening, AByteFlippedInTheLastRecordOfTheLogIsRefused) {
  MakeKilledStore();
  const std::filesystem::path log = FileOfStore("", ".log");
  FlipByte(log, std::filesystem::file_size(log) - 2);
  ExpectRefused(Code::kCorruption);
}

// A few bytes more could be the beginning of a record that was torn off; these cannot.
TEST_F(RocksDbOpening, ManyRandomBytesBehindTheLogAreRefused) {
  MakeKilledStore();
  std::mt19937 random(1);  // NOLINT: the same bytes each time, on purpose.
  std::string bytes(64 * 1024, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(random());
  }
  AppendToFile(FileOfStore("", ".log"), bytes);
  ExpectRefused(Code::kCorruption);
}

TEST_F(RocksDbOpening, AMissingTableFileIsRefusedByItsName) {
  MakeClosedStore();
  const std::filesystem::path table = FileOfStore("", ".sst");
  std::filesystem::remove(table);
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr(table.stem().string()));
}

TEST_F(RocksDbOpening, ATableFileCutShortIsRefusedByItsName) {
  MakeClosedStore();
  const std::filesystem::path table = FileOfStore("", ".sst");
  CutFile(table, 37);
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr(table.filename().string()));
}

TEST_F(RocksDbOpening, AMissingCurrentFileIsRefusedByItsName) {
  MakeClosedStore();
  std::filesystem::remove(store() / "CURRENT");
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr("CURRENT is missing"));
}

TEST_F(RocksDbOpening, AMissingManifestIsRefused) {
  MakeClosedStore();
  std::filesystem::remove(FileOfStore("MANIFEST-", ""));
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr("MANIFEST"));
}

TEST_F(RocksDbOpening, AManifestThatLostItsEndIsRefusedBeforeTableFilesAreDeleted) {
  MakeClosedStore();
  CutFile(FileOfStore("MANIFEST-", ""), 20);
  EXPECT_THAT(ExpectRefused(Code::kCorruption), HasSubstr("manifest"));
}

TEST_F(RocksDbOpening, AByteFlippedInATableFileFailsWhatItTouchesAndServesTheRest) {
  MakeClosedStore();
  const std::filesystem::path table = FileOfStore("", ".sst");
  FlipByte(table, std::filesystem::file_size(table) / 2);
  const auto opened = RocksDbEngine::Open(store(), options());
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT(opened.value()->Scan({}, kScanEntriesMax),
              StatusIs(Code::kCorruption, HasSubstr(table.filename().string())));
  EXPECT_THAT(opened.value()->Get(KeyOf(kEntries / 2)), StatusIs(Code::kCorruption));
  EXPECT_THAT(opened.value()->Get(KeyOf(0)), Holds(ValueOf(0)));
  EXPECT_THAT(opened.value()->Get(KeyOf(kEntries - 1)), Holds(ValueOf(kEntries - 1)));
  EXPECT_THAT(opened.value()->VerifyTables(),
              StatusIs(Code::kCorruption, HasSubstr(table.filename().string())));
  EXPECT_THAT(
      opened.value()->Commit(Batch().RequireEquals(KeyOf(kEntries / 2), "").Put("new", "value")),
      StatusIs(Code::kCorruption));
  EXPECT_THAT(opened.value()->Get("new"), StatusIs(Code::kNotFound));
}

}  // namespace
}  // namespace datalek::storage

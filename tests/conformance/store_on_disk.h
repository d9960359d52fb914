// A RocksDB store in a directory of its own, and hands to damage it with.
#pragma once

#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/testing/temp_directory.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace datalek::storage {

using FilesByName = std::map<std::string, std::string>;

// Every file of `directory` with all its bytes.
FilesByName ReadFiles(const std::filesystem::path& directory);
void WriteFile(const std::filesystem::path& file, const std::string& bytes);
void AppendToFile(const std::filesystem::path& file, const std::string& bytes);
void CutFile(const std::filesystem::path& file, std::uintmax_t bytes);
// Inverts some bits of the byte at `offset`.
void FlipByte(const std::filesystem::path& file, std::uintmax_t offset);

class StoreOnDisk : public ::testing::Test {
 protected:
  static constexpr std::size_t kEntries = 500;
  static constexpr std::size_t kEntriesPerCommit = 10;
  static std::string KeyOf(std::size_t number);
  static std::string ValueOf(std::size_t number);

  // Where the store lies, whether or not it does yet.
  [[nodiscard]] std::filesystem::path store() const { return directory_.path() / "store"; }
  [[nodiscard]] const std::filesystem::path& parent() const { return directory_.path(); }

  // Makes a store and commits kEntries entries to it, kEntriesPerCommit at a time.
  std::unique_ptr<RocksDbEngine> MakeStore();
  // The same, flushed to a table file and closed.
  void MakeClosedStore();
  // The same, left as a killed process leaves it: all entries in the write-ahead log alone.
  void MakeKilledStore();

  // The largest file of the store whose name has this beginning and this end.
  [[nodiscard]] std::filesystem::path FileOfStore(const std::string& begins,
                                                  const std::string& ends) const;

  // Opens the store, expects `code`, and expects every file to be as it was. Returns the message.
  std::string ExpectRefused(Code code);

  // No reserve beyond the least, and RocksDB's log kept in logged().
  RocksDbOptions options();
  [[nodiscard]] std::vector<std::string> logged() const {
    const std::scoped_lock lock(logged_mutex_);
    return logged_;
  }

 private:
  mutable std::mutex logged_mutex_;
  std::vector<std::string> logged_;  // Guarded by logged_mutex_.
  tests::TempDirectory directory_;
};

}  // namespace datalek::storage

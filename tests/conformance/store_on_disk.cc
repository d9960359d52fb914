#include "tests/conformance/store_on_disk.h"

#include "storage/kv/batch.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/testing/status_matchers.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::storage {

FilesByName ReadFiles(const std::filesystem::path& directory) {
  FilesByName files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] =
        std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return files;
}

void WriteFile(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

void AppendToFile(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

void CutFile(const std::filesystem::path& file, std::uintmax_t bytes) {
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - bytes);
}

void FlipByte(const std::filesystem::path& file, std::uintmax_t offset) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(offset));
  const int byte = stream.get();
  ASSERT_TRUE(stream.good()) << file << " has no byte " << offset;
  stream.seekp(static_cast<std::streamoff>(offset));
  stream.put(static_cast<char>(byte ^ 0x55));
}

std::string StoreOnDisk::KeyOf(std::size_t number) { return "k" + std::to_string(10'000 + number); }

std::string StoreOnDisk::ValueOf(std::size_t number) {
  return std::string(300, static_cast<char>('a' + number % 26));
}

RocksDbOptions StoreOnDisk::options() {
  RocksDbOptions options;
  options.log = [this](LogLevel, std::string_view text) {
    const std::scoped_lock lock(logged_mutex_);
    logged_.emplace_back(text);
  };
  options.disk_reserve_bytes = 0;
  return options;
}

std::unique_ptr<RocksDbEngine> StoreOnDisk::MakeStore() {
  auto made = RocksDbEngine::Create(store(), options());
  if (!made.ok()) {
    ADD_FAILURE() << ToString(made.status());
    return nullptr;
  }
  std::unique_ptr<RocksDbEngine> engine = std::move(made).value();
  for (std::size_t first = 0; first < kEntries; first += kEntriesPerCommit) {
    Batch batch;
    for (std::size_t i = first; i < first + kEntriesPerCommit; ++i) {
      batch.Put(KeyOf(i), ValueOf(i));
    }
    EXPECT_THAT(engine->Commit(batch), tests::IsOk());
  }
  return engine;
}

void StoreOnDisk::MakeClosedStore() { ASSERT_NE(MakeStore(), nullptr); }

void StoreOnDisk::MakeKilledStore() {
  const std::filesystem::path copy = parent() / "copy";
  {
    const auto engine = MakeStore();
    ASSERT_NE(engine, nullptr);
    // Nothing is being written, so a copy is what a killed process would leave.
    std::filesystem::copy(store(), copy);
  }
  std::filesystem::remove_all(store());
  std::filesystem::rename(copy, store());
}

std::filesystem::path StoreOnDisk::FileOfStore(const std::string& begins,
                                               const std::string& ends) const {
  std::filesystem::path largest;
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(store())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begins) && name.ends_with(ends) && entry.file_size() >= bytes) {
      largest = entry.path();
      bytes = entry.file_size();
    }
  }
  EXPECT_FALSE(largest.empty()) << "the store has no file " << begins << "*" << ends;
  return largest;
}

std::string StoreOnDisk::ExpectRefused(Code code) {
  const FilesByName before = ReadFiles(store());
  const auto opened = RocksDbEngine::Open(store(), options());
  EXPECT_THAT(opened, tests::StatusIs(code));
  const FilesByName after = ReadFiles(store());
  EXPECT_TRUE(before == after) << "the files were touched";
  return opened.status().message();
}

}  // namespace datalek::storage

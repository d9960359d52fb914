// Opens a store, commits to it without end, and prints the number of each commit once it is
// acknowledged. A test starts it, reads along, and kills it.
#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <iostream>
#include <string>

int main(int count, char** arguments) {
  using datalek::storage::Batch;
  if (count != 2) {
    std::cerr << "usage: commit_until_killed DIRECTORY\n";
    return 2;
  }
  datalek::storage::RocksDbOptions options;
  options.disk_reserve_bytes = 0;
  const auto opened = datalek::storage::RocksDbEngine::Open(arguments[1], options);
  if (!opened.ok()) {
    std::cerr << ToString(opened.status()) << '\n';
    return 1;
  }
  for (std::uint64_t i = 1;; ++i) {
    const std::string number = std::to_string(i);
    const auto committed =
        opened.value()->Commit(Batch().Put("k" + number, number).Put("last", number));
    if (!committed.ok()) {
      std::cerr << ToString(committed) << '\n';
      return 1;
    }
    const std::string line = number + '\n';
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) {
      return 1;
    }
  }
}

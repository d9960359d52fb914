#include "tests/conformance/engines_under_test.h"

#include "storage/faulty/faulty_engine.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "storage/rocksdb/rocksdb_engine.h"

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::storage {
namespace {

// Small, so that a test of a few seconds flushes and compacts.
constexpr std::size_t kTestMemtableBytes = std::size_t{64} * 1024;

OpenedEngine OpenRocksDb(const std::filesystem::path& directory) {
  RocksDbOptions options;
  options.log = [](LogLevel, std::string_view text) { std::cerr << text << '\n'; };
  options.memtable_bytes = kTestMemtableBytes;
  options.disk_reserve_bytes = 0;
  auto opened = std::filesystem::is_empty(directory) ? RocksDbEngine::Create(directory, options)
                                                     : RocksDbEngine::Open(directory, options);
  if (!opened.ok()) {
    std::cerr << ToString(opened.status()) << '\n';
    return {};
  }
  return {.beneath = nullptr, .engine = std::move(opened).value()};
}

}  // namespace

EngineUnderTest MemoryUnderTest() {
  return {.name = "memory", .open = [](const std::filesystem::path& /*directory*/) {
            return OpenedEngine{.beneath = nullptr, .engine = std::make_unique<MemoryEngine>()};
          }};
}

EngineUnderTest RocksDbUnderTest() { return {.name = "rocksdb", .open = OpenRocksDb}; }

EngineUnderTest FaultyAround(EngineUnderTest beneath) {
  const std::string name = "faulty_around_" + beneath.name;
  return {.name = name,
          .open = [open = std::move(beneath.open)](const std::filesystem::path& directory) {
            OpenedEngine inner = open(directory);
            if (inner.engine == nullptr) {
              return OpenedEngine{};
            }
            auto faulty = std::make_unique<FaultyEngine>(*inner.engine);
            return OpenedEngine{.beneath = std::move(inner.engine), .engine = std::move(faulty)};
          }};
}

}  // namespace datalek::storage

// How we run RocksDB: every setting that a promise rests on, said out loud.
//
// Pure functions: call from any thread.
#pragma once

#include "storage/rocksdb/rocksdb_engine.h"

#include <rocksdb/env.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>

#include <cstdint>
#include <memory>

namespace datalek::storage {

// `logger` and `listener` are shared because RocksDB's threads use them until the store is closed.
rocksdb::Options MakeSettings(const RocksDbOptions& options,
                              std::shared_ptr<rocksdb::Logger> logger,
                              std::shared_ptr<rocksdb::EventListener> listener);

rocksdb::ReadOptions ReadSettings();

rocksdb::WriteOptions WriteSettings();

// The free space below which nothing is written.
std::uint64_t ReserveBytes(const RocksDbOptions& options);

}  // namespace datalek::storage

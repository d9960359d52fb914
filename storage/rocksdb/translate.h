// RocksDB's words in ours, and ours in RocksDB's. Pure functions: call from any thread.
#pragma once

#include "storage/kv/status.h"

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <string_view>

namespace datalek::storage {

// Lends: `bytes` must outlive the slice.
inline rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

// For reads and maintenance. RocksDB's text names files and sizes; it holds no keys and no values,
// because the settings forbid it.
Status FromRocks(const rocksdb::Status& status);

}  // namespace datalek::storage

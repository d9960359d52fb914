#include "storage/rocksdb/translate.h"

#include "storage/kv/status.h"

#include <rocksdb/status.h>

namespace datalek::storage {

Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) {
    return {};
  }
  // A table file that is gone is damage too, though RocksDB calls it an I/O error.
  if (status.IsCorruption() || status.IsPathNotFound()) {
    return {Code::kCorruption, status.ToString()};
  }
  if (status.IsNotFound()) {
    return {Code::kNotFound, "no such key"};
  }
  if (status.IsNoSpace()) {
    return {Code::kFull, status.ToString()};
  }
  return {Code::kUnavailable, status.ToString()};
}

}  // namespace datalek::storage

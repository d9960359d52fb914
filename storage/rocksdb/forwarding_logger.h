// Hands RocksDB's log to the server's, so that no log file grows beside the data.
//
// Threads: RocksDB calls it from any, at any time until the store is closed.
#pragma once

#include "storage/rocksdb/rocksdb_engine.h"

#include <rocksdb/env.h>

#include <cstdarg>
#include <mutex>
#include <string>

namespace datalek::storage {

class ForwardingLogger final : public rocksdb::Logger {
 public:
  ForwardingLogger(LogSink sink, LogLevel from);

  // The first line at kWarning or above since the start, or nothing. When a store will not open,
  // this is where RocksDB names the file.
  [[nodiscard]] std::string first_warning() const;

  void LogHeader(const char* format, va_list arguments) override;
  void Logv(const char* format, va_list arguments) override;
  void Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) override;

 private:
  const LogSink sink_;
  const LogLevel from_;
  mutable std::mutex mutex_;
  std::string first_warning_;  // Guarded by mutex_.
};

}  // namespace datalek::storage

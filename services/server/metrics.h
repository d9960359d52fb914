// Figures for Prometheus, on a port of their own that only this machine can reach.
//
// Counts and sizes only: no label holds anything a person typed, nor an organisation's name.
#pragma once

#include "services/server/serving.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"

#include <memory>
#include <string>

namespace datalek::server {

// Serves until it is destroyed.
class Metrics {
 public:
  // `address` is "127.0.0.1:9464". kInvalidArgument when it cannot be listened on. `serving` and
  // `engine` must outlive the result.
  static storage::Result<std::unique_ptr<Metrics>> Start(const std::string& address,
                                                         const Serving& serving,
                                                         const storage::RocksDbEngine& engine);

  Metrics() = default;
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;
  virtual ~Metrics() = default;
};

}  // namespace datalek::server

// Remembers that a write failed, wherever it failed.
//
// Once stopped it stays so: after a failed sync the kernel may have dropped the pages, so only a
// new process that reads the disk again can say what is there. Threads: call from any.
#pragma once

#include <rocksdb/listener.h>
#include <rocksdb/status.h>

#include <atomic>

namespace datalek::storage {

class Health final : public rocksdb::EventListener {
 public:
  void Stop() { stopped_.store(true); }
  [[nodiscard]] bool stopped() const { return stopped_.load(); }

  // RocksDB's call, for errors of its own threads and of writes.
  void OnBackgroundError(rocksdb::BackgroundErrorReason /*reason*/,
                         rocksdb::Status* /*error*/) override {
    Stop();
  }

 private:
  std::atomic<bool> stopped_ = false;
};

}  // namespace datalek::storage

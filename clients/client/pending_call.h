// One attempt of one call, and how a thread waits for it while Ctrl-C still works.
#pragma once

#include "clients/client/language.h"

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

namespace datalek::client {

// How often a thread that waits looks whether the person wants to stop: unnoticeable to them, and
// nothing to the machine.
inline constexpr std::chrono::milliseconds kLookUpEvery{50};

// Prepares the context of an attempt: its deadline, and the language of messages.
inline void Prepare(grpc::ClientContext& context, Language language,
                    std::chrono::milliseconds timeout) {
  context.set_deadline(std::chrono::system_clock::now() + timeout);
  context.AddMetadata("accept-language", std::string(TagOf(language)));
}

// The answer to one attempt. Finish() is called once, from any thread; Wait() by one.
class PendingCall {
 public:
  void Finish(const grpc::Status& status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
    finished_ = true;
    // Under the lock: once Wait() returns, this object may be gone.
    changed_.notify_one();
  }

  // Waits until the attempt has ended, and cancels it when `interrupted` becomes true.
  grpc::Status Wait(grpc::ClientContext& context, const std::atomic<bool>* interrupted) {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, kLookUpEvery, [this] { return finished_; })) {
      if (interrupted != nullptr && interrupted->load()) {
        context.TryCancel();
        changed_.wait(lock, [this] { return finished_; });
      }
    }
    return status_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool finished_ = false;
  grpc::Status status_;
};

}  // namespace datalek::client

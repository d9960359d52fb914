// Many imports at once, bounded, so that a register of thousands of rows is carried over in
// seconds.
#pragma once

#include "clients/client/connection.h"
#include "clients/client/retry.h"

#include <datalek/v1/review.grpc.pb.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace datalek::client {

// One run. Lives on the caller's thread; only the end of a call is noted on gRPC's.
class ImportRun {
 public:
  // All of them outlive the run.
  ImportRun(v1::ReviewService::Stub& review, const ConnectionOptions& options,
            const NextImport& next, const ImportDone& done);
  ImportRun(const ImportRun&) = delete;
  ImportRun& operator=(const ImportRun&) = delete;
  ~ImportRun() = default;

  void Run();

 private:
  // One row on its way, through all its attempts.
  struct Row {
    std::size_t index = 0;
    v1::ImportIncidentRequest request;
    v1::ImportIncidentResponse response;
    std::unique_ptr<grpc::ClientContext> context;
    grpc::Status status;
    Attempts attempts{0};
  };

  // Asks for rows until the window is full, there are no more, or the run stops.
  void FillWindow();
  void Send(Row& row);
  // The rows that ended since the last time; waits for one.
  std::vector<Row*> AwaitEnded();
  // Reports the rows that are done with, and sends the others again after one wait.
  void Settle(const std::vector<Row*>& ended);
  // How long to wait before sending the row again; nullopt when it was reported.
  std::optional<std::chrono::milliseconds> ReportOrWait(Row& row);
  void Report(Row& row, const Outcome<v1::ImportIncidentResponse>& outcome);
  [[nodiscard]] bool Interrupted() const;

  v1::ReviewService::Stub& review_;
  const ConnectionOptions& options_;
  const NextImport& next_;
  const ImportDone& done_;
  bool more_ = true;      // There may be rows that were not asked for yet.
  bool stopped_ = false;  // Nothing more is sent.
  std::size_t asked_ = 0;
  std::vector<std::unique_ptr<Row>> window_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Row*> ended_;  // Guarded by mutex_.
};

}  // namespace datalek::client

#include "clients/client/import_run.h"

#include "clients/client/pending_call.h"

#include <algorithm>
#include <random>
#include <utility>

namespace datalek::client {

ImportRun::ImportRun(v1::ReviewService::Stub& review, const ConnectionOptions& options,
                     const NextImport& next, const ImportDone& done)
    : review_(review), options_(options), next_(next), done_(done) {}

void ImportRun::Run() {
  FillWindow();
  while (!window_.empty()) {
    Settle(AwaitEnded());
    FillWindow();
  }
}

bool ImportRun::Interrupted() const {
  return options_.interrupted != nullptr && options_.interrupted->load();
}

void ImportRun::FillWindow() {
  stopped_ = stopped_ || Interrupted();
  while (more_ && !stopped_ && window_.size() < kImportsInFlightMax) {
    std::optional<v1::ImportIncidentRequest> request = next_();
    if (!request) {
      more_ = false;
      return;
    }
    auto row = std::make_unique<Row>();
    row->index = asked_++;
    row->request = *std::move(request);
    row->attempts = Attempts(std::random_device{}());
    window_.push_back(std::move(row));
    Send(*window_.back());
  }
}

void ImportRun::Send(Row& row) {
  row.context = std::make_unique<grpc::ClientContext>();
  Prepare(*row.context, options_.language, options_.timeout);
  review_.async()->ImportIncident(row.context.get(), &row.request, &row.response,
                                  [this, &row](const grpc::Status& status) {
                                    const std::lock_guard lock(mutex_);
                                    row.status = status;
                                    ended_.push_back(&row);
                                    changed_.notify_one();
                                  });
}

std::vector<ImportRun::Row*> ImportRun::AwaitEnded() {
  std::unique_lock lock(mutex_);
  const auto some = [this] { return !ended_.empty(); };
  while (!changed_.wait_for(lock, kLookUpEvery, some)) {
    if (Interrupted()) {
      for (const std::unique_ptr<Row>& row : window_) {
        row->context->TryCancel();
      }
    }
  }
  return std::exchange(ended_, {});
}

void ImportRun::Settle(const std::vector<Row*>& ended) {
  std::vector<Row*> again;
  std::chrono::milliseconds longest{0};
  int attempt = 0;
  for (Row* row : ended) {
    if (const auto wait = ReportOrWait(*row)) {
      again.push_back(row);
      longest = std::max(longest, *wait);
      attempt = std::max(attempt, row->attempts.made());
    }
  }
  if (again.empty()) {
    return;
  }
  if (options_.on_retry) {
    options_.on_retry(attempt);
  }
  options_.sleep(longest);
  for (Row* row : again) {
    Send(*row);
  }
}

std::optional<std::chrono::milliseconds> ImportRun::ReportOrWait(Row& row) {
  if (row.status.ok()) {
    Report(row, std::move(row.response));
    return std::nullopt;
  }
  const auto wait = row.attempts.AfterFailure(row.status);
  if (Interrupted()) {
    Report(row, InterruptedFailure(options_.language, true));
    return std::nullopt;
  }
  if (wait && !stopped_) {
    return wait;
  }
  Failure failure = ToFailure(row.status, options_.language, true);
  // The rows that have not been sent would fare no better.
  stopped_ = stopped_ || failure.exit_code == ExitCode::kUnavailable;
  Report(row, std::move(failure));
  return std::nullopt;
}

void ImportRun::Report(Row& row, const Outcome<v1::ImportIncidentResponse>& outcome) {
  if (!done_(row.index, outcome)) {
    stopped_ = true;
  }
  std::erase_if(window_, [&row](const std::unique_ptr<Row>& one) { return one.get() == &row; });
}

}  // namespace datalek::client

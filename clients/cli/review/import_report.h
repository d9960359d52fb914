// How an import goes: what is told about each row, how far it is, and the counts at its end.
//
// One thread.
#pragma once

#include "clients/cli/words.h"
#include "clients/client/failure.h"
#include "clients/terminal/session.h"

#include <datalek/v1/review.pb.h>

#include <cstdint>
#include <string>

namespace datalek::cli {

class ImportReport {
 public:
  // `row` is how a row is named: Word::kImportRowRefused, Word::kDemoRow. `total`: how many rows
  // are going to be sent.
  ImportReport(const terminal::Session& session, Word row, std::uint64_t total)
      : session_(session), row_(row), total_(total) {}

  // Rows that are not sent because of what is wrong with them, and that were told of already.
  void AddFaulty(std::uint64_t rows) { faulty_ += rows; }
  // A row that was sent.
  void Ended(std::uint64_t line, const client::Outcome<v1::ImportIncidentResponse>& outcome);
  // The counts; answers what to end with. `recorded` is said of the rows that are new.
  client::ExitCode Finish(Word recorded);

 private:
  void TellRefused(std::uint64_t line, const client::Failure& failure);
  void ShowProgress();
  void EraseProgress();
  void TellCount(Word word, std::uint64_t count) const;

  const terminal::Session& session_;
  Word row_;
  std::uint64_t total_;
  std::uint64_t recorded_ = 0;
  std::uint64_t replayed_ = 0;
  std::uint64_t refused_ = 0;    // By the register.
  std::uint64_t faulty_ = 0;     // Not sent.
  std::uint64_t uncertain_ = 0;  // Sent, but no answer came.
  // Why sending stopped before its end; kOk while it has not.
  client::ExitCode stopped_ = client::ExitCode::kOk;
  std::int64_t shown_at_ms_ = 0;
  bool shown_ = false;
};

}  // namespace datalek::cli

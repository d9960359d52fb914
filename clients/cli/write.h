// What all commands that change the register have in common: the request id, the etag, the dry run,
// and how their answer is told.
//
// One thread.
#pragma once

#include "clients/cli/command.h"
#include "clients/client/failure.h"
#include "clients/terminal/session.h"

#include <datalek/v1/incident.pb.h>

#include <optional>
#include <string>

namespace datalek::cli {

class WriteOptions {
 public:
  void AddTo(const Builder& builder);
  void AddWithEtagTo(const Builder& builder);

  // The one that was given, or a new one; the same at every call.
  [[nodiscard]] const std::string& request_id();
  [[nodiscard]] const std::optional<std::string>& etag() const { return etag_; }
  [[nodiscard]] bool dry_run() const { return dry_run_; }

 private:
  std::optional<std::string> request_id_;
  std::optional<std::string> etag_;
  bool dry_run_ = false;
};

// "DL-2026-00042 is bijgewerkt: beoordeeld.", or the receipt as JSON.
client::ExitCode TellDone(const terminal::Session& session, const v1::Receipt& receipt,
                          bool dry_run, Word what);

// Why it was not done, with the option at fault; and when it may have been recorded all the same,
// how to find out.
client::ExitCode TellFailure(const terminal::Session& session, const client::Failure& failure,
                             const std::string& request_id = {});

// What is wrong with the command line.
client::ExitCode TellUsage(const terminal::Session& session, const std::string& message);

// The case that was named, as the API takes it; nullopt after telling that it is none.
[[nodiscard]] std::optional<std::string> ReadCase(const terminal::Session& session,
                                                  const std::string& text);

}  // namespace datalek::cli

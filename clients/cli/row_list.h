// Lists of incidents, page after page from the server.
//
// One thread.
#pragma once

#include "clients/cli/command.h"
#include "clients/cli/incident_text.h"
#include "clients/client/connection.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace datalek::cli {

// What fits on a screen or two; scripts get everything.
inline constexpr std::uint64_t kRowsOnTerminal = 50;
// The largest page the API gives.
inline constexpr int kPageSizeMax = 200;

// --limit.
class LimitOption {
 public:
  void AddTo(const Builder& builder);
  // The most rows that are wanted.
  [[nodiscard]] std::uint64_t rows(const terminal::Session& session) const;

 private:
  std::optional<std::uint64_t> limit_;
};

struct RowPage {
  std::vector<v1::IncidentRow> rows;
  std::string next;  // Empty: there are no more.
};
using FetchPage = std::function<client::Outcome<RowPage>(client::Connection& connection, int size,
                                                         const std::string& token)>;

// Fetches and prints; JSON is printed as it comes. `empty` is said when there is nothing.
client::ExitCode ListRows(terminal::Session& session, RowsOf list, const LimitOption& limit,
                          const FetchPage& fetch, Word empty);

}  // namespace datalek::cli

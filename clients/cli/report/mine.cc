#include "clients/cli/report/mine.h"

#include "clients/cli/row_list.h"

namespace datalek::cli {
namespace {

class Mine final : public Command {
 public:
  explicit Mine(const Builder& builder) : Command(builder) { limit_.AddTo(builder); }

  client::ExitCode Run(terminal::Session& session) override {
    const FetchPage fetch = [](client::Connection& connection, int size,
                               const std::string& token) -> client::Outcome<RowPage> {
      v1::ListMyReportsRequest request;
      request.set_page_size(size);
      request.set_page_token(token);
      auto outcome = connection.ListMyReports(request);
      if (auto* failure = std::get_if<client::Failure>(&outcome)) {
        return std::move(*failure);
      }
      auto& response = std::get<v1::ListMyReportsResponse>(outcome);
      return RowPage{.rows = {response.reports().begin(), response.reports().end()},
                     .next = response.next_page_token()};
    };
    return ListRows(session, RowsOf::kMine, limit_, fetch, Word::kMineEmpty);
  }

 private:
  LimitOption limit_;
};

}  // namespace

std::unique_ptr<Command> MakeMine(CLI::App& program, client::Language language) {
  return std::make_unique<Mine>(
      Builder(program, language, "mine", Word::kForEmployees, Word::kMine, Word::kMineExamples));
}

}  // namespace datalek::cli

#include "clients/cli/review/lists.h"

#include "clients/cli/row_list.h"

namespace datalek::cli {
namespace {

struct Kind {
  v1::IncidentOrder order;
  RowsOf rows;
  Word empty;
};

class Incidents final : public Command {
 public:
  Incidents(const Builder& builder, Kind kind) : Command(builder), kind_(kind) {
    builder.Value("--filter", filter_, Word::kValueFilter, Word::kHelpFilter);
    limit_.AddTo(builder);
  }

  client::ExitCode Run(terminal::Session& session) override {
    const FetchPage fetch = [this](client::Connection& connection, int size,
                                   const std::string& token) -> client::Outcome<RowPage> {
      v1::ListIncidentsRequest request;
      request.set_order(kind_.order);
      request.set_page_size(size);
      request.set_page_token(token);
      request.set_filter(filter_.value_or(""));
      auto outcome = connection.ListIncidents(request);
      if (auto* failure = std::get_if<client::Failure>(&outcome)) {
        return std::move(*failure);
      }
      auto& response = std::get<v1::ListIncidentsResponse>(outcome);
      return RowPage{.rows = {response.incidents().begin(), response.incidents().end()},
                     .next = response.next_page_token()};
    };
    const Word empty = filter_ ? Word::kFilterEmpty : kind_.empty;
    return ListRows(session, kind_.rows, limit_, fetch, empty);
  }

 private:
  Kind kind_;
  std::optional<std::string> filter_;
  LimitOption limit_;
};

}  // namespace

std::unique_ptr<Command> MakeQueue(CLI::App& program, client::Language language) {
  return std::make_unique<Incidents>(
      Builder(program, language, "queue", Word::kForOfficers, Word::kQueue, Word::kQueueExamples),
      Kind{.order = v1::INCIDENT_ORDER_QUEUE, .rows = RowsOf::kQueue, .empty = Word::kQueueEmpty});
}

std::unique_ptr<Command> MakeRegister(CLI::App& program, client::Language language) {
  return std::make_unique<Incidents>(Builder(program, language, "register", Word::kForOfficers,
                                             Word::kRegister, Word::kRegisterExamples),
                                     Kind{.order = v1::INCIDENT_ORDER_REGISTER,
                                          .rows = RowsOf::kRegister,
                                          .empty = Word::kRegisterEmpty});
}

}  // namespace datalek::cli

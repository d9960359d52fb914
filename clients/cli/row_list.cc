#include "clients/cli/row_list.h"

#include "clients/cli/write.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <limits>

namespace datalek::cli {

using client::ExitCode;

void LimitOption::AddTo(const Builder& builder) {
  builder.app()
      .add_option("--limit", limit_,
                  terminal::Filled(builder.Say(Word::kHelpLimit),
                                   {{"most", std::to_string(kRowsOnTerminal)}}))
      ->type_name(builder.Say(Word::kValueNumber))
      ->group(builder.Say(Word::kOptions));
}

std::uint64_t LimitOption::rows(const terminal::Session& session) const {
  const bool for_people = session.world().out_is_terminal && !session.json();
  const std::uint64_t limit = limit_.value_or(for_people ? kRowsOnTerminal : 0);
  return limit == 0 ? std::numeric_limits<std::uint64_t>::max() : limit;
}

ExitCode ListRows(terminal::Session& session, RowsOf list, const LimitOption& limit,
                  const FetchPage& fetch, Word empty) {
  auto connected = session.Connect();
  if (const auto* failure = std::get_if<client::Failure>(&connected)) {
    return TellFailure(session, *failure);
  }
  const std::uint64_t most = limit.rows(session);
  std::uint64_t count = 0;
  std::vector<v1::IncidentRow> rows;
  std::string token;
  do {
    const int size = static_cast<int>(std::min<std::uint64_t>(most - count, kPageSizeMax));
    auto outcome = fetch(*std::get<client::Connection*>(connected), size, token);
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return TellFailure(session, *failure);
    }
    auto& page = std::get<RowPage>(outcome);
    for (v1::IncidentRow& row : page.rows) {
      if (count == most) {
        break;
      }
      ++count;
      if (session.json()) {
        session.PrintJson(row);
      } else {
        rows.push_back(std::move(row));
      }
    }
    token = page.next;
  } while (!token.empty() && count < most);
  if (session.json()) {
    return ExitCode::kOk;
  }
  if (rows.empty()) {
    session.Note(Say(session.language(), empty));
    return ExitCode::kOk;
  }
  PrintRows(session, list, rows);
  if (!token.empty()) {
    session.Note(Say(session.language(), Word::kMoreExist));
  }
  return ExitCode::kOk;
}

}  // namespace datalek::cli

#include "services/rpc/filter.h"

#include "services/domain/vocabulary.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace datalek::rpc {
namespace {

using Term = std::function<bool(const views::Row&)>;

// One word, "=" or "!=" at the front of `rest`; empty at the end, and at a quote.
std::string NextWord(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  const std::size_t length = rest.starts_with('=') ? 1
                             : rest.starts_with("!=")
                                 ? 2
                                 : std::min(rest.find_first_of(" =!\""), rest.size());
  std::string word(rest.substr(0, length));
  rest.remove_prefix(length);
  return word;
}

// A word, or text in double quotes; empty when there is neither.
std::string NextValue(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  if (!rest.starts_with('"')) {
    return NextWord(rest);
  }
  const std::size_t end = rest.find('"', 1);
  if (end == std::string_view::npos) {
    return {};
  }
  std::string quoted(rest.substr(1, end - 1));
  rest.remove_prefix(end + 1);
  return quoted;
}

bool AtEnd(std::string_view rest) { return rest.find_first_not_of(' ') == std::string_view::npos; }

template <typename Enum, typename Member>
std::optional<Term> Equals(std::string_view value, Member member) {
  const std::optional<Enum> option = domain::FromToken<Enum>(value);
  if (!option) {
    return std::nullopt;
  }
  return [member, wanted = *option](const views::Row& row) { return row.*member == wanted; };
}

template <typename Enum, typename Member>
std::optional<Term> Has(std::string_view value, Member member) {
  const std::optional<Enum> option = domain::FromToken<Enum>(value);
  if (!option) {
    return std::nullopt;
  }
  return [member, wanted = *option](const views::Row& row) { return (row.*member).Has(wanted); };
}

std::optional<Term> TermOf(std::string_view name, const std::string& value) {
  if (name == "state") {
    return Equals<domain::State>(value, &views::Row::state);
  }
  if (name == "breach") {
    return Equals<domain::Breach>(value, &views::Row::breach);
  }
  if (name == "risk") {
    return Equals<domain::Risk>(value, &views::Row::risk);
  }
  if (name == "situation") {
    return Has<domain::Situation>(value, &views::Row::situations);
  }
  if (name == "kind") {
    return Has<domain::Kind>(value, &views::Row::kinds);
  }
  if (name == "number") {
    return [value](const views::Row& row) { return row.number == value; };
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::function<bool(const views::Row&)>> ParseFilter(std::string_view filter) {
  if (filter.size() > kFilterBytesMax) {
    return std::nullopt;
  }
  if (AtEnd(filter)) {
    return Term();  // Nothing was asked.
  }
  std::vector<Term> terms;
  std::string_view rest = filter;
  for (;;) {
    const std::string name = NextWord(rest);
    const std::string comparison = NextWord(rest);
    const std::string value = NextValue(rest);
    if ((comparison != "=" && comparison != "!=") || value.empty() ||
        terms.size() == kFilterTermsMax) {
      return std::nullopt;
    }
    std::optional<Term> term = TermOf(name, value);
    if (!term) {
      return std::nullopt;
    }
    if (comparison == "!=") {
      term = [inner = *std::move(term)](const views::Row& row) { return !inner(row); };
    }
    terms.push_back(*std::move(term));
    if (AtEnd(rest)) {
      break;
    }
    if (NextWord(rest) != "AND") {
      return std::nullopt;
    }
  }
  return [terms = std::move(terms)](const views::Row& row) {
    return std::all_of(terms.begin(), terms.end(), [&](const Term& term) { return term(row); });
  };
}

}  // namespace datalek::rpc

// Facts as people type them, field by field: for the options of `report`, for `amend --set`, and
// for the questions.
//
// Pure but for the zone; any thread.
#pragma once

#include "clients/client/language.h"
#include "clients/terminal/zone.h"
#include "services/domain/incident.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::cli {

// What is needed to understand a text: when it is now, where, and in which language to complain.
struct Reading {
  client::Language language;
  std::int64_t now_ms;
  const terminal::Zone& zone;
};

// Sets the field to what the text says: tokens separated by commas for a list, a moment as in
// when.h, a number as in how_many.h, or the text itself. An empty text empties the field. Otherwise
// answers what is wrong, in words.
[[nodiscard]] std::optional<std::string> ReadFact(domain::FactField field, std::string_view text,
                                                  const Reading& reading, domain::Facts& into);

// The field as people call it on the command line of `report` ("--happened"), for a path of the API
// ("facts.occurred_from"); empty when there is no such option.
[[nodiscard]] std::string_view FlagOf(std::string_view path);

// The fields that `amend --set` takes, separated by ", ".
[[nodiscard]] std::string AllFactPaths();

}  // namespace datalek::cli

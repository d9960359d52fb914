// The mapping file: how the columns of an older register, or of a data set, become incidents.
//
// A TOML file, written once per source. What it does not say is an error, never a guess: every
// column of the file is named, also one that is left out; every value of a closed list is named;
// every column says what an empty cell means.
//
//   name        = "oud-register"          # A slug; part of every request id, so never changed.
//   source      = "Excel-register 2019"   # Where the incidents come from; kept with each of them.
//   licence     = ""                      # May be left out, like attribution.
//   attribution = ""
//   delimiter   = ";"                     # "," or ";" or "\t"
//
//   [[assumption]]                        # Belongs beside every figure from this import.
//   nl = "..."
//   en = "..."
//
//   [constant]                            # The same in every incident.
//   facts.persons = ["citizens"]
//   assessment.breach = "yes"
//
//   [[column]]
//   name  = "Datum ontdekking"
//   into  = "facts.discovered_at"
//   ...
//
// What else a column says depends on the field it goes into:
//
//   nothing    -
//   a date     format     "DD-MM-YYYY hh:mm"; see date_format.h
//              precision  "minute", "day" or "month"; may be left out: as fine as the format
//              zone       "Europe/Amsterdam"; see zone.h
//              unknown    a list of words that mean "not known"; may be left out
//              empty      "unknown" or "refuse"
//   a list     values     [column.values] "word" = "token", ["token", ...] or "nothing"
//              separator  between several words in one cell; may be left out. A word that itself
//                         holds the separator is recognised: the longest known word counts
//              empty      a token, a list of tokens, "nothing" (not said) or "refuse"
//   a choice   values     [column.values] "word" = "token" or "nothing"
//              empty      a token, "nothing" or "refuse"
//   a count    values     [column.values] "word" = { min = 0, max = 5 }, a number or "unknown";
//                         may be left out when numbers = true
//              numbers    true: a cell may also hold a whole number
//              empty      "unknown" or "refuse"
//   a text     template   "sector: {}"; {} is the cell. May be left out: the cell alone
//              empty      the text that stands for an empty cell, "" for none, or "refuse"
//
// Several columns and a constant may go into one list, which then holds all of them, or into one
// text, which then holds them line by line, the constant first. Spaces around a cell do not count.
// An incident has an assessment when the row says assessment.breach, and a notification when it
// says notification.authority; otherwise what else is said of these does not count.
//
// Pure; any thread.
#pragma once

#include "services/domain/incident.h"
#include "services/intake/date_format.h"
#include "services/intake/fault.h"
#include "services/intake/field.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::intake {

inline constexpr std::size_t kMappingBytesMax = 1024 * 1024;

struct Assumption {
  std::string nl;
  std::string en;
};

// Numbers of options of a field's list. Empty: nothing was said.
using OptionNumbers = std::vector<std::uint8_t>;

// In each rule, an absent `empty` refuses an empty cell.
struct DateRule {
  DateFormat format;
  domain::Precision precision = domain::Precision::kUnknown;
  std::string zone;
  std::vector<std::string> unknown;
  bool empty_refused = false;
};
struct OptionRule {
  std::string separator;  // Empty: one word to a cell.
  std::map<std::string, OptionNumbers, std::less<>> values;
  std::optional<OptionNumbers> empty;
};
struct CountRule {
  bool numbers = false;
  std::map<std::string, domain::Count, std::less<>> values;
  std::optional<domain::Count> empty;
};
struct TextRule {
  std::string before;
  std::string after;
  std::optional<std::string> empty;
};
struct LeftOut {};

struct Column {
  std::string name;
  Field field = Field::kNothing;
  std::variant<LeftOut, DateRule, OptionRule, CountRule, TextRule> rule;
};

// What a field of one row gets. An unknown instant or count and an empty text say nothing.
using Value = std::variant<OptionNumbers, domain::Instant, domain::Count, std::string>;

struct Constant {
  Field field = Field::kNothing;
  Value value;
};

struct Mapping {
  std::string name;
  std::string source;
  std::string licence;
  std::string attribution;
  char delimiter = ',';
  std::vector<Assumption> assumptions;
  std::vector<Constant> constants;
  std::vector<Column> columns;
};

// Reads a mapping file; the error is the first that was found.
[[nodiscard]] std::variant<Mapping, MappingError> ParseMapping(std::string_view toml);

}  // namespace datalek::intake

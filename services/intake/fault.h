// What can be wrong with a file, a row or a mapping, as values; and as sentences for people.
//
// A fault never quotes a text cell. An unknown value of a closed list is quoted, shortened and with
// its control characters made visible, because nobody can add it to the mapping otherwise.
// Pure; any thread.
#pragma once

#include "services/domain/refusal.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace datalek::intake {

enum class Language : std::uint8_t { kDutch, kEnglish };

inline constexpr std::size_t kQuotedBytesMax = 60;

// Wrong with the file as a whole: it is not read any further.
enum class FileFault : std::uint8_t {
  kNotReadable,  // The stream failed before its end.
  kNotUtf8,
  kStrayQuote,          // A quote inside a cell that does not begin with one.
  kTextAfterQuote,      // Neither a delimiter nor a line end after a closing quote.
  kUnclosedQuote,       // At the position of the opening quote.
  kLoneCarriageReturn,  // Without line feed.
  kRecordTooLong,
  kTooManyColumns,
  kTooManyRows,
  kNoHeader,        // The file is empty.
  kColumnMissing,   // The mapping names a column that the header lacks.
  kColumnUnmapped,  // The header has a column that the mapping does not name.
  kColumnTwice,     // The header has a column twice.
};

struct FileError {
  FileFault fault = FileFault::kNotUtf8;
  std::uint64_t line = 0;
  std::uint64_t column = 0;  // Character of the line, from 1; 0 when the line as a whole is meant.
  std::string name;          // Of the column in question, where there is one.
  std::uint64_t limit = 0;   // That was exceeded, where there is one.
  bool operator==(const FileError&) const = default;
};

// Wrong with one row: the others are read on.
enum class RowFault : std::uint8_t {
  kCellCount,     // Another number of cells than the header; `detail` says how many.
  kEmptyCell,     // Empty, and the mapping refuses that.
  kUnknownValue,  // Not in the mapping; `detail` quotes it.
  kEmptyValue,    // Nothing between two separators.
  kNotADate,      // `detail` is the format that the mapping asks for.
  kNoOffset,      // Before the years for which the zone's offset is known.
  kNotANumber,
  kRefused,  // By the domain; see `refusal`.
};

struct RowError {
  std::uint64_t line = 0;
  std::string column;  // Its name; empty when no single column is at fault.
  RowFault fault = RowFault::kCellCount;
  std::string detail;
  domain::Refusal refusal;
  bool operator==(const RowError&) const = default;
};

// Wrong with the mapping file. For whoever writes mappings, so in English only.
struct MappingError {
  std::uint64_t line = 0;  // 0: the file as a whole.
  std::string what;        // "`into` is \"facts.cause\"; it is one of: ..."
  bool operator==(const MappingError&) const = default;
};

// "line 12, column 5: ..." and "regel 12, kolom 5: ...".
[[nodiscard]] std::string Sentence(const FileError& error, Language language);
[[nodiscard]] std::string Sentence(const RowError& error, Language language);
[[nodiscard]] std::string Sentence(const MappingError& error);

// At most kQuotedBytesMax bytes of it within double quotes; control characters as \xNN.
[[nodiscard]] std::string Quoted(std::string_view value);

}  // namespace datalek::intake

// Reads CSV as RFC 4180 has it, in whatever pieces it arrives, and says exactly where it is not.
//
// Beyond the RFC: the delimiter is given, a line may end in LF alone, a UTF-8 byte order mark is
// skipped, and a line with nothing on it is no record. Stricter than most: bytes that are not
// UTF-8, a quote inside an unquoted cell, text after a closing quote and a carriage return without
// line feed are errors, because guessing what was meant moves text into the wrong column. After an
// error nothing more is read. One thread at a time.
#pragma once

#include "services/intake/fault.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace datalek::intake {

// A spreadsheet cell holds at most 32,767 characters; a longer record is an unclosed quote.
inline constexpr std::size_t kRecordBytesMax = 256 * 1024;
inline constexpr std::size_t kColumnsMax = 200;

struct Record {
  std::uint64_t line = 0;  // Of its first line, from 1.
  std::vector<std::string> cells;
};

enum class Pause : std::uint8_t {
  kNeedsMore,  // Feed() more, or Finish().
  kEnd,        // Finished, and every record was given.
};

class CsvReader {
 public:
  explicit CsvReader(char delimiter) : delimiter_(delimiter) {}

  // The next piece of the file; it may be cut anywhere.
  void Feed(std::string_view chunk);
  // There is no more.
  void Finish() { finished_ = true; }

  // The next record, or why there is none now, or what is wrong with the file. An error is given
  // again at every later call.
  [[nodiscard]] std::variant<Record, Pause, FileError> Next();

 private:
  enum class State : std::uint8_t { kCellStart, kPlain, kQuoted, kQuoteInQuoted, kCarriage };

  // Checks one character after another. A sequence is complete when nothing is expected.
  struct Utf8 {
    int expected = 0;
    unsigned char lower = 0x80;
    unsigned char upper = 0xBF;
    bool Take(unsigned char byte);
  };

  [[nodiscard]] bool SkipByteOrderMark();
  // True when the byte completes a record.
  [[nodiscard]] bool Take(char c);
  [[nodiscard]] bool TakeSeparator(char c);
  void TakeQuote();
  void TakeInside(char c);
  [[nodiscard]] bool Blank() const;
  void EndCell();
  [[nodiscard]] Record EndRecord();
  [[nodiscard]] std::optional<Record> LastRecord();
  void Fail(FileFault fault, std::uint64_t limit = 0);

  const char delimiter_;
  std::string buffer_;
  std::size_t position_ = 0;
  bool started_ = false;
  bool finished_ = false;

  State state_ = State::kCellStart;
  Utf8 utf8_;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 0;  // Characters of the line that were read.
  Record record_;
  std::string cell_;
  std::size_t record_bytes_ = 0;
  bool quoted_ = false;  // Something in this record was quoted.
  std::uint64_t quote_line_ = 0;
  std::uint64_t quote_column_ = 0;
  std::optional<FileError> error_;
};

}  // namespace datalek::intake

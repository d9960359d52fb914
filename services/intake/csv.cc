#include "services/intake/csv.h"

#include <utility>

namespace datalek::intake {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

bool CsvReader::Utf8::Take(unsigned char byte) {
  if (expected > 0) {
    const bool continues = byte >= lower && byte <= upper;
    expected -= 1;
    lower = 0x80;
    upper = 0xBF;
    return continues;
  }
  if (byte < 0x80) {
    return true;
  }
  if (byte < 0xC2 || byte > 0xF4) {
    return false;
  }
  expected = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
  lower = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
  upper = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
  return true;
}

void CsvReader::Feed(std::string_view chunk) {
  buffer_.erase(0, position_);
  position_ = 0;
  buffer_ += chunk;
}

std::variant<Record, Pause, FileError> CsvReader::Next() {
  if (!started_ && !SkipByteOrderMark()) {
    return Pause::kNeedsMore;
  }
  while (!error_ && position_ < buffer_.size()) {
    if (Take(buffer_[position_++])) {
      return EndRecord();
    }
  }
  if (!error_ && finished_) {
    if (std::optional<Record> last = LastRecord()) {
      return *std::move(last);
    }
  }
  if (error_) {
    return *error_;
  }
  return finished_ ? Pause::kEnd : Pause::kNeedsMore;
}

bool CsvReader::SkipByteOrderMark() {
  if (buffer_.size() < kByteOrderMark.size() && !finished_) {
    return false;
  }
  started_ = true;
  if (buffer_.starts_with(kByteOrderMark)) {
    position_ = kByteOrderMark.size();
  }
  return true;
}

bool CsvReader::Take(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (utf8_.expected == 0) {
    column_ += 1;  // A character begins.
  }
  if (record_bytes_ == 0) {
    record_.line = line_;
  }
  record_bytes_ += 1;
  bool complete = false;
  if (!utf8_.Take(byte)) {
    Fail(FileFault::kNotUtf8);
  } else if (record_bytes_ > kRecordBytesMax) {
    Fail(FileFault::kRecordTooLong, kRecordBytesMax);
  } else if (state_ == State::kCarriage && c != '\n') {
    Fail(FileFault::kLoneCarriageReturn);
  } else if (state_ == State::kQuoted) {
    TakeInside(c);
  } else if (c == delimiter_ || c == '\r' || c == '\n') {
    complete = TakeSeparator(c);
  } else if (c == '"') {
    TakeQuote();
  } else if (state_ == State::kQuoteInQuoted) {
    Fail(FileFault::kTextAfterQuote);
  } else {
    cell_.push_back(c);
    state_ = State::kPlain;
  }
  if (c == '\n') {
    line_ += 1;
    column_ = 0;
  }
  return complete && !error_;
}

bool CsvReader::TakeSeparator(char c) {
  if (c == '\r') {
    state_ = State::kCarriage;
    return false;
  }
  if (c == '\n') {
    if (Blank()) {
      record_bytes_ = 0;
      state_ = State::kCellStart;
      return false;
    }
    EndCell();
    return true;
  }
  EndCell();
  return false;
}

void CsvReader::TakeQuote() {
  if (state_ == State::kPlain) {
    Fail(FileFault::kStrayQuote);
    return;
  }
  if (state_ == State::kQuoteInQuoted) {
    cell_.push_back('"');
  } else {
    quoted_ = true;
    quote_line_ = line_;
    quote_column_ = column_;
  }
  state_ = State::kQuoted;
}

void CsvReader::TakeInside(char c) {
  if (c == '"') {
    state_ = State::kQuoteInQuoted;
  } else {
    cell_.push_back(c);
  }
}

bool CsvReader::Blank() const { return record_.cells.empty() && cell_.empty() && !quoted_; }

void CsvReader::EndCell() {
  if (record_.cells.size() == kColumnsMax) {
    Fail(FileFault::kTooManyColumns, kColumnsMax);
    return;
  }
  record_.cells.push_back(std::move(cell_));
  cell_.clear();
  state_ = State::kCellStart;
}

Record CsvReader::EndRecord() {
  record_bytes_ = 0;
  quoted_ = false;
  return std::exchange(record_, Record());
}

std::optional<Record> CsvReader::LastRecord() {
  if (utf8_.expected > 0) {
    Fail(FileFault::kNotUtf8);
    return std::nullopt;
  }
  if (state_ == State::kCarriage) {
    Fail(FileFault::kLoneCarriageReturn);
    return std::nullopt;
  }
  if (state_ == State::kQuoted) {
    line_ = quote_line_;
    column_ = quote_column_;
    Fail(FileFault::kUnclosedQuote);
    return std::nullopt;
  }
  if (Blank()) {
    return std::nullopt;
  }
  EndCell();
  if (error_) {
    return std::nullopt;
  }
  return EndRecord();
}

void CsvReader::Fail(FileFault fault, std::uint64_t limit) {
  error_ = FileError{.fault = fault, .line = line_, .column = column_, .name = {}, .limit = limit};
}

}  // namespace datalek::intake

#include "storage/rocksdb/forwarding_logger.h"

#include "storage/rocksdb/rocksdb_engine.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace datalek::storage {
namespace {

// Longer lines are cut: RocksDB's own statistics run over pages.
constexpr std::size_t kLineBytesMax = 1024;

rocksdb::InfoLogLevel ToRocks(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo:
      return rocksdb::INFO_LEVEL;
    case LogLevel::kWarning:
      return rocksdb::WARN_LEVEL;
    case LogLevel::kError:
      return rocksdb::ERROR_LEVEL;
    case LogLevel::kFatal:
      return rocksdb::FATAL_LEVEL;
  }
  assert(false && "a LogLevel outside the enumeration");
  return rocksdb::WARN_LEVEL;
}

// nullopt: of no use to an administrator.
std::optional<LogLevel> FromRocks(rocksdb::InfoLogLevel level) {
  switch (level) {
    case rocksdb::INFO_LEVEL:
      return LogLevel::kInfo;
    case rocksdb::WARN_LEVEL:
      return LogLevel::kWarning;
    case rocksdb::ERROR_LEVEL:
      return LogLevel::kError;
    case rocksdb::FATAL_LEVEL:
      return LogLevel::kFatal;
    case rocksdb::DEBUG_LEVEL:
    case rocksdb::HEADER_LEVEL:
    case rocksdb::NUM_INFO_LOG_LEVELS:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string Format(const char* format, va_list arguments) {
  std::array<char, kLineBytesMax> line{};
  const int length = std::vsnprintf(line.data(), line.size(), format, arguments);
  if (length < 0) {
    return "a line that could not be formatted";
  }
  std::string text(line.data(), std::min(static_cast<std::size_t>(length), line.size() - 1));
  // One line in is one line out, whatever stands in a file name.
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

ForwardingLogger::ForwardingLogger(LogSink sink, LogLevel from)
    : rocksdb::Logger(ToRocks(from)), sink_(std::move(sink)), from_(from) {}

std::string ForwardingLogger::first_warning() const {
  const std::scoped_lock lock(mutex_);
  return first_warning_;
}

void ForwardingLogger::LogHeader(const char* /*format*/, va_list /*arguments*/) {}

void ForwardingLogger::Logv(const char* format, va_list arguments) {
  Logv(rocksdb::INFO_LEVEL, format, arguments);
}

void ForwardingLogger::Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) {
  const std::optional<LogLevel> ours = FromRocks(level);
  if (!ours.has_value() || *ours < from_) {
    return;
  }
  const std::string text = Format(format, arguments);
  if (*ours >= LogLevel::kWarning) {
    const std::scoped_lock lock(mutex_);
    if (first_warning_.empty()) {
      first_warning_ = text;
    }
  }
  if (sink_) {
    sink_(*ours, text);
  }
}

}  // namespace datalek::storage

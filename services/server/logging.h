// The log: one line per happening on stderr, as text or as JSON, where the service manager keeps
// it.
//
//   text := time " " level " " message { " " name "=" value }
//   json := {"time":"...","level":"...","message":"...", "name":value ...}
//
// A line stays one line, and shows on a terminal what it holds: control characters, direction marks
// and bytes that are no UTF-8 are escaped, so that nobody can write a line of their own. A message
// is a constant of the program; what changes goes into fields. Personal text goes nowhere in here:
// log ids, sizes, codes.
//
// Thread safety: StartLogging() once, before other threads start; all else from any thread.
#pragma once

#include "storage/rocksdb/rocksdb_engine.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace datalek::server {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };
enum class LogFormat : std::uint8_t { kText, kJson };

// "debug", "info", "warning", "error"; "text", "json".
[[nodiscard]] std::string_view ToString(LogLevel level);
[[nodiscard]] std::optional<LogLevel> LogLevelFrom(std::string_view text);
[[nodiscard]] std::optional<LogFormat> LogFormatFrom(std::string_view text);

struct LogField {
  std::string_view name;  // A constant of the program: [a-z_]+, and not "time", "level", "message".
  std::variant<std::string_view, std::int64_t, std::uint64_t, bool> value;
};

// Nothing below `level` is written. Before the first call: kInfo, as text.
void StartLogging(LogLevel level, LogFormat format);

// Writes one line, or none. Never fails: a log that cannot be written is no reason to stop.
void Log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

// The line that Log() writes, without its end.
[[nodiscard]] std::string LogLine(LogFormat format, std::int64_t at_ms, LogLevel level,
                                  std::string_view message, std::span<const LogField> fields);

// `text` in quotation marks, escaped as in a line: for messages that quote what was typed.
[[nodiscard]] std::string Quoted(std::string_view text);

// For the log of a store, which is named `store` in ours.
[[nodiscard]] storage::LogSink LogOfStore(std::string store);

}  // namespace datalek::server

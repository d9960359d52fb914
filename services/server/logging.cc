#include "services/server/logging.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <time.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

namespace datalek::server {
namespace {

constexpr std::array<std::pair<LogLevel, std::string_view>, 4> kLevels{
    {{LogLevel::kDebug, "debug"},
     {LogLevel::kInfo, "info"},
     {LogLevel::kWarning, "warning"},
     {LogLevel::kError, "error"}}};
constexpr std::array<std::pair<LogFormat, std::string_view>, 2> kFormats{
    {{LogFormat::kText, "text"}, {LogFormat::kJson, "json"}}};

constexpr char32_t kNoCharacter = 0xFFFD;

struct Character {
  char32_t code = kNoCharacter;  // kNoCharacter, with size 1, for a byte that is no UTF-8.
  std::size_t size = 1;
  bool valid = false;
};

// What a lead byte promises.
struct Lead {
  std::size_t size;
  char32_t bits;
  char32_t code_min;  // Less in as many bytes is an overlong form.
};

std::optional<Lead> ReadLead(unsigned char byte) {
  if (byte < 0x80) {
    return Lead{.size = 1, .bits = byte, .code_min = 0};
  }
  if (byte >= 0xC2 && byte < 0xE0) {
    return Lead{.size = 2, .bits = byte & 0x1FU, .code_min = 0x80};
  }
  if (byte >= 0xE0 && byte < 0xF0) {
    return Lead{.size = 3, .bits = byte & 0x0FU, .code_min = 0x800};
  }
  if (byte >= 0xF0 && byte < 0xF5) {
    return Lead{.size = 4, .bits = byte & 0x07U, .code_min = 0x10000};
  }
  return std::nullopt;
}

// The first character of `text`, which is not empty.
Character FirstOf(std::string_view text) {
  const std::optional<Lead> lead = ReadLead(static_cast<unsigned char>(text.front()));
  if (!lead || lead->size > text.size()) {
    return {};
  }
  char32_t code = lead->bits;
  for (const char next : text.substr(1, lead->size - 1)) {
    const auto byte = static_cast<unsigned char>(next);
    if ((byte & 0xC0U) != 0x80) {
      return {};
    }
    code = code << 6U | (byte & 0x3FU);
  }
  if (code < lead->code_min || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    return {};
  }
  return {.code = code, .size = lead->size, .valid = true};
}

// Controls a terminal, or the direction or end of what is shown.
bool IsControl(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
         (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void AppendEscaped(std::string& line, char32_t code) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(code));
  line.append(text.data());
}

// `quoted`: between quotation marks, which are escaped.
void AppendText(std::string& line, std::string_view text, bool quoted) {
  while (!text.empty()) {
    const Character character = FirstOf(text);
    if (!character.valid || IsControl(character.code)) {
      AppendEscaped(line, character.code);
    } else {
      if (quoted && (character.code == '"' || character.code == '\\')) {
        line.push_back('\\');
      }
      line.append(text.substr(0, character.size));
    }
    text.remove_prefix(character.size);
  }
}

void AppendQuoted(std::string& line, std::string_view text) {
  line.push_back('"');
  AppendText(line, text, true);
  line.push_back('"');
}

// Whether a value in a text line can be told from what follows it without quotation marks.
bool IsWord(std::string_view text) {
  return !text.empty() && text.find_first_of(" =\"\\") == std::string_view::npos;
}

struct ValueWriter {
  std::string& line;
  LogFormat format;

  void operator()(std::string_view text) const {
    if (format == LogFormat::kText && IsWord(text)) {
      AppendText(line, text, false);
    } else {
      AppendQuoted(line, text);
    }
  }
  void operator()(std::int64_t number) const { line.append(std::to_string(number)); }
  void operator()(std::uint64_t number) const { line.append(std::to_string(number)); }
  void operator()(bool yes) const { line.append(yes ? "true" : "false"); }
};

std::string TimeText(std::int64_t at_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(at_ms)};
  const auto second = std::chrono::floor<std::chrono::seconds>(at);
  const time_t seconds = std::chrono::system_clock::to_time_t(second);
  struct tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> date{};
  const std::size_t size = strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                static_cast<int>((at - second).count()));
  return std::string(date.data(), size) + fraction.data();
}

spdlog::level::level_enum LevelOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

LogLevel LevelOf(storage::LogLevel level) {
  switch (level) {
    case storage::LogLevel::kInfo:
      return LogLevel::kInfo;
    case storage::LogLevel::kWarning:
      return LogLevel::kWarning;
    case storage::LogLevel::kError:
    case storage::LogLevel::kFatal:
      return LogLevel::kError;
  }
  return LogLevel::kError;
}

struct Output {
  Output() : logger("datalekd", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger.set_pattern("%v");
    logger.set_level(spdlog::level::info);
    logger.set_error_handler([](const std::string& /*what*/) {});
  }
  spdlog::logger logger;
  std::atomic<LogFormat> format = LogFormat::kText;
};

Output& TheOutput() {
  static Output output;
  return output;
}

}  // namespace

std::string_view ToString(LogLevel level) {
  for (const auto& [value, name] : kLevels) {
    if (value == level) {
      return name;
    }
  }
  return "?";
}

std::optional<LogLevel> LogLevelFrom(std::string_view text) {
  for (const auto& [value, name] : kLevels) {
    if (name == text) {
      return value;
    }
  }
  return std::nullopt;
}

std::optional<LogFormat> LogFormatFrom(std::string_view text) {
  for (const auto& [value, name] : kFormats) {
    if (name == text) {
      return value;
    }
  }
  return std::nullopt;
}

void StartLogging(LogLevel level, LogFormat format) {
  Output& output = TheOutput();
  output.logger.set_level(LevelOf(level));
  output.format.store(format);
}

void Log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  Output& output = TheOutput();
  const spdlog::level::level_enum as_spdlog_has_it = LevelOf(level);
  if (!output.logger.should_log(as_spdlog_has_it)) {
    return;
  }
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const std::string line =
      LogLine(output.format.load(), now.time_since_epoch().count(), level, message, fields);
  output.logger.log(as_spdlog_has_it, spdlog::string_view_t(line.data(), line.size()));
}

std::string LogLine(LogFormat format, std::int64_t at_ms, LogLevel level, std::string_view message,
                    std::span<const LogField> fields) {
  std::string line;
  const bool text = format == LogFormat::kText;
  if (text) {
    line.append(TimeText(at_ms)).append(" ").append(ToString(level)).append(" ");
    AppendText(line, message, false);
  } else {
    line.append(R"({"time":")").append(TimeText(at_ms)).append(R"(","level":")");
    line.append(ToString(level)).append(R"(","message":)");
    AppendQuoted(line, message);
  }
  for (const LogField& field : fields) {
    line.append(text ? " " : ",\"").append(field.name).append(text ? "=" : "\":");
    std::visit(ValueWriter{.line = line, .format = format}, field.value);
  }
  line.append(text ? "" : "}");
  return line;
}

std::string Quoted(std::string_view text) {
  std::string quoted;
  AppendQuoted(quoted, text);
  return quoted;
}

storage::LogSink LogOfStore(std::string store) {
  return [store = std::move(store)](storage::LogLevel level, std::string_view text) {
    Log(LevelOf(level), "the store says", {{"store", store}, {"text", text}});
  };
}

}  // namespace datalek::server

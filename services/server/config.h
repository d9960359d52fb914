// The configuration of datalekd: what can be set, from where, and what it must be.
//
// An option has one name in four places. For `data_dir`, what is named first wins:
//
//   the flag           --data-dir DIR
//   the environment    DATALEK_DATA_DIR=DIR
//   the file           data_dir = "DIR"
//   the default
//
// The file is TOML, without tables. A key that is no option is an error, so that a misspelt one
// does not silently mean the default. Every value is checked, whichever place it comes from, before
// anything else happens. Free of state; any thread.
#pragma once

#include "services/server/logging.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace datalek::server {

inline constexpr std::size_t kConfigBytesMax = 64 * 1024;
inline constexpr std::uint64_t kDiskReserveMbMin = 64;
inline constexpr std::uint64_t kDiskReserveMbMax = 1024 * 1024;
inline constexpr std::uint64_t kDrainSecondsMax = 3'600;
inline constexpr std::uint64_t kInFlightMax = 65'536;
inline constexpr std::size_t kUnixPathBytesMax = 107;  // What sockaddr_un holds.

struct Config {
  std::filesystem::path data_dir;
  std::filesystem::path keys_dir;
  std::filesystem::path kek_file;
  std::filesystem::path server_certificate;
  std::filesystem::path server_key;
  std::filesystem::path client_authority;
  std::string listen;          // "HOST:PORT", or "unix:/PATH".
  std::string metrics_listen;  // "HOST:PORT" on loopback; empty: off.
  std::string time_zone;
  std::uint64_t disk_reserve_mb = 0;
  std::uint64_t drain_seconds = 0;
  std::uint64_t max_in_flight = 0;
  bool reflection = false;
  LogLevel log_level = LogLevel::kInfo;
  LogFormat log_format = LogFormat::kText;

  bool operator==(const Config&) const = default;
};

// How the file writes a value.
enum class ValueKind : std::uint8_t { kText, kNumber, kSwitch };

// What the command line and the documentation need to know of an option.
struct Option {
  std::string_view name;  // "data_dir"
  ValueKind kind = ValueKind::kText;
  std::string_view placeholder;  // "DIR"
  std::string_view fallback;     // The default, as people would write it.
  std::string_view help;
};

// All options, in the order they are shown.
[[nodiscard]] std::span<const Option> Options();

// "--data-dir" and "DATALEK_DATA_DIR" for "data_dir".
[[nodiscard]] std::string FlagOf(std::string_view name);
[[nodiscard]] std::string VariableOf(std::string_view name);

// The value of an environment variable, or nullopt when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& variable)>;
[[nodiscard]] std::optional<std::string> ProcessEnvironment(const std::string& variable);

struct Sources {
  std::map<std::string, std::string> flags;   // By name of the option.
  std::optional<std::filesystem::path> file;  // Must exist when it is given.
  Environment environment = ProcessEnvironment;
};

// The configuration; paths in it are absolute. kInvalidArgument, or what reading the file answers,
// in a sentence that names the place ("datalekd.toml:7", "DATALEK_LISTEN", "--listen"), the value,
// and what it must be.
storage::Result<Config> LoadConfig(const Sources& sources);

}  // namespace datalek::server

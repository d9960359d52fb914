#include "services/server/config.h"

#include "services/access/authority.h"
#include "services/server/files.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <numeric>
#include <system_error>
#include <utility>
#include <vector>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using storage::Code;
using storage::Result;
using storage::Status;

constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::string_view kZoneDirectory = "/usr/share/zoneinfo";
constexpr std::uint64_t kPortMax = 65'535;

// A value as it was written, and where.
struct Setting {
  std::string text;
  std::string origin;
};
using Settings = std::map<std::string, Setting, std::less<>>;

// What is wrong with a value: "it must be ...". nullopt: nothing.
using Complaint = std::optional<std::string>;

Status Invalid(std::string message) { return {Code::kInvalidArgument, std::move(message)}; }

Complaint TakeText(std::string_view text, std::string& into) {
  into = text;
  return std::nullopt;
}

Complaint TakePath(std::string_view text, fs::path& into) {
  if (text.empty() || text.find('\0') != std::string_view::npos) {
    return "it must be a path";
  }
  std::error_code error;
  into = fs::absolute(fs::path(text), error).lexically_normal();
  return error ? Complaint("it must be a path: " + error.message()) : std::nullopt;
}

std::optional<std::uint64_t> ReadNumber(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

struct Bounds {
  std::uint64_t min;
  std::uint64_t max;
};

Complaint TakeNumber(std::string_view text, const Bounds& bounds, std::uint64_t& into) {
  const std::optional<std::uint64_t> number = ReadNumber(text);
  if (!number || *number < bounds.min || *number > bounds.max) {
    return "it must be a whole number from " + std::to_string(bounds.min) + " to " +
           std::to_string(bounds.max);
  }
  into = *number;
  return std::nullopt;
}

Complaint TakeSwitch(std::string_view text, bool& into) {
  if (text != "true" && text != "false") {
    return "it must be true or false";
  }
  into = text == "true";
  return std::nullopt;
}

// "HOST:PORT" or "[HOST]:PORT", and the host without brackets; nullopt when it is neither.
std::optional<std::string_view> HostOf(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view host = text.substr(0, colon);
  const std::optional<std::uint64_t> port = ReadNumber(text.substr(colon + 1));
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  const bool colons = host.find(':') != std::string_view::npos;
  if (!port || *port > kPortMax || colons != bracketed || !access::IsServerName(host)) {
    return std::nullopt;
  }
  return host;
}

Complaint TakeListen(std::string_view text, std::string& into) {
  if (text.starts_with(kUnixPrefix)) {
    const std::string_view path = text.substr(kUnixPrefix.size());
    if (!path.starts_with('/') || path.size() > kUnixPathBytesMax) {
      return "after unix: it must name an absolute path of at most " +
             std::to_string(kUnixPathBytesMax) + " bytes";
    }
  } else if (!HostOf(text)) {
    return "it must be HOST:PORT, [IPV6]:PORT or unix:/PATH";
  }
  return TakeText(text, into);
}

bool IsLoopback(std::string_view host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

Complaint TakeMetricsListen(std::string_view text, std::string& into) {
  if (text == "off") {
    into.clear();
    return std::nullopt;
  }
  const std::optional<std::string_view> host = HostOf(text);
  if (!host || !IsLoopback(*host)) {
    return "it must be off, or HOST:PORT on loopback (127.0.0.1, [::1] or localhost): whoever can "
           "reach it can read it";
  }
  return TakeText(text, into);
}

Complaint TakeTimeZone(std::string_view text, std::string& into) {
  constexpr std::string_view kCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  std::error_code error;
  const bool named = !text.empty() && text.front() != '/' &&
                     text.find_first_not_of(kCharacters) == std::string_view::npos;
  if (!named || !fs::is_regular_file(fs::path(kZoneDirectory) / text, error)) {
    return "it must be a zone that lies in " + std::string(kZoneDirectory) +
           ", such as Europe/Amsterdam";
  }
  return TakeText(text, into);
}

template <typename T>
Complaint TakeOption(std::optional<T> read, std::string_view must_be, T& into) {
  if (!read) {
    return "it must be " + std::string(must_be);
  }
  into = *read;
  return std::nullopt;
}

struct Entry {
  Option option;
  std::string_view below;  // Where the default lies in the data directory; else it is as written.
  Complaint (*take)(std::string_view text, Config& config);
};

constexpr auto kText = ValueKind::kText;
constexpr auto kNumber = ValueKind::kNumber;
constexpr auto kSwitch = ValueKind::kSwitch;

constexpr std::array<Entry, 15> kEntries{{
    {{"data_dir", kText, "DIR", "/var/lib/datalek", "Where the register lies, as init made it."},
     "",
     [](std::string_view text, Config& config) { return TakePath(text, config.data_dir); }},
    {{"keys_dir", kText, "DIR", "DATA_DIR/keys",
      "The store of the data keys. May lie on another disk; back it up apart from the register, "
      "and "
      "briefly."},
     "keys",
     [](std::string_view text, Config& config) { return TakePath(text, config.keys_dir); }},
    {{"kek_file", kText, "FILE", "$CREDENTIALS_DIRECTORY/kek, else DATA_DIR/kek",
      "The key-encryption key, readable by its owner only. Without it nothing can be read."},
     "kek",
     [](std::string_view text, Config& config) { return TakePath(text, config.kek_file); }},
    {{"server_certificate", kText, "FILE", "DATA_DIR/tls/server.pem",
      "The server's certificate with its chain, in PEM."},
     "tls/server.pem",
     [](std::string_view text, Config& config) {
       return TakePath(text, config.server_certificate);
     }},
    {{"server_key", kText, "FILE", "DATA_DIR/tls/server.key", "The certificate's private key."},
     "tls/server.key",
     [](std::string_view text, Config& config) { return TakePath(text, config.server_key); }},
    {{"client_authority", kText, "FILE", "DATA_DIR/tls/authority.pem",
      "Whose client certificates are accepted."},
     "tls/authority.pem",
     [](std::string_view text, Config& config) { return TakePath(text, config.client_authority); }},
    {{"listen", kText, "ADDRESS", "127.0.0.1:7443",
      "HOST:PORT or unix:/PATH, always with TLS and a client certificate. Port 0: any that is "
      "free."},
     "",
     [](std::string_view text, Config& config) { return TakeListen(text, config.listen); }},
    {{"metrics_listen", kText, "ADDRESS", "127.0.0.1:9464",
      "Where metrics can be read, on loopback only; or off."},
     "",
     [](std::string_view text, Config& config) {
       return TakeMetricsListen(text, config.metrics_listen);
     }},
    {{"time_zone", kText, "ZONE", "Europe/Amsterdam", "In which reports are received."},
     "",
     [](std::string_view text, Config& config) { return TakeTimeZone(text, config.time_zone); }},
    {{"disk_reserve_mb", kNumber, "MIB", "256",
      "Nothing is recorded while less than this is free; reading goes on."},
     "",
     [](std::string_view text, Config& config) {
       return TakeNumber(text, {.min = kDiskReserveMbMin, .max = kDiskReserveMbMax},
                         config.disk_reserve_mb);
     }},
    {{"drain_seconds", kNumber, "SECONDS", "30",
      "How long calls may take to end once the server is asked to stop."},
     "",
     [](std::string_view text, Config& config) {
       return TakeNumber(text, {.min = 0, .max = kDrainSecondsMax}, config.drain_seconds);
     }},
    {{"max_in_flight", kNumber, "COMMANDS", "4096",
      "How many commands may wait to be recorded; the next is refused at once."},
     "",
     [](std::string_view text, Config& config) {
       return TakeNumber(text, {.min = 1, .max = kInFlightMax}, config.max_in_flight);
     }},
    {{"reflection", kSwitch, "BOOL", "false", "Whether the server describes its API to callers."},
     "",
     [](std::string_view text, Config& config) { return TakeSwitch(text, config.reflection); }},
    {{"log_level", kText, "LEVEL", "info", "debug, info, warning or error."},
     "",
     [](std::string_view text, Config& config) {
       return TakeOption(LogLevelFrom(text), "debug, info, warning or error", config.log_level);
     }},
    {{"log_format", kText, "FORMAT", "text", "text or json, one line each."},
     "",
     [](std::string_view text, Config& config) {
       return TakeOption(LogFormatFrom(text), "text or json", config.log_format);
     }},
}};

static_assert(kEntries.front().option.name == "data_dir");  // Other defaults follow from it.

// How many letters must be put in, left out or replaced to make one of the other.
std::size_t Distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view NearestTo(std::string_view name) {
  return std::ranges::min_element(Options(), {},
                                  [&](const Option& option) { return Distance(name, option.name); })
      ->name;
}

const Option* Find(std::string_view name) {
  const auto found = std::ranges::find(Options(), name, &Option::name);
  return found == Options().end() ? nullptr : &*found;
}

std::string_view AsWritten(ValueKind kind) {
  switch (kind) {
    case ValueKind::kText:
      return "text in quotation marks";
    case ValueKind::kNumber:
      return "a whole number without quotation marks";
    case ValueKind::kSwitch:
      return "true or false without quotation marks";
  }
  return "";
}

// The value as text, or nullopt when the file writes it as something else than it is.
std::optional<std::string> TextOf(const toml::node& node, ValueKind kind) {
  switch (kind) {
    case ValueKind::kText:
      return node.is_string() ? std::optional(node.as_string()->get()) : std::nullopt;
    case ValueKind::kNumber:
      return node.is_integer() ? std::optional(std::to_string(node.as_integer()->get()))
                               : std::nullopt;
    case ValueKind::kSwitch:
      return node.is_boolean()
                 ? std::optional(std::string(node.as_boolean()->get() ? "true" : "false"))
                 : std::nullopt;
  }
  return std::nullopt;
}

Result<toml::table> Parse(const fs::path& file, std::string_view content) {
  try {
    return toml::parse(content, file.string());
  } catch (const toml::parse_error& error) {
    return Invalid(file.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                   std::string(error.description()));
  }
}

// One key of the file.
struct Written {
  std::string name;
  std::uint32_t line;
  const toml::node* node;
};

// From the top of the file to its end, so that the first mistake is named first.
std::vector<Written> InOrder(const toml::table& table) {
  std::vector<Written> all;
  for (const auto& [key, node] : table) {
    all.push_back({.name = std::string(key.str()), .line = key.source().begin.line, .node = &node});
  }
  std::ranges::sort(all, {}, &Written::line);
  return all;
}

Status ReadInto(Settings& settings, const fs::path& file) {
  const Result<std::string> content = ReadFile(file, kConfigBytesMax);
  if (!content.ok()) {
    return content.status();
  }
  const Result<toml::table> parsed = Parse(file, content.value());
  if (!parsed.ok()) {
    return parsed.status();
  }
  for (const Written& written : InOrder(parsed.value())) {
    const std::string place = file.string() + ":" + std::to_string(written.line);
    const Option* option = Find(written.name);
    if (option == nullptr) {
      return Invalid(place + ": " + Quoted(written.name) + " is no option; the nearest is \"" +
                     std::string(NearestTo(written.name)) + "\"");
    }
    const std::optional<std::string> text = TextOf(*written.node, option->kind);
    if (!text) {
      return Invalid(place + ": " + written.name + " must be " +
                     std::string(AsWritten(option->kind)));
    }
    settings[written.name] = {.text = *text, .origin = place};
  }
  return {};
}

// What the file, the environment and the flags say; the later replaces the earlier.
Result<Settings> Gather(const Sources& sources) {
  Settings settings;
  if (sources.file) {
    if (Status status = ReadInto(settings, *sources.file); !status.ok()) {
      return status;
    }
  }
  for (const Option& option : Options()) {
    const std::string name(option.name);
    const std::string variable = VariableOf(name);
    if (std::optional<std::string> text = sources.environment(variable)) {
      settings[name] = {.text = std::move(*text), .origin = variable};
    }
    if (const auto flag = sources.flags.find(name); flag != sources.flags.end()) {
      settings[name] = {.text = flag->second, .origin = FlagOf(name)};
    }
  }
  return settings;
}

// `config` holds the data directory already.
std::string DefaultOf(const Entry& entry, const Config& config, const Environment& environment) {
  if (entry.below.empty()) {
    return std::string(entry.option.fallback);
  }
  if (entry.option.name == "kek_file") {
    if (const std::optional<std::string> credentials = environment("CREDENTIALS_DIRECTORY")) {
      return fs::path(*credentials) / entry.below;
    }
  }
  return config.data_dir / entry.below;
}

}  // namespace

std::span<const Option> Options() {
  static constexpr auto kOptions = [] {
    std::array<Option, kEntries.size()> options{};
    std::ranges::transform(kEntries, options.begin(), &Entry::option);
    return options;
  }();
  return kOptions;
}

std::string FlagOf(std::string_view name) {
  std::string flag = "--" + std::string(name);
  std::ranges::replace(flag, '_', '-');
  return flag;
}

std::string VariableOf(std::string_view name) {
  std::string variable = "DATALEK_";
  for (const char letter : name) {
    variable.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                      : letter);
  }
  return variable;
}

std::optional<std::string> ProcessEnvironment(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

Result<Config> LoadConfig(const Sources& sources) {
  const Result<Settings> settings = Gather(sources);
  if (!settings.ok()) {
    return settings.status();
  }
  Config config;
  for (const Entry& entry : kEntries) {
    const auto found = settings.value().find(entry.option.name);
    const Setting setting =
        found != settings.value().end()
            ? found->second
            : Setting{.text = DefaultOf(entry, config, sources.environment), .origin = "default"};
    if (const Complaint complaint = entry.take(setting.text, config)) {
      return Invalid(setting.origin + ": " + std::string(entry.option.name) + " is " +
                     Quoted(setting.text) + ", but " + *complaint);
    }
  }
  return config;
}

}  // namespace datalek::server

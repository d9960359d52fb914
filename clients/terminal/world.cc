#include "clients/terminal/world.h"

#include "clients/client/profile.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace datalek::terminal {
namespace {

constexpr int kColumnsMin = 40;
constexpr int kColumnsMax = 400;
constexpr int kColumnsDefault = 80;
constexpr int kLookUpEveryMs = 50;
constexpr std::size_t kLineBytesMax = 64 * 1'024;

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only set such a flag");

void CatchInterrupts() {
  struct sigaction action = {};
  action.sa_handler = [](int) {
    // Whoever asks twice means it, also when we are stuck.
    if (interrupted.exchange(true)) {
      std::signal(SIGINT, SIG_DFL);
      std::raise(SIGINT);
    }
  };
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
}

std::optional<std::string> ReadVariable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

int TerminalColumns() {
  int columns = kColumnsDefault;
  winsize size{};
  if (const char* said = std::getenv("COLUMNS"); said != nullptr && std::atoi(said) > 0) {
    columns = std::atoi(said);
  } else if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    columns = size.ws_col;
  } else if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    columns = size.ws_col;
  }
  return std::clamp(columns, kColumnsMin, kColumnsMax);
}

// Reads lines from standard input, and notices Ctrl-C while it waits; std::getline would not.
class LineReader {
 public:
  Line operator()() {
    while (true) {
      const std::size_t newline = buffer_.find('\n');
      if (newline != std::string::npos) {
        Line line{.ending = Line::Ending::kText, .text = buffer_.substr(0, newline)};
        buffer_.erase(0, newline + 1);
        return line;
      }
      if (interrupted) {
        return {.ending = Line::Ending::kInterrupted, .text = {}};
      }
      if (ended_ || buffer_.size() > kLineBytesMax) {
        const auto ending = buffer_.empty() ? Line::Ending::kEndOfInput : Line::Ending::kText;
        return {.ending = ending, .text = std::exchange(buffer_, {})};
      }
      ReadMore();
    }
  }

 private:
  void ReadMore() {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    if (::poll(&input, 1, kLookUpEveryMs) <= 0) {
      return;
    }
    std::array<char, 4'096> part{};
    const ssize_t got = ::read(STDIN_FILENO, part.data(), part.size());
    if (got > 0) {
      buffer_.append(part.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      ended_ = true;
    }
  }

  std::string buffer_;
  bool ended_ = false;
};

std::int64_t SystemNowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

client::Outcome<std::unique_ptr<client::Connection>> ConnectByProfile(
    const std::optional<std::string>& flag, client::ConnectionOptions options) {
  auto folder = client::FindProfile(flag, &ReadVariable, options.language);
  if (auto* failure = std::get_if<client::Failure>(&folder)) {
    return std::move(*failure);
  }
  auto profile =
      client::ReadProfile(std::get<std::filesystem::path>(folder), SystemNowMs(), options.language);
  if (auto* failure = std::get_if<client::Failure>(&profile)) {
    return std::move(*failure);
  }
  return std::make_unique<client::Connection>(std::get<client::Profile>(profile),
                                              std::move(options));
}

}  // namespace

World ProcessWorld() {
  CatchInterrupts();
  // What gRPC has to say about a broken handshake comes back in the status of the call.
  ::setenv("GRPC_VERBOSITY", "NONE", 0);
  std::ios::sync_with_stdio(false);
  return World{.environment = &ReadVariable,
               .out = std::cout,
               .err = std::cerr,
               .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
               .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
               .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
               .columns = TerminalColumns(),
               .read_line = LineReader(),
               .now_ms = &SystemNowMs,
               .connect = &ConnectByProfile,
               .interrupted = &interrupted};
}

}  // namespace datalek::terminal

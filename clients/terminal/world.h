// What a client touches of the world outside, in one value, so that a test can bring its own: a
// pretended terminal, a clock, a register in the same process.
#pragma once

#include "clients/client/connection.h"
#include "clients/client/failure.h"
#include "clients/client/language.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace datalek::terminal {

// What came of asking the person for a line.
struct Line {
  enum class Ending { kText, kEndOfInput, kInterrupted };
  Ending ending = Ending::kText;
  std::string text;  // Without the newline.
};

using Connecting = std::function<client::Outcome<std::unique_ptr<client::Connection>>(
    const std::optional<std::string>& profile, client::ConnectionOptions options)>;

struct World {
  client::Environment environment;
  // Data.
  std::ostream& out;
  // Messages and questions.
  std::ostream& err;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // Columns of the terminal.
  int columns = 80;
  std::function<Line()> read_line;
  std::function<std::int64_t()> now_ms;
  Connecting connect;
  // Becomes true on Ctrl-C. May be null.
  const std::atomic<bool>* interrupted = nullptr;
};

// This process, its terminal and its clock. Catches Ctrl-C from now on; call it once, first.
[[nodiscard]] World ProcessWorld();

}  // namespace datalek::terminal

// Bars of a chart, in block characters or in ASCII.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"

#include <cstdint>
#include <string>

namespace datalek::terminal {

// True when the locale says that the terminal shows UTF-8.
[[nodiscard]] bool ShowsUtf8(const client::Environment& environment);

// A bar of at most `columns`, in proportion to `most`; what is not 0 shows. Eighths of a column in
// UTF-8, whole ones otherwise. `columns` is at least 1.
[[nodiscard]] std::string Bar(std::uint64_t value, std::uint64_t most, int columns, bool utf8);

}  // namespace datalek::terminal

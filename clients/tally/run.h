// datalek-tally, from its command line to its exit code.
#pragma once

#include "clients/client/failure.h"
#include "clients/terminal/world.h"

#include <span>
#include <string>

namespace datalek::tally {

// `arguments` without the name of the program. One thread; sets the time zone of the process.
[[nodiscard]] client::ExitCode Run(std::span<const std::string> arguments,
                                   const terminal::World& world);

}  // namespace datalek::tally

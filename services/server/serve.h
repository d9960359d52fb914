// `datalekd serve`: opens the register, serves it until SIGTERM or SIGINT, and drains.
#pragma once

#include "services/server/config.h"
#include "services/server/exit_code.h"

namespace datalek::server {

// Runs until it is told to stop. Says on the log how it goes, and to systemd when it is ready.
// kInputOutput: a write failed, so that the process must be started again and check what it finds.
ExitCode Serve(const Config& config);

}  // namespace datalek::server

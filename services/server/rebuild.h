// `datalekd rebuild`: makes the views of every organisation anew from its ledger.
#pragma once

#include "services/server/config.h"
#include "services/server/exit_code.h"

namespace datalek::server {

// Needs the register for itself: stop the server first. Says on stdout what was rebuilt, and on a
// terminal how far it is. Interrupted, it can be run again.
ExitCode RebuildViews(const Config& config);

}  // namespace datalek::server

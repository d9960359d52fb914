// Sweeping: the keys that were made ahead and never used are erased, with the lists of them.
#pragma once

#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

namespace datalek::vault {

// Asks `is_used` about every id of every p/ record in `engine`, while nobody makes new ones. Erases
// the keys of those that are not used, and each record with or after the keys it lists. Whatever
// fails, what is left lets the next sweep finish. Any thread.
storage::Status SweepUnused(storage::Engine& engine, const IsUsed& is_used);

}  // namespace datalek::vault

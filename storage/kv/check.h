// The limits of the contract, checked in one place for every engine.
//
// Each engine calls these first, before any I/O. They answer ok, or kInvalidArgument with a
// message that names the limit that was broken and never a key or a value. Pure functions: they
// may be called from any thread.
#pragma once

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace datalek::storage {

Status CheckKey(std::string_view key);

Status CheckKeys(std::span<const std::string> keys);

Status CheckScan(const KeyRange& range, std::size_t limit);

// Linear in the size of the batch: the recorder's batches hold thousands of changes.
Status CheckBatch(const Batch& batch, const Capacity& capacity);

}  // namespace datalek::storage

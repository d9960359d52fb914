#include "storage/kv/check.h"

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/limits.h"
#include "storage/kv/status.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::storage {
namespace {

Status Refuse(std::string message) { return {Code::kInvalidArgument, std::move(message)}; }

Status CheckCount(std::string_view what, std::size_t count, std::size_t max) {
  if (count <= max) {
    return {};
  }
  return Refuse("a batch carries at most " + std::to_string(max) + " " + std::string(what) +
                " here; this one carries " + std::to_string(count));
}

// Changes and requirements alike: both have a key and perhaps a value.
template <typename Item>
Status CheckItems(const std::vector<Item>& items) {
  for (const Item& item : items) {
    Status key = CheckKey(item.key);
    if (!key.ok()) {
      return key;
    }
    if (item.value.has_value() && item.value->size() > kValueBytesMax) {
      return Refuse("a value holds at most " + std::to_string(kValueBytesMax) +
                    " bytes; this one holds " + std::to_string(item.value->size()));
    }
  }
  return {};
}

// An open-addressed table of positions: no allocation per key, and no comparison of keys unless
// their slots meet.
template <typename Item>
bool NamesAKeyTwice(const std::vector<Item>& items) {
  if (items.size() < 2) {
    return false;
  }
  std::vector<std::uint32_t> slots(std::bit_ceil(items.size() * 2), 0);  // 0: free.
  const std::size_t mask = slots.size() - 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string_view key = items[i].key;
    std::size_t slot = std::hash<std::string_view>{}(key)&mask;
    while (slots[slot] != 0) {
      if (items[slots[slot] - 1].key == key) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = static_cast<std::uint32_t>(i + 1);
  }
  return false;
}

}  // namespace

Status CheckKey(std::string_view key) {
  if (key.empty()) {
    return Refuse("a key holds at least 1 byte; this one is empty");
  }
  if (key.size() > kKeyBytesMax) {
    return Refuse("a key holds at most " + std::to_string(kKeyBytesMax) +
                  " bytes; this one holds " + std::to_string(key.size()));
  }
  return {};
}

Status CheckKeys(std::span<const std::string> keys) {
  if (keys.size() > kGetManyKeysMax) {
    return Refuse("at most " + std::to_string(kGetManyKeysMax) + " keys are read together; " +
                  std::to_string(keys.size()) + " were asked for");
  }
  for (const std::string& key : keys) {
    Status checked = CheckKey(key);
    if (!checked.ok()) {
      return checked;
    }
  }
  return {};
}

Status CheckScan(const KeyRange& range, std::size_t limit) {
  if (limit == 0 || limit > kScanEntriesMax) {
    return Refuse("a page holds 1 to " + std::to_string(kScanEntriesMax) + " entries; " +
                  std::to_string(limit) + " were asked for");
  }
  const std::size_t longest = std::max(range.first.size(), range.limit.size());
  if (longest > kRangeBoundBytesMax) {
    return Refuse("a bound of a range holds at most " + std::to_string(kRangeBoundBytesMax) +
                  " bytes; this one holds " + std::to_string(longest));
  }
  return {};
}

Status CheckBatch(const Batch& batch, const Capacity& capacity) {
  assert(capacity.changes >= kCapacityFloor.changes);
  assert(capacity.requirements >= kCapacityFloor.requirements);
  assert(capacity.bytes >= kCapacityFloor.bytes);
  if (batch.changes().empty()) {
    return Refuse("a batch carries at least 1 change; this one is empty");
  }
  for (const Status& checked :
       {CheckCount("changes", batch.changes().size(), capacity.changes),
        CheckCount("requirements", batch.requirements().size(), capacity.requirements),
        CheckCount("bytes", batch.bytes(), capacity.bytes), CheckItems(batch.changes()),
        CheckItems(batch.requirements())}) {
    if (!checked.ok()) {
      return checked;
    }
  }
  if (NamesAKeyTwice(batch.changes())) {
    return Refuse("a batch changes a key at most once; this one changes a key twice");
  }
  if (NamesAKeyTwice(batch.requirements())) {
    return Refuse("a batch requires something of a key at most once; this one does so twice");
  }
  return {};
}

}  // namespace datalek::storage

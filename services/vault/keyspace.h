// Every key of the store of keys, in one place; vault.h has the grammar.
//
// A key names its organisation between a prefix and a tail of fixed length, so two organisations
// never share one, whatever their names hold. Pure; any thread.
#pragma once

#include "services/vault/key_wrap.h"
#include "storage/kv/engine.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::vault {

inline constexpr std::size_t kRefillIdBytes = 8;

[[nodiscard]] std::string WrappedKeyKey(const KeyPlace& place);

// `refill` is kRefillIdBytes long.
[[nodiscard]] std::string RefillKey(std::string_view organisation, std::string_view refill);
// All refills of all organisations.
[[nodiscard]] storage::KeyRange RefillKeys();
// Whose refill it is; nullopt when `key` is not one of RefillKey(). A view into `key`.
[[nodiscard]] std::optional<std::string_view> OrganisationOfRefill(std::string_view key);

[[nodiscard]] std::string CheckValueKey(std::string_view kek_id);
// The check values of all KEKs.
[[nodiscard]] storage::KeyRange CheckValueKeys();

}  // namespace datalek::vault

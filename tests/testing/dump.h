// What a store holds, as values that can be compared.
#pragma once

#include "services/vault/vault.h"
#include "storage/kv/engine.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tests {

using Dump = std::map<std::string, std::string>;

// Every key that begins with `prefix`, and its value. Aborts when the engine fails.
[[nodiscard]] Dump DumpOf(const storage::Engine& engine, std::string_view prefix = {});

// The views of an organisation with every seal opened: what a rebuild must give again. A value that
// does not open reads as "does not open".
[[nodiscard]] Dump OpenedViews(const storage::Engine& engine, vault::Vault& vault,
                               std::string_view organisation);

// The keys at which the two differ, readable.
[[nodiscard]] std::vector<std::string> Differences(const Dump& left, const Dump& right);

// Bytes with all but letters, digits and "/-!." shown as \xNN.
[[nodiscard]] std::string Readable(std::string_view bytes);

}  // namespace datalek::tests

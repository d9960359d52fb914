#include "services/vault/keyspace.h"

#include "services/domain/incident_id.h"
#include "services/vault/key_wrap.h"
#include "storage/kv/engine.h"

#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::vault {
namespace {

constexpr std::string_view kWrappedKeys = "k/";
constexpr std::string_view kRefills = "p/";
constexpr std::string_view kCheckValues = "!kek/";

storage::KeyRange AllUnder(std::string_view prefix) {
  storage::KeyRange range{.first = std::string(prefix), .limit = std::string(prefix)};
  range.limit.back() = static_cast<char>(range.limit.back() + 1);
  return range;
}

}  // namespace

std::string WrappedKeyKey(const KeyPlace& place) {
  std::string key;
  key.reserve(kWrappedKeys.size() + place.organisation.size() + 1 + domain::IncidentId::kBytes + 2);
  key += kWrappedKeys;
  key += place.organisation;
  key += '/';
  key.append(place.incident.bytes.begin(), place.incident.bytes.end());
  key += '/';
  key += static_cast<char>(place.cls);
  return key;
}

std::string RefillKey(std::string_view organisation, std::string_view refill) {
  assert(refill.size() == kRefillIdBytes);
  std::string key(kRefills);
  key += organisation;
  key += '/';
  key += refill;
  return key;
}

storage::KeyRange RefillKeys() { return AllUnder(kRefills); }

std::optional<std::string_view> OrganisationOfRefill(std::string_view key) {
  constexpr std::size_t kTailBytes = 1 + kRefillIdBytes;
  if (!key.starts_with(kRefills) || key.size() <= kRefills.size() + kTailBytes ||
      key[key.size() - kTailBytes] != '/') {
    return std::nullopt;
  }
  return key.substr(kRefills.size(), key.size() - kRefills.size() - kTailBytes);
}

std::string CheckValueKey(std::string_view kek_id) {
  std::string key(kCheckValues);
  key += kek_id;
  return key;
}

storage::KeyRange CheckValueKeys() { return AllUnder(kCheckValues); }

}  // namespace datalek::vault

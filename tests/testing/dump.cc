#include "tests/testing/dump.h"

#include "services/domain/incident_id.h"
#include "services/ledger/codec.h"
#include "services/ledger/keyspace.h"
#include "services/vault/seal.h"
#include "storage/kv/limits.h"

#include <datalek/stored/v1/view.pb.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

namespace datalek::tests {
namespace {

// Opens what one view row holds, as views/ seals it.
class Opener {
 public:
  Opener(vault::Vault& vault, std::string_view organisation)
      : vault_(vault), organisation_(organisation) {}

  std::string Incident(const std::string& key, const std::string& value) {
    stored::v1::IncidentView view;
    const auto id =
        domain::IdFromBytes(std::string_view(key).substr(key.size() - domain::IncidentId::kBytes));
    if (!view.ParseFromString(value) || !id) {
      return "does not parse";
    }
    return Part(*id, "incident", key, vault::Class::kContent, view.sealed_content()) + "|" +
           Part(*id, "incident", key, vault::Class::kIdentity, view.sealed_identity());
  }

  std::string Row(const std::string& key, const std::string& value) {
    stored::v1::Row row;
    if (!row.ParseFromString(value)) {
      return "does not parse";
    }
    const auto id = domain::IdFromBytes(row.incident());
    return id ? row.incident() + "|" + Part(*id, "row", key, vault::Class::kContent, row.sealed())
              : "does not parse";
  }

 private:
  std::string Part(const domain::IncidentId& id, std::string_view table, const std::string& key,
                   vault::Class cls, const std::string& sealed) {
    const storage::Result<vault::SharedKeys> keys = vault_.Find(organisation_, id);
    if (!keys.ok()) {
      return "no keys";
    }
    const std::optional<vault::SecretKey>& secret =
        cls == vault::Class::kContent ? keys.value()->content : keys.value()->identity;
    if (!secret) {
      return "erased";
    }
    storage::Result<std::string> opened = vault::Open(*secret,
                                                      {.organisation = organisation_,
                                                       .table = table,
                                                       .key = key,
                                                       .cls = cls,
                                                       .schema = ledger::kSchema},
                                                      sealed);
    return opened.ok() ? std::move(opened).value() : "does not open";
  }

  vault::Vault& vault_;
  std::string_view organisation_;
};

}  // namespace

Dump DumpOf(const storage::Engine& engine, std::string_view prefix) {
  Dump dump;
  storage::KeyRange range;
  if (!prefix.empty()) {
    range = ledger::PrefixRange(std::string(prefix));
  }
  for (;;) {
    const auto page = engine.Scan(range, storage::kScanEntriesMax);
    if (!page.ok()) {
      (void)std::fprintf(stderr, "%s\n", storage::ToString(page.status()).c_str());
      std::abort();
    }
    for (const storage::KeyValue& row : page.value()) {
      dump.emplace(row.key, row.value);
    }
    if (page.value().size() < storage::kScanEntriesMax) {
      return dump;
    }
    range.first = page.value().back().key + '\0';
  }
}

Dump OpenedViews(const storage::Engine& engine, vault::Vault& vault,
                 std::string_view organisation) {
  Opener opener(vault, organisation);
  Dump views = DumpOf(engine, ledger::TallyPrefix(organisation));
  for (auto& [key, value] : DumpOf(engine, ledger::IncidentPrefix(organisation))) {
    views.emplace(key, opener.Incident(key, value));
  }
  for (const std::string& prefix :
       {ledger::QueuePrefix(organisation), ledger::RegisterPrefix(organisation),
        ledger::ReporterPrefix(organisation)}) {
    for (auto& [key, value] : DumpOf(engine, prefix)) {
      views.emplace(key, opener.Row(key, value));
    }
  }
  const std::string organisation_key = ledger::OrganisationKey(organisation);
  const storage::Result<std::string> record = engine.Get(organisation_key);
  if (record.ok()) {
    views.emplace(organisation_key, record.value());
  }
  return views;
}

std::vector<std::string> Differences(const Dump& left, const Dump& right) {
  std::vector<std::string> differences;
  for (const auto& [key, value] : left) {
    const auto found = right.find(key);
    if (found == right.end()) {
      differences.push_back("only on the left: " + Readable(key));
    } else if (found->second != value) {
      differences.push_back("not the same: " + Readable(key) + "\n  left  " + Readable(value) +
                            "\n  right " + Readable(found->second));
    }
  }
  for (const auto& [key, value] : right) {
    if (!left.contains(key)) {
      differences.push_back("only on the right: " + Readable(key));
    }
  }
  return differences;
}

std::string Readable(std::string_view bytes) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '-' || c == '!' || c == '.';
    if (plain) {
      text.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text.append("\\x").append(1, kHex[byte >> 4U]).append(1, kHex[byte & 0xFU]);
    }
  }
  return text;
}

}  // namespace datalek::tests

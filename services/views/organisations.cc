#include "services/views/organisations.h"

#include "services/ledger/keyspace.h"

#include <datalek/stored/v1/view.pb.h>

#include <optional>
#include <utility>

namespace datalek::views {
namespace {

storage::Result<Organisation> Decode(const std::string& bytes) {
  stored::v1::Organisation stored;
  if (!stored.ParseFromString(bytes)) {
    return storage::Status(storage::Code::kCorruption, "the record of an organisation is damaged");
  }
  return Organisation{.slug = stored.slug(),
                      .name = stored.name(),
                      .host = stored.host(),
                      .created_at_ms = stored.created_at_ms()};
}

}  // namespace

storage::Result<Organisation> ReadOrganisation(const ledger::Draft& draft, std::string_view slug) {
  const storage::Result<std::optional<std::string>> bytes =
      draft.Get(ledger::OrganisationKey(slug));
  if (!bytes.ok()) {
    return bytes.status();
  }
  if (!bytes.value()) {
    return storage::Status(storage::Code::kNotFound, "no such organisation");
  }
  return Decode(*bytes.value());
}

void WriteOrganisation(ledger::Draft& draft, const Organisation& organisation) {
  stored::v1::Organisation stored;
  stored.set_slug(organisation.slug);
  stored.set_name(organisation.name);
  stored.set_host(organisation.host);
  stored.set_created_at_ms(organisation.created_at_ms);
  draft.Put(ledger::OrganisationKey(organisation.slug), stored.SerializeAsString());
}

storage::Result<std::vector<Organisation>> ListOrganisations(const storage::Engine& engine,
                                                             std::string_view after,
                                                             std::size_t limit) {
  storage::KeyRange range = ledger::PrefixRange(ledger::OrganisationPrefix());
  if (!after.empty()) {
    range.first = ledger::OrganisationKey(after) + '\0';
  }
  const auto page = engine.Scan(range, limit);
  if (!page.ok()) {
    return page.status();
  }
  std::vector<Organisation> organisations;
  for (const storage::KeyValue& stored : page.value()) {
    storage::Result<Organisation> organisation = Decode(stored.value);
    if (!organisation.ok()) {
      return organisation.status();
    }
    organisations.push_back(std::move(organisation).value());
  }
  return organisations;
}

storage::Result<std::vector<std::string>> AllOrganisations(const storage::Engine& engine) {
  std::vector<std::string> slugs;
  for (;;) {
    const auto page = ListOrganisations(engine, slugs.empty() ? std::string() : slugs.back(),
                                        storage::kScanEntriesMax);
    if (!page.ok()) {
      return page.status();
    }
    for (const Organisation& organisation : page.value()) {
      slugs.push_back(organisation.slug);
    }
    if (page.value().size() < storage::kScanEntriesMax) {
      return slugs;
    }
  }
}

}  // namespace datalek::views

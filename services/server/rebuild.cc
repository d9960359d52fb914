#include "services/server/rebuild.h"

#include "services/server/layout.h"
#include "services/server/logging.h"
#include "services/server/stores.h"
#include "services/vault/kek_file.h"
#include "services/views/organisations.h"
#include "services/views/rebuild.h"

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace datalek::server {
namespace {

ExitCode Fail(const storage::Status& status) {
  std::fprintf(stderr, "datalekd: %s\n", status.message().c_str());
  return ExitCodeFor(status);
}

}  // namespace

ExitCode RebuildViews(const Config& config) {
  const auto kek = vault::ReadKekFile(config.kek_file);
  if (!kek.ok()) {
    return Fail(kek.status());
  }
  storage::RocksDbOptions options;
  options.log = LogOfStore("register");
  auto stores =
      OpenStores({.main = Layout::Under(config.data_dir).register_dir, .keys = config.keys_dir},
                 kek.value(), options);
  if (!stores.ok()) {
    return Fail(stores.status());
  }
  storage::Engine& engine = *stores.value().main;
  const auto organisations = views::AllOrganisations(engine);
  if (!organisations.ok()) {
    return Fail(organisations.status());
  }
  const bool terminal = isatty(STDERR_FILENO) != 0;
  for (const std::string& organisation : organisations.value()) {
    const auto rebuilt =
        views::Rebuild(engine, *stores.value().vault, organisation, [&](std::uint64_t entries) {
          if (terminal) {
            std::fprintf(stderr, "\r%s: %llu entries", organisation.c_str(),
                         static_cast<unsigned long long>(entries));
          }
        });
    if (terminal) {
      std::fprintf(stderr, "\r\033[K");
    }
    if (!rebuilt.ok()) {
      return Fail(rebuilt.status());
    }
    std::printf("%s: %llu incidents from %llu entries\n", organisation.c_str(),
                static_cast<unsigned long long>(rebuilt.value().incidents),
                static_cast<unsigned long long>(rebuilt.value().entries));
  }
  return ExitCode::kOk;
}

}  // namespace datalek::server

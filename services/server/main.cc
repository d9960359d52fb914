// datalekd: the server of the register, and what an administrator does with its directory.

#include "services/access/authority.h"
#include "services/server/command_line.h"
#include "services/server/config.h"
#include "services/server/enrol.h"
#include "services/server/exit_code.h"
#include "services/server/init.h"
#include "services/server/layout.h"
#include "services/server/logging.h"
#include "services/server/rebuild.h"
#include "services/server/serve.h"
#include "services/server/stores.h"
#include "services/vault/kek_file.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <variant>

namespace datalek::server {
namespace {

std::int64_t NowSeconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

ExitCode Say(const storage::Status& status) {
  std::fprintf(stderr, "datalekd: %s\n", status.message().c_str());
  return ExitCodeFor(status);
}

// Keys and personal text are in memory: they do not belong in a core dump, nor to a debugger.
void KeepMemoryToOurselves() {
  (void)prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{.rlim_cur = 0, .rlim_max = 0};
  (void)setrlimit(RLIMIT_CORE, &none);
}

ExitCode RunInit(const CommandLine& line, const Config& config) {
  const auto make_stores = [&](const Layout& layout) -> storage::Status {
    const auto kek = vault::ReadKekFile(layout.kek_file);
    if (!kek.ok()) {
      return kek.status();
    }
    const StorePaths paths{.main = layout.register_dir, .keys = layout.keys_dir};
    if (storage::Status status = CreateStores(paths, kek.value(), {}); !status.ok()) {
      return status;
    }
    auto stores = OpenStores(paths, kek.value(), {});
    if (!stores.ok()) {
      return stores.status();
    }
    return CreateHost(stores.value(), line.init.organisation, line.init.name, config.time_zone);
  };
  const auto made = Init({.data_dir = config.data_dir,
                          .organisation = line.init.organisation,
                          .listen = config.listen,
                          .host_names = line.init.host_names,
                          .now_s = NowSeconds()},
                         make_stores);
  if (!made.ok()) {
    return Say(made.status());
  }
  std::fputs(Report(made.value(), config).c_str(), stdout);
  return ExitCode::kOk;
}

ExitCode RunEnrol(const CommandLine& line, const Config& config) {
  const EnrolRequest request{.layout = Layout::Under(config.data_dir),
                             .out = line.enrol.out,
                             .validity = {.now_s = NowSeconds(), .days = line.enrol.days}};
  const auto issued = line.enrol.server
                          ? EnrolServer(request, ServerNames(config.listen, line.enrol.host_names))
                          : EnrolClient(request, line.enrol.identity,
                                        AddressFor(config.listen, line.enrol.host_names));
  if (!issued.ok()) {
    return Say(issued.status());
  }
  std::printf("%s\n", issued.value().directory.c_str());
  return ExitCode::kOk;
}

ExitCode Run(std::span<const char* const> arguments) {
  const auto read = ReadCommandLine(arguments);
  if (const auto* farewell = std::get_if<Farewell>(&read)) {
    std::fputs(farewell->out.c_str(), stdout);
    std::fputs(farewell->err.c_str(), stderr);
    return farewell->code;
  }
  const auto& line = std::get<CommandLine>(read);
  const auto config = LoadConfig(
      {.flags = line.flags, .file = line.config_file, .environment = ProcessEnvironment});
  if (!config.ok()) {
    (void)Say(config.status());
    return ExitCode::kConfiguration;
  }
  umask(S_IRWXG | S_IRWXO);  // What we make is for our owner only.
  StartLogging(config.value().log_level, config.value().log_format);
  KeepMemoryToOurselves();
  switch (line.verb) {
    case Verb::kInit:
      return RunInit(line, config.value());
    case Verb::kEnrol:
      return RunEnrol(line, config.value());
    case Verb::kServe:
      return Serve(config.value());
    case Verb::kRebuild:
      return RebuildViews(config.value());
  }
  return ExitCode::kSoftware;
}

}  // namespace
}  // namespace datalek::server

int main(int argc, char** argv) {
  return static_cast<int>(datalek::server::Run({argv, static_cast<std::size_t>(argc)}));
}

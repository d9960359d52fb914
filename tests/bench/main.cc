// Prints what the register costs beside what the machine and its stack cost anyway, in one run:
// every pair is measured in turns, at least five rounds, and shown as median and range.
//
//   datalek-bench [--rounds N] [--calls N] [--sizes 1000,100000,1000000] [--keep DIRECTORY]
//                 [--client PATH-OF-datalek]

#include "services/intake/generate.h"
#include "services/wire/to_api.h"
#include "tests/bench/credentials.h"
#include "tests/bench/load.h"
#include "tests/bench/server_process.h"

#include <datalek/bench/v1/yardstick.grpc.pb.h>
#include <datalek/v1/reporting.grpc.pb.h>
#include <datalek/v1/review.grpc.pb.h>
#include <datalek/v1/tally.grpc.pb.h>

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <spawn.h>
#include <sys/wait.h>
#include <CLI/CLI.hpp>

#include <fcntl.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

extern char** environ;

namespace datalek::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChannels = 4;
constexpr std::size_t kInFlightMax = 128;

struct Options {
  int rounds = 5;
  std::uint64_t calls = 6'000;
  std::vector<std::uint64_t> sizes{1'000, 100'000, 1'000'000};
  std::vector<std::size_t> in_flight{1, 8, 32, 128};
  std::string keep;
  std::string client;
};

std::shared_ptr<grpc::Channel> Connect(const Credentials& credentials, int port, int number) {
  grpc::ChannelArguments arguments;
  arguments.SetInt("datalek.bench.channel", number);  // Otherwise channels share a connection.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(
      "localhost:" + std::to_string(port),
      grpc::SslCredentials({.pem_root_certs = credentials.authority,
                            .pem_private_key = credentials.client_key,
                            .pem_cert_chain = credentials.client_certificate}),
      arguments);
}

// Calls of one kind over several connections; slot i uses connection i % kChannels.
template <typename Stub, typename Request, typename Response>
class Calls {
 public:
  using Method = void (Stub::async::*)(grpc::ClientContext*, const Request*, Response*,
                                       std::function<void(grpc::Status)>);

  Calls(std::vector<std::unique_ptr<Stub>> stubs, Method method,
        std::function<void(std::uint64_t, Request&)> next)
      : stubs_(std::move(stubs)), method_(method), next_(std::move(next)), slots_(kInFlightMax) {}

  void Start(std::size_t slot, std::function<void(bool)> done) {
    slots_[slot] = std::make_unique<Slot>();
    Slot& call = *slots_[slot];
    call.request.Swap(&prepared_[started_.fetch_add(1)]);
    (stubs_[slot % kChannels]->async()->*method_)(
        &call.context, &call.request, &call.response,
        [done = std::move(done)](const grpc::Status& status) {
          if (!status.ok()) {
            std::fprintf(stderr, "%s\n", status.error_message().c_str());
          }
          done(status.ok());
        });
  }

  Load Run(std::size_t in_flight, std::uint64_t calls) {
    // Made beforehand: what it costs to think of a request is nobody's business here.
    prepared_ = std::vector<Request>(calls);
    started_ = 0;
    for (Request& request : prepared_) {
      next_(count_++, request);
    }
    return RunLoad(in_flight, calls, [this](std::size_t slot, std::function<void(bool)> done) {
      Start(slot, std::move(done));
    });
  }

 private:
  struct Slot {
    grpc::ClientContext context;
    Request request;
    Response response;
  };
  std::vector<std::unique_ptr<Stub>> stubs_;
  Method method_;
  std::function<void(std::uint64_t, Request&)> next_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::vector<Request> prepared_;
  std::atomic<std::uint64_t> started_ = 0;
  std::uint64_t count_ = 0;
};

template <typename Service>
auto StubsOf(const Credentials& credentials, int port) {
  std::vector<std::unique_ptr<typename Service::Stub>> stubs;
  for (std::size_t i = 0; i < kChannels; ++i) {
    stubs.push_back(Service::NewStub(Connect(credentials, port, static_cast<int>(i))));
  }
  return stubs;
}

void PrintSpread(const Spread& spread, const char* unit) {
  std::printf("%10.0f %s (%.0f-%.0f)", spread.median, unit, spread.low, spread.high);
}

// Durable reports beside empty calls and beside the first thing one would write.
void CompareReports(const Options& options, const Credentials& credentials,
                    const ServerProcess& server) {
  const intake::Generator generator(static_cast<std::uint64_t>(getpid()),
                                    {.year = 2026, .month = 6, .day = 30});
  Calls<v1::YardstickService::Stub, v1::NothingRequest, v1::NothingResponse> nothing(
      StubsOf<v1::YardstickService>(credentials, server.started().yardstick_port),
      &v1::YardstickService::Stub::async::Nothing, [](std::uint64_t, v1::NothingRequest& request) {
        request.set_payload(std::string(300, 'q'));
      });
  Calls<v1::YardstickService::Stub, v1::BlockingWriteRequest, v1::BlockingWriteResponse> blocking(
      StubsOf<v1::YardstickService>(credentials, server.started().yardstick_port),
      &v1::YardstickService::Stub::async::BlockingWrite,
      [](std::uint64_t, v1::BlockingWriteRequest& request) {
        request.set_payload(std::string(300, 'q'));
      });
  Calls<datalek::v1::ReportingService::Stub, datalek::v1::SubmitReportRequest,
        datalek::v1::SubmitReportResponse>
      reports(StubsOf<datalek::v1::ReportingService>(credentials, server.started().register_port),
              &datalek::v1::ReportingService::Stub::async::SubmitReport,
              [&](std::uint64_t i, datalek::v1::SubmitReportRequest& request) {
                wire::Fill(generator.Report(i), &request);
                request.set_request_id(generator.RequestId(i));
              });
  std::printf(
      "\nDurable report beside an empty call and a handler that blocks on its own synced write\n");
  std::printf("%9s %28s %28s %28s %9s %9s\n", "in flight", "empty call/s", "durable report/s",
              "blocking write/s", "of empty", "x blocking");
  for (const std::size_t in_flight : options.in_flight) {
    const std::uint64_t calls = in_flight == 1 ? options.calls / 4 : options.calls;
    std::vector<double> empty_rates, report_rates, blocking_rates, of_empty, times_blocking;
    (void)nothing.Run(in_flight, calls / 4);  // Connections and caches, before anything counts.
    (void)reports.Run(in_flight, calls / 4);
    (void)blocking.Run(in_flight, calls / 8);
    for (int round = 0; round < options.rounds; ++round) {
      empty_rates.push_back(nothing.Run(in_flight, calls).calls_per_second);
      report_rates.push_back(reports.Run(in_flight, calls).calls_per_second);
      blocking_rates.push_back(blocking.Run(in_flight, calls / 4).calls_per_second);
      of_empty.push_back(100 * report_rates.back() / empty_rates.back());
      times_blocking.push_back(report_rates.back() / blocking_rates.back());
    }
    std::printf("%9zu ", in_flight);
    PrintSpread(SpreadOf(empty_rates), "/s");
    PrintSpread(SpreadOf(report_rates), "/s");
    PrintSpread(SpreadOf(blocking_rates), "/s");
    const Spread share = SpreadOf(of_empty);
    std::printf("  %4.0f %% (%.0f-%.0f)  %5.1f x\n", share.median, share.low, share.high,
                SpreadOf(times_blocking).median);
    std::fflush(stdout);
  }
}

// Reads of one register, one call at a time.
class Reads {
 public:
  Reads(const Credentials& credentials, const ServerProcess& server)
      : list_(StubsOf<datalek::v1::ReviewService>(credentials, server.started().register_port),
              &datalek::v1::ReviewService::Stub::async::ListIncidents,
              [](std::uint64_t, datalek::v1::ListIncidentsRequest& request) {
                request.set_order(datalek::v1::INCIDENT_ORDER_REGISTER);
                request.set_page_size(50);
              }),
        get_(StubsOf<datalek::v1::ReviewService>(credentials, server.started().register_port),
             &datalek::v1::ReviewService::Stub::async::GetIncident,
             [this](std::uint64_t i, datalek::v1::GetIncidentRequest& request) {
               request.set_incident(numbers_[i % numbers_.size()]);
             }),
        tally_(StubsOf<datalek::v1::TallyService>(credentials, server.started().register_port),
               &datalek::v1::TallyService::Stub::async::GetTally,
               [](std::uint64_t, datalek::v1::GetTallyRequest&) {}) {
    const auto stub = datalek::v1::ReviewService::NewStub(
        Connect(credentials, server.started().register_port, 99));
    grpc::ClientContext context;
    datalek::v1::ListIncidentsRequest request;
    request.set_order(datalek::v1::INCIDENT_ORDER_REGISTER);
    request.set_page_size(200);
    datalek::v1::ListIncidentsResponse response;
    if (!stub->ListIncidents(&context, request, &response).ok()) {
      std::exit(EXIT_FAILURE);
    }
    for (const auto& row : response.incidents()) {
      numbers_.push_back(row.number());
    }
  }

  // Microseconds for one call, as the median of `calls`.
  std::array<double, 3> Round(std::uint64_t calls) {
    return {list_.Run(1, calls).median_us, get_.Run(1, calls).median_us,
            tally_.Run(1, calls).median_us};
  }

 private:
  std::vector<std::string> numbers_;
  Calls<datalek::v1::ReviewService::Stub, datalek::v1::ListIncidentsRequest,
        datalek::v1::ListIncidentsResponse>
      list_;
  Calls<datalek::v1::ReviewService::Stub, datalek::v1::GetIncidentRequest,
        datalek::v1::GetIncidentResponse>
      get_;
  Calls<datalek::v1::TallyService::Stub, datalek::v1::GetTallyRequest,
        datalek::v1::GetTallyResponse>
      tally_;
};

void CompareSizes(const Options& options, const Credentials& credentials,
                  const std::vector<std::unique_ptr<ServerProcess>>& servers) {
  std::vector<std::unique_ptr<Reads>> reads;
  for (const auto& server : servers) {
    reads.push_back(std::make_unique<Reads>(credentials, *server));
    (void)reads.back()->Round(100);
  }
  std::vector<std::array<std::vector<double>, 3>> times(servers.size());
  for (int round = 0; round < options.rounds; ++round) {
    for (std::size_t i = 0; i < servers.size(); ++i) {
      const std::array<double, 3> us = reads[i]->Round(400);
      for (std::size_t kind = 0; kind < us.size(); ++kind) {
        times[i][kind].push_back(us[kind]);
      }
    }
  }
  std::printf("\nReads by the size of the register, one call at a time, whole call\n");
  std::printf("%10s %28s %28s %28s %12s\n", "incidents", "first 50 of the register", "one incident",
              "tally", "start");
  for (std::size_t i = 0; i < servers.size(); ++i) {
    std::printf("%10llu ", static_cast<unsigned long long>(options.sizes[i]));
    for (const std::vector<double>& kind : times[i]) {
      PrintSpread(SpreadOf(kind), "us");
    }
    std::printf("  %8.0f ms\n", servers[i]->started().open_ms);
  }
  std::fflush(stdout);
}

double MsToRun(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child || status != 0) {
    std::fprintf(stderr, "%s did not run well\n", command[0].c_str());
    std::exit(EXIT_FAILURE);
  }
  posix_spawn_file_actions_destroy(&actions);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

// The command line: what a person waits for.
void TimeClient(const Options& options, const std::string& profile) {
  std::vector<double> help;
  std::vector<double> call;
  for (int round = 0; round < 10 * options.rounds; ++round) {
    help.push_back(MsToRun({options.client, "--help"}));
    call.push_back(MsToRun({options.client, "--profile", profile, "queue", "--limit", "10"}));
  }
  const Spread h = SpreadOf(help);
  const Spread c = SpreadOf(call);
  std::printf("\nCommand line, whole process\n");
  std::printf("%24s %6.1f ms (%.1f-%.1f)\n", "datalek --help", h.median, h.low, h.high);
  std::printf("%24s %6.1f ms (%.1f-%.1f)\n", "datalek queue", c.median, c.low, c.high);
}

std::string MakeProfile(const fs::path& root, const Credentials& credentials, int port) {
  const fs::path profile = root / "profile";
  fs::create_directories(profile);
  const auto write = [&](const char* name, const std::string& text) {
    const fs::path file = profile / name;
    FILE* const out = std::fopen(file.c_str(), "w");
    std::fputs(text.c_str(), out);
    std::fclose(out);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  };
  write("certificate.pem", credentials.client_certificate);
  write("key.pem", credentials.client_key);
  write("authority.pem", credentials.authority);
  write("server", "localhost:" + std::to_string(port) + "\n");
  return profile;
}

int Run(const Options& options) {
  const fs::path root = options.keep.empty() ? fs::temp_directory_path() /
                                                   ("datalek-bench-" + std::to_string(getpid()))
                                             : fs::path(options.keep);
  fs::create_directories(root);
  const Credentials credentials = MakeCredentials();
  std::vector<std::unique_ptr<ServerProcess>> servers;
  for (const std::uint64_t size : options.sizes) {
    const fs::path directory = root / std::to_string(size);
    fs::create_directories(directory);
    SaveCredentials(credentials, directory);
    const bool prepare = !fs::exists(directory / "main");
    if (prepare) {
      std::printf("preparing %llu incidents ...\n", static_cast<unsigned long long>(size));
      std::fflush(stdout);
    }
    auto server = std::make_unique<ServerProcess>(directory, size);
    if (prepare) {  // Start again, so that the start that is shown is that of a full register.
      server.reset();
      server = std::make_unique<ServerProcess>(directory, size);
    }
    servers.push_back(std::move(server));
  }
  CompareSizes(options, credentials, servers);
  const fs::path fresh = root / "fresh";
  fs::remove_all(fresh);
  fs::create_directories(fresh);
  SaveCredentials(credentials, fresh);
  {
    const ServerProcess server(fresh, 0);
    CompareReports(options, credentials, server);
    if (!options.client.empty()) {
      TimeClient(options, MakeProfile(root, credentials, server.started().register_port));
    }
  }
  servers.clear();
  if (options.keep.empty()) {
    fs::remove_all(root);
  }
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace datalek::bench

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--child") {
    return datalek::bench::ServeUntilEof(argv[2], std::strtoull(argv[3], nullptr, 10));
  }
  datalek::bench::Options options;
  CLI::App app("Measures the register beside what its stack costs anyway.");
  app.add_option("--rounds", options.rounds, "rounds of every pair; at least 5 for the record")
      ->check(CLI::Range(1, 100));
  app.add_option("--calls", options.calls, "calls per round");
  app.add_option("--sizes", options.sizes, "incidents in the registers that are read")
      ->delimiter(',');
  app.add_option("--in-flight", options.in_flight, "reports under way at once")
      ->delimiter(',')
      ->check(CLI::Range(std::size_t{1}, datalek::bench::kInFlightMax));
  app.add_option("--keep", options.keep, "keep the registers here, and use them if they are there");
  app.add_option("--client", options.client, "path of datalek, to time the command line too");
  CLI11_PARSE(app, argc, argv);
  return datalek::bench::Run(options);
}

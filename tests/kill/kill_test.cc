// Kills the shipped server with SIGKILL under eight writing clients, again and again, and holds
// what it says afterwards against what the clients were told.
//
// The clients keep a ledger of their own: which request id was acknowledged with which sequence,
// and which got no answer. A request without an answer may or may not have been recorded; repeating
// it must settle it, once. The file system's cache survives a SIGKILL, so this shows that nothing
// is acknowledged before it was handed to the kernel, that batches are whole, and that a repetition
// has one effect; lost power is another test's matter.

#include "clients/client/profile.h"
#include "tests/kill/daemon.h"
#include "tests/testing/temp_directory.h"

#include <datalek/v1/feed.grpc.pb.h>
#include <datalek/v1/reporting.grpc.pb.h>
#include <datalek/v1/review.grpc.pb.h>

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace datalek::tests {
namespace {

constexpr int kClients = 8;
constexpr int kKillsByDefault = 12;

int Kills() {
  const char* const asked = std::getenv("DATALEK_KILLS");
  return asked != nullptr ? std::atoi(asked) : kKillsByDefault;
}

struct Acknowledged {
  std::string incident_id;
  std::string number;
  std::uint64_t sequence = 0;
};

// What the clients know, together.
struct ClientLedger {
  std::mutex mutex;
  std::map<std::string, Acknowledged> acknowledged;  // By request id.
  std::set<std::string> open;                        // Sent, and never answered.
};

std::string RequestId(int client, int number) {
  std::array<char, 40> text{};
  (void)std::snprintf(text.data(), text.size(), "%08x-0000-4000-8000-%012x", client, number);
  return text.data();
}

std::shared_ptr<grpc::Channel> Connect(const Daemon& daemon, const std::string& account) {
  const auto profile = client::ReadProfile(daemon.profile(account),
                                           std::chrono::duration_cast<std::chrono::milliseconds>(
                                               std::chrono::system_clock::now().time_since_epoch())
                                               .count(),
                                           client::Language::kEnglish);
  const auto& read = std::get<client::Profile>(profile);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("localhost:" + std::to_string(daemon.port()),
                                   grpc::SslCredentials({.pem_root_certs = read.authority,
                                                         .pem_private_key = read.key,
                                                         .pem_cert_chain = read.certificate}),
                                   arguments);
}

// Sends one report and writes down what came of it.
bool Report(v1::ReportingService::Stub& stub, const std::string& request_id, ClientLedger& ledger) {
  v1::SubmitReportRequest request;
  request.set_request_id(request_id);
  request.mutable_facts()->set_summary("Brief bij de verkeerde persoon bezorgd: " + request_id);
  v1::SubmitReportResponse response;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context.set_wait_for_ready(false);
  const grpc::Status status = stub.SubmitReport(&context, request, &response);
  const std::scoped_lock lock(ledger.mutex);
  if (!status.ok()) {
    ledger.open.insert(request_id);
    return false;
  }
  ledger.open.erase(request_id);
  const Acknowledged told{.incident_id = response.receipt().incident_id(),
                          .number = response.receipt().number(),
                          .sequence = response.receipt().sequence()};
  const auto [known, first] = ledger.acknowledged.emplace(request_id, told);
  if (!first) {
    EXPECT_EQ(known->second.incident_id, told.incident_id) << "another answer to " << request_id;
    EXPECT_EQ(known->second.sequence, told.sequence) << "another answer to " << request_id;
  }
  return true;
}

// Every incident of the register, by id.
std::map<std::string, std::string> WholeRegister(const Daemon& daemon) {
  const auto stub = v1::ReviewService::NewStub(Connect(daemon, "officer-1"));
  std::map<std::string, std::string> numbers;
  v1::ListIncidentsRequest request;
  request.set_order(v1::INCIDENT_ORDER_REGISTER);
  request.set_page_size(200);
  do {
    grpc::ClientContext context;
    v1::ListIncidentsResponse page;
    const grpc::Status status = stub->ListIncidents(&context, request, &page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    if (!status.ok()) {
      break;
    }
    for (const v1::IncidentRow& row : page.incidents()) {
      EXPECT_TRUE(numbers.emplace(row.incident_id(), row.number()).second) << "listed twice";
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

// The incident of every sequence, and that there are no gaps.
std::map<std::uint64_t, std::string> WholeFeed(const Daemon& daemon) {
  const auto stub = v1::FeedService::NewStub(Connect(daemon, "officer-1"));
  grpc::ClientContext context;
  v1::WatchEventsRequest request;
  request.set_history_only(true);
  const auto reader = stub->WatchEvents(&context, request);
  std::map<std::uint64_t, std::string> events;
  v1::WatchEventsResponse event;
  std::uint64_t last = 0;
  while (reader->Read(&event)) {
    EXPECT_EQ(event.sequence(), last + 1) << "a gap in the ledger";
    last = event.sequence();
    events.emplace(event.sequence(), event.incident_id());
  }
  const grpc::Status status = reader->Finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
  return events;
}

// Nothing acknowledged is lost; nothing is there twice; nothing is half.
void Check(const Daemon& daemon, const ClientLedger& ledger) {
  const auto numbers = WholeRegister(daemon);
  const auto events = WholeFeed(daemon);
  std::set<std::string> ids;
  for (const auto& [request_id, told] : ledger.acknowledged) {
    const auto row = numbers.find(told.incident_id);
    ASSERT_NE(row, numbers.end()) << "acknowledged and lost: " << told.number;
    EXPECT_EQ(row->second, told.number);
    const auto event = events.find(told.sequence);
    ASSERT_NE(event, events.end()) << "its entry is missing: " << told.number;
    EXPECT_EQ(event->second, told.incident_id);
    EXPECT_TRUE(ids.insert(told.incident_id).second) << "two requests, one incident";
  }
  EXPECT_EQ(numbers.size(), events.size() - 1)  // The first event made the organisation.
      << "an incident without its entry, or an entry without its incident";
  EXPECT_LE(numbers.size(), ledger.acknowledged.size() + ledger.open.size()) << "something doubled";
}

// Writes from eight clients until the server is killed somewhere in between.
void WriteUntilKilled(Daemon& daemon, std::array<int, kClients>& next, ClientLedger& ledger,
                      std::chrono::milliseconds life) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      const auto stub = v1::ReportingService::NewStub(Connect(daemon, "reporter-1"));
      while (!stop) {
        if (!Report(*stub, RequestId(client, next[static_cast<std::size_t>(client)]++), ledger)) {
          return;  // The server is gone.
        }
      }
    });
  }
  std::this_thread::sleep_for(life);
  daemon.Kill();
  stop = true;
  for (std::thread& client : clients) {
    client.join();
  }
}

TEST(Kill, LosesDoublesAndHalvesNothingUnderEightWritingClients) {
  const TempDirectory home;
  Daemon daemon(DATALEKD_BINARY, home.path());
  const auto seed = static_cast<unsigned>(std::random_device{}());
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> life_ms(20, 400);
  ClientLedger ledger;
  std::array<int, kClients> next{};
  const int kills = Kills();
  for (int kill = 0; kill < kills; ++kill) {
    daemon.Start();
    Check(daemon, ledger);
    ASSERT_FALSE(HasFailure());
    {
      const auto stub = v1::ReportingService::NewStub(Connect(daemon, "reporter-1"));
      const std::set<std::string> open = ledger.open;
      for (const std::string& request_id : open) {
        ASSERT_TRUE(Report(*stub, request_id, ledger)) << "a repetition was not answered";
      }
    }
    WriteUntilKilled(daemon, next, ledger, std::chrono::milliseconds(life_ms(random)));
  }
  daemon.Start();
  Check(daemon, ledger);
  EXPECT_EQ(daemon.Stop(), 0);
  EXPECT_GT(ledger.acknowledged.size(), static_cast<std::size_t>(kills))
      << "hardly anything was written";
  RecordProperty("acknowledged", static_cast<int>(ledger.acknowledged.size()));
  std::printf("%d kills, %zu acknowledged, %zu open at the end\n", kills,
              ledger.acknowledged.size(), ledger.open.size());
}

}  // namespace
}  // namespace datalek::tests

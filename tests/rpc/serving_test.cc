// How the server treats time and its own end: deadlines, drain, health.
#include "services/server/serving.h"

#include "storage/faulty/faulty_engine.h"
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"
#include "tests/testing/gated_engine.h"
#include "tests/testing/register.h"

#include <grpcpp/security/server_credentials.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

using grpc::StatusCode;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::system_clock;

constexpr const char* kHealthCheck = "/grpc.health.v1.Health/Check";
// grpc.health.v1.HealthCheckResponse with status SERVING.
constexpr const char* kServing = "\x08\x01";

Reply<v1::SubmitReportResponse> ReportWithin(const Client& client, milliseconds time) {
  return client.Call<v1::SubmitReportResponse>(
      RequestFor(AReport().command()), {.deadline = system_clock::now() + time, .metadata = {}});
}

int IncidentsOf(const Client& officer) {
  return officer.Call<v1::ListIncidentsResponse>(v1::ListIncidentsRequest()).body.incidents_size();
}

// A register whose commits the test holds back.
class HeldBack : public testing::Test {
 protected:
  // A report that stands before the gate; its answer comes when the gate is opened.
  std::future<Reply<v1::SubmitReportResponse>> ReportHeldBack() {
    gate_.Shut();
    auto reply = std::async(std::launch::async, [this] {
      return Do(served_.Reporter(), AReport().Saying("Held back").command());
    });
    gate_.WaitForACommit();
    return reply;
  }

  storage::MemoryEngine memory_{kAmpleCapacity};
  GatedEngine gate_{memory_};
  ServedRegister served_{{.main = &gate_, .keys = nullptr, .serving = {}}};
  Client officer_ = served_.Officer();
  Client reporter_ = served_.Reporter();
};

TEST_F(HeldBack, ACallWhoseDeadlinePassesWhileItWaitsRecordsNothing) {
  auto first = ReportHeldBack();
  EXPECT_THAT(ReportWithin(reporter_, milliseconds(300)), EndedWith(StatusCode::DEADLINE_EXCEEDED));
  // The server may hear of the same deadline a little later.
  const auto passed = system_clock::now() + milliseconds(50);
  WaitUntil([passed] { return system_clock::now() > passed; });
  gate_.Open();
  EXPECT_THAT(first.get(), Succeeded());
  EXPECT_EQ(Done(reporter_, AReport().command()).number(), "DL-2026-00002");
  EXPECT_EQ(IncidentsOf(officer_), 2);
}

TEST_F(HeldBack, ACallThatIsGivenUpWhileItIsCommittedIsRecordedAndCanBeRepeated) {
  gate_.Shut();
  const auto request = RequestFor(AReport().command());
  RawCall given_up(reporter_, MethodOf(*request.GetDescriptor()), request.SerializeAsString());
  gate_.WaitForACommit();
  given_up.Cancel();
  EXPECT_THAT(given_up.Finish(), EndedWith(StatusCode::CANCELLED));
  gate_.Open();
  const auto again = reporter_.Call<v1::SubmitReportResponse>(request);
  ASSERT_THAT(again, Succeeded());
  EXPECT_TRUE(again.body.receipt().replayed());
  EXPECT_EQ(IncidentsOf(officer_), 1);
}

TEST_F(HeldBack, MoreCommandsThanMayWaitAreRefusedAndWhatWaitsIsAnswered) {
  storage::MemoryEngine memory(kAmpleCapacity);
  GatedEngine gate(memory);
  server::ServingOptions options;
  options.commands_waiting_max = 2;
  ServedRegister served({.main = &gate, .keys = nullptr, .serving = options});
  gate.Shut();
  const auto report = [&served] {
    return std::async(std::launch::async,
                      [&served] { return Do(served.Reporter(), AReport().command()); });
  };
  auto committing = report();
  gate.WaitForACommit();
  auto waiting = report();
  auto also_waiting = report();
  WaitUntil([&served] { return served.serving().Counts().waiting == 2; });
  const auto refused = Do(served.Reporter(), AReport().command());
  EXPECT_THAT(refused, EndedWith(StatusCode::RESOURCE_EXHAUSTED));
  EXPECT_TRUE(TakeApart(refused.status).retry);
  gate.Open();
  EXPECT_THAT(committing.get(), Succeeded());
  EXPECT_THAT(waiting.get(), Succeeded());
  EXPECT_THAT(also_waiting.get(), Succeeded());
}

TEST(Serving, ACallThatCameTooLateRecordsNothing) {
  ServedRegister served;
  EXPECT_THAT(ReportWithin(served.Reporter(), milliseconds(-1)),
              EndedWith(StatusCode::DEADLINE_EXCEEDED));
  EXPECT_EQ(IncidentsOf(served.Officer()), 0);
}

TEST(Serving, SaysThatItServes) {
  ServedRegister served;
  std::vector<std::string> answer;
  EXPECT_THAT(served.Nobody().Raw(kHealthCheck, "", &answer), Succeeded());
  EXPECT_THAT(answer, testing::ElementsAre(kServing));
}

TEST(Serving, DrainsOnceHoweverOftenItIsAsked) {
  ServedRegister served;
  (void)Done(served.Reporter(), AReport().command());
  {
    const std::jthread one([&served] { served.serving().Drain(milliseconds(0)); });
    const std::jthread other([&served] { served.serving().Drain(milliseconds(0)); });
  }
  served.serving().Drain(milliseconds(0));
  EXPECT_EQ(served.serving().Counts().waiting, 0U);
}

TEST(Serving, CountsWhatItDid) {
  ServedRegister served;
  const registry::RecorderCounts before = served.serving().Counts();
  const auto request = RequestFor(AReport().command());
  (void)served.Reporter().Call<v1::SubmitReportResponse>(request);
  (void)served.Reporter().Call<v1::SubmitReportResponse>(request);
  (void)Do(served.Officer(), "DL-2026-00001", Close());
  const registry::RecorderCounts after = served.serving().Counts();
  EXPECT_EQ(after.recorded - before.recorded, 1U);
  EXPECT_EQ(after.replayed - before.replayed, 1U);
  EXPECT_EQ(after.refused - before.refused, 1U);
}

// A register whose store fails.
struct Failing {
  storage::MemoryEngine memory{kAmpleCapacity};
  storage::FaultyEngine engine{memory};
  std::promise<storage::Code> broken;
  ServedRegister served{{.main = &engine,
                         .keys = nullptr,
                         .serving = {.listen = {},
                                     .credentials = nullptr,
                                     .on_broken = [this](const storage::Status& status) {
                                       broken.set_value(status.code());
                                     }}}};
};

TEST(Serving, AFullDiskIsSaidAndReadingGoesOn) {
  Failing failing;
  const Client reporter = failing.served.Reporter();
  (void)Done(reporter, AReport().command());
  failing.engine.Arm({.at = 1,
                      .counts = storage::Fault::Counts::kCommits,
                      .lasts = storage::Fault::Lasts::kOnce,
                      .code = storage::Code::kFull});
  const auto reply = Do(reporter, AReport().command());
  EXPECT_THAT(reply, EndedWith(StatusCode::RESOURCE_EXHAUSTED));
  const SaidNo said = TakeApart(reply.status);
  ASSERT_TRUE(said.info && said.retry);
  EXPECT_EQ(said.info->reason(), "DISK_FULL");
  EXPECT_EQ(IncidentsOf(failing.served.Officer()), 1);
  EXPECT_THAT(Do(reporter, AReport().command()), Succeeded());
}

TEST(Serving, ACommitInDoubtIsUnavailableAndReportedToTheServerOnce) {
  Failing failing;
  failing.engine.Arm({.at = 1,
                      .counts = storage::Fault::Counts::kCommits,
                      .lasts = storage::Fault::Lasts::kFromThenOn,
                      .code = storage::Code::kUnavailable});
  const auto reply = Do(failing.served.Reporter(), AReport().command());
  EXPECT_THAT(reply, EndedWith(StatusCode::UNAVAILABLE));
  EXPECT_TRUE(TakeApart(reply.status).retry);
  EXPECT_THAT(Do(failing.served.Reporter(), AReport().command()),
              EndedWith(StatusCode::UNAVAILABLE));
  EXPECT_EQ(failing.broken.get_future().get(), storage::Code::kUnavailable);
}

TEST(Serving, NoFailureOfTheStoreIsQuotedToTheCaller) {
  Failing failing;
  const Client officer = failing.served.Officer();
  (void)Done(officer, AReport().command());
  for (const storage::Code code : {storage::Code::kUnavailable, storage::Code::kCorruption}) {
    failing.engine.Arm({.at = 1,
                        .counts = storage::Fault::Counts::kOperations,
                        .lasts = storage::Fault::Lasts::kFromThenOn,
                        .code = code});
    const Ending ending =
        officer.Call<v1::ListIncidentsResponse>(v1::ListIncidentsRequest()).Ended();
    EXPECT_THAT(ending, EndedWith(code == storage::Code::kCorruption ? StatusCode::DATA_LOSS
                                                                     : StatusCode::UNAVAILABLE));
    EXPECT_EQ(ending.Everything().find("fault"), std::string::npos);
    failing.engine.Disarm();
  }
}

TEST(Serving, AnAddressThatIsTakenIsRefusedInWords) {
  server::ServingOptions options;
  options.listen = "127.0.0.1:0";
  options.credentials = grpc::InsecureServerCredentials();
  ServedRegister first({.main = nullptr, .keys = nullptr, .serving = options});
  options.listen = "127.0.0.1:" + std::to_string(first.serving().port());
  try {
    const ServedRegister second({.main = nullptr, .keys = nullptr, .serving = options});
    ADD_FAILURE() << "listens where another listens";
  } catch (const std::runtime_error& refused) {
    EXPECT_THAT(refused.what(), testing::HasSubstr("cannot listen on " + options.listen));
  }
}

}  // namespace
}  // namespace datalek::tests

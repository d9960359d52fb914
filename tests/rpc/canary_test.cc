// No personal text leaves the register but in answers to those who may read it: none in a log, a
// metric or an error, and none in clear on the disk.
#include "services/server/metrics.h"
#include "storage/rocksdb/rocksdb_engine.h"
#include "tests/rpc/personal_fields.h"
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

#include <datalek/v1/administration.pb.h>
#include <datalek/v1/tally.pb.h>

#include <arpa/inet.h>
#include <grpc/support/log.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::Role;
using google::protobuf::Message;
using storage::RocksDbEngine;

// Accounts are personal too.
const std::string kReporterAccount = std::string(kCanary) + "-rick";
const std::string kOfficerAccount = std::string(kCanary) + "-olga";

// A port that was free a moment ago.
int APort() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  EXPECT_EQ(bind(probe, reinterpret_cast<const sockaddr*>(&address), length), 0);
  EXPECT_EQ(getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length), 0);
  close(probe);
  return ntohs(address.sin_port);
}

std::string GetOverHttp(int port, const std::string& path) {
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  const std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
  EXPECT_EQ(send(connection, request.data(), request.size(), MSG_NOSIGNAL),
            static_cast<ssize_t>(request.size()));
  std::string answer;
  std::array<char, 4096> bytes{};
  for (ssize_t size = recv(connection, bytes.data(), bytes.size(), 0); size > 0;
       size = recv(connection, bytes.data(), bytes.size(), 0)) {
    answer.append(bytes.data(), static_cast<std::size_t>(size));
  }
  close(connection);
  return answer;
}

std::string BytesOf(const std::filesystem::path& directory) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
  }
  return bytes;
}

// Every request that carries personal text, valid, and each personal field in it a canary.
class Canary : public testing::Test {
 protected:
  Canary() {
    // What anybody might write to the terminal or to the service manager, gRPC's own log included.
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    gpr_set_log_verbosity(GPR_LOG_SEVERITY_DEBUG);
    storage::RocksDbOptions options;
    options.log_from = storage::LogLevel::kInfo;
    options.log = [this](storage::LogLevel /*level*/, std::string_view text) {
      const std::scoped_lock lock(log_mutex_);
      log_.append(text).append("\n");
    };
    main_ = Created("main", options);
    keys_ = Created("keys", options);
    served_ = std::make_unique<ServedRegister>(
        ServedOptions{.main = main_.get(), .keys = keys_.get(), .serving = {}});
  }

  ~Canary() override {
    if (!captured_) {
      (void)Terminal();
    }
  }

  std::unique_ptr<RocksDbEngine> Created(const char* name, const storage::RocksDbOptions& options) {
    auto created = RocksDbEngine::Create(directory_.path() / name, options);
    EXPECT_THAT(created, IsOk());
    return std::move(created).value();
  }

  // All metrics, as they are served.
  [[nodiscard]] std::string Metrics() const {
    for (;;) {  // Somebody may have taken the port meanwhile.
      const int port = APort();
      const auto metrics =
          server::Metrics::Start("127.0.0.1:" + std::to_string(port), served_->serving(), *main_);
      if (metrics.ok()) {
        return GetOverHttp(port, "/metrics");
      }
    }
  }

  std::string Terminal() {
    captured_ = true;
    return testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
  }

  [[nodiscard]] Client Reporter() const {
    return served_->As(Someone(Role::kReporter, kReporterAccount));
  }
  [[nodiscard]] Client Officer() const {
    return served_->As(Someone(Role::kPrivacyOfficer, kOfficerAccount));
  }

  // Fills the personal fields, calls, and remembers which were filled.
  template <typename Command>
  typename Rpc<Command>::Request Filled(typename Rpc<Command>::Request request) {
    FillPersonalFields(request, &filled_);
    return request;
  }

  // A whole life, so that every kind of event is recorded; ends reopened.
  std::string RecordEverything() {
    auto report = Filled<domain::SubmitReport>(RequestFor(AReport().command()));
    const auto reported = Reporter().Call<v1::SubmitReportResponse>(report);
    EXPECT_THAT(reported, Succeeded());
    const std::string incident = reported.body.receipt().incident_id();
    Record(incident, AssessAware("2026-03-02 08:59", "later"));
    domain::DecideNotification decide = Decide();
    Record(incident, decide);
    Record(incident, AnAmendment(domain::SetOf<domain::FactField>{domain::FactField::kSummary,
                                                                  domain::FactField::kMeasures,
                                                                  domain::FactField::kConsequences})
                         .command());
    Record(incident, Comment());
    Record(incident, Close());
    Record(incident, Reopen());
    Record(incident, Dismiss(domain::Dismissal::kDuplicate));
    Record(incident, Reopen());
    auto import = Filled<domain::ImportIncident>(
        RequestFor(AnImport().Assessed(Breach::kYes).Decided().Closed().command()));
    EXPECT_THAT(Officer().Call<v1::ImportIncidentResponse>(import), Succeeded());
    return incident;
  }

  template <typename Command>
  void Record(const std::string& incident, const Command& command) {
    const auto request = Filled<Command>(RequestFor(incident, command));
    EXPECT_THAT(Officer().template Call<typename Rpc<Command>::Response>(request), Succeeded())
        << request.GetDescriptor()->full_name();
  }

  TempDirectory directory_;
  std::mutex log_mutex_;
  std::string log_;
  std::unique_ptr<RocksDbEngine> main_;
  std::unique_ptr<RocksDbEngine> keys_;
  std::unique_ptr<ServedRegister> served_;
  std::set<std::string> filled_;
  bool captured_ = false;
};

TEST_F(Canary, IsInEveryPersonalFieldThatCanBeSent) {
  (void)RecordEverything();
  EXPECT_EQ(filled_, PersonalFieldsOfRequests());
  EXPECT_GE(filled_.size(), 14U);
}

TEST_F(Canary, IsReadByTheOfficerAsItWasWritten) {
  const std::string incident = RecordEverything();
  const auto read = Get(Officer(), incident).body;
  for (const std::string& text :
       {read.incident().facts().summary(), read.incident().facts().consequences(),
        read.incident().facts().measures(), read.incident().aware_reason(),
        read.incident().assessment().explanation(), read.incident().notification().reasons(),
        read.incident().notification().authority_reference(), read.incident().reporter().account(),
        read.incident().reporter().contact(), read.timeline(0).actor_account()}) {
    EXPECT_THAT(text, testing::HasSubstr(kCanary));
  }
}

TEST_F(Canary, IsInNoLogAndOnNoTerminal) {
  const std::string incident = RecordEverything();
  (void)Get(Officer(), incident);
  (void)Officer().Call<v1::ListIncidentsResponse>(v1::ListIncidentsRequest());
  (void)Get(Reporter(), incident);
  EXPECT_THAT(main_->Flush(), IsOk());
  served_.reset();
  main_.reset();
  keys_.reset();
  const std::string terminal = Terminal();
  EXPECT_FALSE(log_.empty());
  EXPECT_EQ(log_.find(kCanary), std::string::npos);
  EXPECT_EQ(terminal.find(kCanary), std::string::npos) << terminal;
}

TEST_F(Canary, IsInNoMetric) {
  (void)RecordEverything();
  const std::string metrics = Metrics();
  EXPECT_THAT(metrics, testing::HasSubstr("datalek_commands_recorded_total"));
  EXPECT_EQ(metrics.find(kCanary), std::string::npos);
  EXPECT_EQ(metrics.find(kHost), std::string::npos);
}

TEST_F(Canary, IsNowhereOnTheDisk) {
  (void)RecordEverything();
  const auto expect_sealed = [this] {
    for (const char* store : {"main", "keys"}) {
      const std::string bytes = BytesOf(directory_.path() / store);
      EXPECT_NE(bytes.find(kHost), std::string::npos) << store;  // Keys lie there in clear.
      EXPECT_EQ(bytes.find(kCanary), std::string::npos) << store;
    }
  };
  expect_sealed();  // In the write-ahead log.
  EXPECT_THAT(main_->Flush(), IsOk());
  EXPECT_THAT(keys_->Flush(), IsOk());
  expect_sealed();  // In tables.
  EXPECT_THAT(BytesOf(directory_.path() / "main"), testing::HasSubstr("incident-reported"));
}

// Every request, in every way it can be refused, with a canary in every text it may hold.
class Refused : public Canary {
 protected:
  void Refuse(const Client& client, const Message& request) {
    const Ending ending =
        client.Raw(MethodOf(*request.GetDescriptor()), request.SerializePartialAsString());
    refused_ += ending.status.ok() ? 0 : 1;
    EXPECT_EQ(ending.Everything().find(kCanary), std::string::npos)
        << request.GetDescriptor()->full_name() << " says " << ending.Everything();
  }

  // As nobody, as somebody who may not, and as somebody who may.
  void RefuseAll(const Message& request) {
    for (const Client& client :
         {served_->Nobody(), served_->Auditor("gemeente-nergens"), Reporter(), Officer(),
          Officer().Speaking("nl"), served_->Administrator(), served_->Auditor()}) {
      Refuse(client, request);
    }
  }

  // The request with each of its texts in turn, and then all of them, replaced by `text`.
  void RefuseWithText(const Message& request, const std::string& text) {
    for (std::size_t i = 0; i < CountTexts(request); ++i) {
      const std::unique_ptr<Message> changed(request.New());
      changed->CopyFrom(request);
      ReplaceText(*changed, i, text);
      RefuseAll(*changed);
    }
    const std::unique_ptr<Message> changed(request.New());
    changed->CopyFrom(request);
    for (std::size_t i = 0; i < CountTexts(request); ++i) {
      ReplaceText(*changed, i, text);
    }
    RefuseAll(*changed);
  }

  static std::vector<std::unique_ptr<Message>> EveryRequest(const std::string& incident) {
    std::vector<std::unique_ptr<Message>> requests;
    const auto add = [&requests](auto request) {
      requests.push_back(std::make_unique<decltype(request)>(std::move(request)));
    };
    add(RequestFor(AReport().Occurred("2026-03-01").From("contact").command()));
    add(RequestFor(AnImport().Assessed(Breach::kYes).Decided().Closed().command()));
    add(RequestFor(incident, AssessAware("2026-03-02 08:59", "later")));
    add(RequestFor(incident, Decide()));
    add(RequestFor(incident, Close()));
    add(RequestFor(incident, Reopen()));
    add(RequestFor(incident, Dismiss(domain::Dismissal::kDuplicate)));
    add(RequestFor(incident,
                   AnAmendment(domain::SetOf<domain::FactField>{domain::FactField::kSummary})
                       .Saying("Corrected")
                       .command()));
    add(RequestFor(incident, Comment()));
    v1::GetIncidentRequest get;
    get.set_incident(incident);
    get.mutable_read_mask()->add_paths("number");
    add(get);
    v1::ListIncidentsRequest list;
    list.set_filter("state = reported");
    list.set_page_token("token");
    add(list);
    v1::ListMyReportsRequest mine;
    mine.set_page_token("token");
    add(mine);
    v1::CreateOrganisationRequest create;
    create.set_request_id(NewRequestId());
    create.mutable_organisation()->set_slug("gemeente-derde");
    create.mutable_organisation()->set_name("Gemeente Derde");
    add(create);
    v1::GetOrganisationRequest organisation;
    organisation.set_slug("gemeente-derde");
    add(organisation);
    v1::ListOrganisationsRequest organisations;
    organisations.set_page_token("token");
    add(organisations);
    v1::GetTallyRequest tally;
    tally.add_organisations(kHost);
    add(tally);
    return requests;
  }

  int refused_ = 0;
};

TEST_F(Refused, SaysNothingThatWasTyped) {
  const std::string incident = RecordEverything();
  const std::string sentence = std::string(kCanary) + " sat on the fence";
  for (const auto& request : EveryRequest(incident)) {
    RefuseWithText(*request, sentence);
    RefuseWithText(*request, sentence + '\x01');
    RefuseWithText(*request, sentence + std::string(20'000, '!'));
  }
  EXPECT_GT(refused_, 500);
}

TEST_F(Refused, EveryRequestThatHoldsTextIsTried) {
  std::set<std::string> tried;
  for (const auto& request : EveryRequest("DL-2026-00001")) {
    tried.insert(request->GetDescriptor()->full_name());
    EXPECT_GT(CountTexts(*request), 0U) << request->GetDescriptor()->full_name();
  }
  std::set<std::string> all = RequestsOfTheApi();
  EXPECT_EQ(all.erase("datalek.v1.WatchEventsRequest"), 1U);  // Its types are compared, not read.
  EXPECT_EQ(tried, all);
}

TEST_F(Refused, LeavesNothingInALogAMetricOrOnTheDisk) {
  const std::string incident = RecordEverything();
  const std::string sentence = std::string(kCanary) + " sat on the fence";
  for (const auto& request : EveryRequest(incident)) {
    RefuseWithText(*request, sentence + '\x01');
  }
  EXPECT_EQ(Metrics().find(kCanary), std::string::npos);
  served_.reset();
  main_.reset();
  keys_.reset();
  for (const char* store : {"main", "keys"}) {
    EXPECT_EQ(BytesOf(directory_.path() / store).find(kCanary), std::string::npos) << store;
  }
  EXPECT_EQ(log_.find(kCanary), std::string::npos);
  EXPECT_EQ(Terminal().find(kCanary), std::string::npos);
}

}  // namespace
}  // namespace datalek::tests

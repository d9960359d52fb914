// The connection to a register: one method per rpc, each with a deadline, retried with the same
// request_id, and stopped by Ctrl-C. Nothing here judges what is sent; that is for the server.
//
// A Connection is used by one thread.
#pragma once

#include "clients/client/failure.h"
#include "clients/client/language.h"
#include "clients/client/profile.h"
#include "clients/client/retry.h"

#include <datalek/v1/administration.grpc.pb.h>
#include <datalek/v1/feed.grpc.pb.h>
#include <datalek/v1/reporting.grpc.pb.h>
#include <datalek/v1/review.grpc.pb.h>
#include <datalek/v1/tally.grpc.pb.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace datalek::client {

inline constexpr std::chrono::milliseconds kCallTimeoutDefault{10'000};
// Enough to keep the recorder's batches full, and few enough that none of them waits for long.
inline constexpr std::size_t kImportsInFlightMax = 64;

struct ConnectionOptions {
  // How long each attempt of a call may take.
  std::chrono::milliseconds timeout = kCallTimeoutDefault;
  // The language of messages.
  Language language = Language::kEnglish;
  // How to wait between attempts; by default, by sleeping.
  Sleeper sleep;
  // Set when the person wants to stop. Must outlive the connection; may be null.
  const std::atomic<bool>* interrupted = nullptr;
  // Told before each wait that the call failed for a while. May be empty.
  std::function<void(int attempt)> on_retry;
};

// Where the next import comes from; nullopt when there are no more.
using NextImport = std::function<std::optional<v1::ImportIncidentRequest>()>;
// Told of every import that ended, in the order in which they end; `index` counts what NextImport
// gave, from 0. False stops the run: what is under way is still waited for, nothing more is sent.
using ImportDone =
    std::function<bool(std::size_t index, const Outcome<v1::ImportIncidentResponse>& outcome)>;
// Told of every event; false ends the stream.
using EachEvent = std::function<bool(const v1::WatchEventsResponse& event)>;

class Connection {
 public:
  // Over mutual TLS. Connects when the first call is made.
  Connection(const Profile& profile, ConnectionOptions options);
  // Over a channel that is there already.
  Connection(std::shared_ptr<grpc::Channel> channel, ConnectionOptions options);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() = default;

  Outcome<v1::SubmitReportResponse> SubmitReport(const v1::SubmitReportRequest& request);
  Outcome<v1::ListMyReportsResponse> ListMyReports(const v1::ListMyReportsRequest& request);

  Outcome<v1::ListIncidentsResponse> ListIncidents(const v1::ListIncidentsRequest& request);
  Outcome<v1::GetIncidentResponse> GetIncident(const v1::GetIncidentRequest& request);
  Outcome<v1::AssessIncidentResponse> AssessIncident(const v1::AssessIncidentRequest& request);
  Outcome<v1::DecideNotificationResponse> DecideNotification(
      const v1::DecideNotificationRequest& request);
  Outcome<v1::CloseIncidentResponse> CloseIncident(const v1::CloseIncidentRequest& request);
  Outcome<v1::ReopenIncidentResponse> ReopenIncident(const v1::ReopenIncidentRequest& request);
  Outcome<v1::DismissIncidentResponse> DismissIncident(const v1::DismissIncidentRequest& request);
  Outcome<v1::AmendIncidentResponse> AmendIncident(const v1::AmendIncidentRequest& request);
  Outcome<v1::AddCommentResponse> AddComment(const v1::AddCommentRequest& request);

  Outcome<v1::CreateOrganisationResponse> CreateOrganisation(
      const v1::CreateOrganisationRequest& request);
  Outcome<v1::GetOrganisationResponse> GetOrganisation(const v1::GetOrganisationRequest& request);
  Outcome<v1::ListOrganisationsResponse> ListOrganisations(
      const v1::ListOrganisationsRequest& request);

  Outcome<v1::GetTallyResponse> GetTally(const v1::GetTallyRequest& request);

  // Imports all that `next` gives, with at most kImportsInFlightMax under way, each retried like
  // any other call. Both functions are called on the caller's thread. After Ctrl-C, or once a call
  // has failed because the server cannot be reached, nothing more is asked of `next`.
  void ImportAll(const NextImport& next, const ImportDone& done);

  // Streams events until the server ends it, `each` says false, or Ctrl-C. A stream that breaks is
  // taken up again after the last event; nullopt when it ended well.
  std::optional<Failure> WatchEvents(v1::WatchEventsRequest request, const EachEvent& each);

 private:
  template <typename Async, typename Request, typename Response>
  using Method = void (Async::*)(grpc::ClientContext*, const Request*, Response*,
                                 std::function<void(grpc::Status)>);
  enum class Effect { kReads, kWrites };

  // Makes the call until it succeeds or is not worth another attempt.
  template <typename Async, typename Request, typename Response>
  Outcome<Response> Call(std::type_identity_t<Async>* async,
                         Method<Async, Request, Response> method, const Request& request,
                         Effect effect);
  // Waits before another attempt; false after Ctrl-C.
  bool Pause(int attempt, std::chrono::milliseconds wait);
  [[nodiscard]] bool Interrupted() const;

  ConnectionOptions options_;
  std::unique_ptr<v1::ReportingService::Stub> reporting_;
  std::unique_ptr<v1::ReviewService::Stub> review_;
  std::unique_ptr<v1::AdministrationService::Stub> administration_;
  std::unique_ptr<v1::FeedService::Stub> feed_;
  std::unique_ptr<v1::TallyService::Stub> tally_;
};

}  // namespace datalek::client

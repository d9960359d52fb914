#include "clients/client/connection.h"

#include "clients/client/event_stream.h"
#include "clients/client/import_run.h"
#include "clients/client/pending_call.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <random>
#include <thread>
#include <utility>

namespace datalek::client {
namespace {

// Shorter than our own first wait, so that a second attempt really tries to connect again.
constexpr int kReconnectAfterMs = 100;
constexpr int kReconnectAfterMsMax = 2'000;

std::shared_ptr<grpc::Channel> Dial(const Profile& profile) {
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = profile.authority;
  tls.pem_private_key = profile.key;
  tls.pem_cert_chain = profile.certificate;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectAfterMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectAfterMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectAfterMsMax);
  // Retrying is done here, where the person can see it.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  return grpc::CreateCustomChannel(profile.server, grpc::SslCredentials(tls), arguments);
}

// The asynchronous side of each service, by the name of the service.
using Reporting = v1::ReportingService::StubInterface::async_interface;
using Review = v1::ReviewService::StubInterface::async_interface;
using Administration = v1::AdministrationService::StubInterface::async_interface;
using Tally = v1::TallyService::StubInterface::async_interface;

}  // namespace

Connection::Connection(const Profile& profile, ConnectionOptions options)
    : Connection(Dial(profile), std::move(options)) {}

Connection::Connection(std::shared_ptr<grpc::Channel> channel, ConnectionOptions options)
    : options_(std::move(options)),
      reporting_(v1::ReportingService::NewStub(channel)),
      review_(v1::ReviewService::NewStub(channel)),
      administration_(v1::AdministrationService::NewStub(channel)),
      feed_(v1::FeedService::NewStub(channel)),
      tally_(v1::TallyService::NewStub(channel)) {
  if (!options_.sleep) {
    options_.sleep = [](std::chrono::milliseconds wait) { std::this_thread::sleep_for(wait); };
  }
}

bool Connection::Interrupted() const {
  return options_.interrupted != nullptr && options_.interrupted->load();
}

bool Connection::Pause(int attempt, std::chrono::milliseconds wait) {
  if (Interrupted()) {
    return false;
  }
  if (options_.on_retry) {
    options_.on_retry(attempt);
  }
  options_.sleep(wait);
  return !Interrupted();
}

template <typename Async, typename Request, typename Response>
Outcome<Response> Connection::Call(std::type_identity_t<Async>* async,
                                   Method<Async, Request, Response> method, const Request& request,
                                   Effect effect) {
  const bool writes = effect == Effect::kWrites;
  Attempts attempts(std::random_device{}());
  while (true) {
    grpc::ClientContext context;
    Prepare(context, options_.language, options_.timeout);
    Response response;
    PendingCall pending;
    (async->*method)(&context, &request, &response,
                     [&pending](const grpc::Status& status) { pending.Finish(status); });
    const grpc::Status status = pending.Wait(context, options_.interrupted);
    if (status.ok()) {
      return response;
    }
    const auto wait = attempts.AfterFailure(status);
    if (!wait || !Pause(attempts.made(), *wait)) {
      return Interrupted() ? InterruptedFailure(options_.language, writes)
                           : ToFailure(status, options_.language, writes);
    }
  }
}

Outcome<v1::SubmitReportResponse> Connection::SubmitReport(const v1::SubmitReportRequest& request) {
  return Call(reporting_->async(), &Reporting::SubmitReport, request, Effect::kWrites);
}

Outcome<v1::ListMyReportsResponse> Connection::ListMyReports(
    const v1::ListMyReportsRequest& request) {
  return Call(reporting_->async(), &Reporting::ListMyReports, request, Effect::kReads);
}

Outcome<v1::ListIncidentsResponse> Connection::ListIncidents(
    const v1::ListIncidentsRequest& request) {
  return Call(review_->async(), &Review::ListIncidents, request, Effect::kReads);
}

Outcome<v1::GetIncidentResponse> Connection::GetIncident(const v1::GetIncidentRequest& request) {
  return Call(review_->async(), &Review::GetIncident, request, Effect::kReads);
}

Outcome<v1::AssessIncidentResponse> Connection::AssessIncident(
    const v1::AssessIncidentRequest& request) {
  return Call(review_->async(), &Review::AssessIncident, request, Effect::kWrites);
}

Outcome<v1::DecideNotificationResponse> Connection::DecideNotification(
    const v1::DecideNotificationRequest& request) {
  return Call(review_->async(), &Review::DecideNotification, request, Effect::kWrites);
}

Outcome<v1::CloseIncidentResponse> Connection::CloseIncident(
    const v1::CloseIncidentRequest& request) {
  return Call(review_->async(), &Review::CloseIncident, request, Effect::kWrites);
}

Outcome<v1::ReopenIncidentResponse> Connection::ReopenIncident(
    const v1::ReopenIncidentRequest& request) {
  return Call(review_->async(), &Review::ReopenIncident, request, Effect::kWrites);
}

Outcome<v1::DismissIncidentResponse> Connection::DismissIncident(
    const v1::DismissIncidentRequest& request) {
  return Call(review_->async(), &Review::DismissIncident, request, Effect::kWrites);
}

Outcome<v1::AmendIncidentResponse> Connection::AmendIncident(
    const v1::AmendIncidentRequest& request) {
  return Call(review_->async(), &Review::AmendIncident, request, Effect::kWrites);
}

Outcome<v1::AddCommentResponse> Connection::AddComment(const v1::AddCommentRequest& request) {
  return Call(review_->async(), &Review::AddComment, request, Effect::kWrites);
}

Outcome<v1::CreateOrganisationResponse> Connection::CreateOrganisation(
    const v1::CreateOrganisationRequest& request) {
  return Call(administration_->async(), &Administration::CreateOrganisation, request,
              Effect::kWrites);
}

Outcome<v1::GetOrganisationResponse> Connection::GetOrganisation(
    const v1::GetOrganisationRequest& request) {
  return Call(administration_->async(), &Administration::GetOrganisation, request, Effect::kReads);
}

Outcome<v1::ListOrganisationsResponse> Connection::ListOrganisations(
    const v1::ListOrganisationsRequest& request) {
  return Call(administration_->async(), &Administration::ListOrganisations, request,
              Effect::kReads);
}

Outcome<v1::GetTallyResponse> Connection::GetTally(const v1::GetTallyRequest& request) {
  return Call(tally_->async(), &Tally::GetTally, request, Effect::kReads);
}

void Connection::ImportAll(const NextImport& next, const ImportDone& done) {
  ImportRun(*review_, options_, next, done).Run();
}

std::optional<Failure> Connection::WatchEvents(v1::WatchEventsRequest request,
                                               const EachEvent& each) {
  Attempts attempts(std::random_device{}());
  while (true) {
    EventStream stream(*feed_, request, options_.language);
    bool wanted = true;
    while (wanted && stream.Next(options_.interrupted)) {
      // What arrived proves that the server is there again.
      attempts = Attempts(std::random_device{}());
      request.set_after_sequence(stream.event().sequence());
      wanted = each(stream.event());
    }
    const grpc::Status status = stream.Finish();
    if (!wanted || status.ok()) {
      return std::nullopt;
    }
    const auto wait = attempts.AfterFailure(status);
    if (!wait || !Pause(attempts.made(), *wait)) {
      return Interrupted() ? InterruptedFailure(options_.language, false)
                           : ToFailure(status, options_.language, false);
    }
  }
}

}  // namespace datalek::client

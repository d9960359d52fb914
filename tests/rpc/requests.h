// Requests as tests make them: from the commands of tests/testing/builders.h.
#pragma once

#include "services/domain/command.h"
#include "services/wire/to_api.h"
#include "tests/rpc/client.h"

#include <datalek/v1/incident.pb.h>
#include <datalek/v1/reporting.pb.h>
#include <datalek/v1/review.pb.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <string>

namespace datalek::tests {

// A UUID nobody had before in this process.
inline std::string NewRequestId() {
  static std::atomic<unsigned> last = 0;
  std::array<char, 40> text{};
  (void)std::snprintf(text.data(), text.size(), "5e7d2f1a-0000-4000-8000-%012x", ++last);
  return text.data();
}

// The request and the response of a command.
template <typename Command>
struct Rpc;
template <>
struct Rpc<domain::SubmitReport> {
  using Request = v1::SubmitReportRequest;
  using Response = v1::SubmitReportResponse;
};
template <>
struct Rpc<domain::ImportIncident> {
  using Request = v1::ImportIncidentRequest;
  using Response = v1::ImportIncidentResponse;
};
template <>
struct Rpc<domain::AssessIncident> {
  using Request = v1::AssessIncidentRequest;
  using Response = v1::AssessIncidentResponse;
};
template <>
struct Rpc<domain::DecideNotification> {
  using Request = v1::DecideNotificationRequest;
  using Response = v1::DecideNotificationResponse;
};
template <>
struct Rpc<domain::CloseIncident> {
  using Request = v1::CloseIncidentRequest;
  using Response = v1::CloseIncidentResponse;
};
template <>
struct Rpc<domain::ReopenIncident> {
  using Request = v1::ReopenIncidentRequest;
  using Response = v1::ReopenIncidentResponse;
};
template <>
struct Rpc<domain::DismissIncident> {
  using Request = v1::DismissIncidentRequest;
  using Response = v1::DismissIncidentResponse;
};
template <>
struct Rpc<domain::AmendIncident> {
  using Request = v1::AmendIncidentRequest;
  using Response = v1::AmendIncidentResponse;
};
template <>
struct Rpc<domain::AddComment> {
  using Request = v1::AddCommentRequest;
  using Response = v1::AddCommentResponse;
};

// A command that begins an incident.
template <typename Command>
typename Rpc<Command>::Request RequestFor(const Command& command) {
  typename Rpc<Command>::Request request;
  request.set_request_id(NewRequestId());
  wire::Fill(command, &request);
  return request;
}

// A command on an incident, by id or number.
template <typename Command>
typename Rpc<Command>::Request RequestFor(const std::string& incident, const Command& command) {
  typename Rpc<Command>::Request request = RequestFor(command);
  request.set_incident(incident);
  return request;
}

template <typename Command>
Reply<typename Rpc<Command>::Response> Do(const Client& client, const Command& command) {
  return client.Call<typename Rpc<Command>::Response>(RequestFor(command));
}

template <typename Command>
Reply<typename Rpc<Command>::Response> Do(const Client& client, const std::string& incident,
                                          const Command& command) {
  return client.Call<typename Rpc<Command>::Response>(RequestFor(incident, command));
}

// The receipt of a command that must not be refused.
template <typename Command>
v1::Receipt Done(const Client& client, const Command& command) {
  const auto reply = Do(client, command);
  EXPECT_TRUE(reply.ok()) << reply.Everything();
  return reply.body.receipt();
}

template <typename Command>
v1::Receipt Done(const Client& client, const std::string& incident, const Command& command) {
  const auto reply = Do(client, incident, command);
  EXPECT_TRUE(reply.ok()) << reply.Everything();
  return reply.body.receipt();
}

inline Reply<v1::GetIncidentResponse> Get(const Client& client, const std::string& incident) {
  v1::GetIncidentRequest request;
  request.set_incident(incident);
  return client.Call<v1::GetIncidentResponse>(request);
}

}  // namespace datalek::tests

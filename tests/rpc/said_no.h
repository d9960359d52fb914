// What an error of the register carries, taken apart.
#pragma once

#include "services/domain/refusal.h"
#include "tests/rpc/client.h"

#include <datalek/v1/refusal.pb.h>

#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

namespace datalek::tests {

// The details of one error, each at most once.
struct SaidNo {
  google::rpc::Status status;
  std::optional<google::rpc::ErrorInfo> info;
  std::optional<google::rpc::LocalizedMessage> localized;
  std::optional<google::rpc::RetryInfo> retry;
  std::optional<v1::Refusal> refusal;
  int details = 0;
};

inline SaidNo TakeApart(const grpc::Status& status) {
  SaidNo said;
  EXPECT_TRUE(said.status.ParseFromString(status.error_details()));
  for (const google::protobuf::Any& detail : said.status.details()) {
    const auto take = [&detail](auto& part) {
      typename std::remove_reference_t<decltype(part)>::value_type message;
      if (detail.UnpackTo(&message)) {
        EXPECT_FALSE(part.has_value()) << detail.type_url() << " comes twice";
        part = std::move(message);
      }
    };
    take(said.info);
    take(said.localized);
    take(said.retry);
    take(said.refusal);
    said.details += 1;
  }
  return said;
}

// EXPECT_THAT(reply, RefusedFor(grpc::StatusCode::ABORTED, domain::Reason::kStale, "etag"));
MATCHER_P3(RefusedFor, code, reason, field,
           "is refused for " + std::string(domain::NameOf(reason)) + " at \"" + std::string(field) +
               "\"") {
  const Ending& ending = arg;
  const SaidNo said = TakeApart(ending.status);
  return ending.status.error_code() == code && said.refusal &&
         said.refusal->reason() == static_cast<int>(reason) && said.refusal->field() == field;
}

MATCHER_P2(RefusedFor, code, reason, "is refused for " + std::string(domain::NameOf(reason))) {
  const Ending& ending = arg;
  const SaidNo said = TakeApart(ending.status);
  return ending.status.error_code() == code && said.refusal &&
         said.refusal->reason() == static_cast<int>(reason);
}

// EXPECT_THAT(reply, EndedWith(grpc::StatusCode::UNAVAILABLE));
MATCHER_P(EndedWith, code, "ends with code " + std::to_string(static_cast<int>(code))) {
  const Ending& ending = arg;
  return ending.status.error_code() == code;
}

MATCHER(Succeeded, "succeeded") {
  const Ending& ending = arg;
  return ending.status.ok();
}

}  // namespace datalek::tests

// From the API to the domain: what came over the wire becomes a command, or a refusal.
//
// Translation only settles what a domain value cannot express: an option that is on no list, a
// moment that is no moment, a message that had to be there. Everything else is for
// domain::Validate(). Refusals carry the paths that Validate() uses. Of several, the one with the
// highest precedence is given; among equals, the first in the order of the message.
//
//   instant left out             -> unknown
//   precision or start left out  -> kMissing on the instant's path
//   start no Timestamp, outside the years the register accepts, or finer than a millisecond;
//   offset beyond what is in use on Earth                         -> kMalformed on the same path
//   required choice unspecified  -> kMissing; working_from_home unspecified is Answer::kUnknown
//   number on no list, also an unspecified one among several      -> kNotAnOption
//   required message left out    -> kMissing
//   update_mask names no part    -> kNotAnOption; "*" is every part (AIP-134)
//
// request_id, incident, etag and validate_only are the business of the room that calls.
// Pure; any thread. On the way of every report: copies each text once and uses no reflection.
#pragma once

#include "services/domain/command.h"
#include "services/domain/incident.h"
#include "services/domain/refusal.h"

#include <datalek/v1/incident.pb.h>
#include <datalek/v1/reporting.pb.h>
#include <datalek/v1/review.pb.h>

#include <variant>

namespace datalek::wire {

using Translated = std::variant<domain::Command, domain::Refusal>;

[[nodiscard]] Translated ToCommand(const v1::SubmitReportRequest& request);
[[nodiscard]] Translated ToCommand(const v1::ImportIncidentRequest& request);
[[nodiscard]] Translated ToCommand(const v1::AssessIncidentRequest& request);
[[nodiscard]] Translated ToCommand(const v1::DecideNotificationRequest& request);
[[nodiscard]] Translated ToCommand(const v1::CloseIncidentRequest& request);
[[nodiscard]] Translated ToCommand(const v1::ReopenIncidentRequest& request);
[[nodiscard]] Translated ToCommand(const v1::DismissIncidentRequest& request);
// Only the parts that update_mask names are read; what stands in the others does not matter.
[[nodiscard]] Translated ToCommand(const v1::AmendIncidentRequest& request);
[[nodiscard]] Translated ToCommand(const v1::AddCommentRequest& request);

// For clients, which read answers. The path in a refusal is that of the part within a request.
[[nodiscard]] std::variant<domain::Facts, domain::Refusal> ToFacts(const v1::Facts& facts);
[[nodiscard]] std::variant<domain::Instant, domain::Refusal> ToInstant(const v1::Instant& instant);
[[nodiscard]] domain::Count ToCount(const v1::Count& count);

}  // namespace datalek::wire

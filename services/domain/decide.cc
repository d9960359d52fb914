#include "services/domain/decide.h"

#include "services/domain/limits.h"

#include <cassert>
#include <optional>
#include <utility>

namespace datalek::domain {
namespace {

Event Recorded(const Occasion& occasion, EventBody body) {
  return {.actor = occasion.actor, .recorded_at_ms = occasion.now_ms, .body = std::move(body)};
}

Refusal No(std::string field, Reason reason) {
  return {.field = std::move(field), .reason = reason};
}

std::vector<Event> Reported(const SubmitReport& report, const Occasion& occasion) {
  return {Recorded(occasion, IncidentReported{.facts = report.facts,
                                              .reported = occasion.now,
                                              .number = occasion.number,
                                              .contact = report.contact,
                                              .source = {}})};
}

std::vector<Event> Imported(const ImportIncident& import, const Occasion& occasion) {
  std::vector<Event> events{Recorded(occasion, IncidentReported{.facts = import.facts,
                                                                .reported = import.reported,
                                                                .number = occasion.number,
                                                                .contact = {},
                                                                .source = import.source})};
  if (import.assessment) {
    events.push_back(Recorded(
        occasion,
        SeverityAssessed{.assessment = *import.assessment, .aware = {}, .aware_reason = {}}));
  }
  if (import.notification) {
    events.push_back(Recorded(occasion, NotificationDecided{*import.notification}));
  }
  if (import.closed) {
    events.push_back(Recorded(occasion, IncidentClosed{import.remarks}));
  }
  return events;
}

// A later moment of awareness shortens nobody's rights unseen: it needs a reason.
std::optional<Refusal> LateAwareness(const Incident& incident, const AssessIncident& assess) {
  if (!assess.aware.known()) {
    return std::nullopt;
  }
  const Instant& discovered = incident.facts.discovered;
  if (discovered.known() && LatestMs(assess.aware) < EarliestMs(discovered)) {
    return No("aware_at", Reason::kOutOfOrder);
  }
  const Instant& from = discovered.known() ? discovered : incident.reported;
  if (from.known() && EarliestMs(assess.aware) > EarliestMs(from) && assess.aware_reason.empty()) {
    return No("aware_reason", Reason::kReasonNeeded);
  }
  return std::nullopt;
}

// What corrected facts say against each other.
std::optional<Refusal> Contradiction(const Facts& facts) {
  const auto after = [](const Instant& earlier, const Instant& later) {
    return earlier.known() && later.known() && EarliestMs(earlier) > LatestMs(later);
  };
  if (after(facts.occurred_from, facts.occurred_to)) {
    return No("facts.occurred_to", Reason::kReversed);
  }
  if (after(facts.occurred_from, facts.discovered)) {
    return No("facts.discovered_at", Reason::kOutOfOrder);
  }
  return std::nullopt;
}

// The one of two with the higher precedence.
std::optional<Refusal> First(std::optional<Refusal> one, std::optional<Refusal> other) {
  if (!one || (other && other->reason < one->reason)) {
    return other;
  }
  return one;
}

struct Rules {
  const Incident& incident;
  const Occasion& occasion;

  [[nodiscard]] std::optional<Refusal> WhenClosed() const {
    return Open(incident) ? std::nullopt : std::optional(No("", Reason::kAlreadyClosed));
  }

  [[nodiscard]] Decision One(EventBody body) const {
    return std::vector<Event>{Recorded(occasion, std::move(body))};
  }
  [[nodiscard]] bool IsBreach() const {
    return incident.assessment && incident.assessment->breach == Breach::kYes;
  }

  Decision operator()(const SubmitReport& /*command*/) const { return No("", Reason::kMalformed); }
  Decision operator()(const ImportIncident& /*command*/) const {
    return No("", Reason::kMalformed);
  }
  Decision operator()(const AssessIncident& assess) const {
    if (std::optional<Refusal> refusal = First(WhenClosed(), LateAwareness(incident, assess))) {
      return *std::move(refusal);
    }
    return One(SeverityAssessed{.assessment = assess.assessment,
                                .aware = assess.aware,
                                .aware_reason = assess.aware_reason});
  }
  Decision operator()(const DecideNotification& decide) const {
    if (!Open(incident)) {
      return No("", Reason::kAlreadyClosed);
    }
    if (!IsBreach()) {
      return No("", Reason::kNotAssessed);
    }
    return One(NotificationDecided{decide.notification});
  }
  Decision operator()(const CloseIncident& close) const {
    if (!Open(incident)) {
      return No("", Reason::kAlreadyClosed);
    }
    if (!IsBreach()) {
      return No("", Reason::kNotAssessed);
    }
    if (!incident.notification) {
      return No("", Reason::kNotDecided);
    }
    return One(IncidentClosed{close.reason});
  }
  Decision operator()(const ReopenIncident& reopen) const {
    if (Open(incident)) {
      return No("", Reason::kNotClosed);
    }
    return One(IncidentReopened{reopen.reason});
  }
  Decision operator()(const DismissIncident& dismiss) const {
    if (!Open(incident)) {
      return No("", Reason::kAlreadyClosed);
    }
    if (dismiss.dismissal == Dismissal::kNotABreach && IsBreach()) {
      return No("", Reason::kIsABreach);
    }
    return One(IncidentDismissed{.dismissal = dismiss.dismissal, .reason = dismiss.reason});
  }
  Decision operator()(const AmendIncident& amend) const {
    AmendIncident named{.fields = amend.fields, .facts = {}, .reason = amend.reason};
    CopyFields(amend.fields, amend.facts, named.facts);
    Facts corrected = incident.facts;
    CopyFields(amend.fields, named.facts, corrected);
    if (std::optional<Refusal> refusal = First(WhenClosed(), Contradiction(corrected))) {
      return *std::move(refusal);
    }
    return One(IncidentAmended{.fields = named.fields,
                               .facts = std::move(named.facts),
                               .reason = std::move(named.reason)});
  }
  Decision operator()(const AddComment& comment) const { return One(CommentAdded{comment.text}); }
};

}  // namespace

Decision Begin(const Command& command, const Occasion& occasion) {
  if (const auto* report = std::get_if<SubmitReport>(&command)) {
    return Reported(*report, occasion);
  }
  const auto* import = std::get_if<ImportIncident>(&command);
  assert(import != nullptr);
  return Imported(*import, occasion);
}

Decision Continue(const Incident& incident, const Command& command, const Occasion& occasion) {
  if (incident.event_count >= kEventsPerIncidentMax) {
    return No("", Reason::kTooManyEvents);
  }
  return std::visit(Rules{.incident = incident, .occasion = occasion}, command);
}

}  // namespace datalek::domain

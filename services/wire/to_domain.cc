#include "services/wire/to_domain.h"

#include "services/wire/fact_path.h"
#include "services/wire/timestamp.h"

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/repeated_field.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::wire {
namespace {

using domain::FactField;
using domain::Reason;
using domain::Refusal;
using domain::SetOf;

// Reads one request and keeps the refusal with the highest precedence.
class Reader {
 public:
  void Refuse(std::string_view field, Reason reason) {
    if (!refusal_ || reason < refusal_->reason) {
      refusal_ = Refusal{.field = std::string(field), .reason = reason};
    }
  }

  template <typename Enum>
  SetOf<Enum> Choices(std::string_view field, const google::protobuf::RepeatedField<int>& numbers) {
    SetOf<Enum> chosen;
    for (const int number : numbers) {
      if (const std::optional<Enum> option = domain::FromNumber<Enum>(number)) {
        chosen.Insert(*option);
      } else {
        Refuse(field, Reason::kNotAnOption);
      }
    }
    return chosen;
  }

  // `unsaid` is returned for 0, with a refusal.
  template <typename Enum>
  Enum Choice(std::string_view field, int number, Enum unsaid) {
    if (number == 0) {
      Refuse(field, Reason::kMissing);
    }
    return OptionalChoice(field, number, unsaid);
  }

  template <typename Enum>
  Enum OptionalChoice(std::string_view field, int number, Enum unsaid) {
    if (number == 0) {
      return unsaid;
    }
    const std::optional<Enum> option = domain::FromNumber<Enum>(number);
    if (!option) {
      Refuse(field, Reason::kNotAnOption);
    }
    return option.value_or(unsaid);
  }

  domain::Instant Moment(std::string_view field, const v1::Instant& from) {
    const std::optional<domain::Precision> precision = PrecisionOf(from.precision());
    if (from.precision() == v1::PRECISION_UNSPECIFIED || !from.has_start()) {
      Refuse(field, Reason::kMissing);
      return {};
    }
    if (!precision) {
      Refuse(field, Reason::kNotAnOption);
      return {};
    }
    const std::optional<std::int64_t> start_ms = ToMs(from.start());
    const int offset = from.utc_offset_minutes();
    if (!start_ms || *start_ms < domain::kInstantMinMs || *start_ms > domain::kInstantMaxMs ||
        offset < -domain::kOffsetMinutesMax || offset > domain::kOffsetMinutesMax) {
      Refuse(field, Reason::kMalformed);
      return {};
    }
    return {.precision = *precision,
            .start_ms = *start_ms,
            .offset_minutes = offset,
            .zone = from.zone()};
  }

  // Reads the wanted parts.
  void Facts(const v1::Facts& from, const SetOf<FactField>& wanted, domain::Facts& to) {
    Lists(from, wanted, to);
    if (wanted.Has(FactField::kPersonCount)) {
      to.person_count = ToCount(from.person_count());
    }
    if (wanted.Has(FactField::kRecordCount)) {
      to.record_count = ToCount(from.record_count());
    }
    if (wanted.Has(FactField::kOccurredFrom) && from.has_occurred_from()) {
      to.occurred_from = Moment("facts.occurred_from", from.occurred_from());
    }
    if (wanted.Has(FactField::kOccurredTo) && from.has_occurred_to()) {
      to.occurred_to = Moment("facts.occurred_to", from.occurred_to());
    }
    if (wanted.Has(FactField::kDiscovered) && from.has_discovered_at()) {
      to.discovered = Moment("facts.discovered_at", from.discovered_at());
    }
    if (wanted.Has(FactField::kSummary)) {
      to.summary = from.summary();
    }
    if (wanted.Has(FactField::kConsequences)) {
      to.consequences = from.consequences();
    }
    if (wanted.Has(FactField::kMeasures)) {
      to.measures = from.measures();
    }
  }

  void Assessment(const v1::Assessment& from, domain::Assessment& to) {
    to.breach = Choice("assessment.breach", from.breach(), domain::Breach::kUndetermined);
    to.risk = Choice("assessment.risk", from.risk(), domain::Risk::kUndetermined);
    to.explanation = from.explanation();
  }

  void Notification(const v1::Notification& from, domain::Notification& to) {
    to.authority = from.authority();
    to.persons =
        Choice("notification.persons", from.persons(), domain::PersonsInformed::kUndetermined);
    to.reasons = from.reasons();
    if (from.has_notified_at()) {
      to.notified = Moment("notification.notified_at", from.notified_at());
    }
    to.authority_reference = from.authority_reference();
  }

  SetOf<FactField> Mask(const google::protobuf::FieldMask& mask) {
    SetOf<FactField> fields;
    for (const std::string& path : mask.paths()) {
      if (path == "*") {
        fields = AllFactFields();
      } else if (const std::optional<FactField> field = FactFieldOf(path)) {
        fields.Insert(*field);
      } else {
        Refuse("update_mask", Reason::kNotAnOption);
      }
    }
    return fields;
  }

  // The value, or why there is none.
  template <typename Answer, typename Value>
  std::variant<Answer, Refusal> Give(Value&& value) {
    if (refusal_) {
      return *std::move(refusal_);
    }
    return std::variant<Answer, Refusal>(std::in_place_index<0>, std::forward<Value>(value));
  }

 private:
  static std::optional<domain::Precision> PrecisionOf(v1::Precision precision) {
    if (precision < v1::PRECISION_MONTH || precision > v1::PRECISION_MINUTE) {
      return std::nullopt;
    }
    return static_cast<domain::Precision>(precision);
  }

  void Lists(const v1::Facts& from, const SetOf<FactField>& wanted, domain::Facts& to) {
    if (wanted.Has(FactField::kSituations)) {
      to.situations = Choices<domain::Situation>("facts.situations", from.situations());
    }
    if (wanted.Has(FactField::kNatures)) {
      to.natures = Choices<domain::Nature>("facts.natures", from.natures());
    }
    if (wanted.Has(FactField::kKinds)) {
      to.kinds = Choices<domain::Kind>("facts.kinds", from.kinds());
    }
    if (wanted.Has(FactField::kCauses)) {
      to.causes = Choices<domain::Cause>("facts.causes", from.causes());
    }
    if (wanted.Has(FactField::kData)) {
      to.data = Choices<domain::DataCategory>("facts.data", from.data());
    }
    if (wanted.Has(FactField::kPersons)) {
      to.persons = Choices<domain::PersonGroup>("facts.persons", from.persons());
    }
    if (wanted.Has(FactField::kWorkingFromHome)) {
      to.working_from_home = OptionalChoice("facts.working_from_home", from.working_from_home(),
                                            domain::Answer::kUnknown);
    }
  }

  std::optional<Refusal> refusal_;
};

}  // namespace

Translated ToCommand(const v1::SubmitReportRequest& request) {
  Reader reader;
  domain::SubmitReport command;
  if (!request.has_facts()) {
    reader.Refuse("facts", Reason::kMissing);
  }
  reader.Facts(request.facts(), AllFactFields(), command.facts);
  command.contact = request.contact();
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::ImportIncidentRequest& request) {
  Reader reader;
  domain::ImportIncident command;
  if (!request.has_facts()) {
    reader.Refuse("facts", Reason::kMissing);
  }
  reader.Facts(request.facts(), AllFactFields(), command.facts);
  if (request.has_reported_at()) {
    command.reported = reader.Moment("reported_at", request.reported_at());
  }
  command.source = request.source();
  if (request.has_assessment()) {
    reader.Assessment(request.assessment(), command.assessment.emplace());
  }
  if (request.has_notification()) {
    reader.Notification(request.notification(), command.notification.emplace());
  }
  command.closed = request.closed();
  command.remarks = request.remarks();
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::AssessIncidentRequest& request) {
  Reader reader;
  domain::AssessIncident command;
  if (request.has_assessment()) {
    reader.Assessment(request.assessment(), command.assessment);
  } else {
    reader.Refuse("assessment", Reason::kMissing);
  }
  if (request.has_aware_at()) {
    command.aware = reader.Moment("aware_at", request.aware_at());
  }
  command.aware_reason = request.aware_reason();
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::DecideNotificationRequest& request) {
  Reader reader;
  domain::DecideNotification command;
  if (request.has_notification()) {
    reader.Notification(request.notification(), command.notification);
  } else {
    reader.Refuse("notification", Reason::kMissing);
  }
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::CloseIncidentRequest& request) {
  return domain::Command(domain::CloseIncident{.reason = request.reason()});
}

Translated ToCommand(const v1::ReopenIncidentRequest& request) {
  return domain::Command(domain::ReopenIncident{.reason = request.reason()});
}

Translated ToCommand(const v1::DismissIncidentRequest& request) {
  Reader reader;
  domain::DismissIncident command;
  command.dismissal = reader.Choice("dismissal", request.dismissal(), command.dismissal);
  command.reason = request.reason();
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::AmendIncidentRequest& request) {
  Reader reader;
  domain::AmendIncident command;
  if (!request.has_facts()) {
    reader.Refuse("facts", Reason::kMissing);
  }
  command.fields = reader.Mask(request.update_mask());
  reader.Facts(request.facts(), command.fields, command.facts);
  command.reason = request.reason();
  return reader.Give<domain::Command>(std::move(command));
}

Translated ToCommand(const v1::AddCommentRequest& request) {
  return domain::Command(domain::AddComment{.text = request.text()});
}

std::variant<domain::Facts, Refusal> ToFacts(const v1::Facts& facts) {
  Reader reader;
  domain::Facts read;
  reader.Facts(facts, AllFactFields(), read);
  return reader.Give<domain::Facts>(std::move(read));
}

std::variant<domain::Instant, Refusal> ToInstant(const v1::Instant& instant) {
  Reader reader;
  domain::Instant read = reader.Moment("", instant);
  return reader.Give<domain::Instant>(std::move(read));
}

domain::Count ToCount(const v1::Count& count) {
  domain::Count read;
  if (count.has_min()) {
    read.min = count.min();
  }
  if (count.has_max()) {
    read.max = count.max();
  }
  return read;
}

}  // namespace datalek::wire

// Commands as tests write them: only what the test is about is said, the rest is plausible.
//
//   AReport().Saying("Letter to the wrong address").Noticed("2026-03-01 09:30").About(kCitizens)
#pragma once

#include "services/domain/command.h"
#include "tests/testing/moments.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::tests {

// What may be said of the facts, for builders of commands that carry them.
template <typename Builder>
class SaysFacts {
 public:
  Builder& Saying(std::string summary) {
    facts().summary = std::move(summary);
    return self();
  }
  Builder& Occurred(std::string_view from) {
    facts().occurred_from = Moment(from);
    return self();
  }
  Builder& Until(std::string_view to) {
    facts().occurred_to = Moment(to);
    return self();
  }
  Builder& Noticed(std::string_view discovered) {
    facts().discovered = Moment(discovered);
    return self();
  }
  Builder& About(domain::SetOf<domain::PersonGroup> persons) {
    facts().persons = persons;
    return self();
  }
  Builder& About(domain::PersonGroup persons) {
    facts().persons.Insert(persons);
    return self();
  }
  Builder& Persons(std::optional<std::uint64_t> min, std::optional<std::uint64_t> max) {
    facts().person_count = {.min = min, .max = max};
    return self();
  }
  Builder& CausedBy(domain::Cause cause) {
    facts().causes.Insert(cause);
    return self();
  }
  Builder& OfKind(domain::Kind kind) {
    facts().kinds.Insert(kind);
    return self();
  }
  Builder& OfNature(domain::Nature nature) {
    facts().natures.Insert(nature);
    return self();
  }
  Builder& In(domain::Situation situation) {
    facts().situations.Insert(situation);
    return self();
  }

 private:
  Builder& self() { return static_cast<Builder&>(*this); }
  domain::Facts& facts() { return self().command_.facts; }
};

class AReport : public SaysFacts<AReport> {
 public:
  AReport() { Saying("A letter went to the wrong address"); }
  AReport& From(std::string contact) {
    command_.contact = std::move(contact);
    return *this;
  }
  [[nodiscard]] const domain::SubmitReport& command() const { return command_; }
  operator domain::Command() const { return command_; }  // NOLINT(google-explicit-constructor)

 private:
  friend class SaysFacts<AReport>;
  domain::SubmitReport command_;
};

inline domain::Assessment Judged(domain::Breach breach, domain::Risk risk = domain::Risk::kRisk) {
  return {.breach = breach, .risk = risk, .explanation = "As the desk sees it"};
}

inline domain::Notification Notified(bool authority = true) {
  return {.authority = authority,
          .persons = domain::PersonsInformed::kInformed,
          .reasons = "As the desk decided",
          .notified = {},
          .authority_reference = {}};
}

class AnImport : public SaysFacts<AnImport> {
 public:
  AnImport() {
    Saying("A row of an older register");
    command_.source = "older-register";
  }
  AnImport& Received(std::string_view reported) {
    command_.reported = Moment(reported);
    return *this;
  }
  AnImport& Assessed(domain::Breach breach) {
    command_.assessment = Judged(breach);
    return *this;
  }
  AnImport& Decided() {
    command_.notification = Notified();
    return *this;
  }
  AnImport& Closed() {
    command_.closed = true;
    command_.remarks = "Dates are those of receipt";
    return *this;
  }
  [[nodiscard]] const domain::ImportIncident& command() const { return command_; }
  operator domain::Command() const { return command_; }  // NOLINT(google-explicit-constructor)

 private:
  friend class SaysFacts<AnImport>;
  domain::ImportIncident command_;
};

// The named fields of `facts`, corrected.
class AnAmendment : public SaysFacts<AnAmendment> {
 public:
  explicit AnAmendment(domain::SetOf<domain::FactField> fields) {
    command_.fields = fields;
    command_.reason = "Found out later";
  }
  [[nodiscard]] const domain::AmendIncident& command() const { return command_; }
  operator domain::Command() const { return command_; }  // NOLINT(google-explicit-constructor)

 private:
  friend class SaysFacts<AnAmendment>;
  domain::AmendIncident command_;
};

inline domain::AssessIncident Assess(domain::Breach breach,
                                     domain::Risk risk = domain::Risk::kRisk) {
  return {.assessment = Judged(breach, risk), .aware = {}, .aware_reason = {}};
}
inline domain::AssessIncident AssessAware(std::string_view aware, std::string reason = {}) {
  return {.assessment = Judged(domain::Breach::kYes),
          .aware = Moment(aware),
          .aware_reason = std::move(reason)};
}
inline domain::DecideNotification Decide(bool authority = true) { return {Notified(authority)}; }
inline domain::CloseIncident Close() { return {.reason = "All has been done"}; }
inline domain::ReopenIncident Reopen() { return {.reason = "Something new came up"}; }
inline domain::DismissIncident Dismiss(domain::Dismissal dismissal) {
  return {.dismissal = dismissal, .reason = "It does not belong here"};
}
inline domain::AddComment Comment() { return {.text = "The recipient has called back"}; }

}  // namespace datalek::tests

#include "services/domain/validate.h"

#include "services/domain/limits.h"

#include <algorithm>
#include <string>

namespace datalek::domain {
namespace {

// Collects refusals and keeps the one with the highest precedence; among equals, the first.
class Findings {
 public:
  void Add(std::string_view field, Reason reason, std::uint64_t limit = 0) {
    if (!found_ || reason < found_->reason) {
      found_ = Refusal{.field = std::string(field), .reason = reason, .limit = limit};
    }
  }

  void Text(std::string_view field, std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
      Add(field, Reason::kTooLong, bytes_max);
    } else if (!IsPlainText(text)) {
      Add(field, Reason::kNotText);
    }
  }

  void RequiredText(std::string_view field, std::string_view text, std::size_t bytes_max) {
    if (text.empty()) {
      Add(field, Reason::kMissing);
    }
    Text(field, text, bytes_max);
  }

  void Moment(std::string_view field, const Instant& instant, std::int64_t now_ms) {
    if (!WellFormed(instant)) {
      Add(field, Reason::kMalformed);
    } else if (instant.known() && EarliestMs(instant) > now_ms + kClockSkewMsMax) {
      Add(field, Reason::kInTheFuture);
    }
  }

  void Number(std::string_view field, const Count& count) {
    if (count.min.value_or(0) > kCountMax || count.max.value_or(0) > kCountMax) {
      Add(field, Reason::kTooLong, kCountMax);
    }
    if (count.max && count.min.value_or(0) > *count.max) {
      Add(field, Reason::kReversed);
    }
  }

  [[nodiscard]] std::optional<Refusal> first() const { return found_; }

 private:
  std::optional<Refusal> found_;
};

// `earlier` cannot lie after `later`, however loosely both are known. What is malformed is refused
// as such, and cannot be compared.
bool Contradict(const Instant& earlier, const Instant& later) {
  return earlier.known() && later.known() && WellFormed(earlier) && WellFormed(later) &&
         EarliestMs(earlier) > LatestMs(later);
}

void CheckFacts(const Facts& facts, std::int64_t now_ms, Findings& findings) {
  findings.Text("facts.summary", facts.summary, kSummaryBytesMax);
  findings.Text("facts.consequences", facts.consequences, kTextBytesMax);
  findings.Text("facts.measures", facts.measures, kTextBytesMax);
  findings.Number("facts.person_count", facts.person_count);
  findings.Number("facts.record_count", facts.record_count);
  findings.Moment("facts.occurred_from", facts.occurred_from, now_ms);
  findings.Moment("facts.occurred_to", facts.occurred_to, now_ms);
  findings.Moment("facts.discovered_at", facts.discovered, now_ms);
  if (Contradict(facts.occurred_from, facts.occurred_to)) {
    findings.Add("facts.occurred_to", Reason::kReversed);
  }
  if (Contradict(facts.occurred_from, facts.discovered)) {
    findings.Add("facts.discovered_at", Reason::kOutOfOrder);
  }
}

void CheckAssessment(const Assessment& assessment, Findings& findings) {
  findings.RequiredText("assessment.explanation", assessment.explanation, kTextBytesMax);
}

void CheckNotification(const Notification& notification, std::int64_t now_ms, Findings& findings) {
  findings.RequiredText("notification.reasons", notification.reasons, kTextBytesMax);
  findings.Text("notification.authority_reference", notification.authority_reference,
                kReferenceBytesMax);
  findings.Moment("notification.notified_at", notification.notified, now_ms);
  if (!notification.authority && notification.notified.known()) {
    findings.Add("notification.notified_at", Reason::kOutOfOrder);
  }
}

struct Checker {
  std::int64_t now_ms;
  Findings& findings;

  void operator()(const SubmitReport& report) const {
    if (report.facts.summary.empty() && report.facts.situations.empty()) {
      findings.Add("facts.summary", Reason::kMissing);
    }
    findings.Text("contact", report.contact, kContactBytesMax);
    CheckFacts(report.facts, now_ms, findings);
  }
  void operator()(const ImportIncident& import) const {
    findings.RequiredText("source", import.source, kReferenceBytesMax);
    findings.Text("remarks", import.remarks, kTextBytesMax);
    findings.Moment("reported_at", import.reported, now_ms);
    if (import.assessment) {
      CheckAssessment(*import.assessment, findings);
    }
    if (import.notification) {
      CheckNotification(*import.notification, now_ms, findings);
      if (!import.assessment || import.assessment->breach != Breach::kYes) {
        findings.Add("assessment", Reason::kNotAssessed);
      }
    }
    if (import.closed && !import.notification) {
      findings.Add("notification", Reason::kNotDecided);
    }
    CheckFacts(import.facts, now_ms, findings);
  }
  void operator()(const AssessIncident& assess) const {
    CheckAssessment(assess.assessment, findings);
    findings.Moment("aware_at", assess.aware, now_ms);
    findings.Text("aware_reason", assess.aware_reason, kTextBytesMax);
  }
  void operator()(const DecideNotification& decide) const {
    CheckNotification(decide.notification, now_ms, findings);
  }
  void operator()(const CloseIncident& close) const {
    findings.RequiredText("reason", close.reason, kTextBytesMax);
  }
  void operator()(const ReopenIncident& reopen) const {
    findings.RequiredText("reason", reopen.reason, kTextBytesMax);
  }
  void operator()(const DismissIncident& dismiss) const {
    findings.RequiredText("reason", dismiss.reason, kTextBytesMax);
  }
  void operator()(const AmendIncident& amend) const {
    if (amend.fields.empty()) {
      findings.Add("update_mask", Reason::kMissing);
    }
    findings.RequiredText("reason", amend.reason, kTextBytesMax);
    Facts named;
    CopyFields(amend.fields, amend.facts, named);
    CheckFacts(named, now_ms, findings);
  }
  void operator()(const AddComment& comment) const {
    findings.RequiredText("text", comment.text, kTextBytesMax);
  }
};

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The length of the UTF-8 sequence at the front of `text`, or 0 when there is none.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) {
      return 0;
    }
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
  const bool beyond = lead == 0xF4 && byte(1) >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::optional<Refusal> Validate(const Command& command, std::int64_t now_ms) {
  Findings findings;
  std::visit(Checker{.now_ms = now_ms, .findings = findings}, command);
  return findings.first();
}

bool IsSlug(std::string_view text) {
  if (text.size() < 2 || text.size() > kSlugBytesMax || text.front() < 'a' || text.front() > 'z' ||
      text.back() == '-') {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool IsRequestId(std::string_view text) {
  if (text.size() != 36) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsHexDigit(text[i])) {
      return false;
    }
  }
  return true;
}

bool IsPlainText(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = SequenceLength(text);
    if (length == 0) {
      return false;
    }
    const auto lead = static_cast<unsigned char>(text[0]);
    const bool c0 = lead < 0x20 && lead != '\n' && lead != '\t';
    const bool c1 = lead == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
    if (c0 || lead == 0x7F || c1) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace datalek::domain

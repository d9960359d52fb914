#include "clients/cli/incident_text.h"

#include "clients/cli/words.h"
#include "clients/terminal/labels.h"
#include "clients/terminal/table.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"
#include "clients/terminal/words.h"
#include "services/wire/timestamp.h"
#include "services/wire/to_domain.h"

#include <algorithm>
#include <string_view>

namespace datalek::cli {
namespace {

using client::Language;
using terminal::Cell;
using terminal::Filled;
using terminal::Hue;
using terminal::Session;
using terminal::ToVisible;

constexpr int kLabelColumns = 24;
constexpr int kHeadlineColumns = 60;

// The label of an option that came over the wire; "?" when this program does not know it.
template <typename Enum>
std::string LabelOf(Language language, int number) {
  const std::optional<Enum> value = domain::FromNumber<Enum>(number);
  return value ? std::string(terminal::Label(language, *value)) : "?";
}

template <typename Enum, typename Numbers>
std::vector<std::string> LabelsOf(Language language, const Numbers& numbers) {
  std::vector<std::string> labels;
  for (const int number : numbers) {
    labels.push_back(LabelOf<Enum>(language, number));
  }
  return labels;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : ", ") + word;
  }
  return all;
}

std::int64_t MsOf(const google::protobuf::Timestamp& timestamp) {
  return wire::ToMs(timestamp).value_or(timestamp.seconds() * 1'000);
}

bool IsOpen(v1::IncidentState state) {
  return state == v1::INCIDENT_STATE_REPORTED || state == v1::INCIDENT_STATE_ASSESSED ||
         state == v1::INCIDENT_STATE_DECIDED;
}

Cell TimeCell(const Session& session, v1::IncidentState state, bool told,
              const google::protobuf::Timestamp& notify_by) {
  if (!IsOpen(state)) {
    return {};
  }
  if (told) {
    return {.text = std::string(Say(session.language(), Word::kAuthorityTold)), .hue = Hue::kGreen};
  }
  const std::int64_t by_ms = MsOf(notify_by);
  return {.text = terminal::TimeLeftText(session.language(), by_ms, session.now_ms()),
          .hue = terminal::TimeLeftHue(by_ms, session.now_ms())};
}

Hue RiskHue(v1::Risk risk) { return risk == v1::RISK_HIGH ? Hue::kRed : Hue::kPlain; }

// "mail verkeerd gestuurd +1": what was recognised or, when nothing was, of which kind it is.
std::string WhatOf(const Session& session, const v1::IncidentRow& row) {
  std::vector<std::string> labels =
      LabelsOf<domain::Situation>(session.language(), row.situations());
  if (labels.empty()) {
    labels = LabelsOf<domain::Kind>(session.language(), row.kinds());
  }
  if (labels.empty()) {
    return "";
  }
  return labels.size() == 1 ? labels.front()
                            : labels.front() + " +" + std::to_string(labels.size() - 1);
}

std::string DateCell(const Session& session, const google::protobuf::Timestamp& timestamp) {
  return timestamp.seconds() == 0
             ? ""
             : terminal::DateText(session.language(), session.zone().At(MsOf(timestamp)).date);
}

// One column of a list: its heading, and its cell for a row.
struct RowColumn {
  Word heading;
  int dispensable;
  int clip_to;
  Cell (*cell)(const Session&, const v1::IncidentRow&);
};

Cell NumberCell(const Session&, const v1::IncidentRow& row) {
  return {.text = ToVisible(row.number()), .hue = Hue::kBold};
}
Cell LeftCell(const Session& session, const v1::IncidentRow& row) {
  return TimeCell(session, row.state(), row.authority_notified(), row.notify_by());
}
Cell ReportedCell(const Session& session, const v1::IncidentRow& row) {
  return {.text = DateCell(session, row.reported_at())};
}
Cell StateCell(const Session& session, const v1::IncidentRow& row) {
  return {.text = LabelOf<domain::State>(session.language(), row.state())};
}
Cell BreachCell(const Session& session, const v1::IncidentRow& row) {
  return {.text = LabelOf<domain::Breach>(session.language(), row.breach() == v1::BREACH_UNSPECIFIED
                                                                  ? v1::BREACH_UNDETERMINED
                                                                  : row.breach())};
}
Cell RiskCell(const Session& session, const v1::IncidentRow& row) {
  if (row.risk() == v1::RISK_UNSPECIFIED || row.risk() == v1::RISK_UNDETERMINED) {
    return {};
  }
  return {.text = LabelOf<domain::Risk>(session.language(), row.risk()),
          .hue = RiskHue(row.risk())};
}
Cell WhatCell(const Session& session, const v1::IncidentRow& row) {
  return {.text = WhatOf(session, row)};
}
Cell PersonsCell(const Session& session, const v1::IncidentRow& row) {
  const domain::Count count = wire::ToCount(row.person_count());
  return {.text = count.known() ? terminal::CountText(session.language(), count) : ""};
}
Cell ShortCell(const Session&, const v1::IncidentRow& row) {
  return {.text = ToVisible(row.headline())};
}

constexpr RowColumn kNumber{Word::kHeadNumber, 0, 0, &NumberCell};
constexpr RowColumn kLeft{Word::kHeadLeft, 0, 0, &LeftCell};
constexpr RowColumn kReported{Word::kHeadReported, 0, 0, &ReportedCell};
constexpr RowColumn kState{Word::kHeadState, 1, 0, &StateCell};
constexpr RowColumn kBreach{Word::kHeadBreach, 2, 0, &BreachCell};
constexpr RowColumn kRisk{Word::kHeadRisk, 3, 0, &RiskCell};
constexpr RowColumn kPersons{Word::kHeadPersons, 5, 0, &PersonsCell};
constexpr RowColumn kWhat{Word::kHeadWhat, 4, 14, &WhatCell};
constexpr RowColumn kShort{Word::kHeadHeadline, 0, 12, &ShortCell};

std::vector<RowColumn> ColumnsOf(RowsOf list) {
  switch (list) {
    case RowsOf::kQueue:
      return {kNumber, kLeft, kState, kRisk, kPersons, kWhat, kShort};
    case RowsOf::kRegister:
      return {kNumber, kReported, kState, kBreach, kRisk, kPersons, kWhat, kShort};
    case RowsOf::kMine:
      return {kNumber, kReported, kState, kWhat, kShort};
  }
  return {};
}

// One incident in full, label by label.
class Sheet {
 public:
  explicit Sheet(const Session& session) : session_(session) {}

  void Section(Word heading) const {
    session_.out() << '\n'
                   << session_.palette().Paint(Hue::kBold, Say(session_.language(), heading))
                   << '\n';
  }

  // Nothing when the text is empty. The text may come from anywhere.
  void Row(Word label, std::string_view text, Hue hue = Hue::kPlain) const {
    if (text.empty()) {
      return;
    }
    const std::string visible = terminal::ToVisibleLines(text);
    std::string front(Say(session_.language(), label));
    const int columns = std::max(20, session_.text_columns() - kLabelColumns - 2);
    for (const std::string& line : terminal::Wrapped(visible, columns)) {
      session_.out() << "  "
                     << session_.palette().Paint(Hue::kDim, terminal::Padded(front, kLabelColumns))
                     << session_.palette().Paint(hue, line) << '\n';
      front.clear();
    }
  }

  void Moment(Word label, const v1::Instant& instant) const {
    Row(label, terminal::InstantText(session_.language(), InstantOf(instant)));
  }

  static domain::Instant InstantOf(const v1::Instant& api) {
    const auto instant = wire::ToInstant(api);
    const auto* known = std::get_if<domain::Instant>(&instant);
    return known == nullptr ? domain::Instant() : *known;
  }

 private:
  const Session& session_;
};

void PrintFacts(const Session& session, const Sheet& sheet, const v1::Incident& incident) {
  const Language language = session.language();
  const v1::Facts& facts = incident.facts();
  sheet.Section(Word::kSectionFacts);
  sheet.Row(Word::kLabelSituation,
            Joined(LabelsOf<domain::Situation>(language, facts.situations())));
  sheet.Row(Word::kLabelShort, facts.summary());
  if (facts.has_occurred_from()) {
    sheet.Moment(Word::kLabelHappened, facts.occurred_from());
  }
  if (facts.has_occurred_to()) {
    sheet.Moment(Word::kLabelUntil, facts.occurred_to());
  }
  if (facts.has_discovered_at()) {
    sheet.Moment(Word::kLabelNoticed, facts.discovered_at());
  }
  sheet.Row(Word::kLabelPersons, Joined(LabelsOf<domain::PersonGroup>(language, facts.persons())));
  if (facts.has_person_count()) {
    sheet.Row(Word::kLabelCount,
              terminal::CountText(language, wire::ToCount(facts.person_count())));
  }
  if (facts.has_record_count()) {
    sheet.Row(Word::kLabelRecords,
              terminal::CountText(language, wire::ToCount(facts.record_count())));
  }
  sheet.Row(Word::kLabelData, Joined(LabelsOf<domain::DataCategory>(language, facts.data())));
  if (facts.working_from_home() != v1::ANSWER_UNSPECIFIED) {
    sheet.Row(Word::kLabelFromHome, LabelOf<domain::Answer>(language, facts.working_from_home()));
  }
  sheet.Row(Word::kLabelNature, Joined(LabelsOf<domain::Nature>(language, facts.natures())));
  sheet.Row(Word::kLabelKind, Joined(LabelsOf<domain::Kind>(language, facts.kinds())));
  sheet.Row(Word::kLabelCause, Joined(LabelsOf<domain::Cause>(language, facts.causes())));
  sheet.Row(Word::kLabelConsequences, facts.consequences());
  sheet.Row(Word::kLabelMeasures, facts.measures());
  sheet.Moment(Word::kLabelReported, incident.reported_at());
  sheet.Row(Word::kLabelReporter, incident.reporter().account());
  sheet.Row(Word::kLabelContact, incident.reporter().contact());
  sheet.Row(Word::kLabelSource, incident.source());
}

std::string AssessmentText(Language language, const v1::Assessment& assessment) {
  return LabelOf<domain::Breach>(language, assessment.breach()) + ", " +
         LabelOf<domain::Risk>(language, assessment.risk());
}

std::string AuthorityText(Language language, const v1::Notification& notification) {
  if (!notification.authority()) {
    return std::string(Say(language, Word::kAuthorityNo));
  }
  if (!notification.has_notified_at()) {
    return std::string(Say(language, Word::kAuthorityYes));
  }
  return Filled(
      Say(language, Word::kAuthorityReceived),
      {{"when", terminal::InstantText(language, Sheet::InstantOf(notification.notified_at()))}});
}

void PrintJudgement(const Session& session, const Sheet& sheet, const v1::Incident& incident) {
  const Language language = session.language();
  if (!incident.has_assessment() && !incident.has_aware_at() && incident.outcome().empty()) {
    return;
  }
  sheet.Section(Word::kSectionJudgement);
  if (incident.has_assessment()) {
    sheet.Row(Word::kLabelAssessment, AssessmentText(language, incident.assessment()),
              RiskHue(incident.assessment().risk()));
    sheet.Row(Word::kLabelExplanation, incident.assessment().explanation());
  }
  if (incident.has_aware_at()) {
    sheet.Moment(Word::kLabelAware, incident.aware_at());
    sheet.Row(Word::kLabelAwareReason, incident.aware_reason());
  }
  if (incident.has_notification()) {
    const v1::Notification& notification = incident.notification();
    sheet.Row(Word::kLabelAuthority, AuthorityText(language, notification));
    sheet.Row(Word::kLabelReference, notification.authority_reference());
    sheet.Row(Word::kLabelPersonsTold,
              LabelOf<domain::PersonsInformed>(language, notification.persons()));
    sheet.Row(Word::kLabelReasons, notification.reasons());
  }
  const std::string dismissal =
      incident.dismissal() == v1::DISMISSAL_UNSPECIFIED
          ? ""
          : LabelOf<domain::Dismissal>(language, incident.dismissal()) + ". ";
  sheet.Row(Word::kLabelOutcome, dismissal + incident.outcome());
}

struct EventWords {
  std::string_view type;
  Word word;
};
constexpr std::array<EventWords, 7> kEventWords{{
    {"incident-reported", Word::kEventReported},
    {"severity-assessed", Word::kEventAssessed},
    {"notification-decided", Word::kEventDecided},
    {"incident-closed", Word::kEventClosed},
    {"incident-reopened", Word::kEventReopened},
    {"incident-dismissed", Word::kEventDismissed},
    {"comment-added", Word::kEventComment},
}};

std::string EventText(Language language, const v1::TimelineEvent& event) {
  if (event.type() == "incident-amended") {
    std::string fields;
    for (const std::string& field : event.corrected_fields()) {
      fields += (fields.empty() ? "" : ", ") + field;
    }
    return Filled(Say(language, Word::kEventAmended), {{"fields", fields}});
  }
  for (const EventWords& words : kEventWords) {
    if (event.type() == words.type) {
      return std::string(Say(language, words.word));
    }
  }
  return event.type();
}

// What the event decided or said, for the lines below its heading.
std::vector<std::string> EventDetails(Language language, const v1::TimelineEvent& event) {
  std::vector<std::string> details;
  if (event.has_assessment()) {
    details.push_back(AssessmentText(language, event.assessment()));
    details.push_back(event.assessment().explanation());
  }
  if (event.has_notification()) {
    details.push_back(std::string(Say(language, Word::kLabelAuthority)) + ": " +
                      AuthorityText(language, event.notification()) + ". " +
                      std::string(Say(language, Word::kLabelPersonsTold)) + ": " +
                      LabelOf<domain::PersonsInformed>(language, event.notification().persons()) +
                      ".");
    details.push_back(event.notification().reasons());
  }
  if (event.dismissal() != v1::DISMISSAL_UNSPECIFIED) {
    details.push_back(LabelOf<domain::Dismissal>(language, event.dismissal()));
  }
  // The summary of the report stands at the top already.
  if (event.type() != "incident-reported") {
    details.push_back(event.text());
  }
  return details;
}

void PrintTimeline(const Session& session, const Sheet& sheet,
                   const v1::GetIncidentResponse& response) {
  if (response.timeline().empty()) {
    return;
  }
  const Language language = session.language();
  sheet.Section(Word::kSectionTimeline);
  for (const v1::TimelineEvent& event : response.timeline()) {
    const std::string who = event.actor_account().empty()
                                ? LabelOf<domain::Role>(language, event.actor_role())
                                : event.actor_account();
    session.out() << "  "
                  << session.palette().Paint(
                         Hue::kDim,
                         terminal::MomentText(language, session.zone(), MsOf(event.recorded_at())))
                  << "  " << ToVisible(EventText(language, event)) << "  "
                  << session.palette().Paint(Hue::kDim, "(" + ToVisible(who) + ")") << '\n';
    for (const std::string& detail : EventDetails(language, event)) {
      if (!detail.empty()) {
        for (const std::string& line : terminal::Wrapped(
                 terminal::ToVisibleLines(detail), std::max(20, session.text_columns() - 6))) {
          session.out() << "      " << line << '\n';
        }
      }
    }
  }
}

}  // namespace

void PrintRows(const Session& session, RowsOf list, const std::vector<v1::IncidentRow>& rows) {
  const std::vector<RowColumn> columns = ColumnsOf(list);
  std::vector<terminal::Column> headings;
  headings.reserve(columns.size());
  for (const RowColumn& column : columns) {
    headings.push_back({.heading = std::string(Say(session.language(), column.heading)),
                        .dispensable = column.dispensable,
                        .clip_to = column.clip_to});
  }
  terminal::Table table(std::move(headings));
  for (const v1::IncidentRow& row : rows) {
    std::vector<Cell> cells;
    cells.reserve(columns.size());
    for (const RowColumn& column : columns) {
      cells.push_back(column.cell(session, row));
    }
    table.Add(std::move(cells));
  }
  table.Print(session.out(), session.columns(), session.palette());
}

void PrintIncident(const Session& session, const v1::GetIncidentResponse& response) {
  const v1::Incident& incident = response.incident();
  const Sheet sheet(session);
  session.out() << session.palette().Paint(Hue::kBold, ToVisible(incident.number())) << "  "
                << LabelOf<domain::State>(session.language(), incident.state());
  const Cell time = TimeCell(session, incident.state(), incident.notification().has_notified_at(),
                             incident.notify_by());
  if (time.hue == Hue::kGreen) {
    session.out() << "  " << session.palette().Paint(time.hue, time.text);
  } else if (!time.text.empty()) {
    session.out() << "  "
                  << session.palette().Paint(
                         time.hue,
                         Filled(Say(session.language(), Word::kTimeUntil),
                                {{"left", time.text},
                                 {"until", terminal::MomentText(session.language(), session.zone(),
                                                                MsOf(incident.notify_by()))}}));
  }
  session.out() << '\n';
  PrintFacts(session, sheet, incident);
  PrintJudgement(session, sheet, incident);
  PrintTimeline(session, sheet, response);
}

std::string HeadlineOf(const Session& session, const v1::Incident& incident) {
  std::string line = ToVisible(incident.number()) + "  " +
                     LabelOf<domain::State>(session.language(), incident.state());
  const Cell time = TimeCell(session, incident.state(), incident.notification().has_notified_at(),
                             incident.notify_by());
  if (!time.text.empty()) {
    line += "  " + time.text;
  }
  const std::string summary = ToVisible(incident.facts().summary());
  return summary.empty() ? line : line + "  " + terminal::Clipped(summary, kHeadlineColumns);
}

}  // namespace datalek::cli

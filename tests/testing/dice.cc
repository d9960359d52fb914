#include "tests/testing/dice.h"

#include "tests/testing/moments.h"

#include <utility>

namespace datalek::tests {
namespace {

constexpr std::int64_t kSpanDays = 120;  // Narrow, so that months are met again and again.

domain::Count SomeCount(Dice& dice) {
  domain::Count count;
  if (dice.Coin()) {
    count.min = dice.Below(1'000);
  }
  if (dice.Coin()) {
    count.max = count.min.value_or(0) + dice.Below(1'000);
  }
  return count;
}

domain::SetOf<domain::FactField> SomeFields(Dice& dice) {
  domain::SetOf<domain::FactField> fields;
  fields.Insert(static_cast<domain::FactField>(dice.Between(1, 15)));
  while (dice.Coin()) {
    fields.Insert(static_cast<domain::FactField>(dice.Between(1, 15)));
  }
  return fields;
}

}  // namespace

domain::Instant SomeMoment(Dice& dice, std::int64_t latest_ms) {
  const std::int64_t at_ms = latest_ms -
                             static_cast<std::int64_t>(dice.Below(kSpanDays * domain::kDayMs)) -
                             domain::kDayMs;
  const int offset = AmsterdamOffsetMinutes(at_ms);
  const domain::CivilDate date =
      domain::DateOf(domain::AtMinute(at_ms, offset, std::string(kZone)));
  switch (dice.Below(4)) {
    case 0:
      return {};
    case 1:
      return domain::InMonth(date.year, date.month, offset, std::string(kZone));
    case 2:
      return domain::OnDay(date, offset, std::string(kZone));
    default:
      return domain::AtMinute(at_ms, offset, std::string(kZone));
  }
}

domain::Facts SomeFacts(Dice& dice, std::int64_t now_ms) {
  domain::Facts facts{.situations = dice.Some<domain::Situation>(),
                      .natures = dice.Some<domain::Nature>(),
                      .kinds = dice.Some<domain::Kind>(),
                      .causes = dice.Some<domain::Cause>(),
                      .data = dice.Some<domain::DataCategory>(),
                      .persons = dice.Some<domain::PersonGroup>(),
                      .person_count = SomeCount(dice),
                      .record_count = SomeCount(dice),
                      .working_from_home = dice.One<domain::Answer>(),
                      .occurred_from = {},
                      .occurred_to = {},
                      .discovered = SomeMoment(dice, now_ms),
                      .summary = dice.Text(),
                      .consequences = dice.Text(),
                      .measures = dice.Text()};
  facts.occurred_from =
      SomeMoment(dice, facts.discovered.known() ? domain::EarliestMs(facts.discovered) : now_ms);
  if (facts.occurred_from.known() && dice.Coin()) {
    facts.occurred_to = facts.occurred_from;
  }
  return facts;
}

domain::Assessment SomeAssessment(Dice& dice) {
  return {.breach = dice.One<domain::Breach>(),
          .risk = dice.One<domain::Risk>(),
          .explanation = dice.Text()};
}

domain::Notification SomeNotification(Dice& dice, std::int64_t now_ms) {
  domain::Notification notification{.authority = dice.Coin(),
                                    .persons = dice.One<domain::PersonsInformed>(),
                                    .reasons = dice.Text(),
                                    .notified = {},
                                    .authority_reference = dice.Coin() ? "reference" : ""};
  if (notification.authority) {
    notification.notified = SomeMoment(dice, now_ms);
  }
  return notification;
}

domain::Command SomeBeginning(Dice& dice, std::int64_t now_ms) {
  if (dice.OneIn(3)) {
    domain::ImportIncident import;
    import.facts = SomeFacts(dice, now_ms);
    import.reported = SomeMoment(dice, now_ms);
    import.source = "older-register";
    if (dice.Coin()) {
      import.assessment = SomeAssessment(dice);
    }
    if (import.assessment && import.assessment->breach == domain::Breach::kYes && dice.Coin()) {
      import.notification = SomeNotification(dice, now_ms);
      import.closed = dice.Coin();
    }
    return import;
  }
  domain::SubmitReport report;
  report.facts = SomeFacts(dice, now_ms);
  report.contact = dice.Coin() ? dice.Text() : "";
  return report;
}

domain::Command SomeContinuation(Dice& dice, std::int64_t now_ms) {
  switch (dice.Below(9)) {
    case 0:
    case 1: {
      domain::Instant aware = SomeMoment(dice, now_ms);
      return domain::AssessIncident{.assessment = SomeAssessment(dice),
                                    .aware = std::move(aware),
                                    .aware_reason = dice.Coin() ? dice.Text() : ""};
    }
    case 2:
      return domain::DecideNotification{SomeNotification(dice, now_ms)};
    case 3:
      return domain::CloseIncident{.reason = dice.Text()};
    case 4:
      return domain::ReopenIncident{.reason = dice.Text()};
    case 5:
      return domain::DismissIncident{.dismissal = dice.One<domain::Dismissal>(),
                                     .reason = dice.Text()};
    case 6:
    case 7:
      return domain::AmendIncident{
          .fields = SomeFields(dice), .facts = SomeFacts(dice, now_ms), .reason = dice.Text()};
    default:
      return domain::AddComment{.text = dice.Text()};
  }
}

}  // namespace datalek::tests

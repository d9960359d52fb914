#include "services/intake/generate.h"

#include "services/intake/request_id.h"
#include "services/intake/zone.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace datalek::intake {
namespace {

using domain::Cause;
using domain::DataCategory;
using domain::Kind;
using domain::Nature;
using domain::PersonGroup;
using domain::Situation;

constexpr std::string_view kZone = "Europe/Amsterdam";
constexpr domain::CivilDate kFirstDay{.year = 2020, .month = 3, .day = 1};
constexpr std::uint64_t kSettledDays = 42;  // Older incidents have mostly been dealt with.

// splitmix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t number)
      : state_(Mix(Mix(seed + kGolden) ^ Mix(number + 2 * kGolden))) {}

  std::uint64_t Next() {
    state_ += kGolden;
    return Mix(state_);
  }
  std::uint64_t Below(std::uint64_t limit) { return Next() % limit; }
  bool Percent(std::uint64_t share) { return Below(100) < share; }

 private:
  static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
  static std::uint64_t Mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

// What can happen: how often in a hundred, and what it is in the terms of the register.
struct Story {
  std::uint64_t weight;
  Situation situation;
  Kind kind;
  Nature nature;
  Cause cause;
  std::string_view summary;
};

constexpr std::array<Story, 23> kStories{{
    // Wrong recipient: 41.
    {14, Situation::kEmailWrongPerson, Kind::kEmailWrongRecipient, Nature::kConfidentiality,
     Cause::kInternalAccidental, "E-mail naar een verkeerd adres gestuurd."},
    {4, Situation::kNoBlindCopy, Kind::kEmailNoBlindCopy, Nature::kConfidentiality,
     Cause::kInternalAccidental, "E-mailadressen van ontvangers waren voor elkaar zichtbaar."},
    {15, Situation::kLetterWrongAddress, Kind::kPostWrongRecipient, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Brief bij een verkeerd adres bezorgd."},
    {8, Situation::kWrongContent, Kind::kEmailWrongRecipient, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Verkeerde bijlage meegestuurd."},
    // Published by accident: 13.
    {10, Situation::kPublished, Kind::kPublished, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Document met persoonsgegevens op de website geplaatst."},
    {3, Situation::kOpenPermissions, Kind::kPublished, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Gedeelde map stond open voor iedereen met de link."},
    // Lost carrier: 10.
    {4, Situation::kDeviceLost, Kind::kDeviceOrPaperLost, Nature::kAvailability,
     Cause::kInternalAccidental, "Laptop of telefoon van het werk kwijtgeraakt."},
    {4, Situation::kPaperLost, Kind::kDeviceOrPaperLost, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Papieren dossier onderweg kwijtgeraakt."},
    {2, Situation::kPortableMedium, Kind::kDeviceOrPaperLost, Nature::kConfidentiality,
     Cause::kInternalAccidental, "USB-stick kwijtgeraakt."},
    // Waste paper: 2.
    {2, Situation::kHomePrint, Kind::kImproperDisposal, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Thuis geprinte stukken bij het oud papier gedaan."},
    // Hacking, malware, phishing: 8.
    {5, Situation::kPhishing, Kind::kHackMalwarePhishing, Nature::kConfidentiality,
     Cause::kExternalMalicious, "Op een link in een valse e-mail geklikt en ingelogd."},
    {2, Situation::kMalware, Kind::kHackMalwarePhishing, Nature::kAvailability,
     Cause::kExternalMalicious, "Schadelijke software op het apparaat aangetroffen."},
    {1, Situation::kImpersonation, Kind::kHackMalwarePhishing, Nature::kConfidentiality,
     Cause::kExternalMalicious, "Gegevens telefonisch gegeven aan een beller met een valse naam."},
    // Other: 26.
    {6, Situation::kPrivateEmail, Kind::kOther, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Werkdocument naar de eigen privémail gestuurd."},
    {3, Situation::kScanApp, Kind::kOther, Nature::kConfidentiality, Cause::kInternalAccidental,
     "Formulier gescand met een eigen scan-app."},
    {3, Situation::kPrivateCloud, Kind::kOther, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Bestanden in een eigen cloudopslag gezet."},
    {3, Situation::kMessagingApp, Kind::kOther, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Gegevens via een berichtenapp gedeeld."},
    {2, Situation::kScreenSeen, Kind::kOther, Nature::kConfidentiality, Cause::kInternalAccidental,
     "Huisgenoot kon het scherm zien."},
    {2, Situation::kCallOverheard, Kind::kVerbalDisclosure, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Gesprek was voor anderen te horen."},
    {2, Situation::kVideoCall, Kind::kOther, Nature::kConfidentiality, Cause::kInternalAccidental,
     "Verkeerd scherm gedeeld in een videovergadering."},
    {2, Situation::kSharedDevice, Kind::kOther, Nature::kConfidentiality,
     Cause::kInternalAccidental, "Bestanden op een gedeelde computer blijven staan."},
    {1, Situation::kNeedlessLookup, Kind::kOther, Nature::kConfidentiality,
     Cause::kInternalMalicious, "Dossier zonder werkreden geraadpleegd."},
    {2, Situation::kNoCopyLeft, Kind::kOther, Nature::kAvailability, Cause::kInternalAccidental,
     "Enige exemplaar van een bestand overschreven."},
}};

constexpr std::uint64_t TotalWeight() {
  std::uint64_t total = 0;
  for (const Story& story : kStories) {
    total += story.weight;
  }
  return total;
}
static_assert(TotalWeight() == 100, "the weights are percentages");

const Story& Tell(Dice& dice) {
  std::uint64_t left = dice.Below(TotalWeight());
  for (const Story& story : kStories) {
    if (left < story.weight) {
      return story;
    }
    left -= story.weight;
  }
  return kStories.back();
}

domain::SetOf<DataCategory> SomeData(Dice& dice) {
  struct Share {
    std::uint64_t percent;
    DataCategory category;
  };
  static constexpr std::array<Share, 8> kShares{{{90, DataCategory::kName},
                                                 {60, DataCategory::kContact},
                                                 {29, DataCategory::kNationalNumber},
                                                 {29, DataCategory::kFinancial},
                                                 {25, DataCategory::kBirth},
                                                 {10, DataCategory::kHealth},
                                                 {4, DataCategory::kIdentityDocument},
                                                 {2, DataCategory::kCriminal}}};
  domain::SetOf<DataCategory> data;
  for (const Share& share : kShares) {
    if (dice.Percent(share.percent)) {
      data.Insert(share.category);
    }
  }
  if (data.empty()) {
    data.Insert(DataCategory::kOther);
  }
  return data;
}

domain::SetOf<PersonGroup> SomePersons(Dice& dice) {
  domain::SetOf<PersonGroup> persons;
  if (dice.Percent(88)) {
    persons.Insert(PersonGroup::kCitizens);
  }
  if (dice.Percent(10) || persons.empty()) {
    persons.Insert(PersonGroup::kEmployees);
  }
  if (dice.Percent(5)) {
    persons.Insert(PersonGroup::kMinors);
  }
  if (dice.Percent(3)) {
    persons.Insert(PersonGroup::kVulnerable);
  }
  return persons;
}

// Mostly a handful, now and then thousands.
domain::Count SomeCount(Dice& dice) {
  if (dice.Percent(6)) {
    return {};
  }
  static constexpr std::array<std::uint64_t, 10> kTops{1, 1, 1, 1, 3, 3, 10, 50, 400, 5'000};
  const std::uint64_t number = 1 + dice.Below(kTops[dice.Below(kTops.size())]);
  if (dice.Percent(8)) {
    return {.min = number, .max = dice.Percent(50) ? std::optional(2 * number) : std::nullopt};
  }
  return {.min = number, .max = number};
}

// Every moment of an incident, to the minute, in the order in which they come.
struct Course {
  std::int64_t occurred_ms = 0;
  std::int64_t discovered_ms = 0;
  std::int64_t reported_ms = 0;
  std::int64_t notified_ms = 0;
  std::int64_t end_ms = 0;  // Of the period.
};

std::int64_t UpTo(Dice& dice, std::int64_t limit_ms) {
  return static_cast<std::int64_t>(dice.Below(static_cast<std::uint64_t>(limit_ms)));
}

Course SomeCourse(Dice& dice, domain::CivilDate until) {
  const std::int64_t first_day = domain::DaysFromCivil(kFirstDay);
  const std::int64_t days = std::max<std::int64_t>(domain::DaysFromCivil(until) - first_day, 0) + 1;
  const std::int64_t day =
      first_day + static_cast<std::int64_t>(dice.Below(static_cast<std::uint64_t>(days)));
  Course course;
  // Between 07:00 and 19:00 UTC, so that the local day is the same one.
  course.occurred_ms =
      day * domain::kDayMs + 7 * domain::kHourMs + UpTo(dice, 12 * domain::kHourMs);
  // 22:00 UTC at the latest is midnight in Amsterdam.
  course.end_ms = (first_day + days) * domain::kDayMs - 2 * domain::kHourMs - domain::kMinuteMs;
  const std::int64_t unnoticed = dice.Percent(70)   ? 6 * domain::kHourMs
                                 : dice.Percent(90) ? 5 * domain::kDayMs
                                                    : 90 * domain::kDayMs;
  const auto after = [&](std::int64_t ms, std::int64_t at_most) {
    return std::min(ms + UpTo(dice, at_most), course.end_ms);
  };
  course.discovered_ms = after(course.occurred_ms, unnoticed);
  course.reported_ms = after(course.discovered_ms, domain::kDayMs);
  course.notified_ms = after(course.reported_ms, 60 * domain::kHourMs);
  return course;
}

domain::Instant Minute(std::int64_t utc_ms) {
  return domain::AtMinute(utc_ms, OffsetMinutesAt(kZone, utc_ms), std::string(kZone));
}

domain::Facts SomeFacts(Dice& dice, const Course& course) {
  const Story& story = Tell(dice);
  domain::Facts facts;
  facts.situations = {story.situation};
  facts.natures = {story.nature};
  facts.kinds = {story.kind};
  facts.causes = {story.cause};
  facts.data = SomeData(dice);
  facts.persons = SomePersons(dice);
  facts.person_count = SomeCount(dice);
  facts.record_count = dice.Percent(50) ? facts.person_count : domain::Count{};
  facts.working_from_home = dice.Percent(65) ? domain::Answer::kYes : domain::Answer::kNo;
  if (!dice.Percent(5)) {
    facts.occurred_from = Minute(course.occurred_ms);
  }
  facts.discovered = Minute(course.discovered_ms);
  facts.summary = std::string(story.summary) + " (gegenereerd)";
  return facts;
}

domain::Assessment Judgement(Dice& dice, domain::Breach breach) {
  if (breach == domain::Breach::kNo) {
    return {.breach = breach,
            .risk = domain::Risk::kUnlikely,
            .explanation = "Er zijn geen persoonsgegevens geraakt. (gegenereerd)"};
  }
  const domain::Risk risk = dice.Percent(55)   ? domain::Risk::kUnlikely
                            : dice.Percent(75) ? domain::Risk::kRisk
                                               : domain::Risk::kHigh;
  return {.breach = breach,
          .risk = risk,
          .explanation = "Beoordeeld op aard, omvang en gevolgen. (gegenereerd)"};
}

domain::Notification Decision(domain::Risk risk, const Course& course) {
  domain::Notification notification;
  notification.authority = risk != domain::Risk::kUnlikely;
  notification.persons = risk == domain::Risk::kHigh ? domain::PersonsInformed::kInformed
                                                     : domain::PersonsInformed::kNo;
  notification.reasons = notification.authority
                             ? "Een risico voor betrokkenen is niet uit te sluiten. (gegenereerd)"
                             : "Een risico voor betrokkenen is onwaarschijnlijk. (gegenereerd)";
  if (notification.authority) {
    notification.notified = Minute(course.notified_ms);
  }
  return notification;
}

}  // namespace

domain::SubmitReport Generator::Report(std::uint64_t number) const {
  Dice dice(seed_, number);
  const Course course = SomeCourse(dice, until_);
  return {.facts = SomeFacts(dice, course), .contact = {}};
}

domain::ImportIncident Generator::Incident(std::uint64_t number) const {
  Dice dice(seed_, number);
  const Course course = SomeCourse(dice, until_);
  domain::ImportIncident incident;
  incident.facts = SomeFacts(dice, course);
  incident.reported = Minute(course.reported_ms);
  incident.source = "generator";
  const bool recent =
      course.end_ms - course.reported_ms < static_cast<std::int64_t>(kSettledDays) * domain::kDayMs;
  if (dice.Percent(recent ? 40 : 2)) {
    return incident;  // Reported, and waiting.
  }
  const bool breach = !dice.Percent(15);
  incident.assessment = Judgement(dice, breach ? domain::Breach::kYes : domain::Breach::kNo);
  if (!breach || dice.Percent(recent ? 40 : 2)) {
    return incident;
  }
  incident.notification = Decision(incident.assessment->risk, course);
  incident.closed = true;
  incident.remarks = "Afgehandeld. (gegenereerd)";
  return incident;
}

std::string Generator::RequestId(std::uint64_t number) const {
  return RequestIds("generator", std::to_string(seed_)).Next(std::to_string(number));
}

}  // namespace datalek::intake

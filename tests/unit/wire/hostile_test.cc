// Whatever arrives is translated or refused by name; nothing overflows, nothing is guessed.
#include "services/wire/etag.h"
#include "services/wire/timestamp.h"
#include "services/wire/to_domain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace datalek::wire {
namespace {

using domain::Reason;
using domain::Refusal;

constexpr std::int64_t kInt64Min = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();
constexpr std::int32_t kInt32Min = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kInt32Max = std::numeric_limits<std::int32_t>::max();

std::optional<Refusal> RefusalOf(const Translated& translated) {
  const auto* refusal = std::get_if<Refusal>(&translated);
  return refusal != nullptr ? std::optional<Refusal>(*refusal) : std::nullopt;
}

Refusal No(std::string field, Reason reason) {
  return {.field = std::move(field), .reason = reason};
}

v1::SubmitReportRequest Report() {
  v1::SubmitReportRequest request;
  request.mutable_facts()->set_summary("brief verkeerd bezorgd");
  return request;
}

// A moment that is in order: 2026-03-01 in Amsterdam.
void SetDay(v1::Instant* instant) {
  instant->set_precision(v1::PRECISION_DAY);
  instant->mutable_start()->set_seconds(1'772'319'600);
  instant->set_utc_offset_minutes(60);
  instant->set_zone("Europe/Amsterdam");
}

TEST(Timestamps, AreMillisecondsOfTheYearsOneToNineThousand) {
  struct Case {
    std::int64_t seconds;
    std::int32_t nanos;
    std::optional<std::int64_t> ms;
  };
  const Case cases[] = {
      {0, 0, 0},
      {0, 1'000'000, 1},
      {-1, 999'000'000, -1},
      {1, 999'000'000, 1'999},
      {kTimestampSecondsMin, 0, kTimestampSecondsMin * 1'000},
      {kTimestampSecondsMax, 999'000'000, kTimestampSecondsMax * 1'000 + 999},
      {kTimestampSecondsMin - 1, 0, std::nullopt},
      {kTimestampSecondsMax + 1, 0, std::nullopt},
      {kInt64Min, 0, std::nullopt},
      {kInt64Max, 0, std::nullopt},
      {0, -1, std::nullopt},
      {0, 1, std::nullopt},
      {0, 999'999'999, std::nullopt},
      {0, 1'000'000'000, std::nullopt},
      {0, kInt32Min, std::nullopt},
      {0, kInt32Max, std::nullopt},
  };
  for (const Case& each : cases) {
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(each.seconds);
    timestamp.set_nanos(each.nanos);
    EXPECT_EQ(ToMs(timestamp), each.ms) << each.seconds << "." << each.nanos;
  }
}

TEST(Timestamps, GoThereAndBack) {
  for (const std::int64_t ms :
       {std::int64_t{-62'135'596'800'000}, std::int64_t{-1'001}, std::int64_t{-1'000},
        std::int64_t{-1}, std::int64_t{0}, std::int64_t{999}, std::int64_t{253'402'300'799'999}}) {
    google::protobuf::Timestamp timestamp;
    Fill(ms, &timestamp);
    EXPECT_EQ(ToMs(timestamp), ms);
    EXPECT_GE(timestamp.nanos(), 0);
  }
}

TEST(Moments, LeftOutAreUnknown) {
  const Translated translated = ToCommand(Report());
  ASSERT_FALSE(RefusalOf(translated));
  const auto& report = std::get<domain::SubmitReport>(std::get<domain::Command>(translated));
  EXPECT_EQ(report.facts.occurred_from, domain::Instant{});
  EXPECT_EQ(report.facts.occurred_to, domain::Instant{});
  EXPECT_EQ(report.facts.discovered, domain::Instant{});
}

TEST(Moments, OutsideTheirLimitsAreMalformed) {
  struct Case {
    std::int64_t seconds;
    std::int32_t nanos;
    std::int32_t offset;
  };
  const Case cases[] = {
      {kInt64Min, 0, 60},
      {kInt64Max, 0, 60},
      {domain::kInstantMinMs / 1'000 - 1, 0, 60},
      {domain::kInstantMaxMs / 1'000 + 1, 0, 60},
      {0, 1, 60},
      {0, -1, 60},
      {0, 0, kInt32Min},
      {0, 0, kInt32Max},
      {0, 0, domain::kOffsetMinutesMax + 1},
      {0, 0, -domain::kOffsetMinutesMax - 1},
  };
  for (const Case& each : cases) {
    v1::SubmitReportRequest request = Report();
    v1::Instant* const instant = request.mutable_facts()->mutable_discovered_at();
    SetDay(instant);
    instant->mutable_start()->set_seconds(each.seconds);
    instant->mutable_start()->set_nanos(each.nanos);
    instant->set_utc_offset_minutes(each.offset);
    EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.discovered_at", Reason::kMalformed))
        << each.seconds << " " << each.nanos << " " << each.offset;
  }
}

TEST(Moments, WithoutPrecisionOrStartAreMissing) {
  v1::SubmitReportRequest request = Report();
  request.mutable_facts()->mutable_occurred_from();
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.occurred_from", Reason::kMissing));

  SetDay(request.mutable_facts()->mutable_occurred_from());
  request.mutable_facts()->mutable_occurred_from()->clear_start();
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.occurred_from", Reason::kMissing));

  SetDay(request.mutable_facts()->mutable_occurred_from());
  request.mutable_facts()->mutable_occurred_from()->clear_precision();
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.occurred_from", Reason::kMissing));
}

TEST(Moments, WithAPrecisionOnNoListAreNotAnOption) {
  for (const int precision : {4, -1, kInt32Min, kInt32Max}) {
    v1::SubmitReportRequest request = Report();
    SetDay(request.mutable_facts()->mutable_occurred_to());
    request.mutable_facts()->mutable_occurred_to()->set_precision(
        static_cast<v1::Precision>(precision));
    EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.occurred_to", Reason::kNotAnOption))
        << precision;
  }
}

TEST(Lists, ANumberOnNoListIsNotAnOptionOfThatField) {
  struct Case {
    std::string field;
    void (*add)(v1::Facts&, int);
  };
  const Case cases[] = {
      {"facts.situations", [](v1::Facts& f, int n) { f.mutable_situations()->Add(n); }},
      {"facts.natures", [](v1::Facts& f, int n) { f.mutable_natures()->Add(n); }},
      {"facts.kinds", [](v1::Facts& f, int n) { f.mutable_kinds()->Add(n); }},
      {"facts.causes", [](v1::Facts& f, int n) { f.mutable_causes()->Add(n); }},
      {"facts.data", [](v1::Facts& f, int n) { f.mutable_data()->Add(n); }},
      {"facts.persons", [](v1::Facts& f, int n) { f.mutable_persons()->Add(n); }},
  };
  for (const Case& each : cases) {
    for (const int number : {0, -1, 29, 63, 64, 1'000, kInt32Min, kInt32Max}) {
      v1::SubmitReportRequest request = Report();
      each.add(*request.mutable_facts(), 1);
      each.add(*request.mutable_facts(), number);
      EXPECT_EQ(RefusalOf(ToCommand(request)), No(each.field, Reason::kNotAnOption)) << number;
    }
  }
}

TEST(Lists, TheSameOptionManyTimesIsThatOption) {
  v1::SubmitReportRequest request = Report();
  for (int i = 0; i < 10'000; ++i) {
    request.mutable_facts()->add_kinds(v1::KIND_OTHER);
  }
  const Translated translated = ToCommand(request);
  ASSERT_FALSE(RefusalOf(translated));
  EXPECT_EQ(std::get<domain::SubmitReport>(std::get<domain::Command>(translated)).facts.kinds,
            domain::SetOf<domain::Kind>{domain::Kind::kOther});
}

TEST(Lists, WorkingFromHomeUnsaidIsUnknownAndOnNoListIsRefused) {
  v1::SubmitReportRequest request = Report();
  const Translated unsaid = ToCommand(request);
  ASSERT_FALSE(RefusalOf(unsaid));
  EXPECT_EQ(
      std::get<domain::SubmitReport>(std::get<domain::Command>(unsaid)).facts.working_from_home,
      domain::Answer::kUnknown);

  request.mutable_facts()->set_working_from_home(static_cast<v1::Answer>(4));
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.working_from_home", Reason::kNotAnOption));
}

TEST(Counts, KeepWhatIsNotSaidApartFromZero) {
  v1::Count count;
  EXPECT_EQ(ToCount(count), (domain::Count{}));
  count.set_min(0);
  EXPECT_EQ(ToCount(count), (domain::Count{.min = 0, .max = std::nullopt}));
  count.set_max(std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(ToCount(count),
            (domain::Count{.min = 0, .max = std::numeric_limits<std::uint64_t>::max()}));
}

TEST(Requests, WithoutTheirRequiredMessageAreRefused) {
  EXPECT_EQ(RefusalOf(ToCommand(v1::SubmitReportRequest())), No("facts", Reason::kMissing));
  EXPECT_EQ(RefusalOf(ToCommand(v1::ImportIncidentRequest())), No("facts", Reason::kMissing));
  EXPECT_EQ(RefusalOf(ToCommand(v1::AmendIncidentRequest())), No("facts", Reason::kMissing));
  EXPECT_EQ(RefusalOf(ToCommand(v1::AssessIncidentRequest())), No("assessment", Reason::kMissing));
  EXPECT_EQ(RefusalOf(ToCommand(v1::DecideNotificationRequest())),
            No("notification", Reason::kMissing));
}

TEST(Requests, WithoutARequiredChoiceAreRefused) {
  EXPECT_EQ(RefusalOf(ToCommand(v1::DismissIncidentRequest())), No("dismissal", Reason::kMissing));

  v1::AssessIncidentRequest assess;
  assess.mutable_assessment()->set_risk(v1::RISK_HIGH);
  EXPECT_EQ(RefusalOf(ToCommand(assess)), No("assessment.breach", Reason::kMissing));
  assess.mutable_assessment()->set_breach(v1::BREACH_YES);
  assess.mutable_assessment()->clear_risk();
  EXPECT_EQ(RefusalOf(ToCommand(assess)), No("assessment.risk", Reason::kMissing));

  v1::DecideNotificationRequest decide;
  decide.mutable_notification()->set_authority(true);
  EXPECT_EQ(RefusalOf(ToCommand(decide)), No("notification.persons", Reason::kMissing));
}

TEST(Requests, WithAChoiceOnNoListAreRefused) {
  v1::DismissIncidentRequest dismiss;
  dismiss.set_dismissal(static_cast<v1::Dismissal>(4));
  EXPECT_EQ(RefusalOf(ToCommand(dismiss)), No("dismissal", Reason::kNotAnOption));

  v1::AssessIncidentRequest assess;
  assess.mutable_assessment()->set_breach(static_cast<v1::Breach>(kInt32Min));
  assess.mutable_assessment()->set_risk(v1::RISK_HIGH);
  EXPECT_EQ(RefusalOf(ToCommand(assess)), No("assessment.breach", Reason::kNotAnOption));
}

TEST(Requests, MomentsOfAssessmentDecisionAndImportAreRefusedByTheirOwnPath) {
  v1::AssessIncidentRequest assess;
  assess.mutable_assessment()->set_breach(v1::BREACH_YES);
  assess.mutable_assessment()->set_risk(v1::RISK_HIGH);
  SetDay(assess.mutable_aware_at());
  assess.mutable_aware_at()->set_utc_offset_minutes(kInt32Min);
  EXPECT_EQ(RefusalOf(ToCommand(assess)), No("aware_at", Reason::kMalformed));

  v1::DecideNotificationRequest decide;
  decide.mutable_notification()->set_persons(v1::PERSONS_INFORMED_NO);
  SetDay(decide.mutable_notification()->mutable_notified_at());
  decide.mutable_notification()->mutable_notified_at()->mutable_start()->set_seconds(kInt64Min);
  EXPECT_EQ(RefusalOf(ToCommand(decide)), No("notification.notified_at", Reason::kMalformed));

  v1::ImportIncidentRequest import;
  import.mutable_facts();
  SetDay(import.mutable_reported_at());
  import.mutable_reported_at()->mutable_start()->set_nanos(7);
  EXPECT_EQ(RefusalOf(ToCommand(import)), No("reported_at", Reason::kMalformed));
}

TEST(Requests, OfSeveralRefusalsTheFirstByPrecedenceIsGiven) {
  v1::SubmitReportRequest request = Report();
  request.mutable_facts()->add_kinds(static_cast<v1::Kind>(99));
  SetDay(request.mutable_facts()->mutable_occurred_from());
  request.mutable_facts()->mutable_occurred_from()->mutable_start()->set_nanos(1);
  request.mutable_facts()->mutable_discovered_at();
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.discovered_at", Reason::kMissing));

  SetDay(request.mutable_facts()->mutable_discovered_at());
  EXPECT_EQ(RefusalOf(ToCommand(request)), No("facts.occurred_from", Reason::kMalformed));
}

TEST(Corrections, NamingAnUnknownPartAreRefused) {
  for (const char* const path : {"", "discovered", "facts.summary", "Summary", "summary.x", "**"}) {
    v1::AmendIncidentRequest request;
    request.mutable_facts();
    request.mutable_update_mask()->add_paths("summary");
    request.mutable_update_mask()->add_paths(path);
    EXPECT_EQ(RefusalOf(ToCommand(request)), No("update_mask", Reason::kNotAnOption)) << path;
  }
}

TEST(Corrections, WithAStarNameEveryPart) {
  v1::AmendIncidentRequest request;
  request.mutable_facts()->set_measures("gebeld");
  request.mutable_update_mask()->add_paths("*");
  const Translated translated = ToCommand(request);
  ASSERT_FALSE(RefusalOf(translated));
  const auto& amend = std::get<domain::AmendIncident>(std::get<domain::Command>(translated));
  EXPECT_EQ(amend.fields.size(), v1::Facts::descriptor()->field_count());
  EXPECT_EQ(amend.facts.measures, "gebeld");
}

TEST(Corrections, DoNotReadThePartsTheyDoNotName) {
  v1::AmendIncidentRequest request;
  request.mutable_facts()->set_summary("nieuw");
  request.mutable_facts()->set_measures("niet genoemd");
  request.mutable_facts()->add_kinds(static_cast<v1::Kind>(99));
  request.mutable_facts()->mutable_discovered_at();
  request.mutable_update_mask()->add_paths("summary");
  const Translated translated = ToCommand(request);
  ASSERT_FALSE(RefusalOf(translated));
  const auto& amend = std::get<domain::AmendIncident>(std::get<domain::Command>(translated));
  domain::Facts named;
  named.summary = "nieuw";
  EXPECT_EQ(amend.facts, named);
}

TEST(Corrections, WithoutAMaskNameNothing) {
  v1::AmendIncidentRequest request;
  request.mutable_facts()->set_summary("nieuw");
  const Translated translated = ToCommand(request);
  ASSERT_FALSE(RefusalOf(translated));
  EXPECT_TRUE(
      std::get<domain::AmendIncident>(std::get<domain::Command>(translated)).fields.empty());
}

TEST(Etags, GoThereAndBack) {
  for (const std::uint32_t count : {0U, 1U, 10U, std::numeric_limits<std::uint32_t>::max()}) {
    EXPECT_EQ(EventCountOf(EtagOf(count)), count);
  }
}

TEST(Etags, OfAnotherMakeAreNone) {
  for (const char* const etag : {"", " 1", "1 ", "01", "-1", "+1", "x", "1x", "4294967296", "*"}) {
    EXPECT_EQ(EventCountOf(etag), std::nullopt) << etag;
  }
}

}  // namespace
}  // namespace datalek::wire

#include "services/domain/deadline.h"

#include "tests/testing/moments.h"

#include <gtest/gtest.h>

namespace datalek::domain {
namespace {

using tests::Moment;
using tests::MsOf;

Incident AwareAt(std::string_view local) {
  Incident incident;
  incident.aware = Moment(local);
  return incident;
}

TEST(Deadline, RunsOverChristmas) {
  EXPECT_EQ(NotifyByMs(AwareAt("2020-12-22 12:17")), MsOf("2020-12-25 12:17"));
}

TEST(Deadline, CountsElapsedHoursWhenSummerTimeBegins) {
  EXPECT_EQ(NotifyByMs(AwareAt("2021-03-26 16:30")), MsOf("2021-03-29 17:30"));
}

TEST(Deadline, RunsFromMaundyThursdayToEasterSunday) {
  EXPECT_EQ(NotifyByMs(AwareAt("2026-04-02 16:20")), MsOf("2026-04-05 16:20"));
}

TEST(Deadline, CountsElapsedHoursWhenSummerTimeEnds) {
  EXPECT_EQ(NotifyByMs(AwareAt("2026-10-23 16:30")), MsOf("2026-10-26 15:30"));
}

TEST(Deadline, RunsFromTheEarliestMomentThatMayBeMeant) {
  EXPECT_EQ(NotifyByMs(AwareAt("2026-04-02")), MsOf("2026-04-05 00:00"));
  EXPECT_EQ(NotifyByMs(AwareAt("2026-04")), MsOf("2026-04-04 00:00"));
}

TEST(Deadline, WithoutAwarenessRunsFromTheDiscovery) {
  Incident incident;
  incident.facts.discovered = Moment("2026-04-02 08:00");
  incident.reported = Moment("2026-04-03 08:00");
  EXPECT_EQ(NotifyByMs(incident), MsOf("2026-04-05 08:00"));
}

TEST(Deadline, WithoutDiscoveryRunsFromTheReport) {
  Incident incident;
  incident.reported = Moment("2026-04-03 08:00");
  incident.recorded_at_ms = MsOf("2026-04-09 08:00");
  EXPECT_EQ(NotifyByMs(incident), MsOf("2026-04-06 08:00"));
}

TEST(Deadline, OfAnImportThatKnowsNoMomentRunsFromItsRecording) {
  Incident incident;
  incident.recorded_at_ms = MsOf("2026-04-09 08:00") + 123;
  EXPECT_EQ(NotifyByMs(incident), MsOf("2026-04-12 08:00") + 123);
}

TEST(Deadline, ALaterAwarenessWinsOverTheDiscovery) {
  Incident incident = AwareAt("2026-04-03 09:00");
  incident.facts.discovered = Moment("2026-04-02 09:00");
  EXPECT_EQ(NotifyByMs(incident), MsOf("2026-04-06 09:00"));
}

}  // namespace
}  // namespace datalek::domain

#include "services/registry/clock.h"

#include "tests/testing/moments.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace datalek::registry {
namespace {

std::int64_t SystemMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

TEST(SystemClock, ShowsTheSystemsTimeInMilliseconds) {
  const SystemClock clock("Europe/Amsterdam");
  const std::int64_t before = SystemMs();
  const std::int64_t shown = clock.NowMs();
  EXPECT_GE(shown, before);
  EXPECT_LE(shown, SystemMs());
}

TEST(SystemClock, NamesItsZone) {
  EXPECT_EQ(SystemClock("Europe/Amsterdam").Zone(), "Europe/Amsterdam");
}

// The rule of Amsterdam spelled out, because a machine may have no database of zones.
TEST(SystemClock, GivesTheOffsetThatHoldsAtTheMomentItIsAskedAbout) {
  ASSERT_EQ(setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1), 0);
  tzset();
  const SystemClock clock("Europe/Amsterdam");
  for (const char* local : {"2026-01-15 12:00", "2026-03-29 01:59", "2026-03-29 03:00",
                            "2026-07-15 12:00", "2026-10-25 02:30", "2026-10-25 03:00"}) {
    EXPECT_EQ(clock.OffsetMinutes(tests::MsOf(local)),
              tests::AmsterdamOffsetMinutes(tests::MsOf(local)))
        << local;
  }
}

}  // namespace
}  // namespace datalek::registry

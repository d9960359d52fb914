// A scenario made up by dice: thousands of steps, with crashes, repetitions and mistakes among
// them.
//
// When something breaks it prints the seed and the scenario up to there, which reproduces it as a
// .txt in this folder. DATALEK_WALK_SEED and DATALEK_WALK_STEPS choose another walk.
#include "tests/scenario/scenario_driver.h"
#include "tests/testing/dice.h"
#include "tests/testing/moments.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

constexpr std::uint64_t kSeed = 20200227;
constexpr std::uint64_t kSteps = 2'000;
constexpr std::uint64_t kStepsPerFullCheck = 100;

std::uint64_t Chosen(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread.
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

// Makes up one line after another.
class Walker {
 public:
  explicit Walker(std::uint64_t seed) : dice_(seed) {}

  std::string Next(std::int64_t now_ms) {
    now_ms_ = now_ms;
    const std::uint64_t roll = dice_.Below(100);
    if (roll < 2) {
      return "crash";
    }
    if (roll < 12) {
      return "later " + std::to_string(dice_.Between(1, 40)) +
             (dice_.Coin() ? " hours" : " minutes");
    }
    if (roll < 16) {
      return Read();
    }
    if (roll < 26 && !asked_.empty()) {
      return asked_[dice_.Below(asked_.size())];  // Sent again, word for word.
    }
    if (roll < 46 || begun_ == 0) {
      return Begin();
    }
    return Continue();
  }

 private:
  std::string Read() {
    static const std::vector<std::string> kReads{"queue", "register", "mine employee", "tally",
                                                 "tally since=2026-01-10 until=2026-03-20"};
    return kReads[dice_.Below(kReads.size())];
  }

  // Sometimes a request that was used before, as a program with a mistake would.
  std::string Request() {
    if (requests_ > 0 && dice_.OneIn(40)) {
      return "R" + std::to_string(1 + dice_.Below(requests_));
    }
    requests_ += 1;
    return "R" + std::to_string(requests_);
  }

  std::string Begin() {
    const std::uint64_t before = requests_;
    const std::string request = Request();
    const std::string person = dice_.OneIn(5) ? "colleague" : "employee";
    std::string line = dice_.OneIn(3) ? "import " + request + " by officer" + ImportedValues()
                                      : "report " + request + " by " + person + " \"made up\"";
    line += SomeFacts();
    if (requests_ > before) {  // Else it may be refused, and has no name.
      begun_ += 1;
      line += " -> recorded I" + std::to_string(begun_);
      const std::size_t arrow = line.find(" -> ");
      asked_.push_back(line.substr(0, arrow));
      return line;
    }
    return line;
  }

  std::string Continue() {
    const std::string who = dice_.OneIn(6) ? "officer-2" : "officer";
    const std::string incident = "I" + std::to_string(1 + dice_.Below(begun_));
    const auto ask = [&](const char* verb) {
      return std::string(verb) + " " + Request() + " " + incident + " by " + who + Etag();
    };
    std::string line;
    switch (dice_.Below(10)) {
      case 0:
      case 1:
        line = ask("assess") + One<domain::Breach>(" breach=") + One<domain::Risk>(" risk=") +
               (dice_.OneIn(3) ? Moment(" aware=") + " because=\"found out\"" : "");
        break;
      case 2:
      case 3:
        line = ask("decide") + (dice_.Coin() ? " authority=yes" + Moment(" notified=")
                                             : std::string(" authority=no"));
        break;
      case 4:
        line = ask("close");
        break;
      case 5:
        line = ask("reopen");
        break;
      case 6:
        line = ask("dismiss") + One<domain::Dismissal>(" as=");
        break;
      case 7:
      case 8:
        line = ask("amend") + SomeFacts();
        break;
      default:
        line = ask("comment");
    }
    asked_.push_back(line);
    return line;
  }

  std::string Etag() {
    return dice_.OneIn(5) ? " etag=" + std::to_string(dice_.Between(1, 6)) : "";
  }

  std::string ImportedValues() {
    std::string values = Moment(" received=");
    if (dice_.Coin()) {
      values += " breach=yes";
      values += dice_.Coin() ? " authority=no" : "";
    }
    return values;
  }

  template <typename Enum>
  std::string One(const char* key) {
    return key + std::string(domain::Token(dice_.One<Enum>()));
  }

  // A moment of the last ninety days, of some precision, or unknown.
  std::string Moment(const char* key) { return key + At(dice_.Between(1, 90)); }

  std::string At(int days_ago) {
    const std::int64_t at_ms = now_ms_ - days_ago * domain::kDayMs;
    const std::string text =
        domain::ToText(domain::AtMinute(at_ms, AmsterdamOffsetMinutes(at_ms), std::string(kZone)));
    switch (dice_.Below(4)) {
      case 0:
        return "unknown";
      case 1:
        return text.substr(0, 7);
      case 2:
        return text.substr(0, 10);
      default:
        return text.substr(0, 10) + "T" + text.substr(11, 5);
    }
  }

  std::string SomeFacts() {
    std::string facts;
    const int days_ago = dice_.Between(40, 90);
    facts += dice_.Coin() ? " occurred=" + At(days_ago) : "";
    facts += dice_.Coin() ? " noticed=" + At(days_ago - dice_.Between(32, 39)) : "";
    facts += dice_.Coin() ? One<domain::PersonGroup>(" persons=") : " persons=citizens";
    facts += dice_.OneIn(3) ? " affected=" + std::to_string(dice_.Below(50)) + ".." : "";
    facts += dice_.OneIn(3) ? One<domain::Cause>(" cause=") : "";
    facts += dice_.OneIn(3) ? One<domain::Kind>(" kind=") : "";
    return facts;
  }

  Dice dice_;
  std::int64_t now_ms_ = 0;
  std::uint64_t requests_ = 0;
  std::uint64_t begun_ = 0;
  std::vector<std::string> asked_;
};

std::string Replay(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

TEST(RandomWalk, BreaksNothing) {
  const std::uint64_t seed = Chosen("DATALEK_WALK_SEED", kSeed);
  const std::uint64_t steps = Chosen("DATALEK_WALK_STEPS", kSteps);
  Walker walker(seed);
  ScenarioDriver driver;
  std::vector<std::string> lines;
  for (std::uint64_t step = 1; step <= steps; ++step) {
    lines.push_back(walker.Next(driver.now_ms()));
    ASSERT_EQ(driver.Perform(lines.back()), "")
        << "seed " << seed << ", step " << step << ", reproduced by\n"
        << Replay(lines);
    if (lines.back() == "crash" || step % kStepsPerFullCheck == 0 || step == steps) {
      ASSERT_EQ(driver.Violation(), "")
          << "seed " << seed << ", step " << step << ", reproduced by\n"
          << Replay(lines);
    }
  }
  EXPECT_GT(driver.incidents(), steps / 20) << "a walk that begins little proves little";
}

// Short walks, looked at after every step.
TEST(RandomWalk, BreaksNothingAtAnyStep) {
  constexpr std::uint64_t kWalks = 15;
  constexpr std::uint64_t kShortSteps = 60;
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    Walker walker(seed);
    ScenarioDriver driver;
    std::vector<std::string> lines;
    for (std::uint64_t step = 1; step <= kShortSteps; ++step) {
      lines.push_back(walker.Next(driver.now_ms()));
      ASSERT_EQ(driver.Perform(lines.back()), "")
          << "seed " << seed << ", step " << step << ", reproduced by\n"
          << Replay(lines);
      ASSERT_EQ(driver.Violation(), "")
          << "seed " << seed << ", step " << step << ", reproduced by\n"
          << Replay(lines);
    }
  }
}

}  // namespace
}  // namespace datalek::tests

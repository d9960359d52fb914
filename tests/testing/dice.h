// Seeded chance: the same seed gives the same values everywhere.
//
// One thread at a time.
#pragma once

#include "services/domain/command.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace datalek::tests {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  // 0 to limit - 1.
  std::uint64_t Below(std::uint64_t limit) { return Next() % limit; }
  int Between(int first, int last) {
    return first + static_cast<int>(Below(static_cast<std::uint64_t>(last - first + 1)));
  }
  bool Coin() { return (Next() & 1U) != 0; }
  bool OneIn(std::uint64_t chances) { return Below(chances) == 0; }

  template <typename Enum>
  Enum One() {
    const auto options = domain::Options<Enum>();
    return options[Below(options.size())].value;
  }
  // Each option with a chance of one in four.
  template <typename Enum>
  domain::SetOf<Enum> Some() {
    domain::SetOf<Enum> some;
    for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
      if (OneIn(4)) {
        some.Insert(option.value);
      }
    }
    return some;
  }

  // Never empty.
  std::string Text() {
    static constexpr const char* kPieces[] = {"a", "brief ", "\n", "é", "€", "\t", "😀", "0"};
    std::string text = "t";
    for (std::uint64_t i = Below(12); i > 0; --i) {
      text += kPieces[Below(std::size(kPieces))];
    }
    return text;
  }

 private:
  std::uint64_t state_;
};

// A moment of one of the known precisions, or unknown, that began before `latest_ms`.
domain::Instant SomeMoment(Dice& dice, std::int64_t latest_ms);

// Facts that pass Validate() at `now_ms`.
domain::Facts SomeFacts(Dice& dice, std::int64_t now_ms);
domain::Assessment SomeAssessment(Dice& dice);
domain::Notification SomeNotification(Dice& dice, std::int64_t now_ms);

// A command that passes Validate() at `now_ms`, of those that begin an incident, or that continue
// one.
domain::Command SomeBeginning(Dice& dice, std::int64_t now_ms);
domain::Command SomeContinuation(Dice& dice, std::int64_t now_ms);

}  // namespace datalek::tests

// Random well-formed domain values for round trips; the same seed gives the same values everywhere.
#pragma once

#include "services/domain/command.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace datalek::wire {

class RandomValues {
 public:
  explicit RandomValues(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t Below(std::uint64_t limit) { return Next() % limit; }
  bool Coin() { return (Next() & 1U) != 0; }

  std::string Text() {
    static constexpr const char* kPieces[] = {"a", "brief ", "\n", "é", "€", "\t", "😀", "0"};
    std::string text;
    for (std::uint64_t i = Below(12); i > 0; --i) {
      text += kPieces[Below(std::size(kPieces))];
    }
    return text;
  }

  template <typename Enum>
  Enum One() {
    const auto options = domain::Options<Enum>();
    return options[Below(options.size())].value;
  }
  template <typename Enum>
  domain::SetOf<Enum> Some() {
    domain::SetOf<Enum> some;
    for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
      if (Below(4) == 0) {
        some.Insert(option.value);
      }
    }
    return some;
  }

  domain::Instant KnownMoment() {
    const int offset =
        static_cast<int>(Below(2 * domain::kOffsetMinutesMax + 1)) - domain::kOffsetMinutesMax;
    const std::int64_t day = static_cast<std::int64_t>(Below(105'000)) - 25'000;
    const domain::CivilDate date = domain::CivilFromDays(day);
    switch (Below(3)) {
      case 0:
        return domain::InMonth(date.year, date.month, offset, "Europe/Amsterdam");
      case 1:
        return domain::OnDay(date, offset, "UTC");
      default:
        return domain::AtMinute(
            day * domain::kDayMs + static_cast<std::int64_t>(Below(domain::kDayMs)), offset,
            "America/Argentina/Buenos_Aires");
    }
  }
  domain::Instant Moment() { return Coin() ? KnownMoment() : domain::Instant{}; }

  domain::Count Number() {
    domain::Count count;
    if (Coin()) {
      count.min = Below(1'000);
    }
    if (Coin()) {
      count.max = Coin() ? Next() : 0;
    }
    return count;
  }

  domain::Facts SomeFacts() {
    return {.situations = Some<domain::Situation>(),
            .natures = Some<domain::Nature>(),
            .kinds = Some<domain::Kind>(),
            .causes = Some<domain::Cause>(),
            .data = Some<domain::DataCategory>(),
            .persons = Some<domain::PersonGroup>(),
            .person_count = Number(),
            .record_count = Number(),
            .working_from_home = One<domain::Answer>(),
            .occurred_from = Moment(),
            .occurred_to = Moment(),
            .discovered = Moment(),
            .summary = Text(),
            .consequences = Text(),
            .measures = Text()};
  }
  domain::Assessment SomeAssessment() {
    return {.breach = One<domain::Breach>(), .risk = One<domain::Risk>(), .explanation = Text()};
  }
  domain::Notification SomeNotification() {
    return {.authority = Coin(),
            .persons = One<domain::PersonsInformed>(),
            .reasons = Text(),
            .notified = Moment(),
            .authority_reference = Text()};
  }

 private:
  std::uint64_t state_;
};

}  // namespace datalek::wire

// Invented but plausible incidents of one municipality, of any number: for demonstrations and for
// measuring. Every text says that it is generated.
//
// Incident number i depends on the seed and on i alone, on every machine, so that any part can be
// made again. Where published figures exist the numbers follow them; the rest is made up:
//
//   kinds      municipalities 2016-17: 41 % wrong recipient, 13 % published by accident, 10 % lost
//              carrier, 2 % waste paper (nu.nl 4683642); 8 % hacking, malware or phishing, first
//              half of 2024, all sectors (CBS, tweakers.net 229628); the rest "other"
//   data       name in 9 of 10, national number 29 %, financial 29 %, identity document 4 %
//              (the same half year)
//   made up    counts, groups, states, times, and which situation brings which kind
//
// Pure; any thread.
#pragma once

#include "services/domain/command.h"
#include "services/domain/instant.h"

#include <cstdint>
#include <string>

namespace datalek::intake {

class Generator {
 public:
  // Incidents occur, and are dealt with, from 2020-03-01 up to and including `until`, which is not
  // earlier. Nothing lies in the future when `until` has passed.
  Generator(std::uint64_t seed, domain::CivilDate until) : seed_(seed), until_(until) {}

  // What an employee reports: facts alone.
  [[nodiscard]] domain::SubmitReport Report(std::uint64_t number) const;

  // The same incident as a register has it: reported only, assessed, found to be no breach, or
  // decided and closed. The older, the more often it is closed.
  [[nodiscard]] domain::ImportIncident Incident(std::uint64_t number) const;

  // A UUID that the number alone decides under this seed.
  [[nodiscard]] std::string RequestId(std::uint64_t number) const;

 private:
  std::uint64_t seed_;
  domain::CivilDate until_;
};

}  // namespace datalek::intake

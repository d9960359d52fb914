// Plays a scenario, line by line, on a register in memory, and checks after every line that nothing
// is broken.
//
//   at 2026-03-02T09:00                  the clock shows this, in Amsterdam
//   later 3 hours                        or minutes, or days
//   crash                                recorder and vault are gone; both start again
//
//   VERB REQUEST [INCIDENT] by PERSON ["text"] [key=value]...
//     report   "what happened" noticed= occurred= until= persons= affected= kind= nature= cause=
//              situation= contact=
//     import   as report, and source= received= breach= risk= authority= notified= closed=yes
//     assess   breach= risk= aware= because=
//     decide   authority=yes|no informed= notified= reference=
//     close, reopen, comment   "text"
//     dismiss  as=not-a-breach|duplicate|withdrawn "text"
//     amend    what is corrected, as in a report; because=
//   A request name such as R1 stands for one request id; etag=2 says how many events were read.
//     -> recorded [INCIDENT] [sequence N] [events N] [number DL-...] [due LOCAL-TIME]
//     -> replayed ...        the first answer again
//     -> refused REASON [field]
//
//   queue | register | mine PERSON  [of ORGANISATION]    -> INCIDENT... or: nothing
//   timeline INCIDENT                                    -> TYPE...
//   show INCIDENT     -> state= events= number= breach= risk= outcome= due= source= noticed= ...
//   tally [since=] [until=] [of ORGANISATION]
//     -> confirmed= not-assessed= citizens-unknown= others-only= straddling= by-discovery= later=
//        at-least= at-most= months= 2020-03=
//   Of a query, what is not mentioned is not checked.
//
// A PERSON is an account, of which the name begins with its role: employee, officer-2,
// administrator; "officer@gemeente-anders" is of another organisation. An expectation may be left
// out: then any answer will do, as long as nothing breaks.
//
// One thread at a time.
#pragma once

#include "services/domain/incident_id.h"
#include "services/registry/recorder.h"
#include "services/views/record.h"
#include "storage/kv/status.h"
#include "tests/scenario/scenario_line.h"
#include "tests/testing/register.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tests {

class ScenarioDriver {
 public:
  ScenarioDriver();

  // Performs the line and checks its expectation. What is wrong, readable; empty: nothing.
  std::string Perform(std::string_view line);

  // What must hold after every line; empty when it does:
  //   - every acknowledged command stands at its sequence, and nothing else was recorded
  //   - each of them kept its first answer
  //   - all that CheckLedger() asks of each organisation
  std::string Violation();

  // For whoever makes up scenarios: the names of the incidents that have begun.
  [[nodiscard]] std::size_t incidents() const { return incidents_.size(); }
  [[nodiscard]] std::int64_t now_ms() const { return stores_.clock.NowMs(); }

 private:
  // An acknowledged request.
  struct Acknowledged {
    std::string organisation;
    std::string asked;
    registry::Receipt receipt;
  };
  using Facts = std::map<std::string, std::string>;

  std::string PerformRead(const ScenarioLine& line);
  std::string MoveClock(const ScenarioLine& line);
  std::string Crash();
  std::string Command(const ScenarioLine& line);
  std::string CheckAnswer(const ScenarioLine& line, const registry::Outcome& outcome);
  std::string CheckMemory(const ScenarioLine& line, const std::string& person,
                          const registry::Outcome& outcome);
  std::string CheckReceipt(const ScenarioLine& line, const registry::Receipt& receipt);

  std::string List(const ScenarioLine& line);
  std::string Timeline(const ScenarioLine& line);
  std::string Show(const ScenarioLine& line);
  std::string Tally(const ScenarioLine& line);
  std::string ViolationOf(const std::string& organisation);

  [[nodiscard]] static registry::Requester PersonOf(const std::string& person);
  [[nodiscard]] static std::string OrganisationOf(const ScenarioLine& line);
  [[nodiscard]] std::string NameOf(const domain::IncidentId& incident) const;
  storage::Result<views::Record> RecordOf(const domain::IncidentId& incident);

  MemoryStores stores_;
  Register register_{stores_.main_store, stores_.key_store, stores_.clock};
  std::map<std::string, domain::IncidentId> incidents_;  // By name.
  std::map<std::string, Acknowledged> acknowledged_;     // By person and request.
};

}  // namespace datalek::tests

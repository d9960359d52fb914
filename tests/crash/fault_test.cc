// A store fails at its first, second, third ... operation, until a whole life of the register
// passes without: before and after the write, once and for good, in the register and in the keys.
// Whatever was acknowledged is there, nothing is there by half, and sending all of it again
// completes it.
#include "storage/faulty/faulty_engine.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/memory/memory_engine.h"
#include "tests/crash/fault_script.h"
#include "tests/testing/register.h"
#include "tests/testing/status_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

using storage::Code;
using storage::Fault;
using ::testing::IsEmpty;

enum class Store { kRegister, kKeys };

struct Kind {
  const char* name;
  Store store = Store::kRegister;
  Fault fault;
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

class FaultTest : public ::testing::TestWithParam<Kind> {
 protected:
  // One life with the fault at the operation `at`; false when it never came to that.
  static bool Live(std::uint64_t at);
};

bool FaultTest::Live(std::uint64_t at) {
  const Kind& kind = GetParam();
  MemoryStores stores;
  storage::FaultyEngine store(stores.main_store);
  storage::FaultyEngine keys(stores.key_store);
  storage::FaultyEngine& faulty = kind.store == Store::kRegister ? store : keys;
  Fault fault = kind.fault;
  fault.at = at;
  FaultScript script;
  {
    Register desk(store, keys, stores.clock);
    faulty.Arm(fault);
    if (desk.Start().ok()) {
      script.Play(desk);
    }
    desk.Stop();
  }
  const bool fired = faulty.fired() > 0;
  if (!fired) {
    EXPECT_TRUE(script.complete());
  }
  // The server is gone; another starts on what was really written.
  Register after(stores.main_store, stores.key_store, stores.clock);
  EXPECT_THAT(after.Start(), IsOk());
  EXPECT_THAT(script.Flaws(after), IsEmpty());
  script.Play(after);
  EXPECT_TRUE(script.complete());
  EXPECT_THAT(script.complaints(), IsEmpty());
  EXPECT_THAT(script.FlawsWhenComplete(after), IsEmpty());
  return fired;
}

TEST_P(FaultTest, LosesDoublesAndHalvesNothing) {
  constexpr std::uint64_t kOperationsMax = 2'000;
  std::uint64_t at = 1;
  while (Live(at) && !HasFailure() && at < kOperationsMax) {
    at += 1;
  }
  ASSERT_FALSE(HasFailure()) << "at operation " << at;
  EXPECT_LT(at, kOperationsMax) << "the script never came to its end";
  EXPECT_GT(at, 2U) << "the fault met only one operation";
}

constexpr Fault FaultOf(Fault::Moment moment, Fault::Lasts lasts, Code code,
                        Fault::Counts counts = Fault::Counts::kOperations) {
  return {.at = 1, .counts = counts, .moment = moment, .lasts = lasts, .code = code};
}

std::vector<Kind> Kinds() {
  using enum Fault::Moment;
  using enum Fault::Lasts;
  const Fault lost = FaultOf(kAfter, kOnce, Code::kUnavailable);
  const Fault lost_for_good = FaultOf(kAfter, kFromThenOn, Code::kUnavailable);
  const Fault refused = FaultOf(kBefore, kOnce, Code::kUnavailable);
  const Fault refused_for_good = FaultOf(kBefore, kFromThenOn, Code::kUnavailable);
  const Fault full = FaultOf(kBefore, kOnce, Code::kFull, Fault::Counts::kCommits);
  const Fault full_for_good = FaultOf(kBefore, kFromThenOn, Code::kFull, Fault::Counts::kCommits);
  const Fault conflict = FaultOf(kBefore, kOnce, Code::kConflict, Fault::Counts::kCommits);
  return {{"RegisterLosesAnAnswer", Store::kRegister, lost},
          {"RegisterLosesAnAnswerAndDies", Store::kRegister, lost_for_good},
          {"RegisterFailsOnce", Store::kRegister, refused},
          {"RegisterDies", Store::kRegister, refused_for_good},
          {"RegisterIsFullOnce", Store::kRegister, full},
          {"RegisterStaysFull", Store::kRegister, full_for_good},
          {"RegisterHasAnotherWriter", Store::kRegister, conflict},
          {"KeysLoseAnAnswer", Store::kKeys, lost},
          {"KeysLoseAnAnswerAndDie", Store::kKeys, lost_for_good},
          {"KeysFailOnce", Store::kKeys, refused},
          {"KeysDie", Store::kKeys, refused_for_good},
          {"KeysAreFullOnce", Store::kKeys, full},
          {"KeysStayFull", Store::kKeys, full_for_good}};
}

INSTANTIATE_TEST_SUITE_P(AtEveryOperation, FaultTest, ::testing::ValuesIn(Kinds()),
                         [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace datalek::tests

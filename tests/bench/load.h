// Closed-loop load: a number of calls in flight at any time, each followed by the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace datalek::bench {

// Starts one call; must call `done` once when it has ended, from any thread. `slot` is below the
// number in flight and used by one call at a time.
using StartCall = std::function<void(std::size_t slot, std::function<void(bool ok)> done)>;

struct Load {
  double calls_per_second = 0;
  double median_us = 0;
  double p99_us = 0;
};

// Runs `calls` calls with `in_flight` under way. Ends the process when a call fails.
Load RunLoad(std::size_t in_flight, std::uint64_t calls, const StartCall& start);

// The median of several rounds, with their range.
struct Spread {
  double median = 0;
  double low = 0;
  double high = 0;
};
Spread SpreadOf(std::vector<double> values);

}  // namespace datalek::bench

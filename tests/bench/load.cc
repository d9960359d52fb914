#include "tests/bench/load.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <mutex>

namespace datalek::bench {
namespace {

using Clock = std::chrono::steady_clock;

class Loop {
 public:
  Loop(std::size_t in_flight, std::uint64_t calls, const StartCall& start)
      : calls_(calls), start_(start), began_(in_flight), latencies_us_(calls) {}

  Load Run() {
    const Clock::time_point begin = Clock::now();
    for (std::size_t slot = 0; slot < began_.size(); ++slot) {
      Next(slot);
    }
    {
      std::unique_lock lock(mutex_);
      all_done_.wait(lock, [this] { return done_ == calls_; });
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::sort(latencies_us_.begin(), latencies_us_.end());
    return {.calls_per_second = static_cast<double>(calls_) / seconds,
            .median_us = latencies_us_[latencies_us_.size() / 2],
            .p99_us = latencies_us_[latencies_us_.size() * 99 / 100]};
  }

 private:
  void Next(std::size_t slot) {
    if (started_.fetch_add(1) >= calls_) {
      return;
    }
    began_[slot] = Clock::now();
    start_(slot, [this, slot](bool ok) { Ended(slot, ok); });
  }

  void Ended(std::size_t slot, bool ok) {
    if (!ok) {
      std::cerr << "a call failed\n";
      std::_Exit(EXIT_FAILURE);
    }
    const std::uint64_t ended = ended_.fetch_add(1);
    latencies_us_[ended] =
        std::chrono::duration<double, std::micro>(Clock::now() - began_[slot]).count();
    Next(slot);
    const std::scoped_lock lock(mutex_);
    if (++done_ == calls_) {
      all_done_.notify_one();
    }
  }

  const std::uint64_t calls_;
  const StartCall& start_;
  std::vector<Clock::time_point> began_;
  std::vector<double> latencies_us_;
  std::atomic<std::uint64_t> started_ = 0;
  std::atomic<std::uint64_t> ended_ = 0;
  std::mutex mutex_;
  std::condition_variable all_done_;
  std::uint64_t done_ = 0;
};

}  // namespace

Load RunLoad(std::size_t in_flight, std::uint64_t calls, const StartCall& start) {
  return Loop(in_flight, calls, start).Run();
}

Spread SpreadOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {.median = values[values.size() / 2], .low = values.front(), .high = values.back()};
}

}  // namespace datalek::bench

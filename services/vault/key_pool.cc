#include "services/vault/key_pool.h"

#include "services/vault/vault.h"
#include "storage/kv/status.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace datalek::vault {

KeyPool::KeyPool(Make make) : make_(std::move(make)), maker_([this] { MakeUntilStopped(); }) {}

KeyPool::~KeyPool() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  ordered_.notify_one();
  maker_.join();
}

storage::Result<SharedKeys> KeyPool::Take(std::string_view organisation) {
  std::unique_lock lock(mutex_);
  auto found = stocks_.find(organisation);
  if (found == stocks_.end()) {
    found = stocks_.try_emplace(std::string(organisation)).first;
    found->second.organisation = organisation;
  }
  Stock& stock = found->second;
  while (stock.ready.empty()) {
    const std::uint64_t failures = stock.failures;
    Order(stock);
    made_.wait(lock, [&] { return !stock.ready.empty() || stock.failures != failures; });
    if (stock.ready.empty()) {
      return stock.failure;
    }
  }
  SharedKeys keys = std::move(stock.ready.back());
  stock.ready.pop_back();
  if (stock.ready.size() < stock.full / 2 && stock.ordered == 0) {
    stock.full = std::min(2 * stock.full, kPoolKeysPerRefill);
    Order(stock);
  }
  return keys;
}

storage::Status KeyPool::RunBeforeFirstTake(const std::function<storage::Status()>& work) {
  const std::scoped_lock lock(mutex_);
  if (!stocks_.empty()) {
    return {storage::Code::kInvalidArgument, "keys were handed out already"};
  }
  return work();
}

void KeyPool::Order(Stock& stock) {
  if (stock.ordered == 0) {
    stock.ordered = stock.full;
    orders_.push_back(&stock);
    ordered_.notify_one();
  }
}

void KeyPool::MakeUntilStopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    ordered_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
    if (stopping_) {
      return;
    }
    Stock& stock = *orders_.front();
    orders_.pop_front();
    const std::size_t wanted = stock.ordered;
    lock.unlock();
    storage::Result<std::vector<SharedKeys>> made = make_(stock.organisation, wanted);
    lock.lock();
    if (made.ok()) {
      assert(!made.value().empty() && made.value().size() <= wanted);
      std::ranges::move(made.value(), std::back_inserter(stock.ready));
      stock.ordered = wanted - made.value().size();
    } else {
      stock.failure = made.status();
      stock.failures += 1;
      stock.ordered = 0;
    }
    if (stock.ordered != 0) {
      orders_.push_back(&stock);
    }
    made_.notify_all();
  }
}

}  // namespace datalek::vault

#include "storage/faulty/faulty_engine.h"

#include "storage/kv/batch.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datalek::storage {

void FaultyEngine::Arm(const Fault& fault) {
  assert(fault.at > 0);
  assert(fault.code != Code::kOk);
  const std::scoped_lock lock(mutex_);
  fault_ = fault;
  operations_ = 0;
  commits_ = 0;
  fired_ = 0;
}

void FaultyEngine::Disarm() {
  const std::scoped_lock lock(mutex_);
  fault_.reset();
}

std::uint64_t FaultyEngine::operations() const {
  const std::scoped_lock lock(mutex_);
  return operations_;
}

std::uint64_t FaultyEngine::commits() const {
  const std::scoped_lock lock(mutex_);
  return commits_;
}

std::uint64_t FaultyEngine::fired() const {
  const std::scoped_lock lock(mutex_);
  return fired_;
}

std::optional<FaultyEngine::Failing> FaultyEngine::Count(bool commit) const {
  const std::scoped_lock lock(mutex_);
  operations_ += 1;
  commits_ += commit ? 1 : 0;
  if (!fault_.has_value() || (fault_->counts == Fault::Counts::kCommits && !commit)) {
    return std::nullopt;
  }
  const std::uint64_t now = fault_->counts == Fault::Counts::kCommits ? commits_ : operations_;
  const bool later = now > fault_->at;
  if (now < fault_->at || (later && fault_->lasts == Fault::Lasts::kOnce)) {
    return std::nullopt;
  }
  fired_ += 1;
  return Failing{
      .moment = later ? Fault::Moment::kBefore : fault_->moment,
      .status = {fault_->code, "failed on purpose, at operation " + std::to_string(now)}};
}

template <typename Answer, typename Operation>
Answer FaultyEngine::Run(bool commit, const Operation& operation) const {
  std::optional<Failing> failing = Count(commit);
  if (failing.has_value() && failing->moment == Fault::Moment::kBefore) {
    return std::move(failing->status);
  }
  Answer answer = operation();
  if (failing.has_value()) {
    return std::move(failing->status);
  }
  return answer;
}

Result<std::string> FaultyEngine::Get(std::string_view key) const {
  return Run<Result<std::string>>(false, [&] { return beneath_.Get(key); });
}

Result<std::vector<std::optional<std::string>>> FaultyEngine::GetMany(
    std::span<const std::string> keys) const {
  return Run<Result<std::vector<std::optional<std::string>>>>(
      false, [&] { return beneath_.GetMany(keys); });
}

Result<std::vector<KeyValue>> FaultyEngine::Scan(const KeyRange& range, std::size_t limit) const {
  return Run<Result<std::vector<KeyValue>>>(false, [&] { return beneath_.Scan(range, limit); });
}

Status FaultyEngine::Commit(const Batch& batch) {
  return Run<Status>(true, [&] { return beneath_.Commit(batch); });
}

}  // namespace datalek::storage

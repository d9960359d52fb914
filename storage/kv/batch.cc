#include "storage/kv/batch.h"

#include <optional>
#include <string>
#include <utility>

namespace datalek::storage {

Batch::Batch(Batch&& other) noexcept
    : requirements_(std::exchange(other.requirements_, {})),
      changes_(std::exchange(other.changes_, {})),
      bytes_(std::exchange(other.bytes_, 0)) {}

Batch& Batch::operator=(Batch&& other) noexcept {
  requirements_ = std::exchange(other.requirements_, {});
  changes_ = std::exchange(other.changes_, {});
  bytes_ = std::exchange(other.bytes_, 0);
  return *this;
}

Batch& Batch::RequireAbsent(std::string key) {
  bytes_ += key.size();
  requirements_.push_back(Requirement{.key = std::move(key), .value = std::nullopt});
  return *this;
}

Batch& Batch::RequireEquals(std::string key, std::string value) {
  bytes_ += key.size() + value.size();
  requirements_.push_back(Requirement{.key = std::move(key), .value = std::move(value)});
  return *this;
}

Batch& Batch::Put(std::string key, std::string value) {
  bytes_ += key.size() + value.size();
  changes_.push_back(Change{.key = std::move(key), .value = std::move(value)});
  return *this;
}

Batch& Batch::Erase(std::string key) {
  bytes_ += key.size();
  changes_.push_back(Change{.key = std::move(key), .value = std::nullopt});
  return *this;
}

}  // namespace datalek::storage

// Changes that become true together or not at all, and what must hold for that.
//
// A batch belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace datalek::storage {

// Filled by moving strings in; moved, never copied, because it may carry megabytes. Building
// checks nothing: the engine refuses a batch that breaks the contract, before any I/O.
class Batch {
 public:
  struct Requirement {
    std::string key;
    std::optional<std::string> value;  // nullopt: the key must be absent.
  };
  struct Change {
    std::string key;
    std::optional<std::string> value;  // nullopt: erase the key.
  };

  Batch() = default;
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  Batch(Batch&& other) noexcept;  // Leaves `other` empty.
  Batch& operator=(Batch&& other) noexcept;
  ~Batch() = default;

  // The batch commits only if `key` is absent at that moment.
  Batch& RequireAbsent(std::string key);
  // The batch commits only if `key` holds exactly `value` at that moment.
  Batch& RequireEquals(std::string key, std::string value);
  // Sets `key` to `value`, whether or not it was there.
  Batch& Put(std::string key, std::string value);
  // Removes `key`; not an error if it is absent.
  Batch& Erase(std::string key);

  [[nodiscard]] const std::vector<Requirement>& requirements() const { return requirements_; }
  [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }

  // The sizes of all keys and values, of changes and requirements; what Capacity::bytes bounds.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::vector<Requirement> requirements_;
  std::vector<Change> changes_;
  std::size_t bytes_ = 0;
};

}  // namespace datalek::storage

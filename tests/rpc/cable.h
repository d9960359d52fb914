// A network connection that a test can cut: connections to its port go on to another.
//
// Thread safety: Cut() and port() from any thread.
#pragma once

#include <memory>

namespace datalek::tests {

class Cable {
 public:
  // To `port` of this machine.
  explicit Cable(int port);
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;
  // Cuts.
  ~Cable();

  [[nodiscard]] int port() const;

  // Resets every connection, as when the machine at one end goes; takes no more.
  void Cut();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace datalek::tests

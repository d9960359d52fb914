// The server of a benchmark, in a process of its own: a register with as many incidents as asked
// for, and beside it, with the same credentials and on the same stack, the yardstick.
#pragma once

#include <cstdint>
#include <string>

namespace datalek::bench {

// What a server says once it answers.
struct Started {
  int register_port = 0;
  int yardstick_port = 0;
  double open_ms = 0;  // From opening the stores to the first call that can be answered.
};

// The child's main: prepares `directory` with `incidents` incidents unless that was done before,
// serves, prints a Started on standard output, and ends when standard input does.
int ServeUntilEof(const std::string& directory, std::uint64_t incidents);

// The parent's handle.
class ServerProcess {
 public:
  // Starts this program again as a child. Ends the process when the child does not come up.
  ServerProcess(const std::string& directory, std::uint64_t incidents);
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();

  [[nodiscard]] const Started& started() const { return started_; }

 private:
  int input_ = -1;
  int child_ = -1;
  Started started_;
};

}  // namespace datalek::bench

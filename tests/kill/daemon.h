// The shipped server, as its own process: made by `datalekd init`, started, killed and started
// again, for tests that must see what users see.
//
// One thread at a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace datalek::tests {

class Daemon {
 public:
  // Runs `datalekd init` in `home`, which must be empty, for gemeente-voorbeeld. Fails the test,
  // by throwing, when it does not succeed; so do all others.
  Daemon(std::filesystem::path binary, std::filesystem::path home);
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  // Kills what runs.
  ~Daemon();

  // Starts to serve on a free port, and returns when it says so.
  void Start();
  // SIGKILL: no chance to tidy up.
  void Kill();
  // SIGTERM; returns the exit code.
  int Stop();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::filesystem::path data() const { return home_ / "data"; }
  // The profile of one of the first identities: "reporter-1", "officer-1", "auditor-1",
  // "administrator-1".
  [[nodiscard]] std::filesystem::path profile(const std::string& account) const;
  // Everything it has logged so far, over all starts.
  [[nodiscard]] std::string Log() const;

 private:
  std::filesystem::path binary_;
  std::filesystem::path home_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace datalek::tests

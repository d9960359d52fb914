#include "tests/kill/daemon.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

constexpr std::chrono::milliseconds kLookEvery{5};
constexpr std::chrono::seconds kStartMax{60};

pid_t Spawn(const std::vector<std::string>& command, const std::filesystem::path& log) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  const pid_t process = fork();
  if (process == 0) {
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  return process;
}

int WaitFor(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string Read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

Daemon::Daemon(std::filesystem::path binary, std::filesystem::path home)
    : binary_(std::move(binary)), home_(std::move(home)) {
  const int code = WaitFor(Spawn({binary_, "init", "--data-dir", data(), "--organisation",
                                  "gemeente-voorbeeld", "--name", "Gemeente Voorbeeld"},
                                 home_ / "init.log"));
  if (code != 0) {
    throw std::runtime_error("datalekd init ended with " + std::to_string(code) + ": " +
                             Read(home_ / "init.log"));
  }
}

Daemon::~Daemon() {
  if (process_ > 0) {
    Kill();
  }
}

void Daemon::Start() {
  // Each start has a log of its own, so that "serving" is this start's word.
  const std::filesystem::path log = home_ / "now.log";
  std::ofstream(home_ / "before.log", std::ios::app) << Read(log);
  std::filesystem::remove(log);
  process_ = Spawn({binary_, "serve", "--data-dir", data(), "--listen", "127.0.0.1:0",
                    "--metrics-listen", "off", "--disk-reserve-mb", "64", "--log-format", "json"},
                   log);
  const auto until = std::chrono::steady_clock::now() + kStartMax;
  const std::string mark = "\"port\":";
  while (std::chrono::steady_clock::now() < until) {
    const std::string text = Read(log);
    const std::size_t at = text.find(mark);
    if (at != std::string::npos && text.find('\n', at) != std::string::npos) {
      port_ = std::stoi(text.substr(at + mark.size()));
      return;
    }
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      throw std::runtime_error("datalekd serve ended: " + text);
    }
    std::this_thread::sleep_for(kLookEvery);
  }
  throw std::runtime_error("datalekd serve does not come up: " + Read(log));
}

void Daemon::Kill() {
  kill(process_, SIGKILL);
  (void)WaitFor(process_);
  process_ = -1;
}

int Daemon::Stop() {
  kill(process_, SIGTERM);
  const int code = WaitFor(process_);
  process_ = -1;
  return code;
}

std::filesystem::path Daemon::profile(const std::string& account) const {
  return data() / "identities" / "gemeente-voorbeeld" / account;
}

std::string Daemon::Log() const { return Read(home_ / "before.log") + Read(home_ / "now.log"); }

}  // namespace datalek::tests

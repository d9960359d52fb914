#include "services/server/notify.h"

#include "tests/testing/temp_directory.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace datalek::server {
namespace {

// What a service manager is to us: one who listens.
class Supervisor {
 public:
  explicit Supervisor(const std::string& address) : socket_(socket(AF_UNIX, SOCK_DGRAM, 0)) {
    struct sockaddr_un at{};
    at.sun_family = AF_UNIX;
    std::ranges::copy(address, at.sun_path);
    if (at.sun_path[0] == '@') {
      at.sun_path[0] = '\0';
    }
    const auto size =
        static_cast<socklen_t>(offsetof(struct sockaddr_un, sun_path) + address.size());
    EXPECT_EQ(bind(socket_, reinterpret_cast<const struct sockaddr*>(&at), size), 0);
  }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  ~Supervisor() { close(socket_); }

  [[nodiscard]] std::string Heard() const {
    std::array<char, 64> text{};
    const ssize_t size = recv(socket_, text.data(), text.size(), MSG_DONTWAIT);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
  }

 private:
  const int socket_;
};

TEST(NotifyManager, SaysItToTheSocketAtAPath) {
  const tests::TempDirectory directory;
  const std::string address = directory.path() / "notify";
  const Supervisor supervisor(address);
  EXPECT_TRUE(NotifyManager(address, "READY=1"));
  EXPECT_EQ(supervisor.Heard(), "READY=1");
}

TEST(NotifyManager, SaysItToAnAbstractSocket) {
  const std::string address = "@datalek-notify-" + std::to_string(getpid());
  const Supervisor supervisor(address);
  EXPECT_TRUE(NotifyManager(address, "STOPPING=1"));
  EXPECT_EQ(supervisor.Heard(), "STOPPING=1");
}

TEST(NotifyManager, SaysNothingWhenNobodyAsked) { EXPECT_FALSE(NotifyManager("", "READY=1")); }

TEST(NotifyManager, DoesNotMindWhenNobodyListens) {
  const tests::TempDirectory directory;
  EXPECT_FALSE(NotifyManager(directory.path() / "absent", "READY=1"));
  EXPECT_FALSE(NotifyManager("relative", "READY=1"));
  EXPECT_FALSE(NotifyManager("/" + std::string(200, 'a'), "READY=1"));
}

}  // namespace
}  // namespace datalek::server

#include "tests/rpc/cable.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace datalek::tests {
namespace {

sockaddr_in Local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int Need(int result, const char* doing) {
  if (result < 0) {
    throw std::runtime_error(doing);
  }
  return result;
}

int Socket() { return Need(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"); }

bool WriteAll(int to, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = send(to, bytes, size, MSG_NOSIGNAL);
    if (written <= 0) {
      return false;
    }
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

// Carries bytes until one end is gone, then lets the other know.
void Carry(int from, int to) {
  std::array<char, 16 * 1024> bytes{};
  for (;;) {
    const ssize_t size = recv(from, bytes.data(), bytes.size(), 0);
    if (size <= 0 || !WriteAll(to, bytes.data(), static_cast<std::size_t>(size))) {
      break;
    }
  }
  shutdown(from, SHUT_RDWR);
  shutdown(to, SHUT_RDWR);
}

}  // namespace

struct Cable::Parts {
  explicit Parts(int to) : target(to), listening(Socket()) {
    sockaddr_in address = Local(0);
    socklen_t length = sizeof(address);
    Need(bind(listening, reinterpret_cast<const sockaddr*>(&address), length), "bind");
    Need(listen(listening, SOMAXCONN), "listen");
    Need(getsockname(listening, reinterpret_cast<sockaddr*>(&address), &length), "getsockname");
    port = ntohs(address.sin_port);
    accepting = std::thread([this] { AcceptUntilCut(); });
  }

  void AcceptUntilCut() {
    for (;;) {
      const int near = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
      if (near < 0) {
        return;
      }
      const int far = Socket();
      const sockaddr_in address = Local(target);
      const bool connected =
          connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
      const std::scoped_lock lock(mutex);
      ends.push_back(near);
      ends.push_back(far);
      if (!connected || cut) {
        shutdown(near, SHUT_RDWR);
        continue;
      }
      carrying.emplace_back([near, far] { Carry(near, far); });
      carrying.emplace_back([near, far] { Carry(far, near); });
    }
  }

  void Cut() {
    const std::scoped_lock lock(mutex);
    cut = true;
    shutdown(listening, SHUT_RDWR);
    for (const int end : ends) {
      shutdown(end, SHUT_RDWR);
    }
  }

  const int target;
  const int listening;
  int port = 0;
  std::thread accepting;
  std::mutex mutex;
  bool cut = false;  // Guarded by mutex, as the next two.
  std::vector<int> ends;
  std::vector<std::thread> carrying;
};

Cable::Cable(int port) : parts_(std::make_unique<Parts>(port)) {}

Cable::~Cable() {
  Cut();
  parts_->accepting.join();
  for (std::thread& carrying : parts_->carrying) {
    carrying.join();
  }
  for (const int end : parts_->ends) {
    close(end);
  }
  close(parts_->listening);
}

int Cable::port() const { return parts_->port; }

void Cable::Cut() { parts_->Cut(); }

}  // namespace datalek::tests

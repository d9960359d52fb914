#include "services/server/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

namespace datalek::server {

bool NotifyManager(const std::string& address, std::string_view state) {
  struct sockaddr_un to{};
  to.sun_family = AF_UNIX;
  const bool abstract = address.starts_with('@');
  if (address.empty() || (!abstract && address.front() != '/') ||
      address.size() >= sizeof(to.sun_path)) {
    return false;
  }
  std::ranges::copy(address, to.sun_path);
  if (abstract) {
    to.sun_path[0] = '\0';
  }
  const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) {
    return false;
  }
  const auto size = static_cast<socklen_t>(offsetof(struct sockaddr_un, sun_path) + address.size());
  const ssize_t sent =
      sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
             reinterpret_cast<const struct sockaddr*>(&to), size);  // As the system has it.
  close(descriptor);
  return sent == static_cast<ssize_t>(state.size());
}

}  // namespace datalek::server

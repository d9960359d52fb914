// Tells the service manager how the server stands, as sd_notify(3) does, without its library.
//
// Free of state; any thread.
#pragma once

#include <string>
#include <string_view>

namespace datalek::server {

// Sends `state`, such as "READY=1" or "STOPPING=1", to the socket that `address` names: the value
// of NOTIFY_SOCKET, a path or, after '@', an abstract name. False when nobody could be told, or
// nobody asked to be: `address` is empty.
bool NotifyManager(const std::string& address, std::string_view state);

}  // namespace datalek::server

// Request ids: chosen by the client and kept until there is an answer, so that a command that is
// sent twice is recorded once.
#pragma once

#include <string>

namespace datalek::client {

// A random UUID (version 4), lower case, from the generator of OpenSSL. Any thread.
[[nodiscard]] std::string NewRequestId();

}  // namespace datalek::client

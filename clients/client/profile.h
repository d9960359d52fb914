// A profile: who somebody is to a register, and where that register is. A folder as `datalekd init`
// makes it, with
//
//   certificate.pem   the client certificate, followed by its chain
//   key.pem           its private key; for the owner's eyes only
//   authority.pem     whom to trust as the register
//   server            "host:port", on one line
//
// Any thread.
#pragma once

#include "clients/client/failure.h"
#include "clients/client/language.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace datalek::client {

// A chain of three certificates takes some 6 KiB.
inline constexpr std::size_t kProfileFileBytesMax = 64 * 1024;

struct Profile {
  std::string certificate;
  std::string key;
  std::string authority;
  std::string server;
};

// Where the profile is: `flag` (--profile), else DATALEK_PROFILE, else the line `profile = "..."`
// of $XDG_CONFIG_HOME/datalek/config.toml, else a Failure that says what to do.
[[nodiscard]] Outcome<std::filesystem::path> FindProfile(const std::optional<std::string>& flag,
                                                         const Environment& environment,
                                                         Language language);

// Reads it. Refuses a key that others than its owner can read, and a certificate that is not valid
// at `now_ms`, because the server would only answer that with a broken handshake.
[[nodiscard]] Outcome<Profile> ReadProfile(const std::filesystem::path& folder, std::int64_t now_ms,
                                           Language language);

}  // namespace datalek::client

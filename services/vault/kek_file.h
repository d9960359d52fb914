// The key-encryption key as a file: 64 hexadecimal digits and a newline, which `openssl rand -hex
// 32` makes too, and which can be kept on paper.
//
// Thread safety: may be called from any thread at any time.
#pragma once

#include "services/vault/secret_key.h"
#include "storage/kv/status.h"

#include <sys/types.h>

#include <filesystem>

namespace datalek::vault {

// Whether a file can be read or written by others than its owner.
//
// A file of root and of group root that the group may read is not: as such appears what systemd's
// LoadCredential= makes, whose access control list lets in the service's user and nobody else.
[[nodiscard]] bool IsOpenToOthers(mode_t mode, uid_t owner, gid_t group);

// Reads the key; `path` may be a symbolic link. Answers, in words for an administrator that name
// the file and never what it holds:
// kMissing: there is no such file.
// kNotPermitted: we may not read it, or it IsOpenToOthers(), or belongs to another user.
// kInvalidArgument: it holds something else. The last newline may be missing.
storage::Result<SecretKey> ReadKekFile(const std::filesystem::path& path);

// Makes a fresh key in a new file of mode 0400, on disk when it answers ok. kExists, and nothing
// changed, when there is anything at `path`; kMissing when the directory does not exist.
storage::Status WriteKekFile(const std::filesystem::path& path);

}  // namespace datalek::vault

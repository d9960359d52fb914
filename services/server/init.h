// Init: a new register in a new directory, complete or not there at all.
//
// Everything is made under another name beside the place, synced, and put there in one step. A kill
// at any moment leaves either the whole register or none, and beside it at most an unfinished
// directory, which the next init names. Belongs to one thread.
#pragma once

#include "services/domain/vocabulary.h"
#include "services/server/command_line.h"
#include "services/server/config.h"
#include "services/server/layout.h"
#include "storage/kv/status.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::server {

// Makes both stores, with the organisation's first event in them, and closes them again: they are
// moved afterwards. The key-encryption key lies at `layout.kek_file` already; `register_dir` and
// `keys_dir` do not exist yet.
using MakeStores = std::function<storage::Status(const Layout& layout)>;

// Hears of each step once it is done.
using Progress = std::function<void(std::string_view step)>;

struct InitRequest {
  std::filesystem::path data_dir;  // Must not exist, or be an empty directory.
  std::string organisation;
  std::string listen;
  std::vector<std::string> host_names;
  std::int64_t now_s = 0;
};

struct NewIdentity {
  domain::Role role = domain::Role::kReporter;
  std::string account;
  std::filesystem::path directory;
};

struct Initialised {
  Layout layout;
  std::vector<std::string> server_names;
  std::string server;                              // What the identities were given.
  std::vector<NewIdentity> identities;             // One for each role.
  std::vector<std::filesystem::path> left_behind;  // By inits that were killed.
};

// kExists when a register, or anything else, lies there; the message says what, and what to do.
// Otherwise what making the parts answers; then nothing was made.
storage::Result<Initialised> Init(const InitRequest& request, const MakeStores& make_stores,
                                  const Progress& progress = {});

// For people: what was made, and what to type next.
[[nodiscard]] std::string Report(const Initialised& made, const Config& config);

}  // namespace datalek::server

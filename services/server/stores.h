// The two stores of a register: main and keys, opened and checked in the right order.
#pragma once

#include "services/vault/secret_key.h"
#include "services/vault/vault.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"
#include "storage/rocksdb/rocksdb_engine.h"

#include <filesystem>
#include <memory>
#include <string>

namespace datalek::server {

// Members are destroyed in the right order: the vault before the store it uses.
struct Stores {
  std::unique_ptr<storage::RocksDbEngine> main;
  std::unique_ptr<storage::RocksDbEngine> keys;
  std::unique_ptr<vault::Vault> vault;
};

struct StorePaths {
  std::filesystem::path main;
  std::filesystem::path keys;
};

// Makes both stores, empty, and prepares the key store for `kek`.
storage::Status CreateStores(const StorePaths& paths, const vault::SecretKey& kek,
                             const storage::RocksDbOptions& options);

// Opens both, checks the KEK, and sweeps the keys that were made ahead and never used.
storage::Result<Stores> OpenStores(const StorePaths& paths, const vault::SecretKey& kek,
                                   const storage::RocksDbOptions& options);

// Adds the first organisation, the one that runs the register.
storage::Status CreateHost(Stores& stores, const std::string& slug, const std::string& name,
                           const std::string& zone);

// Refuses, naming the organisation, while a rebuild of views was begun and not finished.
storage::Status CheckRebuilds(const storage::Engine& engine);

}  // namespace datalek::server

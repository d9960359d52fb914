// The vault: data keys per incident and class, in a store of their own, wrapped by a key-encryption
// key (KEK). Destroying a data key destroys what it sealed, everywhere, backups included.
//
//   keys/  k/<organisation>/<incident[16]>/<class>  ->  0x01 kek_id[8] nonce[24] ct[32] tag[16]
//          p/<organisation>/<refill[8], random>     ->  ids made ahead by that refill, 16 bytes
//          each !kek/<kek_id[8]>                         ->  check value: a constant sealed by the
//          KEK
//   (key_wrap.h has the bytes of a wrap and of a check value)
//
// Keys are made ahead in a pool, one sync per refill, so that recording a report costs one sync and
// not two. A key that was made but never used is swept at the next start:
//
//   A refill is one batch: the wrapped keys of its incidents, and the p/ record that lists them. So
//   every key made ahead is listed, and an id is handed out only once its keys are durable.
//   The vault cannot see which ids made it into the register: one may be handed out and its report
//   still be waiting, or its commit be in doubt until the restart. So p/ records are never dropped
//   in operation, which costs 16 bytes per report until the next start. Sweep() then asks about
//   every id listed, erases the keys of those that are not used, and drops the records, each not
//   before the keys it lists. It erases no key that is used, and leaves none that is not, however
//   often it is cut short and repeated.
//
// Thread safety: every method may be called from any thread at any time.
#pragma once

#include "services/domain/incident_id.h"
#include "services/vault/seal.h"
#include "services/vault/secret_key.h"
#include "storage/kv/engine.h"
#include "storage/kv/status.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace datalek::vault {

inline constexpr std::size_t kPoolKeysAtFirst = 64;       // Of an organisation that just began.
inline constexpr std::size_t kPoolKeysPerRefill = 1'024;  // Of one that keeps asking.
inline constexpr std::size_t kCachedIncidentsMax = 65'536;

// The keys of one incident; an absent key was erased.
struct IncidentKeys {
  domain::IncidentId incident;
  std::optional<SecretKey> identity;
  std::optional<SecretKey> content;
};

// Shared, because the cache, the recorder and readers hold the same keys at the same time.
using SharedKeys = std::shared_ptr<const IncidentKeys>;

// Whether an id occurs in the register.
using IsUsed = std::function<storage::Result<bool>(std::string_view organisation,
                                                   const domain::IncidentId& incident)>;

class Vault {
 public:
  // Prepares an empty key store for `kek`: writes its check value. kConflict when it is not empty.
  static storage::Status Initialise(storage::Engine& keys, const SecretKey& kek);

  // Opens the vault over `keys`, which must outlive it. kInvalidArgument, in words for an
  // administrator, when `kek` is not the one this store was prepared with; kNotARegister when it
  // was never prepared.
  static storage::Result<std::unique_ptr<Vault>> Open(storage::Engine& keys, const SecretKey& kek);

  Vault() = default;
  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;
  // Stops the refilling thread.
  virtual ~Vault() = default;

  // Hands out an unused incident id whose keys are on disk; never the same one again. Waits only
  // while the pool is empty. When the pool cannot be filled, answers with what the store said
  // (kFull, kUnavailable, ...); the next call tries again.
  // kInvalidArgument when `organisation` is no slug.
  virtual storage::Result<SharedKeys> Allocate(std::string_view organisation) = 0;

  // The keys of an incident; kNotFound when there never were any, or both are erased.
  // `incident` may be kOrganisationItself. kCorruption when they do not open under the KEK.
  virtual storage::Result<SharedKeys> Find(std::string_view organisation,
                                           const domain::IncidentId& incident) = 0;

  // Makes the keys of the organisation itself. Repeating it is harmless: the first keys stay.
  // kInvalidArgument when `organisation` is no slug.
  virtual storage::Status AddOrganisation(std::string_view organisation) = 0;

  // Erases one data key: from now on Find() answers without it, for good. Who holds the keys
  // already may finish with them. Repeating it is harmless, and needed after any failure.
  // What the disk keeps of an erased key until it is compacted is the caller's business.
  virtual storage::Status Erase(std::string_view organisation, const domain::IncidentId& incident,
                                Class cls) = 0;

  // Erases the keys that were made ahead and never used. Call it before the first Allocate(), or it
  // answers kInvalidArgument; `is_used` must not call Allocate(), which waits meanwhile. When
  // `is_used` or the store fails, answers with that status, and may be called again.
  //
  // Only with a register known to be whole: what is missing from it looks unused.
  virtual storage::Status Sweep(const IsUsed& is_used) = 0;
};

}  // namespace datalek::vault

#include "storage/rocksdb/settings.h"

#include "storage/rocksdb/rocksdb_engine.h"

#include <rocksdb/cache.h>
#include <rocksdb/compression_type.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace datalek::storage {
namespace {

constexpr double kMemtableFilterShare = 0.05;  // Of a memtable's size.

constexpr double kBloomBitsPerKey = 10;  // One read in a hundred for an absent key is in vain.
constexpr int kBackgroundJobsMax = 2;    // One flush beside one compaction.

std::shared_ptr<rocksdb::TableFactory> MakeTableFactory(std::size_t cache_bytes) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(cache_bytes);
  // Inside the budget, yet never evicted for the newest files, which every read passes through.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // Most point reads ask for keys that are absent: has this request been seen before?
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  table.whole_key_filtering = true;
  table.checksum = rocksdb::kXXH3;
  table.verify_compression = false;
  return std::shared_ptr<rocksdb::TableFactory>(rocksdb::NewBlockBasedTableFactory(table));
}

}  // namespace

rocksdb::Options MakeSettings(const RocksDbOptions& options,
                              std::shared_ptr<rocksdb::Logger> logger,
                              std::shared_ptr<rocksdb::EventListener> listener) {
  rocksdb::Options settings;
  settings.create_if_missing = false;

  // A record torn off at the end was never acknowledged; any other damage refuses to open.
  settings.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  settings.recycle_log_file_num = 0;  // An old record behind the tail would look like damage.
  settings.manual_wal_flush = false;
  settings.avoid_flush_during_shutdown = false;
  settings.paranoid_checks = true;
  settings.max_bgerror_resume_count = 0;  // Never resume by itself after a failed write.
  settings.listeners.push_back(std::move(listener));

  // The server's log, and no keys or values in it. The level is set on both because the default
  // depends on how the reader of the header was compiled.
  settings.info_log_level = logger->GetInfoLogLevel();
  settings.info_log = std::move(logger);
  settings.allow_data_in_errors = false;
  settings.stats_dump_period_sec = 0;

  settings.write_buffer_size = options.memtable_bytes;
  // Most first looks at a key are for one that is not there yet, such as a new request id: a filter
  // over the memtable answers them without a search.
  settings.memtable_prefix_bloom_size_ratio = kMemtableFilterShare;
  settings.memtable_whole_key_filtering = true;
  settings.max_write_buffer_number = static_cast<int>(kMemtablesMax);
  settings.max_open_files = kOpenTableFilesMax;
  settings.max_background_jobs = kBackgroundJobsMax;
  settings.level_compaction_dynamic_level_bytes = true;
  settings.table_factory = MakeTableFactory(options.block_cache_bytes);
  // Values are mostly ciphertext and hashes, which do not compress; trying would only cost time.
  settings.compression = rocksdb::kNoCompression;
  settings.bottommost_compression = rocksdb::kDisableCompressionOption;
  return settings;
}

rocksdb::ReadOptions ReadSettings() {
  rocksdb::ReadOptions settings;
  settings.verify_checksums = true;
  return settings;
}

rocksdb::WriteOptions WriteSettings() {
  rocksdb::WriteOptions settings;
  settings.sync = true;
  settings.disableWAL = false;
  return settings;
}

std::uint64_t ReserveBytes(const RocksDbOptions& options) {
  const std::uint64_t memtables = std::uint64_t{options.memtable_bytes} * kMemtablesMax;
  return std::max(options.disk_reserve_bytes, 2 * memtables);
}

}  // namespace datalek::storage

#include "services/server/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>

#include <exception>
#include <utility>
#include <vector>

namespace datalek::server {
namespace {

prometheus::MetricFamily Family(std::string name, std::string help, prometheus::MetricType type,
                                double value) {
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  return {std::move(name), std::move(help), type, {metric}};
}

class Figures final : public prometheus::Collectable {
 public:
  Figures(const Serving& serving, const storage::RocksDbEngine& engine)
      : serving_(serving), engine_(engine) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override {
    const registry::RecorderCounts counts = serving_.Counts();
    const storage::RocksDbEngine::Figures disk = engine_.figures();
    const auto counter = [](const char* name, const char* help, std::uint64_t value) {
      return Family(name, help, prometheus::MetricType::Counter, static_cast<double>(value));
    };
    const auto gauge = [](const char* name, const char* help, std::uint64_t value) {
      return Family(name, help, prometheus::MetricType::Gauge, static_cast<double>(value));
    };
    return {
        counter("datalek_commands_recorded_total", "Commands recorded durably", counts.recorded),
        counter("datalek_commands_replayed_total", "Repeated request ids answered from the record",
                counts.replayed),
        counter("datalek_commands_refused_total", "Commands the domain refused", counts.refused),
        counter("datalek_commands_failed_total", "Commands the machine could not carry out",
                counts.failed),
        counter("datalek_batches_committed_total", "Synced batches", counts.batches),
        gauge("datalek_commands_waiting", "Commands in the recorder's queue", counts.waiting),
        gauge("datalek_feed_streams", "Followers of the feed", serving_.FeedStreams()),
        gauge("datalek_store_stopped", "1 once a write has failed", engine_.stopped() ? 1 : 0),
        gauge("datalek_store_entries_estimated", "Keys in the store", disk.entries_estimated),
        gauge("datalek_store_table_bytes", "Bytes in table files", disk.table_bytes)};
  }

 private:
  const Serving& serving_;
  const storage::RocksDbEngine& engine_;
};

class ExposedMetrics final : public Metrics {
 public:
  ExposedMetrics(const std::string& address, const Serving& serving,
                 const storage::RocksDbEngine& engine)
      : exposer_(address, 1), figures_(std::make_shared<Figures>(serving, engine)) {
    exposer_.RegisterCollectable(figures_);
  }

 private:
  prometheus::Exposer exposer_;
  std::shared_ptr<Figures> figures_;  // Shared because the exposer keeps only a weak pointer.
};

}  // namespace

storage::Result<std::unique_ptr<Metrics>> Metrics::Start(const std::string& address,
                                                         const Serving& serving,
                                                         const storage::RocksDbEngine& engine) {
  try {
    return std::unique_ptr<Metrics>(std::make_unique<ExposedMetrics>(address, serving, engine));
  } catch (const std::exception&) {  // The library's way to say that the port is taken.
    return storage::Status(storage::Code::kInvalidArgument,
                           "cannot serve metrics on " + address + ": is the port taken?");
  }
}

}  // namespace datalek::server

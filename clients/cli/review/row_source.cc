#include "clients/cli/review/row_source.h"

#include <string>
#include <utility>

namespace datalek::cli {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1'024;

intake::FileError FaultOf(intake::FileFault fault) {
  intake::FileError error;
  error.fault = fault;
  return error;
}

}  // namespace

RowSource::RowSource(const std::filesystem::path& path, const intake::Mapping& mapping,
                     std::int64_t now_ms)
    : file_(path, std::ios::binary),
      mapping_(mapping),
      now_ms_(now_ms),
      reader_(mapping.delimiter) {
  if (!file_) {
    error_ = FaultOf(intake::FileFault::kNotReadable);
  }
}

std::optional<intake::Record> RowSource::NextRecord() {
  while (true) {
    auto next = reader_.Next();
    if (auto* record = std::get_if<intake::Record>(&next)) {
      return std::move(*record);
    }
    if (const auto* error = std::get_if<intake::FileError>(&next)) {
      error_ = *error;
      return std::nullopt;
    }
    if (std::get<intake::Pause>(next) == intake::Pause::kEnd) {
      return std::nullopt;
    }
    std::string chunk(kChunkBytes, '\0');
    file_.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    chunk.resize(static_cast<std::size_t>(file_.gcount()));
    if (file_.bad()) {
      error_ = FaultOf(intake::FileFault::kNotReadable);
      return std::nullopt;
    }
    if (chunk.empty()) {
      reader_.Finish();
    } else {
      reader_.Feed(chunk);
    }
  }
}

std::optional<intake::RowOutcome> RowSource::Next() {
  if (error_) {
    return std::nullopt;
  }
  if (!planner_) {
    const std::optional<intake::Record> header = NextRecord();
    if (!header) {
      if (!error_) {
        error_ = FaultOf(intake::FileFault::kNoHeader);
      }
      return std::nullopt;
    }
    auto begun = intake::Planner::Begin(mapping_, *header, now_ms_);
    if (const auto* error = std::get_if<intake::FileError>(&begun)) {
      error_ = *error;
      return std::nullopt;
    }
    planner_ = std::get<intake::Planner>(std::move(begun));
  }
  const std::optional<intake::Record> record = NextRecord();
  if (!record) {
    return std::nullopt;
  }
  return planner_->Plan(*record);
}

}  // namespace datalek::cli

// The rows of a CSV file, one after another as they are asked for, so that a large register is
// never in memory as a whole.
//
// One thread.
#pragma once

#include "services/intake/csv.h"
#include "services/intake/fault.h"
#include "services/intake/mapping.h"
#include "services/intake/plan.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <variant>

namespace datalek::cli {

class RowSource {
 public:
  // `mapping` outlives it. A file that is not there shows as an error that it cannot be read.
  RowSource(const std::filesystem::path& path, const intake::Mapping& mapping, std::int64_t now_ms);

  // The next row, or what is wrong with it; nullopt at the end or when the file as a whole is
  // wrong.
  std::optional<intake::RowOutcome> Next();
  // What is wrong with the file as a whole.
  [[nodiscard]] const std::optional<intake::FileError>& error() const { return error_; }

 private:
  // The next record; nullopt at the end, or with an error.
  std::optional<intake::Record> NextRecord();

  std::ifstream file_;
  const intake::Mapping& mapping_;
  std::int64_t now_ms_;
  intake::CsvReader reader_;
  std::optional<intake::Planner> planner_;
  std::optional<intake::FileError> error_;
};

}  // namespace datalek::cli

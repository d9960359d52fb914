// A directory of its own for each test, gone when the test is.
//
// Threads: belongs to one, its path may be read by all.
#pragma once

#include <filesystem>

namespace datalek::tests {

class TempDirectory {
 public:
  // Under TMPDIR, with a name nobody had before and mode 0700. Aborts if none can be made.
  TempDirectory();
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  ~TempDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace datalek::tests

#include "tests/testing/temp_directory.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace datalek::tests {

TempDirectory::TempDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "datalek-XXXXXX").string();
  // NOLINTNEXTLINE(misc-include-cleaner): from <cstdlib>.
  if (mkdtemp(pattern.data()) == nullptr) {
    std::perror(pattern.c_str());
    std::abort();
  }
  path_ = pattern;
}

TempDirectory::~TempDirectory() {
  std::error_code left_behind;  // Not worth failing a test that has passed.
  std::filesystem::remove_all(path_, left_behind);
}

}  // namespace datalek::tests

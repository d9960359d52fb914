// Every .txt in this folder is a story; scenario_driver.h says how to write one.
#include "tests/scenario/scenario_driver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

std::vector<std::string> Stories() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(SCENARIO_DIRECTORY)) {
    if (file.path().extension() == ".txt" && file.path().stem() != "CMakeLists") {
      names.push_back(file.path().stem().string());
    }
  }
  std::ranges::sort(names);
  return names;
}

class Scenario : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenario, Holds) {
  std::ifstream file(std::filesystem::path(SCENARIO_DIRECTORY) / (GetParam() + ".txt"));
  ASSERT_TRUE(file);
  ScenarioDriver driver;
  std::size_t number = 0;
  std::size_t expectations = 0;
  for (std::string line; std::getline(file, line);) {
    number += 1;
    expectations += line.find("->") != std::string::npos ? 1U : 0U;
    ASSERT_EQ(driver.Perform(line), "") << GetParam() << ".txt:" << number << ": " << line;
    ASSERT_EQ(driver.Violation(), "") << GetParam() << ".txt:" << number << ": " << line;
  }
  EXPECT_GT(expectations, 0U) << "a story that expects nothing cannot fail";
}

INSTANTIATE_TEST_SUITE_P(Stories, Scenario, ::testing::ValuesIn(Stories()),
                         [](const auto& story) { return story.param; });

}  // namespace
}  // namespace datalek::tests

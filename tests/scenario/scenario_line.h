// One line of a scenario, taken apart.
//
//   report R1 by employee "A letter went astray" noticed=2026-03-01 -> recorded I1 sequence 2
//
//   line  := [asked] ["->" expected] ["#" comment]
//   asked := verb word* with texts and values among them
//   word  := no space, no quote          text  := '"' anything but '"' '"'
//   value := key '=' (word | text)
//
// Pure values; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::tests {

struct ScenarioLine {
  std::string asked;  // As written, without what is expected: stands for the bytes of a request.
  std::string verb;
  std::vector<std::string> words;
  std::optional<std::string> text;
  std::map<std::string, std::string> values;

  bool expects = false;
  std::vector<std::string> expected;
  std::map<std::string, std::string> expected_values;

  // The word after `word`; nullopt when it is not there.
  [[nodiscard]] std::optional<std::string> After(std::string_view word) const;
};

// nullopt when the line does not read: a quote that is not closed, a verb that is missing, a key or
// a text that is given twice. An empty line has no verb and asks for nothing.
[[nodiscard]] std::optional<ScenarioLine> ReadScenarioLine(std::string_view line);

}  // namespace datalek::tests

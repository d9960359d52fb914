// Answers as JSON, for scripts: the field names of the API (proto3 JSON), one object on a line.
//
// Pure; any thread.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace datalek::terminal {

// One line without a newline. Every field that has no presence of its own is there, also when it is
// empty, so that the schema is stable; 64-bit numbers are strings, as proto3 JSON has them. What
// ToVisible() would write out is escaped.
[[nodiscard]] std::string ToJson(const google::protobuf::Message& message);

// A string with its quotes, escaped in the same way.
[[nodiscard]] std::string ToJsonString(std::string_view text);

}  // namespace datalek::terminal

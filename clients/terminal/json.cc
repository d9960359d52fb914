#include "clients/terminal/json.h"

#include "clients/terminal/visible_text.h"

#include <google/protobuf/util/json_util.h>

#include <array>
#include <cassert>
#include <cstdio>

namespace datalek::terminal {
namespace {

std::string Escape(char32_t code) {
  std::array<char, 16> escape{};
  std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(code));
  return escape.data();
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  // Fails for an Any of an unknown type or a Timestamp out of range, which the API has not.
  assert(status.ok());
  static_cast<void>(status);
  std::string safe;
  safe.reserve(json.size());
  std::string_view rest = json;
  while (!rest.empty()) {
    const Character character = FirstOf(rest);
    // Outside ASCII there is nothing but the insides of strings.
    if (Steers(character.code)) {
      safe += Escape(character.code);
    } else {
      safe += rest.substr(0, character.bytes);
    }
    rest.remove_prefix(character.bytes);
  }
  return safe;
}

std::string ToJsonString(std::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const Character character = FirstOf(text);
    const bool broken = character.code == 0xFFFD && character.bytes == 1;
    if (character.code == '"' || character.code == '\\') {
      json.push_back('\\');
      json.push_back(static_cast<char>(character.code));
    } else if (broken || Steers(character.code)) {
      json += Escape(character.code);
    } else {
      json += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return json + "\"";
}

}  // namespace datalek::terminal

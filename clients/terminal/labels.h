// The options of the closed lists in words for people.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "services/domain/vocabulary.h"

#include <string>
#include <string_view>

namespace datalek::terminal {

// A few words, without a capital, for tables and sentences: "kwijtgeraakte post", "lost post".
[[nodiscard]] const client::Text& LabelOf(domain::Situation value);
[[nodiscard]] const client::Text& LabelOf(domain::Nature value);
[[nodiscard]] const client::Text& LabelOf(domain::Kind value);
[[nodiscard]] const client::Text& LabelOf(domain::Cause value);
[[nodiscard]] const client::Text& LabelOf(domain::DataCategory value);
[[nodiscard]] const client::Text& LabelOf(domain::PersonGroup value);
[[nodiscard]] const client::Text& LabelOf(domain::Breach value);
[[nodiscard]] const client::Text& LabelOf(domain::Risk value);
[[nodiscard]] const client::Text& LabelOf(domain::Answer value);
[[nodiscard]] const client::Text& LabelOf(domain::PersonsInformed value);
[[nodiscard]] const client::Text& LabelOf(domain::Dismissal value);
[[nodiscard]] const client::Text& LabelOf(domain::State value);
[[nodiscard]] const client::Text& LabelOf(domain::Role value);

// The label in a language.
template <typename Enum>
[[nodiscard]] std::string_view Label(client::Language language, Enum value) {
  return client::In(language, LabelOf(value));
}

// The labels of some options, in the order of their list, separated by ", ".
template <typename Enum>
[[nodiscard]] std::string Labels(client::Language language, const domain::SetOf<Enum>& values) {
  std::string all;
  for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
    if (values.Has(option.value)) {
      all += all.empty() ? "" : ", ";
      all += Label(language, option.value);
    }
  }
  return all;
}

}  // namespace datalek::terminal

#include "services/intake/mapping.h"

#include "services/domain/limits.h"
#include "services/domain/validate.h"
#include "services/intake/zone.h"

#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace datalek::intake {
namespace {

constexpr std::string_view kRefuse = "refuse";
constexpr std::string_view kNothingSaid = "nothing";
constexpr std::string_view kUnknown = "unknown";

std::string InQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// Reads the file and keeps the first error.
class Parser {
 public:
  std::variant<Mapping, MappingError> Parse(const toml::table& root) {
    CheckKeys(root, {"name", "source", "licence", "attribution", "delimiter", "assumption",
                     "constant", "column"});
    Head(root);
    Assumptions(root);
    Constants(root);
    Columns(root);
    CheckSingles();
    if (error_) {
      return *std::move(error_);
    }
    return std::move(mapping_);
  }

 private:
  static std::uint64_t LineOf(const toml::node& node) { return node.source().begin.line; }

  void Fail(std::uint64_t line, std::string what) {
    if (!error_) {
      error_ = MappingError{.line = line, .what = where_ + std::move(what)};
    }
  }
  void Fail(const toml::node& node, std::string what) { Fail(LineOf(node), std::move(what)); }

  void CheckKeys(const toml::table& table, std::initializer_list<std::string_view> allowed) {
    std::string list;
    for (const std::string_view key : allowed) {
      list += (list.empty() ? "" : ", ") + std::string(key);
    }
    for (const auto& [key, node] : table) {
      if (std::find(allowed.begin(), allowed.end(), key.str()) == allowed.end()) {
        Fail(key.source().begin.line,
             InQuotes(key.str()) + " does not belong here; allowed are: " + list);
      }
    }
  }

  // The text at `key`; "" with an error when it is no text, or missing although required.
  std::string Text(const toml::table& table, std::string_view key, bool required) {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      if (required) {
        Fail(table, std::string(key) + " is missing");
      }
      return {};
    }
    return TextOf(*node, key);
  }
  std::string TextOf(const toml::node& node, std::string_view key) {
    const auto* const text = node.as_string();
    if (text == nullptr) {
      Fail(node, std::string(key) + " is not a text in quotes");
      return {};
    }
    return text->get();
  }

  void Head(const toml::table& root) {
    mapping_.name = Text(root, "name", true);
    if (const toml::node* node = root.get("name");
        node != nullptr && !domain::IsSlug(mapping_.name)) {
      Fail(*node, "name is not a slug: lower-case letters, digits and dashes, 2 to " +
                      std::to_string(domain::kSlugBytesMax) + " of them, beginning with a letter");
    }
    mapping_.source = Text(root, "source", true);
    if (const toml::node* node = root.get("source");
        node != nullptr &&
        (mapping_.source.empty() || mapping_.source.size() > domain::kReferenceBytesMax ||
         !domain::IsPlainText(mapping_.source))) {
      Fail(*node,
           "source is not a text of 1 to " + std::to_string(domain::kReferenceBytesMax) + " bytes");
    }
    mapping_.licence = Text(root, "licence", false);
    mapping_.attribution = Text(root, "attribution", false);
    const std::string delimiter = Text(root, "delimiter", true);
    if (delimiter == "," || delimiter == ";" || delimiter == "\t") {
      mapping_.delimiter = delimiter.front();
    } else if (const toml::node* node = root.get("delimiter")) {
      Fail(*node, R"(delimiter is one of: ",", ";", "\t")");
    }
  }

  // Calls visit(table) for every [[key]].
  template <typename Visit>
  void EachTable(const toml::table& root, std::string_view key, const Visit& visit) {
    const toml::node* const node = root.get(key);
    if (node == nullptr) {
      return;
    }
    const toml::array* const tables = node->as_array();
    if (tables == nullptr || !tables->is_homogeneous(toml::node_type::table)) {
      Fail(*node, std::string(key) + " is written as [[" + std::string(key) + "]]");
      return;
    }
    for (const toml::node& table : *tables) {
      visit(*table.as_table());
    }
  }

  void Assumptions(const toml::table& root) {
    EachTable(root, "assumption", [&](const toml::table& table) {
      where_ = "assumption: ";
      CheckKeys(table, {"nl", "en"});
      Assumption assumption{.nl = Text(table, "nl", true), .en = Text(table, "en", true)};
      if (assumption.nl.empty() || assumption.en.empty()) {
        Fail(table, "nl and en are not both said");
      }
      mapping_.assumptions.push_back(std::move(assumption));
      where_.clear();
    });
  }

  void Constants(const toml::table& root) {
    const toml::node* const node = root.get("constant");
    if (node == nullptr) {
      return;
    }
    if (const toml::table* const table = node->as_table()) {
      ConstantsIn(*table, "");
    } else {
      Fail(*node, "constant is written as [constant]");
    }
  }

  void ConstantsIn(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, node] : table) {
      const std::string path = prefix + std::string(key.str());
      const std::optional<Field> field = FieldOf(path);
      where_ = "constant " + path + ": ";
      if (field && *field != Field::kNothing) {
        OneConstant(*field, node);
      } else if (const toml::table* const deeper = node.as_table();
                 deeper != nullptr && prefix.empty()) {
        ConstantsIn(*deeper, path + ".");
      } else {
        Fail(key.source().begin.line, "no such field; allowed are: " + AllPaths());
      }
      where_.clear();
    }
  }

  void OneConstant(Field field, const toml::node& node) {
    Value value;
    switch (ShapeOf(field)) {
      case Shape::kSet:
      case Shape::kChoice:
        value = Options(field, node);
        break;
      case Shape::kCount:
        value = Count(node);
        break;
      case Shape::kDate:
        if (node.value<std::string_view>() != kUnknown) {
          Fail(node, "a moment that is the same in every row can only be \"unknown\"");
        }
        value = domain::Instant{};
        break;
      case Shape::kText:
        value = TextOf(node, "it");
        if (std::get<std::string>(value).empty() ||
            !domain::IsPlainText(std::get<std::string>(value))) {
          Fail(node, "it is empty or holds control characters");
        }
        break;
      case Shape::kNone:
        break;
    }
    mapping_.constants.push_back({.field = field, .value = std::move(value)});
    lines_.emplace_back(field, LineOf(node));
  }

  void Columns(const toml::table& root) {
    EachTable(root, "column", [&](const toml::table& table) {
      where_ = "column: ";
      Column column;
      column.name = Text(table, "name", true);
      where_ = "column " + Quoted(column.name) + ": ";
      const std::string into = Text(table, "into", true);
      if (const std::optional<Field> field = FieldOf(into)) {
        column.field = *field;
        Rule(table, column);
      } else if (const toml::node* node = table.get("into")) {
        Fail(*node, "into is " + Quoted(into) + "; allowed are: " + AllPaths());
      }
      const bool twice = std::any_of(mapping_.columns.begin(), mapping_.columns.end(),
                                     [&](const Column& c) { return c.name == column.name; });
      if (twice) {
        Fail(table, "this column was described before");
      }
      lines_.emplace_back(column.field, LineOf(table));
      mapping_.columns.push_back(std::move(column));
      where_.clear();
    });
    if (mapping_.columns.empty()) {
      Fail(0, "the mapping has no [[column]]");
    }
  }

  void Rule(const toml::table& table, Column& column) {
    switch (ShapeOf(column.field)) {
      case Shape::kNone:
        CheckKeys(table, {"name", "into"});
        column.rule = LeftOut{};
        return;
      case Shape::kDate:
        ReadDateRule(table, column);
        return;
      case Shape::kSet:
      case Shape::kChoice:
        column.rule = ReadOptionRule(table, column.field);
        return;
      case Shape::kCount:
        column.rule = ReadCountRule(table);
        return;
      case Shape::kText:
        column.rule = ReadTextRule(table);
        return;
    }
  }

  // The node at "empty"; null with an error when there is none, null alone when it says "refuse".
  const toml::node* Empty(const toml::table& table) {
    const toml::node* const node = table.get("empty");
    if (node == nullptr) {
      Fail(table, "empty is missing: what does an empty cell mean?");
      return nullptr;
    }
    return node->value<std::string_view>() == kRefuse ? nullptr : node;
  }

  void ReadDateRule(const toml::table& table, Column& column) {
    CheckKeys(table, {"name", "into", "format", "precision", "zone", "unknown", "empty"});
    const std::string text = Text(table, "format", true);
    std::optional<DateFormat> format = DateFormat::Parse(text);
    if (const toml::node* node = table.get("format"); node != nullptr && !format) {
      Fail(*node, "format is " + Quoted(text) +
                      "; it is made of YYYY, MM or M, and if need be DD "
                      "or D, and hh or h with mm");
    }
    const std::string zone = Text(table, "zone", true);
    if (const toml::node* node = table.get("zone"); node != nullptr && !IsZone(zone)) {
      Fail(*node, "zone is " + Quoted(zone) + "; allowed are: " + AllZones());
    }
    const toml::node* const empty = Empty(table);
    if (empty != nullptr && empty->value<std::string_view>() != kUnknown) {
      Fail(*empty, R"(empty is one of: "unknown", "refuse")");
    }
    if (!format) {
      return;
    }
    const domain::Precision precision = ReadPrecision(table, format->precision());
    column.rule = DateRule{.format = *std::move(format),
                           .precision = precision,
                           .zone = zone,
                           .unknown = Words(table, "unknown"),
                           .empty_refused = empty == nullptr};
  }

  domain::Precision ReadPrecision(const toml::table& table, domain::Precision finest) {
    const toml::node* const node = table.get("precision");
    if (node == nullptr) {
      return finest;
    }
    const std::string text = TextOf(*node, "precision");
    const domain::Precision precision = text == "minute"  ? domain::Precision::kMinute
                                        : text == "day"   ? domain::Precision::kDay
                                        : text == "month" ? domain::Precision::kMonth
                                                          : domain::Precision::kUnknown;
    if (precision == domain::Precision::kUnknown) {
      Fail(*node, R"(precision is one of: "minute", "day", "month")");
    } else if (precision > finest) {
      Fail(*node, "precision is finer than the format tells");
    }
    return precision;
  }

  std::vector<std::string> Words(const toml::table& table, std::string_view key) {
    std::vector<std::string> words;
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      return words;
    }
    const toml::array* const array = node->as_array();
    if (array == nullptr || (!array->empty() && !array->is_homogeneous(toml::node_type::string))) {
      Fail(*node, std::string(key) + " is not a list of texts");
      return words;
    }
    for (const toml::node& word : *array) {
      words.push_back(word.as_string()->get());
    }
    return words;
  }

  OptionRule ReadOptionRule(const toml::table& table, Field field) {
    OptionRule rule;
    if (ShapeOf(field) == Shape::kSet) {
      CheckKeys(table, {"name", "into", "separator", "values", "empty"});
      rule.separator = Text(table, "separator", false);
      if (const toml::node* node = table.get("separator");
          node != nullptr && rule.separator.empty()) {
        Fail(*node, "separator is empty");
      }
    } else {
      CheckKeys(table, {"name", "into", "values", "empty"});
    }
    EachValue(table, true, [&](std::string word, const toml::node& node) {
      rule.values.emplace(std::move(word), Options(field, node));
    });
    if (const toml::node* const empty = Empty(table)) {
      rule.empty = Options(field, *empty);
    }
    return rule;
  }

  CountRule ReadCountRule(const toml::table& table) {
    CheckKeys(table, {"name", "into", "numbers", "values", "empty"});
    CountRule rule;
    if (const toml::node* const node = table.get("numbers")) {
      if (const auto* const numbers = node->as_boolean()) {
        rule.numbers = numbers->get();
      } else {
        Fail(*node, "numbers is true or false");
      }
    }
    EachValue(table, !rule.numbers, [&](std::string word, const toml::node& node) {
      rule.values.emplace(std::move(word), Count(node));
    });
    if (const toml::node* const empty = Empty(table)) {
      if (empty->value<std::string_view>() != kUnknown) {
        Fail(*empty, R"(empty is one of: "unknown", "refuse")");
      }
      rule.empty = domain::Count{};
    }
    return rule;
  }

  TextRule ReadTextRule(const toml::table& table) {
    CheckKeys(table, {"name", "into", "template", "empty"});
    TextRule rule;
    if (const toml::node* const node = table.get("template")) {
      const std::string text = TextOf(*node, "template");
      const std::size_t at = text.find("{}");
      if (at == std::string::npos || text.find("{}", at + 2) != std::string::npos) {
        Fail(*node, "template does not hold {} exactly once");
      } else {
        rule.before = text.substr(0, at);
        rule.after = text.substr(at + 2);
      }
    }
    if (const toml::node* const empty = Empty(table)) {
      rule.empty = TextOf(*empty, "empty");
    }
    return rule;
  }

  // Calls visit(word, node) for every entry of [column.values].
  template <typename Visit>
  void EachValue(const toml::table& column, bool required, const Visit& visit) {
    const toml::node* const node = column.get("values");
    const toml::table* const values = node != nullptr ? node->as_table() : nullptr;
    if (node != nullptr && values == nullptr) {
      Fail(*node, "values is written as [column.values]");
    }
    if (values == nullptr || values->empty()) {
      if (required) {
        Fail(column, "values is missing: which words does the column hold?");
      }
      return;
    }
    for (const auto& [word, meaning] : *values) {
      if (word.str().empty()) {
        Fail(word.source().begin.line, "what an empty cell means is said by empty");
      }
      visit(std::string(word.str()), meaning);
    }
  }

  // One token, a list of tokens where the field is a list, or "nothing".
  OptionNumbers Options(Field field, const toml::node& node) {
    OptionNumbers numbers;
    if (const toml::array* const array = node.as_array();
        array != nullptr && ShapeOf(field) == Shape::kSet) {
      for (const toml::node& token : *array) {
        AddOption(field, token, numbers);
      }
    } else if (node.value<std::string_view>() != kNothingSaid) {
      AddOption(field, node, numbers);
    }
    return numbers;
  }

  void AddOption(Field field, const toml::node& node, OptionNumbers& numbers) {
    const std::optional<std::string_view> token = node.value<std::string_view>();
    if (const auto number = OptionOf(field, token.value_or(""))) {
      numbers.push_back(*number);
    } else {
      Fail(node, (token ? Quoted(*token) : "this") + " is not on the list of " +
                     std::string(PathOf(field)) + "; allowed are: " + AllTokens(field) +
                     ", nothing");
    }
  }

  // A number, { min, max } with at least one of them, or "unknown".
  domain::Count Count(const toml::node& node) {
    if (const auto* const exact = node.as_integer()) {
      const std::uint64_t number = Number(node, exact->get());
      return {.min = number, .max = number};
    }
    domain::Count count;
    if (const toml::table* const table = node.as_table()) {
      CheckKeys(*table, {"min", "max"});
      count.min = Bound(*table, "min");
      count.max = Bound(*table, "max");
      if (!count.known()) {
        Fail(node, "neither min nor max is said");
      } else if (count.max && count.min.value_or(0) > *count.max) {
        Fail(node, "min is greater than max");
      }
    } else if (node.value<std::string_view>() != kUnknown) {
      Fail(node, R"(a count is a number, { min = 1, max = 5 }, or "unknown")");
    }
    return count;
  }

  std::optional<std::uint64_t> Bound(const toml::table& table, std::string_view key) {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    const auto* const bound = node->as_integer();
    return Number(*node, bound != nullptr ? bound->get() : -1);
  }

  std::uint64_t Number(const toml::node& node, std::int64_t number) {
    if (number < 0 || static_cast<std::uint64_t>(number) > domain::kCountMax) {
      Fail(node, "a count is a whole number of 0 to " + std::to_string(domain::kCountMax));
      return 0;
    }
    return static_cast<std::uint64_t>(number);
  }

  // Of a field that holds one value, only one column or constant can be the origin.
  void CheckSingles() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& [field, line] = lines_[i];
      const Shape shape = ShapeOf(field);
      if (shape == Shape::kSet || shape == Shape::kText || shape == Shape::kNone) {
        continue;
      }
      for (std::size_t j = 0; j < i; ++j) {
        if (lines_[j].first == field) {
          Fail(line, std::string(PathOf(field)) + " was filled before, on line " +
                         std::to_string(lines_[j].second));
        }
      }
    }
  }

  Mapping mapping_;
  std::optional<MappingError> error_;
  std::string where_;  // Begins every message: "column \"x\": ".
  std::vector<std::pair<Field, std::uint64_t>> lines_;
};

// toml++ finds such bytes too, but names another line.
std::optional<MappingError> NotText(std::string_view toml) {
  for (std::uint64_t line = 1; !toml.empty(); ++line) {
    std::string_view text = toml.substr(0, toml.find('\n'));
    toml.remove_prefix(std::min(text.size() + 1, toml.size()));
    if (text.ends_with('\r')) {
      text.remove_suffix(1);
    }
    if (!domain::IsPlainText(text)) {
      return MappingError{.line = line, .what = "not UTF-8, or holds control characters"};
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<Mapping, MappingError> ParseMapping(std::string_view toml) {
  if (toml.size() > kMappingBytesMax) {
    return MappingError{
        .line = 0,
        .what = "the file is larger than " + std::to_string(kMappingBytesMax) + " bytes"};
  }
  if (std::optional<MappingError> error = NotText(toml)) {
    return *std::move(error);
  }
  try {
    return Parser().Parse(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    return MappingError{.line = error.source().begin.line,
                        .what = std::string(error.description())};
  }
}

}  // namespace datalek::intake

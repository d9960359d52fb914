// The lists of the API and of the domain are the same lists: same numbers, same words, none
// missing.
#include "services/domain/vocabulary.h"
#include "services/domain/refusal.h"
#include "services/wire/fact_path.h"
#include "services/wire/to_api.h"

#include <datalek/v1/incident.pb.h>
#include <datalek/v1/refusal.pb.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace datalek::wire {
namespace {

using google::protobuf::EnumDescriptor;

// The letters and digits of a word, in lower case: "NOT_ABREACH" and "not-a-breach" are one word.
std::string Letters(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      letters.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    }
  }
  return letters;
}

// Number to word of every value but UNSPECIFIED, without the prefix.
std::map<int, std::string> ApiList(const EnumDescriptor& list, std::string_view prefix) {
  std::map<int, std::string> words;
  for (int i = 0; i < list.value_count(); ++i) {
    const std::string name = list.value(i)->name();
    EXPECT_EQ(name.substr(0, prefix.size()), prefix);
    if (list.value(i)->number() != 0) {
      words[list.value(i)->number()] = Letters(std::string_view(name).substr(prefix.size()));
    }
  }
  return words;
}

template <typename Enum>
std::map<int, std::string> DomainList() {
  std::map<int, std::string> words;
  for (const domain::Option<Enum>& option : domain::Options<Enum>()) {
    words[static_cast<int>(option.value)] = Letters(option.token);
  }
  return words;
}

template <typename Pair>
class Vocabulary : public testing::Test {};

template <typename DomainEnum, const EnumDescriptor* (*Descriptor)()>
struct Lists {
  using Domain = DomainEnum;
  static const EnumDescriptor& Api() { return *Descriptor(); }
};

using AllLists = testing::Types<
    Lists<domain::Situation, v1::Situation_descriptor>,
    Lists<domain::Nature, v1::Nature_descriptor>, Lists<domain::Kind, v1::Kind_descriptor>,
    Lists<domain::Cause, v1::Cause_descriptor>,
    Lists<domain::DataCategory, v1::DataCategory_descriptor>,
    Lists<domain::PersonGroup, v1::PersonGroup_descriptor>,
    Lists<domain::Breach, v1::Breach_descriptor>, Lists<domain::Risk, v1::Risk_descriptor>,
    Lists<domain::Answer, v1::Answer_descriptor>,
    Lists<domain::PersonsInformed, v1::PersonsInformed_descriptor>,
    Lists<domain::Dismissal, v1::Dismissal_descriptor>,
    Lists<domain::State, v1::IncidentState_descriptor>, Lists<domain::Role, v1::Role_descriptor>>;

struct ListName {
  template <typename Pair>
  static std::string GetName(int /*index*/) {
    return Pair::Api().name();
  }
};
TYPED_TEST_SUITE(Vocabulary, AllLists, ListName);

// "DataCategory" -> "DATA_CATEGORY_"
std::string PrefixOf(const EnumDescriptor& list) {
  std::string prefix;
  for (const char c : list.name()) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !prefix.empty()) {
      prefix.push_back('_');
    }
    prefix.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  return prefix + "_";
}

TYPED_TEST(Vocabulary, TheApiListIsTheDomainListWithItsNumbersAndWords) {
  const EnumDescriptor& api = TypeParam::Api();
  EXPECT_EQ(ApiList(api, PrefixOf(api)), DomainList<typename TypeParam::Domain>());
}

TYPED_TEST(Vocabulary, EveryDomainOptionTranslatesToTheApiValueWithItsNumber) {
  for (const auto& option : domain::Options<typename TypeParam::Domain>()) {
    EXPECT_EQ(static_cast<int>(ToApi(option.value)), static_cast<int>(option.value));
  }
}

TEST(Precisions, TheApiListIsTheDomainListWithItsNumbers) {
  const std::map<int, std::string> domain{
      {static_cast<int>(domain::Precision::kMonth), "month"},
      {static_cast<int>(domain::Precision::kDay), "day"},
      {static_cast<int>(domain::Precision::kMinute), "minute"},
  };
  EXPECT_EQ(ApiList(*v1::Precision_descriptor(), "PRECISION_"), domain);
}

TEST(Reasons, EveryReasonOfTheApiIsTheDomainReasonWithItsNumber) {
  for (const auto& [number, word] : ApiList(*v1::RefusalReason_descriptor(), "REFUSAL_REASON_")) {
    const std::string_view name = domain::NameOf(static_cast<domain::Reason>(number));
    // The API says IS_BREACH: protobuf's style has no single letters between underscores.
    EXPECT_EQ(word, name == "IS_A_BREACH" ? "isbreach" : Letters(name)) << number;
  }
}

TEST(Reasons, TheDomainHasNoReasonThatTheApiLacks) {
  const int count = v1::RefusalReason_descriptor()->value_count() - 1;  // Without UNSPECIFIED.
  EXPECT_EQ(domain::NameOf(static_cast<domain::Reason>(count + 1)), "UNKNOWN");
}

TEST(FactPaths, EveryFieldOfTheFactsMessageIsAPartWithItsNumber) {
  const google::protobuf::Descriptor& facts = *v1::Facts::descriptor();
  for (int i = 0; i < facts.field_count(); ++i) {
    const auto field = FactFieldOf(facts.field(i)->name());
    ASSERT_TRUE(field) << facts.field(i)->name();
    EXPECT_EQ(static_cast<int>(*field), facts.field(i)->number());
    EXPECT_EQ(PathOf(*field), facts.field(i)->name());
  }
  EXPECT_EQ(AllFactFields().size(), facts.field_count());
}

TEST(FactPaths, AnUnknownPathIsNoPart) {
  for (const std::string_view path :
       {"", "*", "discovered", "facts.summary", "Summary", "summary "}) {
    EXPECT_FALSE(FactFieldOf(path)) << path;
  }
}

}  // namespace
}  // namespace datalek::wire

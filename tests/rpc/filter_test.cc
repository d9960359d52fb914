// Filters of lists: what the grammar takes, what it refuses, and what is kept.
#include "services/rpc/filter.h"

#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::Reason;
using domain::Risk;
using grpc::StatusCode;

views::Row ARow() {
  views::Row row;
  row.number = "DL-2026-00042";
  row.state = domain::State::kAssessed;
  row.breach = Breach::kYes;
  row.risk = Risk::kHigh;
  row.situations = {domain::Situation::kPaperLost, domain::Situation::kUnsure};
  row.kinds = {domain::Kind::kPostLost};
  return row;
}

bool Keeps(const std::string& filter) {
  const auto parsed = rpc::ParseFilter(filter);
  EXPECT_TRUE(parsed) << filter;
  return parsed && (!*parsed || (*parsed)(ARow()));
}

TEST(Filter, KeepsTheRowsThatMeetIt) {
  for (const char* filter : {"state = assessed",
                             "state=assessed",
                             "  state   =   assessed  ",
                             "state = \"assessed\"",
                             "state=\"assessed\"",
                             "breach = yes",
                             "risk = high",
                             "situation = paper-lost",
                             "situation = unsure",
                             "kind = post-lost",
                             "number = DL-2026-00042",
                             "number = \"DL-2026-00042\"",
                             "state != closed",
                             "risk!=unlikely",
                             "situation != phishing",
                             "number != DL-2026-00041",
                             "state = assessed AND risk = high",
                             "situation = unsure AND situation = paper-lost",
                             "state=\"assessed\"AND risk=high",
                             "number != \"two words\""}) {
    EXPECT_TRUE(Keeps(filter)) << filter;
  }
}

TEST(Filter, DropsTheRowsThatDoNot) {
  for (const char* filter :
       {"state = closed", "breach = no", "breach = undetermined", "risk = unlikely",
        "situation = phishing", "kind = published", "number = DL-2026-00041",
        "number = \"\xC3\xA9\"", "state != assessed", "situation != unsure",
        "state = assessed AND risk = unlikely", "risk = unlikely AND state = assessed",
        "situation = unsure AND situation = phishing"}) {
    EXPECT_FALSE(Keeps(filter)) << filter;
  }
}

TEST(Filter, OfNothingKeepsEverything) {
  EXPECT_TRUE(Keeps(""));
  EXPECT_TRUE(Keeps("    "));
}

TEST(Filter, ThatDoesNotFollowTheGrammarIsRefused) {
  for (const char* filter : {"state",
                             "state =",
                             "= assessed",
                             "state assessed",
                             "state == assessed",
                             "state = assessed AND",
                             "AND state = assessed",
                             "state = assessed AND AND risk = high",
                             "state = assessed risk = high",
                             "state = assessed OR risk = high",
                             "state = assessed and risk = high",
                             "(state = assessed)",
                             "NOT state = assessed",
                             "state = assessed, risk = high",
                             "state = \"assessed",
                             "state = assessed\"",
                             "\"state\" = assessed",
                             "state \"=\" assessed",
                             "state = \"\"",
                             "!",
                             "!=",
                             "=",
                             "\"",
                             "\"\"",
                             "\"\" state = closed",
                             "state = assessed \"\" AND risk = unlikely",
                             "state = assessed \"AND\" risk = high",
                             "state\t=\tassessed",
                             "state ! = assessed",
                             "state < assessed",
                             "state : assessed"}) {
    EXPECT_FALSE(rpc::ParseFilter(filter)) << filter;
  }
}

TEST(Filter, ThatNamesWhatIsOnNoListIsRefused) {
  for (const char* filter :
       {"state = open", "state = Assessed", "breach = maybe", "risk = medium", "situation = w09",
        "kind = 5", "summary = letter", "incident_id = 1", "State = assessed", "etag = 1"}) {
    EXPECT_FALSE(rpc::ParseFilter(filter)) << filter;
  }
}

TEST(Filter, TakesEveryTokenOfItsLists) {
  for (const auto& option : domain::Options<domain::State>()) {
    EXPECT_TRUE(rpc::ParseFilter("state = " + std::string(option.token))) << option.token;
  }
  for (const auto& option : domain::Options<Breach>()) {
    EXPECT_TRUE(rpc::ParseFilter("breach = " + std::string(option.token))) << option.token;
  }
  for (const auto& option : domain::Options<Risk>()) {
    EXPECT_TRUE(rpc::ParseFilter("risk = " + std::string(option.token))) << option.token;
  }
  for (const auto& option : domain::Options<domain::Situation>()) {
    EXPECT_TRUE(rpc::ParseFilter("situation = " + std::string(option.token))) << option.token;
  }
  for (const auto& option : domain::Options<domain::Kind>()) {
    EXPECT_TRUE(rpc::ParseFilter("kind = " + std::string(option.token))) << option.token;
  }
}

TEST(Filter, LargerThanItsLimitsIsRefused) {
  std::string terms = "risk = high";
  for (std::size_t i = 1; i < rpc::kFilterTermsMax; ++i) {
    terms += " AND risk = high";
  }
  EXPECT_TRUE(rpc::ParseFilter(terms));
  EXPECT_FALSE(rpc::ParseFilter(terms + " AND risk = high"));
  const std::string padded = "risk = high" + std::string(rpc::kFilterBytesMax - 11, ' ');
  EXPECT_TRUE(rpc::ParseFilter(padded));
  EXPECT_FALSE(rpc::ParseFilter(padded + ' '));
}

class FilteredList : public testing::Test {
 protected:
  FilteredList() {
    (void)Done(officer_, Report("high"), Assess(Breach::kYes, Risk::kHigh));
    (void)Done(officer_, Report("none"), Assess(Breach::kNo, Risk::kUnlikely));
    (void)Report("new");
  }

  std::string Report(const std::string& summary) {
    return Done(served_.Reporter(), AReport().Saying(summary).command()).incident_id();
  }

  std::set<std::string> HeadlinesOf(const std::string& filter) {
    v1::ListIncidentsRequest request;
    request.set_order(v1::INCIDENT_ORDER_REGISTER);
    request.set_filter(filter);
    const auto page = officer_.Call<v1::ListIncidentsResponse>(request);
    EXPECT_THAT(page, Succeeded()) << filter;
    std::set<std::string> headlines;
    for (const v1::IncidentRow& row : page.body.incidents()) {
      headlines.insert(row.headline());
    }
    return headlines;
  }

  ServedRegister served_;
  Client officer_ = served_.Officer();
};

TEST_F(FilteredList, HoldsWhatTheFilterKeeps) {
  using Headlines = std::set<std::string>;
  EXPECT_EQ(HeadlinesOf(""), (Headlines{"high", "none", "new"}));
  EXPECT_EQ(HeadlinesOf("risk = high"), Headlines{"high"});
  EXPECT_EQ(HeadlinesOf("state = reported"), Headlines{"new"});
  EXPECT_EQ(HeadlinesOf("state = assessed AND breach = no"), Headlines{"none"});
  EXPECT_EQ(HeadlinesOf("breach != yes"), (Headlines{"none", "new"}));
  EXPECT_EQ(HeadlinesOf("breach = undetermined"), Headlines{"new"});
  EXPECT_EQ(HeadlinesOf("number = DL-2026-00001"), Headlines{"high"});
  EXPECT_EQ(HeadlinesOf("state = closed"), Headlines{});
}

TEST_F(FilteredList, IsRefusedWhenItsFilterIsNone) {
  for (const char* filter : {"state = open", "\"\" state = reported", "headline = high"}) {
    v1::ListIncidentsRequest request;
    request.set_filter(filter);
    EXPECT_THAT(officer_.Call<v1::ListIncidentsResponse>(request),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "filter"))
        << filter;
  }
}

}  // namespace
}  // namespace datalek::tests

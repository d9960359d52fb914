// Pages: every row once, whatever happens meanwhile, and tokens that lead nowhere else.
#include "services/ledger/keyspace.h"
#include "services/rpc/page.h"
#include "services/views/lists.h"
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <datalek/v1/administration.pb.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Reason;
using grpc::StatusCode;

class Pages : public testing::Test {
 protected:
  // Reports `count` incidents, each noticed some minutes later than the one before.
  std::vector<std::string> Report(int count) {
    std::vector<std::string> reported;
    for (int i = 0; i < count; ++i) {
      served_.clock().AdvanceMinutes(7);
      reported.push_back(Done(reporter_, AReport().command()).incident_id());
    }
    return reported;
  }

  [[nodiscard]] Reply<v1::ListIncidentsResponse> List(const v1::ListIncidentsRequest& request) {
    return officer_.Call<v1::ListIncidentsResponse>(request);
  }

  // Walks a list to its end, doing `between` after every page.
  std::vector<std::string> Walk(
      v1::ListIncidentsRequest request, const std::function<void()>& between = [] {}) {
    std::vector<std::string> seen;
    for (;;) {
      const auto page = List(request);
      EXPECT_THAT(page, Succeeded());
      for (const v1::IncidentRow& row : page.body.incidents()) {
        seen.push_back(row.incident_id());
      }
      if (!page.ok() || page.body.next_page_token().empty()) {
        return seen;
      }
      request.set_page_token(page.body.next_page_token());
      between();
    }
  }

  static v1::ListIncidentsRequest InOrder(v1::IncidentOrder order, int page_size) {
    v1::ListIncidentsRequest request;
    request.set_order(order);
    request.set_page_size(page_size);
    return request;
  }

  // A token that leads to the second page.
  std::string TokenOf(v1::ListIncidentsRequest request) {
    request.set_page_size(1);
    const std::string token = List(request).body.next_page_token();
    EXPECT_FALSE(token.empty());
    return token;
  }

  void ExpectRefused(v1::ListIncidentsRequest request, std::string token) {
    request.set_page_token(std::move(token));
    EXPECT_THAT(List(request),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_token"));
  }

  ServedRegister served_;
  Client officer_ = served_.Officer();
  Client reporter_ = served_.Reporter();
};

TEST_F(Pages, OfEitherOrderHoldEveryRowOnceWhateverTheirSize) {
  std::vector<std::string> oldest_first = Report(23);
  for (const int size : {1, 2, 7, 22, 23, 24, 200}) {
    EXPECT_EQ(Walk(InOrder(v1::INCIDENT_ORDER_QUEUE, size)), oldest_first) << size;
  }
  std::reverse(oldest_first.begin(), oldest_first.end());
  for (const int size : {1, 2, 7, 22, 23, 24, 200}) {
    EXPECT_EQ(Walk(InOrder(v1::INCIDENT_ORDER_REGISTER, size)), oldest_first) << size;
  }
}

TEST_F(Pages, LoseAndRepeatNothingThatWasThereBeforeWhileOthersReport) {
  for (const auto order : {v1::INCIDENT_ORDER_QUEUE, v1::INCIDENT_ORDER_REGISTER}) {
    const std::vector<std::string> before = Walk(InOrder(order, 200));
    const std::vector<std::string> more = Report(12);
    std::multiset<std::string> expected(before.begin(), before.end());
    expected.insert(more.begin(), more.end());
    std::multiset<std::string> seen;
    for (const std::string& incident : Walk(InOrder(order, 3), [this] { (void)Report(2); })) {
      seen.insert(incident);
      EXPECT_EQ(seen.count(incident), 1U);
    }
    EXPECT_TRUE(std::includes(seen.begin(), seen.end(), expected.begin(), expected.end()));
  }
}

TEST_F(Pages, GoOnWhenTheRowTheyWouldGoOnAtHasLeftTheList) {
  const std::vector<std::string> reported = Report(9);
  std::size_t next = 2;
  // Dismisses the first row of the page that comes.
  const std::vector<std::string> seen = Walk(InOrder(v1::INCIDENT_ORDER_QUEUE, 2), [&] {
    if (next < reported.size()) {
      (void)Done(officer_, reported[next], Dismiss(domain::Dismissal::kDuplicate));
    }
    next += 3;
  });
  EXPECT_THAT(seen, testing::ElementsAre(reported[0], reported[1], reported[3], reported[4],
                                         reported[6], reported[7]));
}

TEST_F(Pages, WithoutASizeHoldFifty) {
  (void)Report(51);
  EXPECT_EQ(List(InOrder(v1::INCIDENT_ORDER_QUEUE, 0)).body.incidents_size(), 50);
}

TEST_F(Pages, LargerThanAllowedAreCapped) {
  (void)Report(201);
  const auto page = List(InOrder(v1::INCIDENT_ORDER_REGISTER, 1'000'000));
  EXPECT_EQ(page.body.incidents_size(), 200);
  EXPECT_FALSE(page.body.next_page_token().empty());
}

TEST_F(Pages, OfANegativeSizeAreRefused) {
  for (const int size : {-1, -2'147'483'647 - 1}) {
    EXPECT_THAT(List(InOrder(v1::INCIDENT_ORDER_QUEUE, size)),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_size"));
    v1::ListMyReportsRequest mine;
    mine.set_page_size(size);
    EXPECT_THAT(reporter_.Call<v1::ListMyReportsResponse>(mine),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_size"));
    v1::ListOrganisationsRequest organisations;
    organisations.set_page_size(size);
    EXPECT_THAT(served_.Administrator().Call<v1::ListOrganisationsResponse>(organisations),
                RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_size"));
  }
}

TEST_F(Pages, OfAnOrderThatIsNoneAreRefused) {
  EXPECT_THAT(List(InOrder(static_cast<v1::IncidentOrder>(7), 0)),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kNotAnOption, "order"));
}

TEST_F(Pages, OfAnEmptyListAreEmptyAndTheLast) {
  for (const auto order : {v1::INCIDENT_ORDER_QUEUE, v1::INCIDENT_ORDER_REGISTER}) {
    const auto page = List(InOrder(order, 10));
    ASSERT_THAT(page, Succeeded());
    EXPECT_EQ(page.body.incidents_size(), 0);
    EXPECT_EQ(page.body.next_page_token(), "");
  }
}

TEST_F(Pages, OfOwnReportsHoldThemNewestFirst) {
  std::vector<std::string> reported = Report(8);
  (void)Done(served_.Reporter("rosa"), AReport().command());
  std::reverse(reported.begin(), reported.end());
  v1::ListMyReportsRequest request;
  request.set_page_size(3);
  std::vector<std::string> seen;
  do {
    const auto page = reporter_.Call<v1::ListMyReportsResponse>(request);
    ASSERT_THAT(page, Succeeded());
    for (const v1::IncidentRow& row : page.body.reports()) {
      seen.push_back(row.incident_id());
    }
    request.set_page_token(page.body.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(seen, reported);
}

TEST_F(Pages, OfOrganisationsHoldEachOnceBySlug) {
  for (const char* slug : {"gemeente-c", "gemeente-a", "gemeente-b"}) {
    served_.Create(slug);
  }
  v1::ListOrganisationsRequest request;
  request.set_page_size(2);
  std::vector<std::string> seen;
  do {
    const auto page = served_.Administrator().Call<v1::ListOrganisationsResponse>(request);
    ASSERT_THAT(page, Succeeded());
    for (const v1::Organisation& organisation : page.body.organisations()) {
      seen.push_back(organisation.slug());
    }
    request.set_page_token(page.body.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen,
              testing::ElementsAre("gemeente-a", "gemeente-b", "gemeente-c", kNeighbour, kHost));
}

TEST_F(Pages, ATokenOfAnotherFilterIsRefused) {
  (void)Report(3);
  v1::ListIncidentsRequest filtered;
  filtered.set_filter("state = reported");
  const std::string token = TokenOf(filtered);
  ExpectRefused({}, token);
  v1::ListIncidentsRequest other;
  other.set_filter("state != closed");
  ExpectRefused(other, token);
  ExpectRefused(filtered, TokenOf({}));
}

TEST_F(Pages, ATokenOfAnotherOrderIsRefused) {
  (void)Report(3);
  const auto queue = InOrder(v1::INCIDENT_ORDER_QUEUE, 1);
  const auto whole = InOrder(v1::INCIDENT_ORDER_REGISTER, 1);
  ExpectRefused(whole, TokenOf(queue));
  ExpectRefused(queue, TokenOf(whole));
}

TEST_F(Pages, ATokenOfAnotherOrganisationIsRefused) {
  const Client theirs = served_.As(Someone(domain::Role::kReporter, "nora", kNeighbour));
  (void)Done(theirs, AReport().command());
  (void)Done(theirs, AReport().command());
  const auto page = served_.Officer(kNeighbour)
                        .Call<v1::ListIncidentsResponse>(InOrder(v1::INCIDENT_ORDER_QUEUE, 1));
  ASSERT_FALSE(page.body.next_page_token().empty());
  ExpectRefused({}, page.body.next_page_token());
}

TEST_F(Pages, ATokenOfAnotherListIsRefused) {
  (void)Report(2);
  v1::ListMyReportsRequest mine;
  mine.set_page_size(1);
  const auto page = reporter_.Call<v1::ListMyReportsResponse>(mine);
  ASSERT_FALSE(page.body.next_page_token().empty());
  ExpectRefused({}, page.body.next_page_token());
  mine.set_page_token(TokenOf({}));
  EXPECT_THAT(reporter_.Call<v1::ListMyReportsResponse>(mine),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_token"));
  v1::ListOrganisationsRequest organisations;
  organisations.set_page_token(TokenOf({}));
  EXPECT_THAT(served_.Administrator().Call<v1::ListOrganisationsResponse>(organisations),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_token"));
}

TEST_F(Pages, ATokenOfSomebodyElsesReportsIsRefused) {
  (void)Report(2);
  v1::ListMyReportsRequest mine;
  mine.set_page_size(1);
  mine.set_page_token(reporter_.Call<v1::ListMyReportsResponse>(mine).body.next_page_token());
  EXPECT_THAT(served_.Reporter("rosa").Call<v1::ListMyReportsResponse>(mine),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_token"));
}

TEST_F(Pages, ATokenThatWasCutOffIsRefused) {
  (void)Report(2);
  const std::string token = TokenOf({});
  for (std::size_t length = 1; length < token.size(); ++length) {
    ExpectRefused({}, token.substr(0, length));
  }
  ExpectRefused({}, token + "AAAA");
}

TEST_F(Pages, ATokenWithAnotherCharacterAnywhereIsRefused) {
  (void)Report(2);
  const std::string token = TokenOf({});
  // The last character may hold bits that mean nothing.
  for (std::size_t i = 0; i + 1 < token.size(); ++i) {
    for (const char other : {'A', '_', '=', '\n', '~'}) {
      std::string changed = token;
      changed[i] = other;
      if (changed != token) {
        ExpectRefused({}, changed);
      }
    }
  }
}

TEST_F(Pages, GarbageIsNoToken) {
  (void)Report(2);
  std::mt19937 random(20'260'302);
  for (int round = 0; round < 200; ++round) {
    std::string garbage(1 + random() % 100, '\0');
    std::generate(garbage.begin(), garbage.end(),
                  [&random] { return static_cast<char>(random() % 0x80); });
    ExpectRefused({}, garbage);
  }
  ExpectRefused({}, std::string(2'048, 'A'));
  ExpectRefused({}, std::string(2'049, 'A'));
  ExpectRefused({}, std::string(100'000, 'A'));
}

// The check in a token keeps mistakes apart, it is no secret: whoever forges one gets no further.
TEST_F(Pages, AForgedTokenLeadsNowhereElse) {
  (void)Report(2);
  const std::string question = ledger::QueuePrefix(kHost);
  for (const std::string& place :
       {ledger::QueuePrefix(kNeighbour), ledger::RegisterPrefix(kHost), std::string("a"),
        std::string("\xFF\xFF"), question.substr(0, question.size() - 1),
        question + std::string(1'400, 'a')}) {
    ExpectRefused({}, rpc::PageToken(question, place));
  }
  v1::ListOrganisationsRequest organisations;
  organisations.set_page_token(rpc::PageToken("organisations", std::string(1'400, 'a')));
  EXPECT_THAT(served_.Administrator().Call<v1::ListOrganisationsResponse>(organisations),
              RefusedFor(StatusCode::INVALID_ARGUMENT, Reason::kMalformed, "page_token"));
}

TEST_F(Pages, AFilterThatFindsLittleGivesUpForNowAndGoesOnLater) {
  const std::string wanted = Report(1).front();
  (void)Done(officer_, wanted, Assess(domain::Breach::kYes, domain::Risk::kHigh));
  for (std::size_t i = 0; i < views::kRowsReadPerPageMax + 10; ++i) {
    (void)Done(officer_, AnImport().command());
  }
  auto request = InOrder(v1::INCIDENT_ORDER_REGISTER, 5);
  request.set_filter("risk = high");
  const auto first = List(request);
  ASSERT_THAT(first, Succeeded());
  EXPECT_EQ(first.body.incidents_size(), 0);
  EXPECT_FALSE(first.body.next_page_token().empty());
  EXPECT_THAT(Walk(request), testing::ElementsAre(wanted));
}

}  // namespace
}  // namespace datalek::tests

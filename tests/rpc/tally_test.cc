// The tally through the API: the right figures of the right organisations.
#include "tests/rpc/requests.h"
#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"
#include "tests/testing/builders.h"

#include <datalek/v1/tally.pb.h>

#include <google/protobuf/util/message_differencer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace datalek::tests {
namespace {

using domain::Breach;
using domain::PersonGroup;
using domain::Reason;
using domain::Risk;
using domain::Role;
using grpc::StatusCode;

constexpr const char* kThird = "gemeente-derde";

class TallyOfSeveral : public testing::Test {
 protected:
  TallyOfSeveral() {
    served_.Create(kThird);
    Confirmed(kHost, "2026-02-10", 10, 20);
    Confirmed(kHost, "2026-03-01", 5, std::nullopt);
    Confirmed(kHost, "2020-02-26", 1, 1);  // The day before the crisis began.
    Other(kHost);
    Undetermined(kHost);
    Undetermined(kHost);
    Confirmed(kNeighbour, "2026-03-01", 100, 100);
    Confirmed(kThird, "2026-03-01", 1'000, 1'000);
  }

  void Confirmed(const std::string& organisation, const char* occurred, std::uint64_t min,
                 std::optional<std::uint64_t> max) {
    const Client officer = served_.Officer(organisation);
    const std::string incident = Done(officer, AReport()
                                                   .Occurred(occurred)
                                                   .About(PersonGroup::kCitizens)
                                                   .Persons(min, max)
                                                   .CausedBy(domain::Cause::kInternalAccidental)
                                                   .command())
                                     .incident_id();
    (void)Done(officer, incident, Assess(Breach::kYes, Risk::kHigh));
    (void)Done(officer, incident, Decide());
  }

  void Other(const std::string& organisation) {
    const Client officer = served_.Officer(organisation);
    const std::string incident =
        Done(officer, AReport().Noticed("2026-02-11").About(PersonGroup::kEmployees).command())
            .incident_id();
    (void)Done(officer, incident, Assess(Breach::kYes));
  }

  void Undetermined(const std::string& organisation) {
    (void)Done(served_.Officer(organisation), AReport().command());
  }

  // Auditor of the host, officer of the neighbour, and no more than reporter in the third.
  [[nodiscard]] Client Council() {
    return served_.As({.account = "carla",
                       .grants = {{.organisation = kHost, .role = Role::kAuditor},
                                  {.organisation = kNeighbour, .role = Role::kPrivacyOfficer},
                                  {.organisation = kThird, .role = Role::kReporter}}});
  }

  [[nodiscard]] Reply<v1::GetTallyResponse> TallyOf(
      const std::vector<std::string>& organisations = {}) {
    v1::GetTallyRequest request;
    for (const std::string& organisation : organisations) {
      request.add_organisations(organisation);
    }
    return Council().Call<v1::GetTallyResponse>(request);
  }

  ServedRegister served_;
};

TEST_F(TallyOfSeveral, HoldsTheFiguresOfOneOrganisation) {
  const auto reply = TallyOf({kHost});
  ASSERT_THAT(reply, Succeeded());
  ASSERT_EQ(reply.body.organisations_size(), 1);
  EXPECT_EQ(reply.body.organisations(0).organisation(), kHost);
  EXPECT_EQ(reply.body.organisations(0).name(), "Gemeente Voorbeeld");
  const v1::Tally& tally = reply.body.organisations(0).tally();
  EXPECT_EQ(tally.confirmed().incidents(), 2U);
  EXPECT_EQ(tally.confirmed().persons_min(), 15U);
  EXPECT_EQ(tally.confirmed().persons_max(), 25U);  // The unbounded one at its minimum.
  EXPECT_EQ(tally.confirmed().persons_unbounded(), 1U);
  EXPECT_EQ(tally.confirmed().high_risk(), 2U);
  EXPECT_EQ(tally.confirmed().authority_notified(), 2U);
  ASSERT_EQ(tally.confirmed().by_cause_size(), 1);
  EXPECT_EQ(tally.confirmed().by_cause(0).cause(), v1::CAUSE_INTERNAL_ACCIDENTAL);
  EXPECT_EQ(tally.confirmed().by_cause(0).incidents(), 2U);
  EXPECT_EQ(tally.not_assessed().incidents(), 2U);
  EXPECT_EQ(tally.not_assessed().dated_later(), 2U);
  EXPECT_EQ(tally.others_only().incidents(), 1U);
  EXPECT_EQ(tally.others_only().dated_by_discovery(), 1U);
  EXPECT_EQ(tally.citizens_unknown().incidents(), 0U);
}

TEST_F(TallyOfSeveral, HoldsMonthsOldestFirst) {
  const v1::Tally tally = TallyOf({kHost}).body.total();
  ASSERT_EQ(tally.months_size(), 2);
  EXPECT_EQ(tally.months(0).month().year(), 2026);
  EXPECT_EQ(tally.months(0).month().month(), 2);
  EXPECT_EQ(tally.months(0).month().day(), 0);
  EXPECT_EQ(tally.months(0).confirmed(), 1U);
  EXPECT_EQ(tally.months(0).others_only(), 1U);
  EXPECT_EQ(tally.months(1).month().month(), 3);
  EXPECT_EQ(tally.months(1).confirmed(), 1U);
  EXPECT_EQ(tally.months(1).not_assessed(), 2U);
}

TEST_F(TallyOfSeveral, CountsEveryOrganisationTheCallerMaySeeAndNoOther) {
  const auto reply = TallyOf();
  ASSERT_THAT(reply, Succeeded());
  ASSERT_EQ(reply.body.organisations_size(), 2);
  EXPECT_EQ(reply.body.organisations(0).organisation(), kNeighbour);
  EXPECT_EQ(reply.body.organisations(1).organisation(), kHost);
  EXPECT_EQ(reply.body.total().confirmed().incidents(), 3U);
  EXPECT_EQ(reply.body.total().confirmed().persons_min(), 115U);
  EXPECT_EQ(reply.body.total().confirmed().persons_max(), 125U);
}

TEST_F(TallyOfSeveral, AddsTheMonthsOfAllOrganisations) {
  const v1::Tally total = TallyOf().body.total();
  ASSERT_EQ(total.months_size(), 2);
  EXPECT_EQ(total.months(0).confirmed(), 1U);
  EXPECT_EQ(total.months(1).confirmed(), 2U);
}

TEST_F(TallyOfSeveral, IsTheSameHoweverOftenAnOrganisationIsNamed) {
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      TallyOf({kHost, kNeighbour, kHost}).body, TallyOf().body));
}

TEST_F(TallyOfSeveral, OfAnOrganisationThatIsNotTheCallersIsRefusedLikeOneThatIsNot) {
  const std::string unknown = TallyOf({"gemeente-nergens"}).Everything();
  EXPECT_EQ(TallyOf({kThird}).Everything(), unknown);
  EXPECT_EQ(TallyOf({"no slug at all"}).Everything(), unknown);
  EXPECT_EQ(TallyOf({kHost, kThird}).Everything(), unknown);
  EXPECT_EQ(TallyOf({kHost, "gemeente-nergens"}).Everything(), unknown);
  EXPECT_THAT(TallyOf({kThird}),
              RefusedFor(StatusCode::NOT_FOUND, Reason::kNoSuchOrganisation, "organisations"));
}

TEST_F(TallyOfSeveral, CountsFromTheBeginningOfTheCrisisUnlessAskedOtherwise) {
  EXPECT_EQ(TallyOf().body.since().year(), 2020);
  EXPECT_EQ(TallyOf().body.since().month(), 2);
  EXPECT_EQ(TallyOf().body.since().day(), 27);
  EXPECT_FALSE(TallyOf().body.has_until());
  v1::GetTallyRequest request;
  request.add_organisations(kHost);
  request.mutable_since()->set_year(2020);
  request.mutable_since()->set_month(2);
  request.mutable_since()->set_day(26);
  const auto earlier = Council().Call<v1::GetTallyResponse>(request);
  EXPECT_EQ(earlier.body.total().confirmed().incidents(), 3U);
  EXPECT_EQ(earlier.body.since().day(), 26);
}

TEST_F(TallyOfSeveral, CountsUpToAndWithTheLastDay) {
  v1::GetTallyRequest request;
  request.add_organisations(kHost);
  request.mutable_until()->set_year(2026);
  request.mutable_until()->set_month(2);
  request.mutable_until()->set_day(10);
  EXPECT_EQ(Council().Call<v1::GetTallyResponse>(request).body.total().confirmed().incidents(), 1U);
  request.mutable_until()->set_day(9);
  EXPECT_EQ(Council().Call<v1::GetTallyResponse>(request).body.total().confirmed().incidents(), 0U);
}

TEST_F(TallyOfSeveral, FollowsWhatIsDecidedLater) {
  const Client officer = served_.Officer();
  const std::string incident =
      Done(officer, AReport().Occurred("2026-03-01").About(PersonGroup::kCitizens).command())
          .incident_id();
  EXPECT_EQ(TallyOf({kHost}).body.total().not_assessed().incidents(), 3U);
  (void)Done(officer, incident, Assess(Breach::kYes));
  EXPECT_EQ(TallyOf({kHost}).body.total().confirmed().incidents(), 3U);
  (void)Done(officer, incident, Dismiss(domain::Dismissal::kDuplicate));
  EXPECT_EQ(TallyOf({kHost}).body.total().confirmed().incidents(), 2U);
  EXPECT_EQ(TallyOf({kHost}).body.total().not_assessed().incidents(), 2U);
}

TEST_F(TallyOfSeveral, OfACallerWithoutTheRoleAnywhereIsForbidden) {
  EXPECT_THAT(served_.Reporter().Call<v1::GetTallyResponse>(v1::GetTallyRequest()),
              EndedWith(StatusCode::PERMISSION_DENIED));
}

}  // namespace
}  // namespace datalek::tests

#include "services/rpc/tally_service.h"

#include "services/domain/tally.h"
#include "services/rpc/failure.h"
#include "services/views/organisations.h"
#include "services/views/tally.h"
#include "services/wire/to_api.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace datalek::rpc {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;

std::optional<domain::CivilDate> DateFrom(const google::type::Date& api) {
  if (api.year() < kYearMin || api.year() > kYearMax || api.month() < 1 || api.month() > 12 ||
      api.day() < 1 || api.day() > domain::DaysInMonth(api.year(), api.month())) {
    return std::nullopt;
  }
  return domain::CivilDate{.year = api.year(), .month = api.month(), .day = api.day()};
}

void Fill(const domain::CivilDate& date, google::type::Date* api) {
  api->set_year(date.year);
  api->set_month(date.month);
  api->set_day(date.day);
}

std::uint64_t Unsigned(std::int64_t count) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0));
}

// One row for every option that was counted; index 0 is "nothing was said".
template <typename Enum, typename Counts, typename Add>
void FillCounts(const Counts& counts, const Add& add) {
  for (std::size_t number = 0; number < counts.size(); ++number) {
    if (counts[number] != 0) {
      add(static_cast<Enum>(number), Unsigned(counts[number]));
    }
  }
}

void Fill(const views::Figures& figures, v1::Figures* api) {
  api->set_incidents(Unsigned(figures.incidents));
  api->set_dated_by_discovery(Unsigned(figures.dated_by_discovery));
  api->set_dated_later(Unsigned(figures.dated_later));
  api->set_persons_min(Unsigned(figures.persons_min));
  api->set_persons_max(Unsigned(figures.persons_max));
  api->set_persons_unbounded(Unsigned(figures.persons_unbounded));
  api->set_persons_unknown(Unsigned(figures.persons_unknown));
  api->set_authority_notified(Unsigned(figures.authority_notified));
  api->set_high_risk(Unsigned(figures.high_risk));
  FillCounts<v1::Cause>(figures.by_cause, [&](v1::Cause cause, std::uint64_t count) {
    auto* row = api->add_by_cause();
    row->set_cause(cause);
    row->set_incidents(count);
  });
  FillCounts<v1::Kind>(figures.by_kind, [&](v1::Kind kind, std::uint64_t count) {
    auto* row = api->add_by_kind();
    row->set_kind(kind);
    row->set_incidents(count);
  });
  FillCounts<v1::Nature>(figures.by_nature, [&](v1::Nature nature, std::uint64_t count) {
    auto* row = api->add_by_nature();
    row->set_nature(nature);
    row->set_incidents(count);
  });
}

void Fill(const views::Tally& tally, v1::Tally* api) {
  using domain::Standing;
  const auto at = [](Standing standing) { return views::IndexOf(standing); };
  Fill(tally.total[at(Standing::kConfirmed)], api->mutable_confirmed());
  Fill(tally.total[at(Standing::kNotAssessed)], api->mutable_not_assessed());
  Fill(tally.total[at(Standing::kCitizensUnknown)], api->mutable_citizens_unknown());
  Fill(tally.total[at(Standing::kOthersOnly)], api->mutable_others_only());
  api->set_straddling(Unsigned(tally.straddling));
  for (const views::MonthCounts& month : tally.months) {
    v1::MonthTally* row = api->add_months();
    Fill(month.month, row->mutable_month());
    row->set_confirmed(Unsigned(month.incidents[at(Standing::kConfirmed)]));
    row->set_not_assessed(Unsigned(month.incidents[at(Standing::kNotAssessed)]));
    row->set_citizens_unknown(Unsigned(month.incidents[at(Standing::kCitizensUnknown)]));
    row->set_others_only(Unsigned(month.incidents[at(Standing::kOthersOnly)]));
  }
}

void AddTo(const views::Tally& tally, std::map<domain::CivilDate, views::MonthCounts>& months,
           views::Tally& total) {
  for (std::size_t i = 0; i < views::kStandings; ++i) {
    total.total[i] += tally.total[i];
  }
  total.straddling += tally.straddling;
  for (const views::MonthCounts& month : tally.months) {
    views::MonthCounts& sum = months[month.month];
    sum.month = month.month;
    for (std::size_t i = 0; i < views::kStandings; ++i) {
      sum.incidents[i] += month.incidents[i];
    }
  }
}

std::variant<views::Period, domain::Refusal> PeriodOf(const v1::GetTallyRequest& request) {
  views::Period period;
  if (request.has_since()) {
    const std::optional<domain::CivilDate> since = DateFrom(request.since());
    if (!since) {
      return domain::Refusal{.field = "since", .reason = domain::Reason::kMalformed};
    }
    period.since = *since;
  }
  if (request.has_until()) {
    period.until = DateFrom(request.until());
    if (!period.until) {
      return domain::Refusal{.field = "until", .reason = domain::Reason::kMalformed};
    }
    if (*period.until < period.since) {
      return domain::Refusal{.field = "until", .reason = domain::Reason::kReversed};
    }
  }
  return period;
}

// The organisations to count: those asked for, or all that the caller may see. nullopt: one was
// asked for that the caller may not see.
std::optional<std::vector<std::string>> OrganisationsOf(
    const v1::GetTallyRequest& request, const std::vector<access::Caller>& callers) {
  std::vector<std::string> visible;
  for (const access::Caller& caller : callers) {
    visible.push_back(caller.organisation);
  }
  std::sort(visible.begin(), visible.end());
  visible.erase(std::unique(visible.begin(), visible.end()), visible.end());
  if (request.organisations().empty()) {
    return visible;
  }
  std::vector<std::string> asked(request.organisations().begin(), request.organisations().end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  if (!std::includes(visible.begin(), visible.end(), asked.begin(), asked.end())) {
    return std::nullopt;
  }
  return asked;
}

}  // namespace

grpc::Status TallyService::GetTally(grpc::ServerContext* context,
                                    const v1::GetTallyRequest* request,
                                    v1::GetTallyResponse* response) {
  const Language language = LanguageOf(*context);
  const auto admitted = desk_.gate.AdmitToAll(*context, "/datalek.v1.TallyService/GetTally");
  if (const auto* status = std::get_if<grpc::Status>(&admitted)) {
    return *status;
  }
  const auto period = PeriodOf(*request);
  if (const auto* refusal = std::get_if<domain::Refusal>(&period)) {
    return Failure(*refusal, language);
  }
  const domain::Refusal unknown{.field = "organisations",
                                .reason = domain::Reason::kNoSuchOrganisation};
  const auto organisations =
      OrganisationsOf(*request, std::get<std::vector<access::Caller>>(admitted));
  if (!organisations) {
    return Failure(unknown, language);
  }
  const auto& counted = std::get<views::Period>(period);
  views::Tally total;
  std::map<domain::CivilDate, views::MonthCounts> months;
  for (const std::string& slug : *organisations) {
    const auto organisation = views::ReadOrganisation(ledger::Draft(desk_.engine), slug);
    if (!organisation.ok()) {
      return organisation.status().code() == storage::Code::kNotFound
                 ? Failure(unknown, language)
                 : Failure(organisation.status(), language);
    }
    const auto tally = views::ReadTally(desk_.engine, slug, counted);
    if (!tally.ok()) {
      return Failure(tally.status(), language);
    }
    v1::OrganisationTally* row = response->add_organisations();
    row->set_organisation(slug);
    row->set_name(organisation.value().name);
    Fill(tally.value(), row->mutable_tally());
    AddTo(tally.value(), months, total);
  }
  for (auto& [month, counts] : months) {
    total.months.push_back(counts);
  }
  Fill(total, response->mutable_total());
  Fill(counted.since, response->mutable_since());
  if (counted.until) {
    Fill(*counted.until, response->mutable_until());
  }
  return grpc::Status::OK;
}

}  // namespace datalek::rpc

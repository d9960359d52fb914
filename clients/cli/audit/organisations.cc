#include "clients/cli/audit/organisations.h"

#include "clients/cli/row_list.h"
#include "clients/cli/write.h"
#include "clients/terminal/table.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"
#include "services/wire/timestamp.h"

namespace datalek::cli {
namespace {

using client::ExitCode;
using terminal::ToVisible;

void PrintTable(const terminal::Session& session, const std::vector<v1::Organisation>& all) {
  const auto heading = [&session](Word word) { return std::string(Say(session.language(), word)); };
  terminal::Table table({{.heading = heading(Word::kHeadSlug)},
                         {.heading = heading(Word::kHeadName), .clip_to = 16},
                         {.heading = heading(Word::kHeadSince), .dispensable = 2},
                         {.heading = heading(Word::kHeadRole), .dispensable = 1}});
  for (const v1::Organisation& one : all) {
    const auto since_ms = wire::ToMs(one.created_at());
    table.Add({{.text = ToVisible(one.slug()), .hue = terminal::Hue::kBold},
               {.text = ToVisible(one.name())},
               {.text = since_ms ? terminal::DateText(session.language(),
                                                      session.zone().At(*since_ms).date)
                                 : ""},
               {.text = one.host() ? heading(Word::kHostRole) : ""}});
  }
  table.Print(session.out(), session.columns(), session.palette());
}

class Create final : public Command {
 public:
  explicit Create(const Builder& builder) : Command(builder) {
    builder.Positional(slug_, Word::kValueSlug, Word::kHelpSlug);
    builder.Value("--name", name_, Word::kValueName, Word::kHelpName)->required();
    write_.AddTo(builder);
  }

  ExitCode Run(terminal::Session& session) override {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    v1::CreateOrganisationRequest request;
    request.set_request_id(write_.request_id());
    request.mutable_organisation()->set_slug(slug_);
    request.mutable_organisation()->set_name(*name_);
    request.set_validate_only(write_.dry_run());
    auto outcome = std::get<client::Connection*>(connected)->CreateOrganisation(request);
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return TellFailure(session, *failure, write_.request_id());
    }
    const auto& organisation = std::get<v1::CreateOrganisationResponse>(outcome).organisation();
    if (session.json()) {
      session.PrintJson(organisation);
    } else if (write_.dry_run()) {
      session.Note(Say(session.language(), Word::kDryRunGood));
    } else {
      session.out() << terminal::Filled(Say(session.language(), Word::kOrganisationCreated),
                                        {{"name", ToVisible(organisation.name())},
                                         {"slug", ToVisible(organisation.slug())}})
                    << '\n';
    }
    return ExitCode::kOk;
  }

 private:
  std::string slug_;
  std::optional<std::string> name_;
  WriteOptions write_;
};

class List final : public Command {
 public:
  using Command::Command;

  ExitCode Run(terminal::Session& session) override {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    std::vector<v1::Organisation> all;
    v1::ListOrganisationsRequest request;
    request.set_page_size(kPageSizeMax);
    do {
      auto outcome = std::get<client::Connection*>(connected)->ListOrganisations(request);
      if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
        return TellFailure(session, *failure);
      }
      const auto& response = std::get<v1::ListOrganisationsResponse>(outcome);
      for (const v1::Organisation& one : response.organisations()) {
        if (session.json()) {
          session.PrintJson(one);
        } else {
          all.push_back(one);
        }
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    if (!session.json()) {
      PrintTable(session, all);
    }
    return ExitCode::kOk;
  }
};

class ShowOne final : public Command {
 public:
  explicit ShowOne(const Builder& builder) : Command(builder) {
    builder.Positional(slug_, Word::kValueSlug, Word::kHelpSlug);
  }

  ExitCode Run(terminal::Session& session) override {
    auto connected = session.Connect();
    if (const auto* failure = std::get_if<client::Failure>(&connected)) {
      return TellFailure(session, *failure);
    }
    v1::GetOrganisationRequest request;
    request.set_slug(slug_);
    auto outcome = std::get<client::Connection*>(connected)->GetOrganisation(request);
    if (const auto* failure = std::get_if<client::Failure>(&outcome)) {
      return TellFailure(session, *failure);
    }
    const auto& organisation = std::get<v1::GetOrganisationResponse>(outcome).organisation();
    if (session.json()) {
      session.PrintJson(organisation);
    } else {
      PrintTable(session, {organisation});
    }
    return ExitCode::kOk;
  }

 private:
  std::string slug_;
};

}  // namespace

void AddOrganisationCommands(CLI::App& program, client::Language language, Commands& commands) {
  const Builder organisation(program, language, "organisation", Word::kForAdministrators,
                             Word::kOrganisation, Word::kOrganisationExamples);
  organisation.app().require_subcommand(1);
  commands.push_back(std::make_unique<Create>(
      Builder(organisation.app(), language, "create", Word::kOrganisationGroup,
              Word::kOrganisationCreate, Word::kOrganisationCreateExamples)));
  commands.push_back(
      std::make_unique<List>(Builder(organisation.app(), language, "list", Word::kOrganisationGroup,
                                     Word::kOrganisationList, Word::kOrganisationListExamples)));
  commands.push_back(std::make_unique<ShowOne>(
      Builder(organisation.app(), language, "show", Word::kOrganisationGroup,
              Word::kOrganisationShow, Word::kOrganisationShowExamples)));
}

}  // namespace datalek::cli

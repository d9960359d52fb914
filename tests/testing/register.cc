#include "tests/testing/register.h"

#include "services/domain/vocabulary.h"
#include "services/vault/secret_key.h"
#include "tests/testing/outcome_matchers.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <variant>

namespace datalek::tests {
namespace {

vault::SecretKey TestKek() { return vault::SecretKey(std::string(vault::kKeyBytes, 'k')); }

void OrAbort(const storage::Status& status) {
  if (!status.ok()) {
    (void)std::fprintf(stderr, "%s\n", storage::ToString(status).c_str());
    std::abort();
  }
}

}  // namespace

registry::Requester Employee(std::string account, std::string organisation) {
  return {.organisation = std::move(organisation),
          .role = domain::Role::kReporter,
          .account = std::move(account)};
}

registry::Requester Officer(std::string account, std::string organisation) {
  return {.organisation = std::move(organisation),
          .role = domain::Role::kPrivacyOfficer,
          .account = std::move(account)};
}

registry::Requester Administrator(std::string organisation) {
  return {.organisation = std::move(organisation),
          .role = domain::Role::kAdministrator,
          .account = "administrator"};
}

std::string RequestId(std::uint64_t number) {
  std::array<char, 40> text{};
  (void)std::snprintf(text.data(), text.size(), "00000000-0000-4000-8000-%012llx",
                      static_cast<unsigned long long>(number));
  return text.data();
}

void Register::Prepare(storage::Engine& engine, storage::Engine& keys, const registry::Clock& clock,
                       const std::vector<std::string>& slugs) {
  OrAbort(vault::Vault::Initialise(keys, TestKek()));
  Register fresh(engine, keys, clock);
  OrAbort(fresh.Start());
  for (const std::string& slug : slugs) {
    OrAbort(fresh.vault().AddOrganisation(slug));
    // By somebody whom no test is, so that no test's request id is taken.
    registry::Requester founder = Administrator(slug);
    founder.account = "founder";
    const registry::Outcome outcome = fresh.Submit(
        fresh.Ask(founder, registry::CreateOrganisation{.slug = slug, .name = "Name of " + slug}));
    if (!std::holds_alternative<registry::Receipt>(outcome)) {
      OrAbort({storage::Code::kUnavailable, "an organisation was not created"});
    }
  }
}

Register::Register(storage::Engine& engine, storage::Engine& keys, const registry::Clock& clock,
                   registry::RecorderOptions options)
    : engine_(engine), keys_(keys), clock_(clock), options_(std::move(options)) {}

Register::~Register() { Stop(); }

storage::Status Register::Start() {
  storage::Result<std::unique_ptr<vault::Vault>> vault = vault::Vault::Open(keys_, TestKek());
  if (!vault.ok()) {
    return vault.status();
  }
  vault_ = std::move(vault).value();
  storage::Result<std::unique_ptr<registry::Recorder>> recorder =
      registry::Recorder::Start(engine_, *vault_, clock_, options_);
  if (!recorder.ok()) {
    vault_.reset();
    return recorder.status();
  }
  recorder_ = std::move(recorder).value();
  return {};
}

void Register::Stop() {
  recorder_.reset();
  vault_.reset();
}

registry::Submission Register::Ask(registry::Requester requester, registry::Wish wish) {
  asked_ += 1;
  registry::Submission submission;
  submission.requester = std::move(requester);
  submission.request_id = RequestId(asked_);
  submission.request_bytes = "the bytes of request " + std::to_string(asked_);
  submission.wish = std::move(wish);
  return submission;
}

registry::Submission Register::Ask(registry::Requester requester,
                                   const domain::IncidentId& incident, domain::Command command) {
  registry::Submission submission = Ask(std::move(requester), std::move(command));
  submission.incident = incident;
  return submission;
}

registry::Outcome Register::Submit(registry::Submission submission) {
  return SubmitLater(std::move(submission)).get();
}

std::future<registry::Outcome> Register::SubmitLater(registry::Submission submission) {
  // Shared, because an Answer must be copyable and a promise is not.
  const auto promise = std::make_shared<std::promise<registry::Outcome>>();
  std::future<registry::Outcome> future = promise->get_future();
  recorder_->Submit(std::move(submission), [promise](registry::Outcome outcome) {
    promise->set_value(std::move(outcome));
  });
  return future;
}

registry::Receipt Register::ReceiptOf(registry::Submission submission) {
  const registry::Outcome outcome = Submit(std::move(submission));
  if (const auto* receipt = std::get_if<registry::Receipt>(&outcome)) {
    return *receipt;
  }
  ADD_FAILURE() << "not recorded, but " << ::testing::PrintToString(outcome);
  return {};
}

registry::Receipt Register::Record(registry::Requester requester, domain::Command command) {
  return ReceiptOf(Ask(std::move(requester), std::move(command)));
}

registry::Receipt Register::Record(registry::Requester requester,
                                   const domain::IncidentId& incident, domain::Command command) {
  return ReceiptOf(Ask(std::move(requester), incident, std::move(command)));
}

MemoryStores::MemoryStores(storage::Capacity capacity) : main_store(capacity), key_store(capacity) {
  Register::Prepare(main_store, key_store, clock, {kOrganisation, kOtherOrganisation});
}

MemoryRegister::MemoryRegister(storage::Capacity capacity, registry::RecorderOptions options)
    : MemoryStores(capacity), Register(main_store, key_store, clock, std::move(options)) {
  OrAbort(Start());
}

}  // namespace datalek::tests

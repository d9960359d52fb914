#include "services/rpc/failure.h"

#include "services/wire/to_api.h"

#include <datalek/v1/refusal.pb.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace datalek::rpc {
namespace {

struct Words {
  std::string_view en;
  std::string_view nl;

  [[nodiscard]] std::string In(Language language) const {
    return std::string(language == Language::kDutch ? nl : en);
  }
};

// What goes into one error.
struct Parts {
  grpc::StatusCode code = grpc::StatusCode::INTERNAL;
  std::string_view reason;
  std::string message;
  std::optional<domain::Refusal> refusal;
  std::int64_t retry_after_s = 0;  // 0: trying again does not help by itself.
};

grpc::Status Make(const Parts& parts, Language language) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(parts.code));
  status.set_message(parts.message);
  google::rpc::ErrorInfo info;
  info.set_reason(parts.reason.data(), parts.reason.size());
  info.set_domain("datalek");
  if (parts.refusal && !parts.refusal->field.empty()) {
    (*info.mutable_metadata())["field"] = parts.refusal->field;
  }
  status.add_details()->PackFrom(info);
  google::rpc::LocalizedMessage localized;
  localized.set_locale(language == Language::kDutch ? "nl" : "en");
  localized.set_message(parts.message);
  status.add_details()->PackFrom(localized);
  if (parts.refusal) {
    v1::Refusal refusal;
    wire::Fill(*parts.refusal, &refusal);
    status.add_details()->PackFrom(refusal);
  }
  if (parts.retry_after_s > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(parts.retry_after_s);
    status.add_details()->PackFrom(retry);
  }
  return {parts.code, parts.message, status.SerializeAsString()};
}

grpc::StatusCode CodeOf(domain::Reason reason) {
  using enum domain::Reason;
  switch (reason) {
    case kMissing:
    case kTooLong:
    case kNotText:
    case kMalformed:
    case kNotAnOption:
    case kReversed:
    case kInTheFuture:
    case kOutOfOrder:
    case kRequestIdReused:
    case kReasonNeeded:
      return grpc::StatusCode::INVALID_ARGUMENT;
    case kNoSuchOrganisation:
    case kNoSuchIncident:
      return grpc::StatusCode::NOT_FOUND;
    case kOrganisationExists:
      return grpc::StatusCode::ALREADY_EXISTS;
    case kStale:
      return grpc::StatusCode::ABORTED;
    case kTooManyEvents:
    case kAlreadyClosed:
    case kNotClosed:
    case kNotAssessed:
    case kNotDecided:
    case kIsABreach:
      return grpc::StatusCode::FAILED_PRECONDITION;
  }
  return grpc::StatusCode::INTERNAL;
}

Words WordsOf(domain::Reason reason) {
  using enum domain::Reason;
  switch (reason) {
    case kMissing:
      return {.en = "This is needed and was left out", .nl = "Dit is nodig en ontbreekt"};
    case kTooLong:
      return {.en = "This is larger than allowed", .nl = "Dit is groter dan toegestaan"};
    case kNotText:
      return {.en = "This holds characters that are not plain text",
              .nl = "Hier staan tekens in die geen gewone tekst zijn"};
    case kMalformed:
      return {.en = "This does not have the right form", .nl = "Dit heeft niet de juiste vorm"};
    case kNotAnOption:
      return {.en = "This is not one of the options", .nl = "Dit is niet een van de keuzes"};
    case kReversed:
      return {.en = "The end comes before the beginning", .nl = "Het einde ligt voor het begin"};
    case kInTheFuture:
      return {.en = "This moment has not come yet", .nl = "Dit moment moet nog komen"};
    case kOutOfOrder:
      return {.en = "These moments contradict each other",
              .nl = "Deze momenten spreken elkaar tegen"};
    case kNoSuchOrganisation:
      return {.en = "This register does not know that organisation",
              .nl = "Dit register kent die organisatie niet"};
    case kOrganisationExists:
      return {.en = "There already is an organisation with this name",
              .nl = "Er is al een organisatie met deze naam"};
    case kNoSuchIncident:
      return {.en = "There is no such incident", .nl = "Dit incident bestaat niet"};
    case kRequestIdReused:
      return {.en = "This request id was used before for something else",
              .nl = "Dit kenmerk is al eerder voor iets anders gebruikt"};
    case kStale:
      return {.en = "Somebody changed this incident in the meantime; look again and repeat",
              .nl = "Iemand heeft dit incident intussen gewijzigd; kijk opnieuw en herhaal"};
    case kTooManyEvents:
      return {.en = "This incident has as many events as it may have",
              .nl = "Dit incident heeft zoveel gebeurtenissen als het mag hebben"};
    case kAlreadyClosed:
      return {.en = "This incident is closed; reopen it first",
              .nl = "Dit incident is gesloten; heropen het eerst"};
    case kNotClosed:
      return {.en = "This incident is not closed", .nl = "Dit incident is niet gesloten"};
    case kNotAssessed:
      return {.en = "First assess whether it is a breach",
              .nl = "Beoordeel eerst of het een datalek is"};
    case kNotDecided:
      return {.en = "First decide who is told", .nl = "Beslis eerst wie het te horen krijgt"};
    case kIsABreach:
      return {.en = "This was assessed to be a breach; assess it again first",
              .nl = "Dit is als datalek beoordeeld; beoordeel het eerst opnieuw"};
    case kReasonNeeded:
      return {.en = "This choice needs a reason", .nl = "Voor deze keuze is een reden nodig"};
  }
  return {.en = "The register refuses this", .nl = "Het register weigert dit"};
}

std::string MessageOf(const domain::Refusal& refusal, Language language) {
  std::string message = WordsOf(refusal.reason).In(language);
  if (refusal.limit > 0) {
    message += language == Language::kDutch ? " (hoogstens " : " (at most ";
    message += std::to_string(refusal.limit) + ")";
  }
  if (!refusal.field.empty()) {
    message += ": " + refusal.field;
  }
  return message;
}

constexpr std::int64_t kRetrySoonS = 1;
constexpr std::int64_t kRetryLaterS = 30;

}  // namespace

Language LanguageOf(std::string_view accept_language) {
  return accept_language.starts_with("nl") ? Language::kDutch : Language::kEnglish;
}

grpc::Status Failure(const domain::Refusal& refusal, Language language) {
  if (refusal.reason == domain::Reason::kNoSuchIncident) {
    return NoSuchIncident(language);
  }
  return Make({.code = CodeOf(refusal.reason),
               .reason = domain::NameOf(refusal.reason),
               .message = MessageOf(refusal, language),
               .refusal = refusal,
               .retry_after_s = 0},
              language);
}

grpc::Status Failure(const storage::Status& status, Language language) {
  using storage::Code;
  const auto make = [&](grpc::StatusCode code, std::string_view reason, Words words,
                        std::int64_t retry_after_s) {
    return Make({.code = code,
                 .reason = reason,
                 .message = words.In(language),
                 .refusal = {},
                 .retry_after_s = retry_after_s},
                language);
  };
  switch (status.code()) {
    case Code::kOk:
      return grpc::Status::OK;
    case Code::kNotFound:
      return NoSuchIncident(language);
    case Code::kConflict:
      return make(grpc::StatusCode::ABORTED, "CONFLICT",
                  {.en = "Something else was recorded first; please repeat",
                   .nl = "Er is net iets anders vastgelegd; herhaal het"},
                  kRetrySoonS);
    case Code::kFull:
      return make(
          grpc::StatusCode::RESOURCE_EXHAUSTED, "DISK_FULL",
          {.en = "The register's disk is full; nothing was recorded, reading goes on",
           .nl = "De schijf van het register is vol; er is niets vastgelegd, lezen kan nog"},
          kRetryLaterS);
    case Code::kCorruption:
      return make(
          grpc::StatusCode::DATA_LOSS, "DAMAGED",
          {.en = "A part of the register is damaged; the administrator must look at it",
           .nl = "Een deel van het register is beschadigd; de beheerder moet ernaar kijken"},
          0);
    case Code::kUnavailable:
      return make(grpc::StatusCode::UNAVAILABLE, "UNAVAILABLE",
                  {.en = "The register cannot answer now; it is safe to try again",
                   .nl = "Het register kan nu niet antwoorden; opnieuw proberen is veilig"},
                  kRetrySoonS);
    case Code::kInvalidArgument:
    case Code::kMissing:
    case Code::kExists:
    case Code::kInUse:
    case Code::kNotPermitted:
    case Code::kNotARegister:
    case Code::kNewerVersion:
      break;
  }
  return make(grpc::StatusCode::INTERNAL, "INTERNAL",
              {.en = "The register made a mistake; please tell the administrator",
               .nl = "Het register maakte een fout; laat het de beheerder weten"},
              0);
}

grpc::Status Failure(registry::NotDone not_done, Language language) {
  const auto make = [&](grpc::StatusCode code, std::string_view reason, Words words,
                        std::int64_t retry_after_s) {
    return Make({.code = code,
                 .reason = reason,
                 .message = words.In(language),
                 .refusal = {},
                 .retry_after_s = retry_after_s},
                language);
  };
  switch (not_done) {
    case registry::NotDone::kQueueFull:
      return make(grpc::StatusCode::RESOURCE_EXHAUSTED, "QUEUE_FULL",
                  {.en = "The register is busy; try again in a moment",
                   .nl = "Het register is druk; probeer het zo nog eens"},
                  kRetrySoonS);
    case registry::NotDone::kDeadlinePassed:
      return make(grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_PASSED",
                  {.en = "There was no time left to record this; nothing was recorded",
                   .nl = "Er was geen tijd meer om dit vast te leggen; er is niets vastgelegd"},
                  0);
    case registry::NotDone::kDraining:
      return make(grpc::StatusCode::UNAVAILABLE, "STOPPING",
                  {.en = "The register is stopping; try again in a moment",
                   .nl = "Het register stopt; probeer het zo nog eens"},
                  kRetrySoonS);
  }
  return make(grpc::StatusCode::INTERNAL, "INTERNAL", {.en = "internal", .nl = "intern"}, 0);
}

grpc::Status Conclude(const registry::Outcome& outcome, Language language) {
  if (const auto* refusal = std::get_if<domain::Refusal>(&outcome)) {
    return Failure(*refusal, language);
  }
  if (const auto* status = std::get_if<storage::Status>(&outcome)) {
    return Failure(*status, language);
  }
  if (const auto* not_done = std::get_if<registry::NotDone>(&outcome)) {
    return Failure(*not_done, language);
  }
  return grpc::Status::OK;
}

grpc::Status Unauthenticated(Language language) {
  return Make({.code = grpc::StatusCode::UNAUTHENTICATED,
               .reason = "UNAUTHENTICATED",
               .message = Words{.en = "The register does not know who you are",
                                .nl = "Het register weet niet wie je bent"}
                              .In(language),
               .refusal = {},
               .retry_after_s = 0},
              language);
}

grpc::Status Forbidden(Language language) {
  return Make(
      {.code = grpc::StatusCode::PERMISSION_DENIED,
       .reason = "FORBIDDEN",
       .message =
           Words{.en = "Your role does not allow this", .nl = "Je rol staat dit niet toe"}.In(
               language),
       .refusal = {},
       .retry_after_s = 0},
      language);
}

grpc::Status NoSuchIncident(Language language) {
  const domain::Refusal refusal{.field = "incident", .reason = domain::Reason::kNoSuchIncident};
  return Make({.code = grpc::StatusCode::NOT_FOUND,
               .reason = domain::NameOf(refusal.reason),
               .message = MessageOf(refusal, language),
               .refusal = refusal,
               .retry_after_s = 0},
              language);
}

}  // namespace datalek::rpc

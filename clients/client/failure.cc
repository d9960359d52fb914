#include "clients/client/failure.h"

#include <datalek/v1/refusal.pb.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/support/status.h>

#include <array>
#include <cstddef>

namespace datalek::client {
namespace {

struct CodeWords {
  grpc::StatusCode code;
  std::string_view name;
  ExitCode exit_code;
  Text message;
};

constexpr Text kServerFault{
    "Er ging iets mis bij de server. Dat ligt niet aan jou. Vraag de beheerder van het register.",
    "Something went wrong at the server. It is not your doing. Ask the administrator of the "
    "register."};

// Every code but OK, in the order of their numbers.
constexpr std::array<CodeWords, 16> kCodes{{
    {grpc::CANCELLED,
     "CANCELLED",
     ExitCode::kUnavailable,
     {"De vraag aan de server is afgebroken.", "The call to the server was cancelled."}},
    {grpc::UNKNOWN, "UNKNOWN", ExitCode::kSoftware, kServerFault},
    {grpc::INVALID_ARGUMENT,
     "INVALID_ARGUMENT",
     ExitCode::kRefused,
     {"De server kan dit niet lezen.", "The server cannot read this."}},
    {grpc::DEADLINE_EXCEEDED,
     "DEADLINE_EXCEEDED",
     ExitCode::kUnavailable,
     {"De server antwoordt niet op tijd. Probeer het later, of geef hem met --timeout meer tijd.",
      "The server does not answer in time. Try again later, or give it more with --timeout."}},
    {grpc::NOT_FOUND,
     "NOT_FOUND",
     ExitCode::kRefused,
     {"Dit staat niet in het register.", "This is not in the register."}},
    {grpc::ALREADY_EXISTS,
     "ALREADY_EXISTS",
     ExitCode::kRefused,
     {"Dit staat al in het register.", "This is in the register already."}},
    {grpc::PERMISSION_DENIED,
     "PERMISSION_DENIED",
     ExitCode::kNoPermission,
     {"Je profiel mag dit niet. Vraag de beheerder van het register als dat niet klopt.",
      "Your profile may not do this. Ask the administrator of the register if that is wrong."}},
    {grpc::RESOURCE_EXHAUSTED,
     "RESOURCE_EXHAUSTED",
     ExitCode::kTemporary,
     {"Het is te druk of te vol bij de server. Probeer het straks opnieuw.",
      "The server is too busy or too full. Try again in a while."}},
    {grpc::FAILED_PRECONDITION,
     "FAILED_PRECONDITION",
     ExitCode::kRefused,
     {"Dit kan nu niet.", "This cannot be done now."}},
    {grpc::ABORTED,
     "ABORTED",
     ExitCode::kRefused,
     {"Iemand anders heeft dit net gewijzigd. Bekijk het opnieuw en probeer het nog eens.",
      "Somebody else has just changed this. Look again and try once more."}},
    {grpc::OUT_OF_RANGE,
     "OUT_OF_RANGE",
     ExitCode::kRefused,
     {"Dit ligt buiten de grenzen van het register.", "This is beyond the register's limits."}},
    {grpc::UNIMPLEMENTED,
     "UNIMPLEMENTED",
     ExitCode::kSoftware,
     {"De server kent deze vraag niet. Is de server ouder dan dit programma?",
      "The server does not know this call. Is it older than this program?"}},
    {grpc::INTERNAL, "INTERNAL", ExitCode::kSoftware, kServerFault},
    {grpc::UNAVAILABLE,
     "UNAVAILABLE",
     ExitCode::kUnavailable,
     {"De server is niet bereikbaar. Controleer je verbinding en probeer het straks opnieuw.",
      "The server cannot be reached. Check your connection and try again in a while."}},
    {grpc::DATA_LOSS,
     "DATA_LOSS",
     ExitCode::kSoftware,
     {"De server vond beschadigde gegevens. Waarschuw meteen de beheerder van het register.",
      "The server found damaged data. Warn the administrator of the register at once."}},
    {grpc::UNAUTHENTICATED,
     "UNAUTHENTICATED",
     ExitCode::kNoPermission,
     {"De server herkent je profiel niet. Vraag de beheerder van het register om een nieuw.",
      "The server does not recognise your profile. Ask the administrator of the register for a new "
      "one."}},
}};

const CodeWords& WordsOf(grpc::StatusCode code) {
  for (const CodeWords& words : kCodes) {
    if (words.code == code) {
      return words;
    }
  }
  return kCodes[1];  // A code that gRPC did not have when this was written.
}

struct ReasonWords {
  std::string_view name;
  Text message;
};

// By the number of the reason. "{limit}" is the limit that was exceeded.
constexpr std::array<ReasonWords, 21> kReasons{{
    {"UNSPECIFIED", {"De server weigert dit.", "The server refuses this."}},
    {"MISSING", {"Hier ontbreekt nog iets.", "Something is still missing here."}},
    {"TOO_LONG", {"Dit is te veel: hoogstens {limit}.", "This is too much: at most {limit}."}},
    {"NOT_TEXT",
     {"Hier staan tekens in die het register niet kan bewaren.",
      "This holds characters that the register cannot keep."}},
    {"MALFORMED", {"Dit heeft niet de goede vorm.", "This does not have the right form."}},
    {"NOT_AN_OPTION", {"Dit staat niet op de keuzelijst.", "This is not on the list of choices."}},
    {"REVERSED", {"Het begin ligt na het einde.", "The beginning lies after the end."}},
    {"IN_THE_FUTURE", {"Dit moment moet nog komen.", "This moment has yet to come."}},
    {"OUT_OF_ORDER",
     {"Deze twee momenten kunnen niet allebei kloppen.",
      "These two moments cannot both be right."}},
    {"NO_SUCH_ORGANISATION",
     {"Deze organisatie staat niet in het register.", "This organisation is not in the register."}},
    {"ORGANISATION_EXISTS",
     {"Deze organisatie staat al in het register.",
      "This organisation is in the register already."}},
    {"NO_SUCH_INCIDENT",
     {"Deze zaak staat niet in het register, of is niet van jouw organisatie.",
      "This case is not in the register, or does not belong to your organisation."}},
    {"REQUEST_ID_REUSED",
     {"Dit aanvraagnummer is al gebruikt voor iets anders.",
      "This request id was used before for something else."}},
    {"STALE",
     {"Iemand anders heeft deze zaak net gewijzigd. Bekijk hem opnieuw en probeer het nog eens.",
      "Somebody else has just changed this case. Look at it again and try once more."}},
    {"TOO_MANY_EVENTS",
     {"Deze zaak is vol: er kan niets meer bij.", "This case is full: nothing can be added."}},
    {"ALREADY_CLOSED",
     {"Deze zaak is al afgesloten. Heropen hem eerst.",
      "This case is closed already. Reopen it first."}},
    {"NOT_CLOSED", {"Deze zaak is nog open.", "This case is still open."}},
    {"NOT_ASSESSED",
     {"Beoordeel eerst of het een datalek is.", "First assess whether it is a breach."}},
    {"NOT_DECIDED", {"Besluit eerst wie er bericht krijgt.", "First decide who is told."}},
    {"IS_BREACH",
     {"Deze zaak is als datalek beoordeeld. Beoordeel hem eerst opnieuw.",
      "This case was assessed as a breach. Assess it again first."}},
    {"REASON_NEEDED", {"Leg deze keuze uit.", "Explain this choice."}},
}};

bool Known(v1::RefusalReason reason) {
  return reason > 0 && static_cast<std::size_t>(reason) < kReasons.size();
}

const ReasonWords& WordsOf(v1::RefusalReason reason) {
  return Known(reason) ? kReasons.at(static_cast<std::size_t>(reason)) : kReasons.front();
}

struct Details {
  std::optional<v1::Refusal> refusal;
  std::optional<google::rpc::LocalizedMessage> localized;
  std::optional<google::rpc::RetryInfo> retry;
};

template <typename Message>
void Take(const google::protobuf::Any& any, std::optional<Message>& into) {
  Message message;
  if (!into && any.Is<Message>() && any.UnpackTo(&message)) {
    into = std::move(message);
  }
}

Details DetailsOf(const grpc::Status& status) {
  Details details;
  google::rpc::Status rich;
  if (!rich.ParseFromString(status.error_details())) {
    return details;
  }
  for (const google::protobuf::Any& any : rich.details()) {
    Take(any, details.refusal);
    Take(any, details.localized);
    Take(any, details.retry);
  }
  return details;
}

std::string MessageOf(const v1::Refusal& refusal, Language language) {
  std::string message(In(language, WordsOf(refusal.reason()).message));
  constexpr std::string_view kLimit = "{limit}";
  if (const std::size_t at = message.find(kLimit); at != std::string::npos) {
    message.replace(at, kLimit.size(), std::to_string(refusal.limit()));
  }
  return message;
}

bool OutcomeUnknown(grpc::StatusCode code) {
  return code == grpc::UNAVAILABLE || code == grpc::DEADLINE_EXCEEDED || code == grpc::CANCELLED ||
         code == grpc::UNKNOWN || code == grpc::INTERNAL;
}

}  // namespace

Failure ToFailure(const grpc::Status& status, Language language, bool writes) {
  const CodeWords& words = WordsOf(status.error_code());
  const Details details = DetailsOf(status);
  Failure failure{.exit_code = words.exit_code,
                  .reason = std::string(words.name),
                  .field = {},
                  .message = std::string(In(language, words.message)),
                  .technical = {},
                  .outcome_unknown = writes && OutcomeUnknown(status.error_code())};
  if (details.refusal) {
    failure.reason = std::string(WordsOf(details.refusal->reason()).name);
    failure.field = details.refusal->field();
    failure.message = MessageOf(*details.refusal, language);
    if (Known(details.refusal->reason())) {
      return failure;
    }
  }
  const bool localized = details.localized && !details.localized->message().empty() &&
                         details.localized->locale().starts_with(TagOf(language));
  if (localized) {
    failure.message = details.localized->message();
  } else {
    failure.technical = status.error_message();
  }
  return failure;
}

Failure InterruptedFailure(Language language, bool writes) {
  constexpr Text kStopped{"Gestopt.", "Stopped."};
  return Failure{.exit_code = ExitCode::kInterrupted,
                 .reason = "INTERRUPTED",
                 .field = {},
                 .message = std::string(In(language, kStopped)),
                 .technical = {},
                 .outcome_unknown = writes};
}

std::string_view NameOf(v1::RefusalReason reason) { return WordsOf(reason).name; }

std::optional<std::chrono::milliseconds> RetryDelayOf(const grpc::Status& status) {
  const Details details = DetailsOf(status);
  if (!details.retry || !details.retry->has_retry_delay()) {
    return std::nullopt;
  }
  const google::protobuf::Duration& delay = details.retry->retry_delay();
  constexpr std::int64_t kSecondsMax = 3'600;  // Nobody waits longer, and the sum stays small.
  if (delay.seconds() < 0 || delay.nanos() < 0 || delay.seconds() > kSecondsMax) {
    return std::nullopt;
  }
  return std::chrono::seconds(delay.seconds()) +
         std::chrono::milliseconds(delay.nanos() / 1'000'000);
}

}  // namespace datalek::client

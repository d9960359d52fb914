#include "services/domain/refusal.h"

namespace datalek::domain {

std::string_view NameOf(Reason reason) {
  switch (reason) {
    case Reason::kMissing:
      return "MISSING";
    case Reason::kTooLong:
      return "TOO_LONG";
    case Reason::kNotText:
      return "NOT_TEXT";
    case Reason::kMalformed:
      return "MALFORMED";
    case Reason::kNotAnOption:
      return "NOT_AN_OPTION";
    case Reason::kReversed:
      return "REVERSED";
    case Reason::kInTheFuture:
      return "IN_THE_FUTURE";
    case Reason::kOutOfOrder:
      return "OUT_OF_ORDER";
    case Reason::kNoSuchOrganisation:
      return "NO_SUCH_ORGANISATION";
    case Reason::kOrganisationExists:
      return "ORGANISATION_EXISTS";
    case Reason::kNoSuchIncident:
      return "NO_SUCH_INCIDENT";
    case Reason::kRequestIdReused:
      return "REQUEST_ID_REUSED";
    case Reason::kStale:
      return "STALE";
    case Reason::kTooManyEvents:
      return "TOO_MANY_EVENTS";
    case Reason::kAlreadyClosed:
      return "ALREADY_CLOSED";
    case Reason::kNotClosed:
      return "NOT_CLOSED";
    case Reason::kNotAssessed:
      return "NOT_ASSESSED";
    case Reason::kNotDecided:
      return "NOT_DECIDED";
    case Reason::kIsABreach:
      return "IS_A_BREACH";
    case Reason::kReasonNeeded:
      return "REASON_NEEDED";
  }
  return "UNKNOWN";
}

}  // namespace datalek::domain

// The closed lists of the field: situations, natures, kinds, causes, data, persons, judgements.
//
// Numbers are on disk and on the wire and are never changed or reused; an option is retired, never
// deleted, so that old incidents keep their meaning. Every enum has a token, a lower-case word used
// in flags, mapping files and JSON; tokens too are never changed. "Unknown" is an option, not 0.
#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace datalek::domain {

// What the employee recognised: the 28 work-from-home situations (W01..W27; W00 is kUnsure).
enum class Situation : std::uint8_t {
  kPrivateEmail = 1,         // W01 documents mailed to a private mailbox
  kScanApp = 2,              // W02 scanned with an app that is not the employer's
  kPrivateCloud = 3,         // W03 private cloud or transfer site
  kMessagingApp = 4,         // W04
  kHomePrint = 5,            // W05 printed at home, paper waste
  kScreenSeen = 6,           // W06
  kCallOverheard = 7,        // W07
  kDeviceLost = 8,           // W08
  kPaperLost = 9,            // W09
  kPortableMedium = 10,      // W10 USB stick or disk
  kEmailWrongPerson = 11,    // W11
  kNoBlindCopy = 12,         // W12
  kLetterWrongAddress = 13,  // W13
  kWrongContent = 14,        // W14 wrong attachment, or too much in it
  kVideoCall = 15,           // W15
  kPhishing = 16,            // W16
  kMalware = 17,             // W17
  kSharedDevice = 18,        // W18
  kInsecureNetwork = 19,     // W19
  kOpenPermissions = 20,     // W20
  kPublished = 21,           // W21
  kNeedlessLookup = 22,      // W22
  kOnlineTool = 23,          // W23 chatbot, translator, converter
  kPasswordShared = 24,      // W24
  kNoCopyLeft = 25,          // W25
  kImpersonation = 26,       // W26
  kOwnHandset = 27,          // W27
  kUnsure = 28,              // W00
};

// What happened to the data, GDPR art. 4(12): the three principles, which can co-exist.
enum class Nature : std::uint8_t {
  kUnknown = 1,
  kConfidentiality = 2,
  kIntegrity = 3,
  kAvailability = 4,
};

// Kind of incident: question 5.2 of the Dutch authority's form (list via OpenVWR), plus kUnknown
// and three kinds that the French authority's list has and the Dutch form files under "other".
enum class Kind : std::uint8_t {
  kUnknown = 1,
  kEmailWrongRecipient = 2,
  kEmailNoBlindCopy = 3,
  kPostWrongRecipient = 4,
  kPostReturnedOpened = 5,
  kPostLost = 6,
  kWrongAuthorisation = 7,
  kFolderTooOpen = 8,
  kDeviceOrPaperLost = 9,
  kPublished = 10,
  kHackMalwarePhishing = 11,
  kWrongFile = 12,
  kOther = 13,
  kVerbalDisclosure = 14,
  kWrongPersonShown = 15,
  kImproperDisposal = 16,
};

// Who brought it about, and whether it was meant: field 61 of the EDPB's 2026 draft template.
enum class Cause : std::uint8_t {
  kUnknown = 1,
  kInternalAccidental = 2,
  kInternalMalicious = 3,
  kExternalAccidental = 4,
  kExternalMalicious = 5,
  kOther = 6,
};

// Personal data concerned: questions 6.1 and 6.2 of the Dutch authority's form.
enum class DataCategory : std::uint8_t {
  kUnknown = 1,
  kName = 2,
  kGender = 3,
  kBirth = 4,
  kNationalNumber = 5,  // BSN, or the national number of another country
  kContact = 6,
  kCredentials = 7,
  kFinancial = 8,
  kIdentityDocument = 9,
  kLocation = 10,
  kCriminal = 11,
  kEthnicity = 12,
  kPolitics = 13,
  kBelief = 14,
  kUnion = 15,
  kSexLife = 16,
  kHealth = 17,
  kGenetic = 18,
  kBiometric = 19,
  kOther = 20,
  kSpecialUnspecified = 21,  // "special category", without saying which
};

// Groups of persons: question 7.1 of that form, with the citizens it has no box for.
enum class PersonGroup : std::uint8_t {
  kUnknown = 1,
  kCitizens = 2,
  kEmployees = 3,
  kClients = 4,
  kPupils = 5,
  kPatients = 6,
  kMinors = 7,
  kVulnerable = 8,
  kOther = 9,
};

// Is it a personal data breach (GDPR art. 4(12))?
enum class Breach : std::uint8_t { kUndetermined = 1, kYes = 2, kNo = 3 };

// The two thresholds of GDPR art. 33(1) and 34(1).
enum class Risk : std::uint8_t { kUndetermined = 1, kUnlikely = 2, kRisk = 3, kHigh = 4 };

// An answer that may be unknown.
enum class Answer : std::uint8_t { kUnknown = 1, kYes = 2, kNo = 3 };

// Are the persons concerned told (GDPR art. 34)?
enum class PersonsInformed : std::uint8_t {
  kUndetermined = 1,
  kInformed = 2,
  kPlanned = 3,
  kNo = 4
};

// Why an incident left the log without being closed as a breach.
enum class Dismissal : std::uint8_t { kNotABreach = 1, kDuplicate = 2, kWithdrawn = 3 };

enum class State : std::uint8_t {
  kReported = 1,
  kAssessed = 2,
  kDecided = 3,
  kClosed = 4,
  kDismissed = 5
};

enum class Role : std::uint8_t {
  kReporter = 1,
  kPrivacyOfficer = 2,
  kAuditor = 3,
  kAdministrator = 4
};

// One option of a closed list.
template <typename Enum>
struct Option {
  Enum value;
  std::string_view token;
};

// All options of a list, in the order they are shown.
template <typename Enum>
std::span<const Option<Enum>> Options();

// The token of an option.
template <typename Enum>
std::string_view Token(Enum value) {
  for (const Option<Enum>& option : Options<Enum>()) {
    if (option.value == value) {
      return option.token;
    }
  }
  return "?";
}

// The option with this token or, for the wire, with this number; nullopt when there is none.
template <typename Enum>
std::optional<Enum> FromToken(std::string_view token) {
  for (const Option<Enum>& option : Options<Enum>()) {
    if (option.token == token) {
      return option.value;
    }
  }
  return std::nullopt;
}
template <typename Enum>
std::optional<Enum> FromNumber(int number) {
  for (const Option<Enum>& option : Options<Enum>()) {
    if (static_cast<int>(option.value) == number) {
      return option.value;
    }
  }
  return std::nullopt;
}

// Several options of one list. Empty means "nothing was said", which is not the same as kUnknown.
template <typename Enum>
class SetOf {
 public:
  SetOf() = default;
  SetOf(std::initializer_list<Enum> values) {
    for (const Enum value : values) {
      Insert(value);
    }
  }
  void Insert(Enum value) { bits_ |= std::uint64_t{1} << static_cast<unsigned>(value); }
  [[nodiscard]] bool Has(Enum value) const {
    return (bits_ >> static_cast<unsigned>(value) & 1U) != 0;
  }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] int size() const { return std::popcount(bits_); }
  // In ascending number.
  [[nodiscard]] std::vector<Enum> values() const {
    std::vector<Enum> all;
    for (std::uint64_t rest = bits_; rest != 0; rest &= rest - 1) {
      all.push_back(static_cast<Enum>(std::countr_zero(rest)));
    }
    return all;
  }
  bool operator==(const SetOf&) const = default;

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace datalek::domain

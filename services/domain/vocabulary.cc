#include "services/domain/vocabulary.h"

#include <array>

namespace datalek::domain {

template <>
std::span<const Option<Situation>> Options() {
  using enum Situation;
  static constexpr std::array<Option<Situation>, 28> kOptions{{
      {kPrivateEmail, "private-email"},
      {kScanApp, "scan-app"},
      {kPrivateCloud, "private-cloud"},
      {kMessagingApp, "messaging-app"},
      {kHomePrint, "home-print"},
      {kScreenSeen, "screen-seen"},
      {kCallOverheard, "call-overheard"},
      {kDeviceLost, "device-lost"},
      {kPaperLost, "paper-lost"},
      {kPortableMedium, "portable-medium"},
      {kEmailWrongPerson, "email-wrong-person"},
      {kNoBlindCopy, "no-blind-copy"},
      {kLetterWrongAddress, "letter-wrong-address"},
      {kWrongContent, "wrong-content"},
      {kVideoCall, "video-call"},
      {kPhishing, "phishing"},
      {kMalware, "malware"},
      {kSharedDevice, "shared-device"},
      {kInsecureNetwork, "insecure-network"},
      {kOpenPermissions, "open-permissions"},
      {Situation::kPublished, "published"},
      {kNeedlessLookup, "needless-lookup"},
      {kOnlineTool, "online-tool"},
      {kPasswordShared, "password-shared"},
      {kNoCopyLeft, "no-copy-left"},
      {kImpersonation, "impersonation"},
      {kOwnHandset, "own-handset"},
      {kUnsure, "unsure"},
  }};
  return kOptions;
}

template <>
std::span<const Option<Nature>> Options() {
  using enum Nature;
  static constexpr std::array<Option<Nature>, 4> kOptions{{
      {kConfidentiality, "confidentiality"},
      {kIntegrity, "integrity"},
      {kAvailability, "availability"},
      {kUnknown, "unknown"},
  }};
  return kOptions;
}

template <>
std::span<const Option<Kind>> Options() {
  using enum Kind;
  static constexpr std::array<Option<Kind>, 16> kOptions{{
      {kEmailWrongRecipient, "email-wrong-recipient"},
      {kEmailNoBlindCopy, "email-no-blind-copy"},
      {kPostWrongRecipient, "post-wrong-recipient"},
      {kPostReturnedOpened, "post-returned-opened"},
      {kPostLost, "post-lost"},
      {kWrongAuthorisation, "wrong-authorisation"},
      {kFolderTooOpen, "folder-too-open"},
      {kDeviceOrPaperLost, "device-or-paper-lost"},
      {kPublished, "published"},
      {kHackMalwarePhishing, "hack-malware-phishing"},
      {kWrongFile, "wrong-file"},
      {kVerbalDisclosure, "verbal-disclosure"},
      {kWrongPersonShown, "wrong-person-shown"},
      {kImproperDisposal, "improper-disposal"},
      {kOther, "other"},
      {kUnknown, "unknown"},
  }};
  return kOptions;
}

template <>
std::span<const Option<Cause>> Options() {
  using enum Cause;
  static constexpr std::array<Option<Cause>, 6> kOptions{{
      {kInternalAccidental, "internal-accidental"},
      {kInternalMalicious, "internal-malicious"},
      {kExternalAccidental, "external-accidental"},
      {kExternalMalicious, "external-malicious"},
      {kOther, "other"},
      {kUnknown, "unknown"},
  }};
  return kOptions;
}

template <>
std::span<const Option<DataCategory>> Options() {
  using enum DataCategory;
  static constexpr std::array<Option<DataCategory>, 21> kOptions{{
      {kName, "name"},
      {kGender, "gender"},
      {kBirth, "birth"},
      {kNationalNumber, "national-number"},
      {kContact, "contact"},
      {kCredentials, "credentials"},
      {kFinancial, "financial"},
      {kIdentityDocument, "identity-document"},
      {kLocation, "location"},
      {kCriminal, "criminal"},
      {kEthnicity, "ethnicity"},
      {kPolitics, "politics"},
      {kBelief, "belief"},
      {kUnion, "union"},
      {kSexLife, "sex-life"},
      {kHealth, "health"},
      {kGenetic, "genetic"},
      {kBiometric, "biometric"},
      {kSpecialUnspecified, "special-unspecified"},
      {kOther, "other"},
      {kUnknown, "unknown"},
  }};
  return kOptions;
}

template <>
std::span<const Option<PersonGroup>> Options() {
  using enum PersonGroup;
  static constexpr std::array<Option<PersonGroup>, 9> kOptions{{
      {kCitizens, "citizens"},
      {kEmployees, "employees"},
      {kClients, "clients"},
      {kPupils, "pupils"},
      {kPatients, "patients"},
      {kMinors, "minors"},
      {kVulnerable, "vulnerable"},
      {kOther, "other"},
      {kUnknown, "unknown"},
  }};
  return kOptions;
}

template <>
std::span<const Option<Breach>> Options() {
  static constexpr std::array<Option<Breach>, 3> kOptions{
      {{Breach::kYes, "yes"}, {Breach::kNo, "no"}, {Breach::kUndetermined, "undetermined"}}};
  return kOptions;
}

template <>
std::span<const Option<Risk>> Options() {
  static constexpr std::array<Option<Risk>, 4> kOptions{{{Risk::kUnlikely, "unlikely"},
                                                         {Risk::kRisk, "risk"},
                                                         {Risk::kHigh, "high"},
                                                         {Risk::kUndetermined, "undetermined"}}};
  return kOptions;
}

template <>
std::span<const Option<Answer>> Options() {
  static constexpr std::array<Option<Answer>, 3> kOptions{
      {{Answer::kYes, "yes"}, {Answer::kNo, "no"}, {Answer::kUnknown, "unknown"}}};
  return kOptions;
}

template <>
std::span<const Option<PersonsInformed>> Options() {
  static constexpr std::array<Option<PersonsInformed>, 4> kOptions{
      {{PersonsInformed::kInformed, "informed"},
       {PersonsInformed::kPlanned, "planned"},
       {PersonsInformed::kNo, "no"},
       {PersonsInformed::kUndetermined, "undetermined"}}};
  return kOptions;
}

template <>
std::span<const Option<Dismissal>> Options() {
  static constexpr std::array<Option<Dismissal>, 3> kOptions{
      {{Dismissal::kNotABreach, "not-a-breach"},
       {Dismissal::kDuplicate, "duplicate"},
       {Dismissal::kWithdrawn, "withdrawn"}}};
  return kOptions;
}

template <>
std::span<const Option<State>> Options() {
  static constexpr std::array<Option<State>, 5> kOptions{{{State::kReported, "reported"},
                                                          {State::kAssessed, "assessed"},
                                                          {State::kDecided, "decided"},
                                                          {State::kClosed, "closed"},
                                                          {State::kDismissed, "dismissed"}}};
  return kOptions;
}

template <>
std::span<const Option<Role>> Options() {
  static constexpr std::array<Option<Role>, 4> kOptions{{{Role::kReporter, "reporter"},
                                                         {Role::kPrivacyOfficer, "privacy-officer"},
                                                         {Role::kAuditor, "auditor"},
                                                         {Role::kAdministrator, "administrator"}}};
  return kOptions;
}

}  // namespace datalek::domain

#include "clients/terminal/labels.h"

#include <array>

namespace datalek::terminal {
namespace {

using client::Text;

template <typename Enum>
struct Labelled {
  Enum value;
  Text text;
};

template <typename Enum, std::size_t size>
const Text& Find(const std::array<Labelled<Enum>, size>& labels, Enum value) {
  for (const Labelled<Enum>& label : labels) {
    if (label.value == value) {
      return label.text;
    }
  }
  // A number that a newer server knows, and this program does not.
  static constexpr Text kNone{"?", "?"};
  return kNone;
}

constexpr std::array<Labelled<domain::Situation>, 28> kSituations{
    {{domain::Situation::kPrivateEmail, {"naar privémail", "private mailbox"}},
     {domain::Situation::kScanApp, {"scan-app", "scan app"}},
     {domain::Situation::kPrivateCloud,
      {"privécloud of WeTransfer", "private cloud or WeTransfer"}},
     {domain::Situation::kMessagingApp, {"WhatsApp of andere app", "messaging app"}},
     {domain::Situation::kHomePrint, {"thuis geprint", "printed at home"}},
     {domain::Situation::kScreenSeen, {"meegekeken", "screen seen"}},
     {domain::Situation::kCallOverheard, {"meegeluisterd", "call overheard"}},
     {domain::Situation::kDeviceLost, {"apparaat kwijt", "device lost"}},
     {domain::Situation::kPaperLost, {"papier kwijt", "paper lost"}},
     {domain::Situation::kPortableMedium, {"USB-stick of schijf", "USB stick or disk"}},
     {domain::Situation::kEmailWrongPerson, {"mail verkeerd gestuurd", "e-mail to wrong person"}},
     {domain::Situation::kNoBlindCopy, {"adressen zichtbaar", "addresses visible"}},
     {domain::Situation::kLetterWrongAddress,
      {"brief verkeerd bezorgd", "letter to wrong address"}},
     {domain::Situation::kWrongContent, {"verkeerde bijlage", "wrong attachment"}},
     {domain::Situation::kVideoCall, {"videobellen", "video call"}},
     {domain::Situation::kPhishing, {"phishing", "phishing"}},
     {domain::Situation::kMalware, {"virus of gijzelsoftware", "malware"}},
     {domain::Situation::kSharedDevice, {"gedeelde computer", "shared device"}},
     {domain::Situation::kInsecureNetwork, {"onveilige wifi", "insecure wifi"}},
     {domain::Situation::kOpenPermissions, {"map of link te open", "folder or link too open"}},
     {domain::Situation::kPublished, {"per ongeluk online", "published by accident"}},
     {domain::Situation::kNeedlessLookup, {"onnodig ingezien", "needless look-up"}},
     {domain::Situation::kOnlineTool, {"AI-chatbot of website", "chatbot or website"}},
     {domain::Situation::kPasswordShared, {"wachtwoord gedeeld", "password shared"}},
     {domain::Situation::kNoCopyLeft, {"gegevens weg", "data gone"}},
     {domain::Situation::kImpersonation, {"truc aan de telefoon", "phone trick"}},
     {domain::Situation::kOwnHandset, {"foto met eigen telefoon", "photo with own phone"}},
     {domain::Situation::kUnsure, {"nog onduidelijk", "not clear yet"}}}};

constexpr std::array<Labelled<domain::Nature>, 4> kNatures{
    {{domain::Nature::kUnknown, {"onbekend", "unknown"}},
     {domain::Nature::kConfidentiality, {"ingezien of gedeeld", "seen or shared"}},
     {domain::Nature::kIntegrity, {"gewijzigd", "altered"}},
     {domain::Nature::kAvailability, {"kwijt of onbereikbaar", "lost or out of reach"}}}};

constexpr std::array<Labelled<domain::Kind>, 16> kKinds{
    {{domain::Kind::kUnknown, {"onbekend", "unknown"}},
     {domain::Kind::kEmailWrongRecipient,
      {"e-mail aan verkeerde ontvanger", "e-mail to wrong recipient"}},
     {domain::Kind::kEmailNoBlindCopy, {"e-mail zonder bcc", "e-mail without bcc"}},
     {domain::Kind::kPostWrongRecipient,
      {"post aan verkeerde ontvanger", "post to wrong recipient"}},
     {domain::Kind::kPostReturnedOpened, {"post geopend terug", "post returned opened"}},
     {domain::Kind::kPostLost, {"post kwijtgeraakt", "post lost"}},
     {domain::Kind::kWrongAuthorisation, {"autorisatie verkeerd ingesteld", "wrong authorisation"}},
     {domain::Kind::kFolderTooOpen,
      {"netwerkmap te breed toegankelijk", "folder too widely accessible"}},
     {domain::Kind::kDeviceOrPaperLost, {"apparaat of papier kwijt", "device or paper lost"}},
     {domain::Kind::kPublished, {"per ongeluk gepubliceerd", "published by accident"}},
     {domain::Kind::kHackMalwarePhishing,
      {"hacking, malware of phishing", "hacking, malware or phishing"}},
     {domain::Kind::kWrongFile, {"aan verkeerd dossier toegevoegd", "added to the wrong file"}},
     {domain::Kind::kOther, {"anders", "other"}},
     {domain::Kind::kVerbalDisclosure, {"mondeling verteld", "told by word of mouth"}},
     {domain::Kind::kWrongPersonShown,
      {"gegevens van een ander getoond", "shown another person’s data"}},
     {domain::Kind::kImproperDisposal, {"onveilig weggegooid", "improper disposal"}}}};

constexpr std::array<Labelled<domain::Cause>, 6> kCauses{
    {{domain::Cause::kUnknown, {"onbekend", "unknown"}},
     {domain::Cause::kInternalAccidental, {"van binnen, per ongeluk", "inside, by accident"}},
     {domain::Cause::kInternalMalicious, {"van binnen, met opzet", "inside, on purpose"}},
     {domain::Cause::kExternalAccidental, {"van buiten, per ongeluk", "outside, by accident"}},
     {domain::Cause::kExternalMalicious, {"van buiten, met opzet", "outside, on purpose"}},
     {domain::Cause::kOther, {"anders", "other"}}}};

constexpr std::array<Labelled<domain::DataCategory>, 21> kDataCategories{
    {{domain::DataCategory::kUnknown, {"onbekend", "unknown"}},
     {domain::DataCategory::kName, {"naam", "name"}},
     {domain::DataCategory::kGender, {"geslacht", "gender"}},
     {domain::DataCategory::kBirth, {"geboortedatum of leeftijd", "date of birth or age"}},
     {domain::DataCategory::kNationalNumber, {"BSN", "national number"}},
     {domain::DataCategory::kContact, {"contactgegevens", "contact details"}},
     {domain::DataCategory::kCredentials, {"inloggegevens", "credentials"}},
     {domain::DataCategory::kFinancial, {"financiële gegevens", "financial data"}},
     {domain::DataCategory::kIdentityDocument,
      {"paspoort of identiteitsbewijs", "identity document"}},
     {domain::DataCategory::kLocation, {"locatie", "location"}},
     {domain::DataCategory::kCriminal, {"strafrechtelijke gegevens", "criminal records"}},
     {domain::DataCategory::kEthnicity, {"afkomst", "ethnicity"}},
     {domain::DataCategory::kPolitics, {"politieke opvattingen", "political views"}},
     {domain::DataCategory::kBelief, {"geloof of overtuiging", "religion or belief"}},
     {domain::DataCategory::kUnion, {"lidmaatschap vakbond", "union membership"}},
     {domain::DataCategory::kSexLife, {"seksuele gerichtheid", "sex life"}},
     {domain::DataCategory::kHealth, {"gezondheid", "health"}},
     {domain::DataCategory::kGenetic, {"genetische gegevens", "genetic data"}},
     {domain::DataCategory::kBiometric, {"biometrische gegevens", "biometric data"}},
     {domain::DataCategory::kOther, {"andere gegevens", "other data"}},
     {domain::DataCategory::kSpecialUnspecified,
      {"bijzondere gegevens, niet genoemd welke", "special category, not said which"}}}};

constexpr std::array<Labelled<domain::PersonGroup>, 9> kPersonGroups{
    {{domain::PersonGroup::kUnknown, {"onbekend", "unknown"}},
     {domain::PersonGroup::kCitizens, {"inwoners", "citizens"}},
     {domain::PersonGroup::kEmployees, {"collega’s", "employees"}},
     {domain::PersonGroup::kClients, {"klanten", "clients"}},
     {domain::PersonGroup::kPupils, {"leerlingen of studenten", "pupils or students"}},
     {domain::PersonGroup::kPatients, {"patiënten", "patients"}},
     {domain::PersonGroup::kMinors, {"kinderen", "minors"}},
     {domain::PersonGroup::kVulnerable, {"kwetsbare mensen", "vulnerable people"}},
     {domain::PersonGroup::kOther, {"anderen", "others"}}}};

constexpr std::array<Labelled<domain::Breach>, 3> kBreaches{
    {{domain::Breach::kUndetermined, {"nog niet bepaald", "not settled"}},
     {domain::Breach::kYes, {"datalek", "breach"}},
     {domain::Breach::kNo, {"geen datalek", "no breach"}}}};

constexpr std::array<Labelled<domain::Risk>, 4> kRisks{
    {{domain::Risk::kUndetermined, {"nog niet bepaald", "not settled"}},
     {domain::Risk::kUnlikely, {"geen risico", "unlikely"}},
     {domain::Risk::kRisk, {"risico", "risk"}},
     {domain::Risk::kHigh, {"hoog risico", "high risk"}}}};

constexpr std::array<Labelled<domain::Answer>, 3> kAnswers{
    {{domain::Answer::kUnknown, {"weet ik niet", "not known"}},
     {domain::Answer::kYes, {"ja", "yes"}},
     {domain::Answer::kNo, {"nee", "no"}}}};

constexpr std::array<Labelled<domain::PersonsInformed>, 4> kPersonsInformed{
    {{domain::PersonsInformed::kUndetermined, {"nog niet bepaald", "not settled"}},
     {domain::PersonsInformed::kInformed, {"geïnformeerd", "informed"}},
     {domain::PersonsInformed::kPlanned, {"worden geïnformeerd", "will be informed"}},
     {domain::PersonsInformed::kNo, {"niet geïnformeerd", "not informed"}}}};

constexpr std::array<Labelled<domain::Dismissal>, 3> kDismissals{
    {{domain::Dismissal::kNotABreach, {"geen datalek", "not a breach"}},
     {domain::Dismissal::kDuplicate, {"dubbel", "duplicate"}},
     {domain::Dismissal::kWithdrawn, {"ingetrokken", "withdrawn"}}}};

constexpr std::array<Labelled<domain::State>, 5> kStates{
    {{domain::State::kReported, {"gemeld", "reported"}},
     {domain::State::kAssessed, {"beoordeeld", "assessed"}},
     {domain::State::kDecided, {"besloten", "decided"}},
     {domain::State::kClosed, {"afgesloten", "closed"}},
     {domain::State::kDismissed, {"afgevoerd", "dismissed"}}}};

constexpr std::array<Labelled<domain::Role>, 4> kRoles{
    {{domain::Role::kReporter, {"melder", "reporter"}},
     {domain::Role::kPrivacyOfficer, {"privacy officer", "privacy officer"}},
     {domain::Role::kAuditor, {"auditor", "auditor"}},
     {domain::Role::kAdministrator, {"beheerder", "administrator"}}}};

}  // namespace

const Text& LabelOf(domain::Situation value) { return Find(kSituations, value); }
const Text& LabelOf(domain::Nature value) { return Find(kNatures, value); }
const Text& LabelOf(domain::Kind value) { return Find(kKinds, value); }
const Text& LabelOf(domain::Cause value) { return Find(kCauses, value); }
const Text& LabelOf(domain::DataCategory value) { return Find(kDataCategories, value); }
const Text& LabelOf(domain::PersonGroup value) { return Find(kPersonGroups, value); }
const Text& LabelOf(domain::Breach value) { return Find(kBreaches, value); }
const Text& LabelOf(domain::Risk value) { return Find(kRisks, value); }
const Text& LabelOf(domain::Answer value) { return Find(kAnswers, value); }
const Text& LabelOf(domain::PersonsInformed value) { return Find(kPersonsInformed, value); }
const Text& LabelOf(domain::Dismissal value) { return Find(kDismissals, value); }
const Text& LabelOf(domain::State value) { return Find(kStates, value); }
const Text& LabelOf(domain::Role value) { return Find(kRoles, value); }

}  // namespace datalek::terminal

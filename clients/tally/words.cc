#include "clients/tally/words.h"

#include <array>

namespace datalek::tally {
namespace {

struct Entry {
  Word word;
  client::Text text;
};

using enum Word;

// In the order of the enumeration.
constexpr std::array<Entry, kWords> kTexts{{

    // The program.
    {kProgram,
     {"hoe vaak is de privacy van inwoners geschonden sinds het begin van de coronacrisis?\n"
      "\n"
      "Het antwoord staat in de eerste zin. Daaronder staat wat er precies is geteld, en wat "
      "nog niet is vastgesteld.",
      "how often was citizens' privacy compromised since the corona crisis began?\n"
      "\n"
      "The first sentence is the answer. Below it stands what exactly was counted, and what is "
      "not settled yet."}},
    {kExamples,
     {"datalek-tally\n"
      "datalek-tally --since 2018-05 --until 2020-02\n"
      "datalek-tally --json",
      "datalek-tally\n"
      "datalek-tally --since 2018-05 --until 2020-02\n"
      "datalek-tally --json"}},
    {kOptions, {"Opties", "Options"}},
    {kValueDate, {"DATUM", "DATE"}},
    {kValueOrganisation, {"ORGANISATIE", "ORGANISATION"}},
    {kValueFile, {"BESTAND", "FILE"}},
    {kValueFolder, {"MAP", "FOLDER"}},
    {kHelpSince,
     {"Eerste dag die telt: 2020-02-27, of een maand: 2018-05. Zonder deze optie 2020-02-27, "
      "de dag van de eerste vastgestelde besmetting in Nederland.",
      "First day that counts: 2020-02-27, or a month: 2018-05. Without this option 2020-02-27, "
      "the day of the first confirmed case in the Netherlands."}},
    {kHelpUntil,
     {"Laatste dag die telt, of de laatste maand.", "Last day that counts, or the last month."}},
    {kHelpOrganisation,
     {"Alleen deze organisaties, met komma's. Zonder deze optie alle die je mag zien.",
      "Only these organisations, with commas. Without this option all that you may see."}},
    {kHelpAnyPersons,
     {"Een andere vraag: tel alle datalekken, van wie de gegevens ook zijn.",
      "Another question: count all breaches, whoever is concerned."}},
    {kHelpAssumptions,
     {"Toon de aannames uit deze mapping erbij, als de cijfers uit een import komen.",
      "Show the assumptions of this mapping as well, when the figures come from an import."}},
    {kHelpCompletion,
     {"Maak aanvulling met Tab voor deze shell.", "Make Tab completion for this shell."}},
    {kHelpMan,
     {"Schrijf de handleiding (man) in deze map.", "Write the man page into this folder."}},
    {kHelpVersion, {"Toon de versie.", "Show the version."}},
    {kTryHelp, {"Hulp nodig? datalek-tally --help", "Need help? datalek-tally --help"}},
    {kNotADate,
     {"Dit is geen datum: {text}. Schrijf 2020-02-27, of een maand: 2018-05.",
      "This is no date: {text}. Write 2020-02-27, or a month: 2018-05."}},
    {kFileUnreadable, {"Dit bestand is niet te lezen: {path}", "This file cannot be read: {path}"}},
    {kMappingWrong,
     {"De mapping {path} klopt niet. {what}", "The mapping {path} is not right. {what}"}},
    {kWriteFailed, {"De uitvoer kon niet worden geschreven.", "The output could not be written."}},

    // The answer.
    {kPeriodSince, {"Sinds {since}", "Since {since}"}},
    {kPeriodBetween,
     {"Van {since} tot en met {until}", "From {since} up to and including {until}"}},
    {kAnswerOnce,
     {"{period} is de privacy van inwoners {count} keer geschonden (bevestigd).",
      "{period}, citizens' privacy was compromised {count} time (confirmed)."}},
    {kAnswerTimes,
     {"{period} is de privacy van inwoners {count} keer geschonden (bevestigd).",
      "{period}, citizens' privacy was compromised {count} times (confirmed)."}},
    {kAnswerAnyOnce,
     {"Een andere vraag: {period} was er {count} datalek, van wie de gegevens ook waren.",
      "Another question: {period}, there was {count} personal data breach, whoever was "
      "concerned."}},
    {kAnswerAnyTimes,
     {"Een andere vraag: {period} waren er {count} datalekken, van wie de gegevens ook waren.",
      "Another question: {period}, there were {count} personal data breaches, whoever was "
      "concerned."}},
    {kUndeterminedNone,
     {"Er staat niets meer open: van alle meldingen is het vastgesteld.",
      "Nothing is left open: every report has been settled."}},
    {kUndeterminedOne,
     {"Van {count} melding is dat nog niet vastgesteld.",
      "For {count} report this is still undetermined."}},
    {kUndeterminedMany,
     {"Van {count} meldingen is dat nog niet vastgesteld.",
      "For {count} reports this is still undetermined."}},
    {kPersonsExactly, {"Het gaat om {least} mensen.", "{least} people were affected."}},
    {kPersonsBetween,
     {"Het gaat om {least} tot {most} mensen.",
      "Between {least} and {most} people were affected."}},
    {kPersonsAtLeast,
     {"Het gaat om minstens {least} mensen.", "At least {least} people were affected."}},
    {kPersonsUnsaid,
     {"Om hoeveel mensen het gaat, is nergens vermeld.",
      "How many people were affected was said nowhere."}},
    {kPersonsPartly,
     {"Bij {count} daarvan is niet bekend om hoeveel mensen het gaat; die tellen hier niet mee.",
      "For {count} of these the number of people is not known; they are left out here."}},

    // What stands below it.
    {kDefinition, {"Wat is geteld", "What was counted"}},
    {kDefinitionText,
     {"Een incident telt als is vastgesteld dat het een datalek is (AVG art. 4, 12), als de "
      "gegevens (ook) van inwoners zijn, als het niet is afgevoerd als geen datalek, dubbel of "
      "ingetrokken, en als het in deze periode gebeurde. Het krijgt de eerste datum waarop het "
      "kan zijn gebeurd. Is die niet bekend, dan de datum waarop het werd ontdekt; en anders "
      "de vroegste van melding, bekendheid en bericht aan de autoriteit. Is alleen een maand "
      "bekend die deels buiten de periode valt, dan telt het niet mee; dat aantal staat "
      "hieronder apart.",
      "An incident counts when it was found to be a personal data breach (GDPR art. 4(12)), "
      "when citizens are among those concerned, when it was not dismissed as no breach, a "
      "duplicate or withdrawn, and when it happened in this period. It is dated by the first "
      "moment it may have happened; when that is unknown, by its discovery; and else by the "
      "earliest of report, awareness and notification. When only a month is known that lies "
      "partly outside the period, it is not counted; that number stands apart below."}},
    {kDefinitionAny,
     {"Hier is niet gekeken van wie de gegevens zijn. Dit is dus niet het antwoord op de vraag "
      "van dit register; laat --any-persons weg voor dat antwoord.",
      "It was not considered here whose data it is. So this is not the answer to the question "
      "of this register; leave out --any-persons for that."}},
    {kDating, {"Hoe de datum is bepaald", "How dates were established"}},
    {kDatedByOccurrence, {"toen het gebeurde", "when it happened"}},
    {kDatedByDiscovery, {"toen het werd ontdekt", "when it was discovered"}},
    {kDatedLater,
     {"later: melding, bekendheid of bericht", "later: report, awareness or notification"}},
    {kStraddling,
     {"maand valt deels buiten de periode; niet meegeteld",
      "month lies partly outside the period; not counted"}},
    {kUndetermined,
     {"Nog niet vastgesteld, en niet meegeteld", "Not settled yet, and not counted"}},
    {kNotAssessed,
     {"nog niet beoordeeld of het een datalek is", "not yet assessed whether it is a breach"}},
    {kCitizensUnknown,
     {"datalek, maar niet bekend of het inwoners betreft",
      "breach, but not known whether it concerns citizens"}},
    {kOthersOnly, {"datalek dat alleen anderen betreft", "breach that concerns others only"}},
    {kGravity, {"Van de getelde", "Of those counted"}},
    {kAuthorityNotified, {"gemeld bij de autoriteit", "notified to the authority"}},
    {kHighRisk, {"hoog risico voor de betrokkenen", "high risk to the persons concerned"}},
    {kPersonsUnknown, {"aantal mensen niet bekend", "number of people not known"}},
    {kPersonsUnbounded, {"alleen een minimum bekend", "only a minimum is known"}},
    {kByMonth, {"Per maand", "By month"}},
    {kByYear, {"Per jaar", "By year"}},
    {kByCause, {"Per oorzaak", "By cause"}},
    {kByKind, {"Per soort", "By kind"}},
    {kByNature, {"Per gevolg voor de gegevens", "By what happened to the data"}},
    {kByOrganisation, {"Per organisatie", "By organisation"}},
    {kNotSaid, {"niet vermeld", "not said"}},
    {kSeveralPossible,
     {"Een incident kan onder meer dan één regel vallen.",
      "One incident may stand under more than one line."}},
    {kHeadOrganisation, {"ORGANISATIE", "ORGANISATION"}},
    {kHeadConfirmed, {"BEVESTIGD", "CONFIRMED"}},
    {kHeadCounted, {"GETELD", "COUNTED"}},
    {kHeadUndetermined, {"OPEN", "OPEN"}},
    {kHeadPersons, {"MENSEN", "PEOPLE"}},
    {kAssumptions, {"Aannames bij deze cijfers", "Assumptions behind these figures"}},
}};

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    if (kTexts[i].word != static_cast<Word>(i)) {
      return false;
    }
  }
  return true;
}
static_assert(InOrder(), "every word stands at its own place");

}  // namespace

const client::Text& TextOf(Word word) { return kTexts[static_cast<std::size_t>(word)].text; }

}  // namespace datalek::tally

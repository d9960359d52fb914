// Every text of datalek-tally, in Dutch and in English side by side. "{name}" is filled in.
#pragma once

#include "clients/client/language.h"

namespace datalek::tally::words {

using client::Text;

inline constexpr Text kProgram{
    .nl = "Hoe vaak is de privacy van inwoners geschonden sinds het begin van de crisis?",
    .en = "How often was citizens' privacy compromised since the crisis began?"};
inline constexpr Text kExamples{
    .nl =
        "Voorbeelden:\n"
        "  datalek-tally                        sinds 27 februari 2020\n"
        "  datalek-tally --since 2021-01 --until 2021-12\n"
        "  datalek-tally --json                 voor een programma",
    .en =
        "Examples:\n"
        "  datalek-tally                        since 27 February 2020\n"
        "  datalek-tally --since 2021-01 --until 2021-12\n"
        "  datalek-tally --json                 for a program"};
inline constexpr Text kOptions{.nl = "Opties", .en = "Options"};
inline constexpr Text kHelpSince{
    .nl =
        "Eerste dag of maand die meetelt, als 2020-02-27 of 2020-02. Zonder: 27 februari 2020, "
        "het eerste bevestigde coronageval in Nederland.",
    .en =
        "First day or month that counts, as 2020-02-27 or 2020-02. Without it: 27 February 2020, "
        "the first confirmed case of COVID-19 in the Netherlands."};
inline constexpr Text kHelpUntil{.nl = "Laatste dag of maand die meetelt. Zonder: tot nu.",
                                 .en = "Last day or month that counts. Without it: until now."};
inline constexpr Text kHelpOrganisation{
    .nl = "Alleen deze organisatie; mag vaker. Zonder: alle die je mag zien.",
    .en = "Only this organisation; may be repeated. Without it: all that you may see."};
inline constexpr Text kHelpAnyPersons{
    .nl =
        "Tel elk datalek, van wie de gegevens ook zijn. Dat is een andere vraag, en dat staat "
        "erbij.",
    .en = "Count every breach, whoever it concerns. That is another question, and is labelled so."};
inline constexpr Text kValueDate{.nl = "DATUM", .en = "DATE"};
inline constexpr Text kValueSlug{.nl = "NAAM", .en = "NAME"};
inline constexpr Text kNotADate{
    .nl = "{flag} moet een dag zijn als 2020-02-27, of een maand als 2020-02.",
    .en = "{flag} must be a day such as 2020-02-27, or a month such as 2020-02."};
inline constexpr Text kTryHelp{.nl = "Meer weten: datalek-tally --help",
                               .en = "To know more: datalek-tally --help"};
inline constexpr Text kWriteFailed{.nl = "De uitvoer kan niet worden geschreven.",
                                   .en = "The output cannot be written."};

inline constexpr Text kSince{.nl = "Sinds {since}", .en = "Since {since}"};
inline constexpr Text kBetween{.nl = "Van {since} tot en met {until}",
                               .en = "From {since} up to and including {until}"};
inline constexpr Text kAnswerCitizens{
    .nl =
        "{period} is de privacy van inwoners {count} keer geschonden. Van nog {open} meldingen "
        "staat dat niet vast.",
    .en =
        "{period}, citizens' privacy was compromised {count} times. Of {open} more reports this "
        "is not yet settled."};
inline constexpr Text kAnswerAny{
    .nl =
        "{period} zijn er {count} datalekken geteld, van wie de gegevens ook zijn. Van nog {open} "
        "meldingen staat niet vast of het een datalek is.",
    .en =
        "{period}, {count} breaches were counted, whoever they concern. Of {open} more reports it "
        "is not yet settled whether they are breaches."};
inline constexpr Text kPersons{.nl = "Getroffen personen: {range}.",
                               .en = "Persons affected: {range}."};
inline constexpr Text kRange{.nl = "tussen {min} en {max}", .en = "between {min} and {max}"};
inline constexpr Text kAtLeast{.nl = "minstens {min}", .en = "at least {min}"};
inline constexpr Text kExactly{.nl = "{min}", .en = "{min}"};
inline constexpr Text kNobodyCounted{.nl = "niet bekend", .en = "not known"};
inline constexpr Text kUnbounded{
    .nl =
        "Bij {count} datalekken is geen bovengrens genoemd; het werkelijke aantal kan hoger zijn.",
    .en = "{count} breaches name no upper bound; the real number may be higher."};
inline constexpr Text kUncounted{.nl = "Bij {count} datalekken is geen aantal genoemd.",
                                 .en = "{count} breaches name no number at all."};
inline constexpr Text kNotified{
    .nl = "Gemeld aan de toezichthouder: {notified}. Hoog risico: {high}.",
    .en = "Notified to the authority: {notified}. High risk: {high}."};

inline constexpr Text kUndetermined{.nl = "Nog niet vastgesteld", .en = "Not yet settled"};
inline constexpr Text kNotAssessed{.nl = "nog niet beoordeeld of het een datalek is",
                                   .en = "not yet assessed whether it is a breach"};
inline constexpr Text kCitizensUnknown{
    .nl = "een datalek, maar niet bekend of het om inwoners gaat",
    .en = "a breach, but whether it concerns citizens is not known"};
inline constexpr Text kOthersOnly{
    .nl = "een datalek dat anderen dan inwoners betreft (telt niet mee)",
    .en = "a breach that concerns others than citizens (not counted)"};
inline constexpr Text kStraddling{
    .nl = "alleen de maand bekend, en die valt deels buiten de periode (telt niet mee)",
    .en = "known only to a month that lies partly outside the period (not counted)"};

inline constexpr Text kByMonth{.nl = "Per maand", .en = "By month"};
inline constexpr Text kByCause{.nl = "Per oorzaak", .en = "By cause"};
inline constexpr Text kByKind{.nl = "Per soort", .en = "By kind"};
inline constexpr Text kByNature{.nl = "Per aard", .en = "By nature"};
inline constexpr Text kByOrganisation{.nl = "Per organisatie", .en = "By organisation"};
inline constexpr Text kMonth{.nl = "MAAND", .en = "MONTH"};
inline constexpr Text kCount{.nl = "GETELD", .en = "COUNTED"};
inline constexpr Text kOpen{.nl = "OPEN", .en = "OPEN"};
inline constexpr Text kOrganisation{.nl = "ORGANISATIE", .en = "ORGANISATION"};
inline constexpr Text kNothingSaid{.nl = "niet genoemd", .en = "not said"};
inline constexpr Text kSeveral{
    .nl = "Wie meer dan een oorzaak, soort of aard heeft, telt bij elk mee.",
    .en = "What has several causes, kinds or natures counts under each."};

inline constexpr Text kHow{.nl = "Hoe er geteld is", .en = "How it was counted"};
inline constexpr Text kDefinitionCitizens{
    .nl =
        "Een melding telt als zij is beoordeeld als datalek (AVG art. 4, onder 12), als inwoners "
        "bij de betrokkenen zijn, als zij niet is afgewezen als geen datalek, dubbel of "
        "ingetrokken, en als zij in de periode is gebeurd.",
    .en =
        "A report counts when it was assessed to be a personal data breach (GDPR art. 4(12)), when "
        "citizens are among the persons concerned, when it was not dismissed as no breach, a "
        "duplicate or withdrawn, and when it occurred within the period."};
inline constexpr Text kDefinitionAny{
    .nl =
        "Een melding telt als zij is beoordeeld als datalek (AVG art. 4, onder 12), niet is "
        "afgewezen als geen datalek, dubbel of ingetrokken, en in de periode is gebeurd. Of "
        "inwoners zijn geraakt is hier niet gevraagd.",
    .en =
        "A report counts when it was assessed to be a personal data breach (GDPR art. 4(12)), was "
        "not dismissed as no breach, a duplicate or withdrawn, and occurred within the period. "
        "Whether citizens are concerned was not asked here."};
inline constexpr Text kDated{
    .nl =
        "Van de {count} getelde zijn er {occurred} gedateerd op wanneer het gebeurde, {discovered} "
        "op "
        "wanneer het ontdekt werd omdat de gebeurtenis niet bekend is, en {later} op de melding of "
        "de "
        "kennisgeving omdat beide niet bekend zijn.",
    .en =
        "Of the {count} counted, {occurred} are dated by when they occurred, {discovered} by their "
        "discovery because the occurrence is unknown, and {later} by report or notification "
        "because "
        "both are unknown."};

}  // namespace datalek::tally::words

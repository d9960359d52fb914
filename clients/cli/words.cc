#include "clients/cli/words.h"

#include <array>

namespace datalek::cli {
namespace {

struct Entry {
  Word word;
  client::Text text;
};

using enum Word;

// In the order of the enumeration.
constexpr std::array<Entry, kWords> kTexts{{

    // Groups and general.
    {kForEmployees, {"Voor medewerkers", "For employees"}},
    {kForOfficers, {"Voor privacy officers", "For privacy officers"}},
    {kForAdministrators, {"Voor beheer en controle", "For administration and audit"}},
    {kProgram,
     {"meld een datalek, en houd het register bij\n"
      "\n"
      "Een datalek is een incident met persoonsgegevens: iets raakte kwijt, kwam bij de "
      "verkeerde terecht, of iemand keek mee. Twijfel je? Meld het toch. Je hoeft niet te "
      "weten of het echt een datalek is; dat zoekt de privacy officer met je uit.",
      "report a personal data breach, and keep the register\n"
      "\n"
      "A data breach is an incident with personal data: something got lost, reached the wrong "
      "person, or was seen by someone else. In doubt? Report it anyway. You need not know "
      "whether it really is a breach; the privacy officer finds that out with you."}},
    {kProgramExamples,
     {"datalek report                 meld wat er is gebeurd\n"
      "datalek mine                   bekijk je eigen meldingen\n"
      "datalek queue                  bekijk wat er open staat\n"
      "datalek report --help          lees meer over melden",
      "datalek report                 report what happened\n"
      "datalek mine                   see your own reports\n"
      "datalek queue                  see what is open\n"
      "datalek report --help          read more about reporting"}},
    {kTryHelp, {"Hulp nodig? {command} --help", "Need help? {command} --help"}},
    {kDidYouMean,
     {"De opdracht {word} ken ik niet. Bedoelde je {guess}?",
      "I do not know the command {word}. Did you mean {guess}?"}},
    {kNoSuchCommand, {"De opdracht {word} ken ik niet.", "I do not know the command {word}."}},
    {kWriteFailed, {"De uitvoer kon niet worden geschreven.", "The output could not be written."}},
    {kOptions, {"Opties", "Options"}},
    {kValueWhen, {"WANNEER", "WHEN"}},
    {kValueText, {"TEKST", "TEXT"}},
    {kValueNumber, {"AANTAL", "NUMBER"}},
    {kValueCase, {"ZAAK", "CASE"}},
    {kValueFile, {"BESTAND", "FILE"}},
    {kValueFolder, {"MAP", "FOLDER"}},
    {kValueName, {"NAAM", "NAME"}},
    {kValueFilter, {"FILTER", "FILTER"}},
    {kValueList, {"LIJST", "LIST"}},
    {kValueId, {"UUID", "UUID"}},
    {kValueEtag, {"ETAG", "ETAG"}},
    {kHelpCase,
     {"De zaak: het nummer (DL-2026-00042, of kort 42) of het id.",
      "The case: its number (DL-2026-00042, or 42 for short) or its id."}},
    {kHelpRequestId,
     {"Eigen aanvraagnummer. Herhaal je de opdracht met hetzelfde nummer, dan wordt alles maar "
      "één keer vastgelegd.",
      "Your own request id. Repeat the command with the same one, and everything is recorded "
      "only once."}},
    {kHelpEtag,
     {"Weiger als de zaak is gewijzigd sinds je hem zag (het etag uit show --json).",
      "Refuse if the case has changed since you saw it (the etag from show --json)."}},
    {kHelpDryRun,
     {"Controleer alles, maar leg niets vast.", "Check everything, but record nothing."}},
    {kNotACase,
     {"Dit is geen zaak: {text}. Geef het nummer, bijvoorbeeld DL-2026-00042 of kort 42.",
      "This is no case: {text}. Give its number, for example DL-2026-00042, or 42 for short."}},
    {kOutcomeUnknown,
     {"Het is niet zeker of dit is vastgelegd. Herhaal de opdracht met --request-id {id}. Dan "
      "wordt het precies één keer vastgelegd.",
      "It is not certain whether this was recorded. Repeat the command with --request-id {id}. "
      "Then it is recorded exactly once."}},
    {kDryRunGood,
     {"Alles klopt. Er is niets vastgelegd, want je vroeg om --dry-run.",
      "All is well. Nothing was recorded, as you asked for --dry-run."}},
    {kRecorded, {"{number} is bijgewerkt: {what}.", "{number} has been updated: {what}."}},
    {kWasRecordedBefore,
     {"Dit was al vastgelegd; er is niets dubbel gebeurd.",
      "This had been recorded before; nothing was done twice."}},
    {kParagraphHint, {"Sluit af met een lege regel.", "End with an empty line."}},
    {kFlagMissing, {"Er ontbreekt: {flag}", "Missing: {flag}"}},
    {kStopped, {"Gestopt. Er is niets vastgelegd.", "Stopped. Nothing was recorded."}},
    {kMoreExist,
     {"Er zijn er meer. Met --limit 0 zie je alles.",
      "There are more. With --limit 0 you see all of them."}},
    {kHelpLimit,
     {"Hoeveel regels hooguit; 0 is alles. In een terminal anders {most}, voor scripts alles.",
      "How many rows at most; 0 is all. Otherwise {most} on a terminal, and all of them for "
      "scripts."}},
    {kNotAWhen,
     {"Dit moment begrijp ik niet: {text}. Schrijf bijvoorbeeld: gisteren 14:00, maandag, 3 "
      "maart 2026, maart 2026, weet ik niet.",
      "I do not understand this moment: {text}. Write for example: yesterday 14:00, Monday, 3 "
      "March 2026, March 2026, unknown."}},
    {kNotAHowMany,
     {"Dit aantal begrijp ik niet: {text}. Schrijf bijvoorbeeld: 12, 10-20, meer dan 100, weet "
      "ik niet.",
      "I do not understand this number: {text}. Write for example: 12, 10-20, more than 100, "
      "unknown."}},
    {kNotAnOption,
     {"\"{text}\" staat niet op de lijst. Kies uit: {words}.",
      "\"{text}\" is not on the list. Choose from: {words}."}},
    {kNotAField,
     {"Het veld {text} kan niet worden gewijzigd. Kies uit: {words}.",
      "The field {text} cannot be changed. Choose from: {words}."}},

    // Facts, as flags.
    {kHelpSituation,
     {"Wat je herkent; meer tegelijk mag, met komma's.",
      "What you recognise; several are possible, with commas."}},
    {kHelpNature, {"Wat er met de gegevens is gebeurd.", "What happened to the data."}},
    {kHelpKind,
     {"Soort incident, zoals de Autoriteit Persoonsgegevens ze indeelt.",
      "Kind of incident, as the Dutch authority lists them."}},
    {kHelpCause,
     {"Door wie het kwam, en of het met opzet was.",
      "Who brought it about, and whether it was on purpose."}},
    {kHelpData, {"Om welke gegevens het gaat.", "Which data are concerned."}},
    {kHelpPersons, {"Van wie de gegevens zijn.", "Whose data they are."}},
    {kHelpCount,
     {"Van hoeveel mensen: 12, 10-20, \"meer dan 100\", onbekend.",
      "Of how many people: 12, 10-20, \"more than 100\", unknown."}},
    {kHelpRecords, {"Hoeveel dossiers of bestanden.", "How many files or records."}},
    {kHelpFromHome, {"Werd er thuis gewerkt?", "Was it while working from home?"}},
    {kHelpHappened,
     {"Wanneer het gebeurde: \"gisteren 14:00\", \"3 maart 2026\", 2026-03, onbekend.",
      "When it happened: \"yesterday 14:00\", \"3 March 2026\", 2026-03, unknown."}},
    {kHelpUntil, {"Tot wanneer het duurde.", "Until when it lasted."}},
    {kHelpNoticed, {"Wanneer iemand het merkte.", "When someone noticed."}},
    {kHelpSummary,
     {"Wat er is gebeurd, in je eigen woorden. Met - lees je het van de invoer. Noem geen "
      "namen of BSN's van inwoners.",
      "What happened, in your own words. With - it is read from the input. Do not mention "
      "names or national numbers of residents."}},
    {kHelpConsequences,
     {"Wat de gevolgen zijn of kunnen zijn.", "What the consequences are or may be."}},
    {kHelpMeasures, {"Wat er al aan is gedaan.", "What has been done about it."}},
    {kHelpContact, {"Hoe we je kunnen bereiken.", "How we can reach you."}},

    // report.
    {kReport,
     {"meld wat er is gebeurd\n"
      "\n"
      "In een terminal stelt deze opdracht hooguit acht vragen; het kost je een paar minuten. "
      "Weet je iets niet, dan is \"weet ik niet\" een goed antwoord. Je ziet alles nog eens "
      "terug voordat het wordt verstuurd. Vragen die je met een optie al hebt beantwoord, "
      "worden niet meer gesteld.",
      "report what happened\n"
      "\n"
      "On a terminal this command asks at most eight questions; it takes a few minutes. If you "
      "do not know something, \"unknown\" is a good answer. You see everything once more "
      "before it is sent. Questions that you have answered with an option are not asked again."}},
    {kReportExamples,
     {"datalek report\n"
      "datalek report --situation email-wrong-person --happened \"gisteren 14:00\"\n"
      "datalek report --no-input --summary \"Brief lag bij de buren\" --persons citizens",
      "datalek report\n"
      "datalek report --situation email-wrong-person --happened \"yesterday 14:00\"\n"
      "datalek report --no-input --summary \"Letter lay at the neighbours'\" --persons citizens"}},
    {kHelpYes,
     {"Verstuur zonder te vragen of alles klopt.", "Send without asking whether all is right."}},
    {kReportWelcome,
     {"Fijn dat je dit meldt. We stellen hooguit acht vragen. Weet je iets niet, typ dan: weet "
      "ik niet. Met Ctrl-C stop je; dan is er niets gemeld.",
      "Good that you report this. We ask at most eight questions. If you do not know "
      "something, type: unknown. Ctrl-C stops; then nothing has been reported."}},
    {kAskSituation, {"Wat herken je?", "What do you recognise?"}},
    {kAskSituationHint,
     {"Typ het nummer, of meer nummers: 1, 11. Staat het er niet bij? Druk dan op Enter.",
      "Type the number, or several: 1, 11. Not in the list? Then press Enter."}},
    {kAskSummary, {"Wat is er gebeurd, in je eigen woorden?", "What happened, in your own words?"}},
    {kAskSummaryHint,
     {"Een paar zinnen is genoeg. Noem geen namen of BSN's van inwoners. Sluit af met een lege "
      "regel.",
      "A few sentences will do. Do not mention names or national numbers of residents. End "
      "with an empty line."}},
    {kAskHappened, {"Wanneer gebeurde het?", "When did it happen?"}},
    {kAskHappenedHint,
     {"Bijvoorbeeld: gisteren 14:00, maandag, 3 maart, maart 2026, weet ik niet.",
      "For example: yesterday 14:00, Monday, 3 March, March 2026, unknown."}},
    {kAskNoticed, {"Wanneer merkte je het?", "When did you notice?"}},
    {kAskNoticedHint, {"Druk op Enter als het nu net was.", "Press Enter if it was just now."}},
    {kAskPersons, {"Van wie zijn de gegevens?", "Whose data is it?"}},
    {kAskPersonsHint,
     {"Typ een nummer, of meer nummers. Enter als je het niet weet.",
      "Type a number, or several. Enter if you do not know."}},
    {kAskCount, {"Van hoeveel mensen ongeveer?", "Of how many people, roughly?"}},
    {kAskCountHint,
     {"Bijvoorbeeld: 12, 10-20, meer dan 100, weet ik niet.",
      "For example: 12, 10-20, more than 100, unknown."}},
    {kAskFromHome,
     {"Werkte je thuis toen het gebeurde?", "Were you working from home when it happened?"}},
    {kAskFromHomeHint, {"Typ: ja, nee of weet ik niet.", "Type: yes, no or unknown."}},
    {kAskContact, {"Hoe kunnen we je het beste bereiken?", "How can we best reach you?"}},
    {kAskContactHint,
     {"Telefoonnummer of e-mailadres. We bewaren dit apart van je melding.",
      "Phone number or e-mail address. We keep this apart from your report."}},
    {kNotANumber,
     {"Kies een nummer van 1 tot en met {most}. Meer mag, met komma's ertussen.",
      "Choose a number from 1 to {most}. Several are possible, with commas between them."}},
    {kNotAnAnswer,
     {"Dit begrijp ik niet. Typ: ja, nee of weet ik niet.",
      "I do not understand this. Type: yes, no or unknown."}},
    {kSummaryNeeded,
     {"Zonder situatie uit de lijst hebben we een paar woorden van je nodig.",
      "Without a situation from the list we need a few words from you."}},
    {kLabelSituation, {"Wat", "What"}},
    {kLabelSummary, {"In je eigen woorden", "In your own words"}},
    {kLabelHappened, {"Gebeurd", "Happened"}},
    {kLabelNoticed, {"Gemerkt", "Noticed"}},
    {kLabelPersons, {"Gegevens van", "Data of"}},
    {kLabelCount, {"Aantal mensen", "Number of people"}},
    {kLabelFromHome, {"Thuis gewerkt", "Working from home"}},
    {kLabelContact, {"Bereikbaar via", "To be reached at"}},
    {kNothingSaid, {"niets ingevuld", "nothing filled in"}},
    {kReportReview, {"Dit ga je melden:", "This is what you are about to report:"}},
    {kReportConfirm,
     {"Klopt het? Enter verstuurt het. Typ een nummer om iets te wijzigen, of q om te stoppen.",
      "Is it right? Enter sends it. Type a number to change something, or q to stop."}},
    {kReportNothingFiled,
     {"Gestopt. Er is niets gemeld en niets bewaard.",
      "Stopped. Nothing was reported and nothing was kept."}},
    {kReportNothingGiven,
     {"Zeg wat er is gebeurd, met --summary of --situation. In een terminal kun je ook gewoon "
      "datalek report typen; dan stellen we vragen.",
      "Say what happened, with --summary or --situation. On a terminal you can simply type "
      "datalek report; then we ask."}},
    {kReportFiled,
     {"Bedankt. Je melding is vastgelegd als {number}.",
      "Thank you. Your report is recorded as {number}."}},
    {kReportNext,
     {"De privacy officer kijkt ernaar en neemt contact op als er iets nodig is. Met datalek "
      "mine zie je hoe het ermee staat.",
      "The privacy officer looks at it and gets in touch if anything is needed. With datalek "
      "mine you see how it stands."}},
    {kReportTimeLeft,
     {"Is het een datalek dat gemeld moet worden, dan krijgt de Autoriteit Persoonsgegevens "
      "binnen 72 uur bericht. Daarvoor is er tijd tot {until}: {left}. Daar zorgt de privacy "
      "officer voor.",
      "If it is a breach that has to be notified, the data protection authority is told within "
      "72 hours. There is time for that until {until}: {left}. The privacy officer sees to it."}},
    {kReportTimeOver,
     {"De 72 uur waarin de Autoriteit Persoonsgegevens bericht krijgt als dat nodig is, zijn "
      "al voorbij ({left}). Het is goed dat je het toch meldt. De privacy officer pakt het "
      "meteen op.",
      "The 72 hours in which the data protection authority is told, if that is needed, have "
      "already passed ({left}). It is good that you report it all the same. The privacy "
      "officer takes it up at once."}},
    {kReportSteps, {"Wat je nu zelf kunt doen", "What you can do now"}},
    {kReportKept,
     {"Je antwoorden zijn niet weg. Probeer het straks opnieuw met deze opdracht:",
      "Your answers are not lost. Try again later with this command:"}},
    {kMine,
     {"bekijk je eigen meldingen\n"
      "\n"
      "Je ziet alleen wat je zelf hebt gemeld.",
      "see your own reports\n"
      "\n"
      "You see only what you reported yourself."}},
    {kMineExamples,
     {"datalek mine\n"
      "datalek mine --json",
      "datalek mine\n"
      "datalek mine --json"}},
    {kMineEmpty, {"Je hebt nog niets gemeld.", "You have not reported anything yet."}},

    // Lists.
    {kQueue,
     {"bekijk wat er open staat, het dringendste eerst\n"
      "\n"
      "Bij elke zaak staat hoeveel er over is van de 72 uur waarin de Autoriteit "
      "Persoonsgegevens bericht moet krijgen.",
      "see what is open, the most urgent first\n"
      "\n"
      "Beside each case stands what is left of the 72 hours in which the data protection "
      "authority must be told."}},
    {kQueueExamples,
     {"datalek queue\n"
      "datalek queue --filter \"risk = high\"\n"
      "datalek queue --json | head -1",
      "datalek queue\n"
      "datalek queue --filter \"risk = high\"\n"
      "datalek queue --json | head -1"}},
    {kQueueEmpty, {"Er staat niets open.", "Nothing is open."}},
    {kRegister,
     {"bekijk het hele register, het nieuwste eerst", "see the whole register, the newest first"}},
    {kRegisterExamples,
     {"datalek register\n"
      "datalek register --filter \"state = closed AND breach = yes\"\n"
      "datalek register --limit 0 --json",
      "datalek register\n"
      "datalek register --filter \"state = closed AND breach = yes\"\n"
      "datalek register --limit 0 --json"}},
    {kRegisterEmpty, {"Het register is leeg.", "The register is empty."}},
    {kFilterEmpty, {"Er is niets gevonden met dit filter.", "Nothing was found with this filter."}},
    {kHelpFilter,
     {"Alleen zaken die hieraan voldoen. Velden: state, breach, risk, situation, kind, number; "
      "verbind met AND.",
      "Only cases for which this holds. Fields: state, breach, risk, situation, kind, number; "
      "join with AND."}},
    {kHeadNumber, {"NUMMER", "NUMBER"}},
    {kHeadLeft, {"TIJD", "TIME"}},
    {kHeadState, {"STATUS", "STATUS"}},
    {kHeadBreach, {"OORDEEL", "JUDGEMENT"}},
    {kHeadRisk, {"RISICO", "RISK"}},
    {kHeadWhat, {"WAT", "WHAT"}},
    {kHeadPersons, {"MENSEN", "PEOPLE"}},
    {kHeadHeadline, {"IN HET KORT", "IN SHORT"}},
    {kHeadReported, {"GEMELD", "REPORTED"}},
    {kAuthorityTold, {"AP ingelicht", "authority told"}},

    // show.
    {kShow, {"bekijk één zaak met zijn tijdlijn", "see one case with its timeline"}},
    {kShowExamples,
     {"datalek show DL-2026-00042\n"
      "datalek show 42\n"
      "datalek show 42 --json",
      "datalek show DL-2026-00042\n"
      "datalek show 42\n"
      "datalek show 42 --json"}},
    {kSectionFacts, {"Wat er is gebeurd", "What happened"}},
    {kSectionJudgement, {"Oordeel en besluit", "Judgement and decision"}},
    {kSectionTimeline, {"Tijdlijn", "Timeline"}},
    {kTimeUntil, {"{left} (tot {until})", "{left} (until {until})"}},
    {kLabelNature, {"Wat er gebeurde met de gegevens", "What happened to the data"}},
    {kLabelKind, {"Soort", "Kind"}},
    {kLabelCause, {"Oorzaak", "Cause"}},
    {kLabelData, {"Gegevens", "Data"}},
    {kLabelRecords, {"Aantal dossiers", "Number of records"}},
    {kLabelUntil, {"Tot", "Until"}},
    {kLabelShort, {"In het kort", "In short"}},
    {kLabelConsequences, {"Gevolgen", "Consequences"}},
    {kLabelMeasures, {"Maatregelen", "Measures"}},
    {kLabelReported, {"Gemeld", "Reported"}},
    {kLabelReporter, {"Melder", "Reporter"}},
    {kLabelAware, {"Bekend sinds", "Known since"}},
    {kLabelAwareReason, {"Waarom later", "Why later"}},
    {kLabelSource, {"Overgenomen uit", "Carried over from"}},
    {kLabelAssessment, {"Oordeel", "Judgement"}},
    {kLabelExplanation, {"Uitleg", "Explanation"}},
    {kLabelAuthority, {"Autoriteit", "Authority"}},
    {kLabelPersonsTold, {"Betrokkenen", "Persons concerned"}},
    {kLabelReasons, {"Waarom", "Why"}},
    {kLabelReference, {"Kenmerk", "Reference"}},
    {kLabelOutcome, {"Afloop", "Outcome"}},
    {kAuthorityYes, {"krijgt bericht", "is told"}},
    {kAuthorityReceived, {"ontving het op {when}", "received it on {when}"}},
    {kAuthorityNo, {"krijgt geen bericht", "is not told"}},
    {kEventReported, {"gemeld", "reported"}},
    {kEventAssessed, {"beoordeeld", "assessed"}},
    {kEventDecided, {"besloten wie bericht krijgt", "decided who is told"}},
    {kEventClosed, {"afgesloten", "closed"}},
    {kEventReopened, {"heropend", "reopened"}},
    {kEventDismissed, {"afgevoerd", "dismissed"}},
    {kEventAmended, {"verbeterd: {fields}", "corrected: {fields}"}},
    {kEventComment, {"opmerking", "comment"}},

    // assess.
    {kAssess,
     {"beoordeel of het een datalek is, en hoe groot het risico",
      "assess whether it is a breach, and how large the risk is"}},
    {kAssessExamples,
     {"datalek assess 42 --breach yes --risk high --explanation \"BSN's bij onbekende "
      "ontvanger\"\n"
      "datalek assess 42",
      "datalek assess 42 --breach yes --risk high --explanation \"National numbers with an "
      "unknown recipient\"\n"
      "datalek assess 42"}},
    {kHelpBreach,
     {"Is het een datalek (AVG art. 4, 12)?", "Is it a personal data breach (GDPR art. 4(12))?"}},
    {kHelpRisk,
     {"Het risico voor de betrokkenen (AVG art. 33 en 34).",
      "The risk to the persons concerned (GDPR art. 33 and 34)."}},
    {kHelpExplanation, {"Waarom je dit vindt.", "Why you think so."}},
    {kHelpAwareAt,
     {"Sinds wanneer de organisatie het zeker weet. Vanaf dan lopen de 72 uur.",
      "Since when the organisation is certain. The 72 hours run from then."}},
    {kHelpAwareReason,
     {"Waarom dat later is dan het moment waarop het werd gemerkt.",
      "Why that is later than when it was noticed."}},
    {kAskBreach, {"Is het een datalek?", "Is it a breach?"}},
    {kAskRisk,
     {"Hoe groot is het risico voor de betrokkenen?",
      "How large is the risk to the persons concerned?"}},
    {kAskExplanation, {"Waarom?", "Why?"}},
    {kDoneAssessed, {"beoordeeld", "assessed"}},

    // decide.
    {kDecide, {"besluit wie er bericht krijgt", "decide who is told"}},
    {kDecideExamples,
     {"datalek decide 42 --authority yes --persons planned --reasons \"Hoog risico\"\n"
      "datalek decide 42 --authority yes --persons informed --reasons \"Brief verstuurd\" "
      "--notified-at \"vandaag 10:00\" --reference Z2026-123",
      "datalek decide 42 --authority yes --persons planned --reasons \"High risk\"\n"
      "datalek decide 42 --authority yes --persons informed --reasons \"Letter sent\" "
      "--notified-at \"today 10:00\" --reference Z2026-123"}},
    {kHelpAuthority,
     {"Krijgt de Autoriteit Persoonsgegevens bericht (AVG art. 33)?",
      "Is the data protection authority told (GDPR art. 33)?"}},
    {kHelpPersonsTold,
     {"Krijgen de betrokkenen bericht (AVG art. 34)?",
      "Are the persons concerned told (GDPR art. 34)?"}},
    {kHelpReasons, {"Waarom je dit besluit.", "Why you decide so."}},
    {kHelpNotifiedAt,
     {"Wanneer de autoriteit het bericht ontving.", "When the authority received it."}},
    {kHelpReference,
     {"Het kenmerk dat de autoriteit gaf.", "The reference that the authority gave."}},
    {kAskAuthority,
     {"Krijgt de Autoriteit Persoonsgegevens bericht?", "Is the data protection authority told?"}},
    {kAskPersonsTold, {"Krijgen de betrokkenen bericht?", "Are the persons concerned told?"}},
    {kDoneDecided, {"besloten wie bericht krijgt", "decided who is told"}},

    // Closing and the rest.
    {kClose, {"sluit een zaak af", "close a case"}},
    {kCloseExamples,
     {"datalek close 42 --reason \"Ontvanger bevestigde dat de mail ongelezen bleef\"",
      "datalek close 42 --reason \"Recipient confirmed that the e-mail was not read\""}},
    {kReopen, {"heropen een afgesloten zaak", "reopen a closed case"}},
    {kReopenExamples,
     {"datalek reopen 42 --reason \"Nieuwe informatie van de ontvanger\"",
      "datalek reopen 42 --reason \"New information from the recipient\""}},
    {kDismiss,
     {"haal een zaak uit het werk: geen datalek, dubbel of ingetrokken\n"
      "\n"
      "De zaak blijft in het register staan.",
      "take a case out of the work: not a breach, a duplicate, or withdrawn\n"
      "\n"
      "The case stays in the register."}},
    {kDismissExamples,
     {"datalek dismiss 42 --as duplicate --reason \"Zelfde brief als DL-2026-00041\"",
      "datalek dismiss 42 --as duplicate --reason \"Same letter as DL-2026-00041\""}},
    {kComment, {"zet een opmerking bij een zaak", "add a comment to a case"}},
    {kCommentExamples,
     {"datalek comment 42 --text \"Ontvanger gebeld, belt morgen terug\"",
      "datalek comment 42 --text \"Called the recipient, who calls back tomorrow\""}},
    {kAmend,
     {"verbeter de feiten van een zaak\n"
      "\n"
      "De oude waarden blijven in de tijdlijn staan. Een lege waarde maakt het veld leeg.",
      "correct the facts of a case\n"
      "\n"
      "The earlier values stay in the timeline. An empty value empties the field."}},
    {kAmendExamples,
     {"datalek amend 42 --set person_count=12 --reason \"Lijst nageteld\"\n"
      "datalek amend 42 --set occurred_from=\"3 maart 2026\" --set persons=citizens,minors "
      "--reason \"Gesproken met melder\"",
      "datalek amend 42 --set person_count=12 --reason \"Counted the list\"\n"
      "datalek amend 42 --set occurred_from=\"3 March 2026\" --set persons=citizens,minors "
      "--reason \"Spoke to the reporter\""}},
    {kHelpReason, {"Waarom.", "Why."}},
    {kHelpDismissAs, {"Waarom de zaak uit het werk gaat.", "Why the case leaves the work."}},
    {kHelpText, {"De opmerking.", "The comment."}},
    {kHelpSet,
     {"VELD=WAARDE; mag vaker. Velden: {words}.",
      "FIELD=VALUE; may be repeated. Fields: {words}."}},
    {kValueAssignment, {"VELD=WAARDE", "FIELD=VALUE"}},
    {kNotAnAssignment, {"Schrijf VELD=WAARDE, niet: {text}", "Write FIELD=VALUE, not: {text}"}},
    {kAskReason, {"Waarom?", "Why?"}},
    {kAskDismissAs, {"Waarom gaat de zaak uit het werk?", "Why does the case leave the work?"}},
    {kAskText, {"Wat wil je erbij zetten?", "What do you want to add?"}},
    {kDoneClosed, {"afgesloten", "closed"}},
    {kDoneReopened, {"heropend", "reopened"}},
    {kDoneDismissed, {"uit het werk gehaald", "taken out of the work"}},
    {kDoneCommented, {"opmerking geplaatst", "comment added"}},
    {kDoneAmended, {"feiten verbeterd", "facts corrected"}},
    {kAskChoice, {"Kies een nummer van 1 tot en met {most}.", "Choose a number from 1 to {most}."}},

    // import and demo.
    {kImport,
     {"neem zaken over uit een ouder register (CSV)\n"
      "\n"
      "Een mapping (TOML) zegt wat elke kolom betekent. Elke rij heeft een vast "
      "aanvraagnummer. Daarom kun je een import afbreken en opnieuw starten: wat er al in "
      "staat, komt er niet dubbel in.",
      "carry over cases from an older register (CSV)\n"
      "\n"
      "A mapping (TOML) says what each column means. Every row has a fixed request id. So you "
      "can break off an import and start again: what is there already is not recorded twice."}},
    {kImportExamples,
     {"datalek import register.csv --mapping register.toml --dry-run\n"
      "datalek import register.csv --mapping register.toml",
      "datalek import register.csv --mapping register.toml --dry-run\n"
      "datalek import register.csv --mapping register.toml"}},
    {kHelpImportFile, {"Het CSV-bestand.", "The CSV file."}},
    {kHelpMapping, {"De mapping.", "The mapping."}},
    {kHelpImportDryRun,
     {"Lees en controleer alle rijen, maar stuur niets.",
      "Read and check all rows, but send nothing."}},
    {kFileUnreadable, {"Dit bestand is niet te lezen: {path}", "This file cannot be read: {path}"}},
    {kFileTooLarge, {"Dit bestand is te groot: {path}", "This file is too large: {path}"}},
    {kMappingWrong,
     {"De mapping {path} klopt niet. {what}", "The mapping {path} is not right. {what}"}},
    {kImportAssumptions, {"Aannames bij het overnemen", "Assumptions in carrying over"}},
    {kImportProgress, {"{done} van {total} rijen", "{done} of {total} rows"}},
    {kImportRowRefused, {"regel {line}: {message}", "line {line}: {message}"}},
    {kImportRecorded, {"{count} rijen overgenomen.", "{count} rows carried over."}},
    {kImportReplayed, {"{count} rijen stonden er al.", "{count} rows were there already."}},
    {kImportFaulty,
     {"{count} rijen niet overgenomen; zie hierboven.",
      "{count} rows not carried over; see above."}},
    {kImportNotSent,
     {"{count} rijen niet verstuurd. Start de import nog eens om verder te gaan.",
      "{count} rows not sent. Start the import again to go on."}},
    {kImportChecked,
     {"{count} rijen kloppen. Er is niets verstuurd, want je vroeg om --dry-run.",
      "{count} rows are right. Nothing was sent, as you asked for --dry-run."}},
    {kDemo,
     {"vul het register met verzonnen zaken, om te proberen of te meten\n"
      "\n"
      "Elke zaak zegt zelf dat hij verzonnen is. Dezelfde seed geeft dezelfde zaken, en die "
      "komen er maar één keer in. Doe dit niet in een echt register.",
      "fill the register with invented cases, to try it out or to measure\n"
      "\n"
      "Every case says itself that it is invented. The same seed gives the same cases, and "
      "those are recorded only once. Do not do this in a real register."}},
    {kDemoExamples, {"datalek demo --size 200 --seed 1", "datalek demo --size 200 --seed 1"}},
    {kHelpSize, {"Hoeveel zaken.", "How many cases."}},
    {kHelpSeed, {"Getal waaruit de zaken volgen.", "Number from which the cases follow."}},
    {kDemoRow, {"zaak {line}: {message}", "case {line}: {message}"}},
    {kDemoRecorded, {"{count} verzonnen zaken toegevoegd.", "{count} invented cases added."}},
    {kDemoConfirm,
     {"Dit zet {count} verzonnen zaken in het register. Ze kunnen er niet meer uit. Typ ja om "
      "door te gaan.",
      "This puts {count} invented cases into the register. They cannot be taken out again. "
      "Type yes to go on."}},

    // Administration.
    {kOrganisation,
     {"beheer de organisaties in het register", "look after the organisations in the register"}},
    {kOrganisationExamples,
     {"datalek organisation list\n"
      "datalek organisation create gemeente-voorbeeld --name \"Gemeente Voorbeeld\"",
      "datalek organisation list\n"
      "datalek organisation create gemeente-voorbeeld --name \"Gemeente Voorbeeld\""}},
    {kOrganisationCreate, {"voeg een organisatie toe", "add an organisation"}},
    {kOrganisationCreateExamples,
     {"datalek organisation create gemeente-voorbeeld --name \"Gemeente Voorbeeld\"",
      "datalek organisation create gemeente-voorbeeld --name \"Gemeente Voorbeeld\""}},
    {kOrganisationList, {"bekijk alle organisaties", "see all organisations"}},
    {kOrganisationListExamples, {"datalek organisation list", "datalek organisation list"}},
    {kOrganisationShow, {"bekijk één organisatie", "see one organisation"}},
    {kOrganisationShowExamples,
     {"datalek organisation show gemeente-voorbeeld",
      "datalek organisation show gemeente-voorbeeld"}},
    {kOrganisationGroup, {"Opdrachten", "Commands"}},
    {kValueSlug, {"ORGANISATIE", "ORGANISATION"}},
    {kHelpSlug,
     {"Korte naam: 2 tot 40 kleine letters, cijfers en streepjes. Verandert nooit.",
      "Short name: 2 to 40 lower-case letters, digits and dashes. Never changes."}},
    {kHelpName, {"De naam zoals mensen hem kennen.", "The name as people know it."}},
    {kOrganisationCreated,
     {"{name} staat nu in het register als {slug}.", "{name} is now in the register as {slug}."}},
    {kHeadSlug, {"ORGANISATIE", "ORGANISATION"}},
    {kHeadName, {"NAAM", "NAME"}},
    {kHeadSince, {"SINDS", "SINCE"}},
    {kHeadRole, {"ROL", "ROLE"}},
    {kHostRole, {"beheert het register", "runs the register"}},
    {kFeed,
     {"volg wat er in het register gebeurt\n"
      "\n"
      "Je ziet welke gebeurtenis bij welke zaak hoort en wanneer; niet wat er in staat.",
      "follow what happens in the register\n"
      "\n"
      "You see which event belongs to which case and when; not what it says."}},
    {kFeedExamples,
     {"datalek feed\n"
      "datalek feed --after 120 --follow --json",
      "datalek feed\n"
      "datalek feed --after 120 --follow --json"}},
    {kHelpAfter,
     {"Begin na deze plaats in het register; 0 is het begin.",
      "Begin after this place in the register; 0 is the beginning."}},
    {kHelpFollow,
     {"Blijf kijken naar wat erbij komt, tot Ctrl-C.",
      "Keep watching what is added, until Ctrl-C."}},
    {kHelpTypes,
     {"Alleen deze soorten gebeurtenissen, met komma's.",
      "Only these types of events, with commas."}},
    {kFeedEmpty, {"Er is nog niets gebeurd.", "Nothing has happened yet."}},
    {kOrganisationItself, {"(organisatie)", "(organisation)"}},
    {kCompletion,
     {"maak aanvulling met Tab voor bash, zsh of fish",
      "make Tab completion for bash, zsh or fish"}},
    {kCompletionExamples,
     {"datalek completion bash > ~/.local/share/bash-completion/completions/datalek\n"
      "datalek completion zsh > ~/.zfunc/_datalek\n"
      "datalek completion fish > ~/.config/fish/completions/datalek.fish",
      "datalek completion bash > ~/.local/share/bash-completion/completions/datalek\n"
      "datalek completion zsh > ~/.zfunc/_datalek\n"
      "datalek completion fish > ~/.config/fish/completions/datalek.fish"}},
    {kHelpShell, {"De shell.", "The shell."}},
    {kValueShell, {"SHELL", "SHELL"}},
    {kMan, {"schrijf de handleiding (man) in een map", "write the man pages into a folder"}},
    {kManExamples,
     {"datalek man ~/.local/share/man/man1\n"
      "datalek man ./man1 --lang nl",
      "datalek man ~/.local/share/man/man1\n"
      "datalek man ./man1 --lang en"}},
    {kHelpManFolder, {"De map; hij moet er al zijn.", "The folder; it has to be there already."}},
    {kManWritten, {"{count} bladzijden geschreven in {path}.", "{count} pages written to {path}."}},
    {kVersion, {"toon de versie", "show the version"}},
    {kVersionExamples, {"datalek version", "datalek version"}},
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

}  // namespace datalek::cli

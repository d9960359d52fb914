#include "clients/cli/situations.h"

#include <array>

namespace datalek::cli {
namespace {

using client::In;
using client::Text;
using enum domain::Situation;

constexpr std::array<SituationWords, 10> kSent{{
    {kEmailWrongPerson,
     {"Ik mailde gegevens aan de verkeerde persoon.",
      "I e-mailed personal data to the wrong person."},
     {"Bel de ontvanger. Vraag om de mail niet te lezen en niet door te sturen, en om dat in een "
      "mailtje te bevestigen. Stuur de gegevens niet nog een keer mee.",
      "Call the recipient. Ask them not to read or forward the e-mail, and to confirm that in "
      "writing. Do not send the data along again."}},
    {kNoBlindCopy,
     {"Alle ontvangers konden elkaars e-mailadres zien.",
      "All recipients could see each other's e-mail address."},
     {"Bewaar de verzonden mail. Stuur pas iets aan dezelfde groep als de privacy officer heeft "
      "meegelezen.",
      "Keep the e-mail as you sent it. Write to the same group only after the privacy officer has "
      "read along."}},
    {kLetterWrongAddress,
     {"Een brief kwam bij de verkeerde, kwam open terug of raakte kwijt.",
      "A letter reached the wrong person, came back opened, or got lost."},
     {"Vraag de ontvanger om de brief dicht te laten en te bewaren of terug te sturen. Bewaar de "
      "envelop.",
      "Ask the recipient to leave the letter closed and to keep it or send it back. Keep the "
      "envelope."}},
    {kWrongContent,
     {"Er zat een verkeerde bijlage bij, of er stond te veel in.",
      "There was a wrong attachment, or there was too much in it."},
     {"Bewaar wat je hebt verstuurd. Stuur de juiste versie pas na overleg met de privacy officer.",
      "Keep what you sent. Send the right version only after talking to the privacy officer."}},
    {kPrivateEmail,
     {"Ik stuurde werkbestanden naar mijn eigen privémail.",
      "I sent work files to my own private mailbox."},
     {"Stuur de mail niet verder. Noteer welke bestanden het zijn en wanneer je ze stuurde.",
      "Do not forward the e-mail. Note which files they are and when you sent them."}},
    {kMessagingApp,
     {"Ik stuurde iets over een inwoner via WhatsApp of een andere app.",
      "I sent something about a resident by WhatsApp or another app."},
     {"Noteer wie het kreeg. Vraag de ontvangers om het niet te openen en niet door te sturen.",
      "Note who received it. Ask the recipients not to open or forward it."}},
    {kPrivateCloud,
     {"Er staan werkbestanden in mijn eigen Dropbox, Drive, iCloud of WeTransfer.",
      "Work files are in my own Dropbox, Drive, iCloud or WeTransfer."},
     {"Maak een lijst van de bestanden. Zet deellinks uit.",
      "Make a list of the files. Switch off shared links."}},
    {kOnlineTool,
     {"Ik zette gegevens in een AI-chatbot, vertaalsite of pdf-site.",
      "I put personal data into an AI chatbot, a translation site or a PDF site."},
     {"Noteer welke dienst het was, en welke tekst of welk bestand je erin zette.",
      "Note which service it was, and which text or file you put into it."}},
    {kPublished,
     {"Er staan gegevens op de website, sociale media of in een Woo-stuk.",
      "Personal data is on the website, on social media or in a disclosed document."},
     {"Maak een schermafdruk met datum en tijd. Vraag de webredactie om het meteen offline te "
      "halen.",
      "Take a screenshot with date and time. Ask the web editors to take it offline at once."}},
    {kOpenPermissions,
     {"Iedereen met de link, of iedereen in Teams, kan bij een map.",
      "Anyone with the link, or everyone in Teams, can open a folder."},
     {"Zet de link uit of maak de map dicht. Vraag IT om te bewaren wie erin is geweest.",
      "Switch off the link or close the folder. Ask IT to keep the record of who opened it."}},
}};

constexpr std::array<SituationWords, 4> kLost{{
    {kDeviceLost,
     {"Mijn werklaptop, -telefoon of -tablet is kwijt of gestolen.",
      "My work laptop, phone or tablet is lost or stolen."},
     {"Bel nu de IT-helpdesk: zij kunnen het apparaat blokkeren. Is het gestolen, doe dan "
      "aangifte. "
      "Verander je wachtwoord vanaf een ander apparaat.",
      "Call the IT help desk now: they can block the device. If it was stolen, report that to the "
      "police. Change your password from another device."},
     true},
    {kPaperLost,
     {"Papieren of een dossier zijn kwijt of gestolen.", "Papers or a file are lost or stolen."},
     {"Zoek op de plekken waar je was, en bel het vervoersbedrijf. Noteer zo precies mogelijk wat "
      "er in de papieren stond.",
      "Look where you have been, and call the transport company. Note as exactly as you can what "
      "was in the papers."}},
    {kPortableMedium,
     {"Een USB-stick of schijf is kwijt, of ik gebruikte een eigen stick.",
      "A USB stick or disk is lost, or I used my own."},
     {"Noteer wat erop staat en of hij versleuteld is. Steek een gevonden stick nergens in.",
      "Note what is on it and whether it is encrypted. Do not plug in a stick that you found."}},
    {kNoCopyLeft,
     {"Gegevens zijn weg of onbereikbaar, en er is geen kopie.",
      "Data is gone or out of reach, and there is no copy."},
     {"Schrijf nergens overheen en ga niet zelf herstellen. Bel de IT-helpdesk.",
      "Overwrite nothing and do not try to repair it yourself. Call the IT help desk."},
     true},
}};

constexpr std::array<SituationWords, 7> kSeen{{
    {kScreenSeen,
     {"Iemand in huis kon meekijken op mijn scherm of in mijn papieren.",
      "Someone at home could see my screen or my papers."},
     {"Vergrendel je scherm. Noteer wie er meekeek en wat er te zien was. Vraag om het niet verder "
      "te vertellen.",
      "Lock your screen. Note who was looking and what could be seen. Ask them to keep it to "
      "themselves."}},
    {kCallOverheard,
     {"Iemand kon meeluisteren met een gesprek over een inwoner.",
      "Someone could overhear a call about a resident."},
     {"Praat verder op een plek waar niemand meeluistert. Noteer wie het hoorde en waar het over "
      "ging.",
      "Go on where nobody can listen. Note who heard it and what it was about."}},
    {kVideoCall,
     {"Er was een onbekende in de videovergadering, of ik deelde het verkeerde scherm.",
      "A stranger was in the video call, or I shared the wrong screen."},
     {"Stop met delen en laat onbekenden de vergadering verlaten. Noteer wie erbij was en of er "
      "een "
      "opname is.",
      "Stop sharing and have strangers leave the call. Note who was there and whether there is a "
      "recording."}},
    {kHomePrint,
     {"Ik printte thuis, of gooide papier heel bij het oud papier.",
      "I printed at home, or put paper in the bin without shredding it."},
     {"Haal het papier terug als dat nog kan. Tel de pagina's en neem ze mee naar kantoor.",
      "Get the paper back if you still can. Count the pages and bring them to the office."}},
    {kScanApp,
     {"Ik scande een brief met een app die niet van de gemeente is.",
      "I scanned a letter with an app that is not the municipality's."},
     {"Gebruik de app niet meer en zet kopiëren naar de cloud uit. Noteer hoe de app heet.",
      "Stop using the app and switch off copying to the cloud. Note the name of the app."}},
    {kOwnHandset,
     {"Ik maakte een foto van een document of scherm met mijn eigen telefoon.",
      "I took a photo of a document or screen with my own phone."},
     {"Stuur de foto niet door. Noteer wat erop staat, en of je telefoon foto's naar een cloud "
      "kopieert.",
      "Do not forward the photo. Note what is on it, and whether your phone copies photos to a "
      "cloud."}},
    {kSharedDevice,
     {"Een ander gebruikte mijn werklaptop, of ik werkte op een gedeelde computer.",
      "Someone else used my work laptop, or I worked on a shared computer."},
     {"Log uit, en verander je wachtwoord op je eigen werkapparaat. Noteer wie de computer "
      "gebruikte.",
      "Log out, and change your password on your own work device. Note who used the computer."}},
}};

constexpr std::array<SituationWords, 6> kDigital{{
    {kPhishing,
     {"Ik klikte op een link en vulde mijn wachtwoord of code in.",
      "I clicked a link and entered my password or code."},
     {"Bel nu de IT-helpdesk. Verander je wachtwoord op een ander apparaat. Bewaar de mail of het "
      "bericht.",
      "Call the IT help desk now. Change your password on another device. Keep the e-mail or the "
      "message."},
     true},
    {kMalware,
     {"Mijn computer doet vreemd, bestanden zijn op slot, of ik zie een losgeldbericht.",
      "My computer acts up, files are locked, or I see a ransom note."},
     {"Bel nu de IT-helpdesk. Haal de netwerkkabel los en zet wifi uit, maar laat de computer "
      "aanstaan.",
      "Call the IT help desk now. Pull the network cable and switch off wifi, but leave the "
      "computer on."},
     true},
    {kImpersonation,
     {"Iemand deed zich aan de telefoon voor als een ander en kreeg gegevens.",
      "Someone on the phone pretended to be another and got data."},
     {"Schrijf het gesprek op zolang je het nog weet. Bel de echte persoon op een nummer dat je al "
      "had.",
      "Write down the call while you remember it. Call the real person at a number you already "
      "had."}},
    {kPasswordShared,
     {"Ik deelde mijn wachtwoord of inlogcode met iemand.",
      "I shared my password or code with someone."},
     {"Verander je wachtwoord. Noteer met wie je het deelde en wanneer.",
      "Change your password. Note with whom you shared it and when."}},
    {kInsecureNetwork,
     {"Ik werkte op open wifi zonder de beveiligde verbinding.",
      "I worked on open wifi without the secure connection."},
     {"Verbreek de verbinding. Verander je wachtwoord als je weer veilig verbonden bent.",
      "Disconnect. Change your password once you are securely connected again."}},
    {kNeedlessLookup,
     {"Iemand zocht gegevens op die niet nodig waren voor het werk.",
      "Someone looked up data that was not needed for the work."},
     {"Ga niet zelf op onderzoek. Praat er alleen over met de privacy officer.",
      "Do not investigate yourself. Talk about it with the privacy officer only."}},
}};

constexpr std::array<SituationWords, 1> kElse{{
    {kUnsure,
     {"Er klopt iets niet, maar ik weet niet wat het is.",
      "Something is wrong, but I do not know what it is."},
     {"Laat alles zoals het is. De privacy officer kijkt met je mee.",
      "Leave everything as it is. The privacy officer will look at it with you."}},
}};

constexpr std::array<SituationGroup, 5> kGroups{{
    {{"Verstuurd of gedeeld", "Sent or shared"}, kSent},
    {{"Kwijt of gestolen", "Lost or stolen"}, kLost},
    {{"Gezien of gehoord", "Seen or heard"}, kSeen},
    {{"Inloggen en computer", "Passwords and computers"}, kDigital},
    {{"Iets anders", "Something else"}, kElse},
}};

constexpr Text kNoteFirst{
    "Schrijf op wat er is gebeurd, wanneer, en wie erbij betrokken zijn. Nu weet je het nog goed.",
    "Write down what happened, when, and who is involved. You still remember it well now."};
constexpr Text kDeleteNothing{
    "Verwijder of vernietig nog niets. Dat doe je pas als de privacy officer of de helpdesk het "
    "vraagt.",
    "Do not delete or destroy anything yet. Do that only when the privacy officer or the help desk "
    "asks you to."};

}  // namespace

std::span<const SituationGroup> SituationGroups() { return kGroups; }

const SituationWords& WordsOf(domain::Situation situation) {
  for (const SituationGroup& group : kGroups) {
    for (const SituationWords& words : group.situations) {
      if (words.situation == situation) {
        return words;
      }
    }
  }
  return kElse.front();
}

std::vector<std::string> FirstSteps(client::Language language,
                                    const domain::SetOf<domain::Situation>& situations) {
  std::vector<std::string> steps;
  const auto add = [&](bool call_now) {
    for (const domain::Situation situation : situations.values()) {
      const SituationWords& words = WordsOf(situation);
      if (words.call_now == call_now) {
        steps.emplace_back(In(language, words.step));
      }
    }
  };
  add(true);
  steps.emplace_back(In(language, kNoteFirst));
  add(false);
  steps.emplace_back(In(language, kDeleteNothing));
  return steps;
}

}  // namespace datalek::cli

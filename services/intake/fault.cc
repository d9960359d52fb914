#include "services/intake/fault.h"

namespace datalek::intake {
namespace {

using domain::Reason;

// A sentence in both languages; "{}" stands for the one detail it may have.
struct Both {
  std::string_view nl;
  std::string_view en;
};

std::string Fill(const Both& both, Language language, std::string_view detail) {
  std::string text(language == Language::kDutch ? both.nl : both.en);
  if (const std::size_t at = text.find("{}"); at != std::string::npos) {
    text.replace(at, 2, detail);
  }
  return text;
}

Both SentenceOf(FileFault fault) {
  switch (fault) {
    case FileFault::kNotReadable:
      return {"het bestand kan niet verder worden gelezen", "the file cannot be read any further"};
    case FileFault::kNotUtf8:
      return {"geen UTF-8; bewaar het bestand als \"CSV UTF-8\"",
              "not UTF-8; save the file as \"CSV UTF-8\""};
    case FileFault::kStrayQuote:
      return {
          "een aanhalingsteken midden in een cel; zet de hele cel tussen aanhalingstekens en "
          "verdubbel het",
          "a quote inside a cell; put the whole cell in quotes and double it"};
    case FileFault::kTextAfterQuote:
      return {"tekst na het sluitende aanhalingsteken", "text after the closing quote"};
    case FileFault::kUnclosedQuote:
      return {"dit aanhalingsteken wordt niet gesloten", "this quote is never closed"};
    case FileFault::kLoneCarriageReturn:
      return {"een regeleinde dat alleen uit CR bestaat; gebruik LF of CRLF",
              "a line end that is CR alone; use LF or CRLF"};
    case FileFault::kRecordTooLong:
      return {"een rij van meer dan {} bytes; ontbreekt er een aanhalingsteken?",
              "a row of more than {} bytes; is a quote missing?"};
    case FileFault::kTooManyColumns:
      return {"meer dan {} kolommen", "more than {} columns"};
    case FileFault::kTooManyRows:
      return {"meer dan {} rijen", "more than {} rows"};
    case FileFault::kNoHeader:
      return {"het bestand is leeg", "the file is empty"};
    case FileFault::kColumnMissing:
      return {"de kolom {} uit de vertaaltabel ontbreekt",
              "the column {} that the mapping names is missing"};
    case FileFault::kColumnUnmapped:
      return {"de kolom {} staat niet in de vertaaltabel; laat haar weg met into = \"nothing\"",
              "the column {} is not in the mapping; leave it out with into = \"nothing\""};
    case FileFault::kColumnTwice:
      return {"de kolom {} komt twee keer voor", "the column {} occurs twice"};
  }
  return {"?", "?"};
}

Both SentenceOf(RowFault fault) {
  switch (fault) {
    case RowFault::kCellCount:
      return {"een ander aantal cellen dan de kopregel: {}",
              "another number of cells than the header: {}"};
    case RowFault::kEmptyCell:
      return {"leeg", "empty"};
    case RowFault::kUnknownValue:
      return {"{} staat niet in de vertaaltabel", "{} is not in the mapping"};
    case RowFault::kEmptyValue:
      return {"niets tussen twee scheidingstekens", "nothing between two separators"};
    case RowFault::kNotADate:
      return {"geen datum van de vorm {}", "no date of the form {}"};
    case RowFault::kNoOffset:
      return {"een datum van voor {}", "a date before {}"};
    case RowFault::kNotANumber:
      return {"geen geheel getal en niet in de vertaaltabel",
              "no whole number and not in the mapping"};
    case RowFault::kRefused:
      return {"geweigerd", "refused"};
  }
  return {"?", "?"};
}

// The reasons that domain::Validate() gives for an import; any other by its name.
Both SentenceOf(Reason reason) {
  if (reason == Reason::kMissing) {
    return {"ontbreekt", "is missing"};
  }
  if (reason == Reason::kTooLong) {
    return {"is te lang of te groot (hoogstens {})", "is too long or too large (at most {})"};
  }
  if (reason == Reason::kNotText) {
    return {"bevat stuurtekens", "holds control characters"};
  }
  if (reason == Reason::kMalformed) {
    return {"heeft niet de juiste vorm", "is not of the right form"};
  }
  if (reason == Reason::kReversed) {
    return {"eindigt voor het begin", "ends before it begins"};
  }
  if (reason == Reason::kInTheFuture) {
    return {"ligt in de toekomst", "lies in the future"};
  }
  if (reason == Reason::kOutOfOrder) {
    return {"is in tegenspraak met een ander tijdstip", "contradicts another moment"};
  }
  if (reason == Reason::kNotAssessed) {
    return {"een besluit over melden vraagt een beoordeling als datalek",
            "a decision on notification needs an assessment that says it is a breach"};
  }
  if (reason == Reason::kNotDecided) {
    return {"afsluiten vraagt een besluit over melden", "closing needs a decision on notification"};
  }
  const std::string_view name = NameOf(reason);
  return {name, name};
}

std::string Position(std::uint64_t line, Language language) {
  return (language == Language::kDutch ? "regel " : "line ") + std::to_string(line);
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

void AppendEscaped(char c, std::string& to) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  to += "\\x";
  to.push_back(kDigits[byte >> 4U]);
  to.push_back(kDigits[byte & 0xFU]);
}

}  // namespace

std::string Sentence(const FileError& error, Language language) {
  if (error.line == 0) {
    return Fill(SentenceOf(error.fault), language, {});
  }
  std::string text = Position(error.line, language);
  if (error.column != 0) {
    text +=
        (language == Language::kDutch ? ", teken " : ", character ") + std::to_string(error.column);
  }
  const std::string detail = error.name.empty() ? std::to_string(error.limit) : Quoted(error.name);
  return text + ": " + Fill(SentenceOf(error.fault), language, detail);
}

std::string Sentence(const RowError& error, Language language) {
  std::string text = Position(error.line, language);
  if (!error.column.empty()) {
    text += (language == Language::kDutch ? ", kolom " : ", column ") + Quoted(error.column);
  }
  text += ": ";
  if (error.fault != RowFault::kRefused) {
    return text + Fill(SentenceOf(error.fault), language, error.detail);
  }
  return text + error.refusal.field + " " +
         Fill(SentenceOf(error.refusal.reason), language, std::to_string(error.refusal.limit));
}

std::string Sentence(const MappingError& error) {
  return (error.line == 0 ? std::string() : Position(error.line, Language::kEnglish) + ": ") +
         error.what;
}

std::string Quoted(std::string_view value) {
  std::size_t kept = value.size();
  if (kept > kQuotedBytesMax) {
    kept = kQuotedBytesMax;
    while (kept > 0 && IsContinuation(value[kept])) {
      kept -= 1;
    }
  }
  std::string text = "\"";
  for (std::size_t i = 0; i < kept; ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    const bool c1 = byte == 0xC2 && i + 1 < kept && static_cast<unsigned char>(value[i + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F) {
      AppendEscaped(value[i], text);
    } else if (c1) {
      AppendEscaped(value[i], text);
      AppendEscaped(value[++i], text);
    } else {
      text.push_back(value[i]);
    }
  }
  text += kept < value.size() ? "...\"" : "\"";
  return text;
}

}  // namespace datalek::intake

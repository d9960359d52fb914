#include "clients/tally/sheet.h"

#include "clients/tally/words.h"
#include "clients/terminal/bar.h"
#include "clients/terminal/labels.h"
#include "clients/terminal/table.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/width.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace datalek::tally {
namespace {

using client::Language;
using terminal::Hue;
using terminal::NumberText;
using terminal::Session;

// A longer history is shown by year.
constexpr std::size_t kMonthRowsMax = 60;
constexpr int kBarColumnsMin = 10;
constexpr int kBarColumnsMax = 40;

struct Line {
  std::string label;
  std::uint64_t count = 0;
};

domain::CivilDate DateOf(const google::type::Date& date) {
  return {.year = date.year(), .month = date.month(), .day = date.day()};
}

class Sheet {
 public:
  explicit Sheet(const Session& session)
      : session_(session), utf8_(terminal::ShowsUtf8(session.world().environment)) {}

  void Paragraph(std::string_view text, Hue hue = Hue::kPlain) const {
    for (const std::string& line : terminal::Wrapped(text, session_.text_columns())) {
      session_.out() << session_.palette().Paint(hue, line) << '\n';
    }
  }

  void Heading(Word word) const {
    session_.out() << '\n' << session_.palette().Paint(Hue::kBold, Tell(word)) << '\n';
  }

  // Label, number and bar, one under the other.
  void Chart(Word heading, const std::vector<Line>& lines) const {
    if (lines.empty()) {
      return;
    }
    Heading(heading);
    int label_columns = 0;
    int number_columns = 0;
    std::uint64_t most = 0;
    for (const Line& line : lines) {
      label_columns = std::max(label_columns, terminal::WidthOf(line.label));
      number_columns = std::max(number_columns, terminal::WidthOf(Number(line.count)));
      most = std::max(most, line.count);
    }
    const int left = session_.text_columns() - label_columns - number_columns - 6;
    const int bar_columns = std::clamp(left, kBarColumnsMin, kBarColumnsMax);
    for (const Line& line : lines) {
      const std::string number = Number(line.count);
      const auto gap = static_cast<std::size_t>(number_columns - terminal::WidthOf(number));
      const std::string bar = terminal::Bar(line.count, most, bar_columns, utf8_);
      session_.out() << "  " << terminal::Padded(line.label, label_columns) << "  "
                     << std::string(gap, ' ') << number << (bar.empty() ? "" : "  ") << bar << '\n';
    }
  }

  // Number and what it counts, one under the other; lines that count nothing are left out.
  void List(Word heading, std::vector<Line> lines) const {
    std::erase_if(lines, [](const Line& line) { return line.count == 0; });
    if (lines.empty()) {
      return;
    }
    Heading(heading);
    int number_columns = 0;
    for (const Line& line : lines) {
      number_columns = std::max(number_columns, terminal::WidthOf(Number(line.count)));
    }
    for (const Line& line : lines) {
      const std::string number = Number(line.count);
      const auto gap = static_cast<std::size_t>(number_columns - terminal::WidthOf(number));
      session_.out() << "  " << std::string(gap, ' ') << number << "  " << line.label << '\n';
    }
  }

  [[nodiscard]] std::string Tell(Word word) const {
    return std::string(Say(session_.language(), word));
  }
  [[nodiscard]] std::string Number(std::uint64_t number) const {
    return NumberText(session_.language(), number);
  }

 private:
  const Session& session_;
  bool utf8_;
};

std::uint64_t CountedIn(Question question, const v1::MonthTally& month) {
  return question == Question::kAnyPersons
             ? month.confirmed() + month.citizens_unknown() + month.others_only()
             : month.confirmed();
}

// Every month from the first that counts to the last, also those in between without incidents; by
// year when there are too many.
void PrintTime(const Sheet& sheet, Language language, Question question, const v1::Tally& tally) {
  std::vector<std::pair<domain::CivilDate, std::uint64_t>> months;
  for (const v1::MonthTally& month : tally.months()) {
    const std::uint64_t count = CountedIn(question, month);
    if (count == 0) {
      continue;
    }
    const domain::CivilDate date = DateOf(month.month());
    while (!months.empty()) {
      domain::CivilDate next = months.back().first;
      next.year += next.month == 12 ? 1 : 0;
      next.month = next.month == 12 ? 1 : next.month + 1;
      // The months come oldest first, so this ends.
      if (next >= date) {
        break;
      }
      months.emplace_back(next, 0);
    }
    months.emplace_back(date, count);
  }
  std::vector<Line> lines;
  const bool by_year = months.size() > kMonthRowsMax;
  for (const auto& [date, count] : months) {
    const std::string label =
        by_year ? std::to_string(date.year) : terminal::DateText(language, date);
    if (lines.empty() || lines.back().label != label) {
      lines.push_back({.label = label, .count = 0});
    }
    lines.back().count += count;
  }
  sheet.Chart(by_year ? Word::kByYear : Word::kByMonth, lines);
}

// The most frequent first; what was not said, last.
template <typename Enum, typename Counts, typename Option>
std::vector<Line> LinesOf(const Sheet& sheet, Language language, const Counts& counts,
                          Option option) {
  std::vector<Line> lines;
  std::uint64_t not_said = 0;
  for (const auto& row : counts) {
    const auto value = domain::FromNumber<Enum>(static_cast<int>(option(row)));
    if (static_cast<int>(option(row)) == 0) {
      not_said += row.incidents();
    } else {
      lines.push_back({.label = value ? std::string(terminal::Label(language, *value)) : "?",
                       .count = row.incidents()});
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.count > b.count; });
  if (not_said > 0) {
    lines.push_back({.label = sheet.Tell(Word::kNotSaid), .count = not_said});
  }
  return lines;
}

void PrintBreakdowns(const Sheet& sheet, Language language, const v1::Figures& figures) {
  sheet.Chart(Word::kByKind, LinesOf<domain::Kind>(sheet, language, figures.by_kind(),
                                                   [](const auto& row) { return row.kind(); }));
  sheet.Chart(Word::kByCause, LinesOf<domain::Cause>(sheet, language, figures.by_cause(),
                                                     [](const auto& row) { return row.cause(); }));
  sheet.Chart(Word::kByNature,
              LinesOf<domain::Nature>(sheet, language, figures.by_nature(),
                                      [](const auto& row) { return row.nature(); }));
  std::uint64_t kinds = 0;
  for (const v1::KindCount& row : figures.by_kind()) {
    kinds += row.incidents();
  }
  std::uint64_t natures = 0;
  for (const v1::NatureCount& row : figures.by_nature()) {
    natures += row.incidents();
  }
  if (std::max(kinds, natures) > figures.incidents()) {
    sheet.Paragraph(sheet.Tell(Word::kSeveralPossible), Hue::kDim);
  }
}

void PrintOrganisations(const Session& session, const Sheet& sheet, Question question,
                        const v1::GetTallyResponse& response) {
  if (response.organisations_size() < 2) {
    return;
  }
  sheet.Heading(Word::kByOrganisation);
  const bool any = question == Question::kAnyPersons;
  terminal::Table table(
      {{.heading = sheet.Tell(Word::kHeadOrganisation), .clip_to = 16},
       {.heading = sheet.Tell(any ? Word::kHeadCounted : Word::kHeadConfirmed),
        .align = terminal::Align::kRight},
       {.heading = sheet.Tell(Word::kHeadUndetermined), .align = terminal::Align::kRight},
       {.heading = sheet.Tell(Word::kHeadPersons),
        .align = terminal::Align::kRight,
        .dispensable = 1}});
  for (const v1::OrganisationTally& one : response.organisations()) {
    const v1::Figures figures = FiguresFor(question, one.tally());
    table.Add({{.text = terminal::ToVisible(one.name().empty() ? one.organisation() : one.name())},
               {.text = sheet.Number(figures.incidents())},
               {.text = sheet.Number(UndeterminedFor(question, one.tally()))},
               {.text = PersonsText(session.language(), figures)}});
  }
  table.Print(session.out(), session.columns(), session.palette());
}

void PrintCertainty(const Sheet& sheet, Question question, const v1::Tally& tally,
                    const v1::Figures& figures) {
  sheet.List(
      Word::kGravity,
      {{.label = sheet.Tell(Word::kAuthorityNotified), .count = figures.authority_notified()},
       {.label = sheet.Tell(Word::kHighRisk), .count = figures.high_risk()},
       {.label = sheet.Tell(Word::kPersonsUnknown), .count = figures.persons_unknown()},
       {.label = sheet.Tell(Word::kPersonsUnbounded), .count = figures.persons_unbounded()}});
  sheet.List(Word::kDating,
             {{.label = sheet.Tell(Word::kDatedByOccurrence),
               .count = figures.incidents() - figures.dated_by_discovery() - figures.dated_later()},
              {.label = sheet.Tell(Word::kDatedByDiscovery), .count = figures.dated_by_discovery()},
              {.label = sheet.Tell(Word::kDatedLater), .count = figures.dated_later()},
              {.label = sheet.Tell(Word::kStraddling), .count = tally.straddling()}});
  std::vector<Line> open{
      {.label = sheet.Tell(Word::kNotAssessed), .count = tally.not_assessed().incidents()}};
  if (question == Question::kCitizens) {
    open.push_back({.label = sheet.Tell(Word::kCitizensUnknown),
                    .count = tally.citizens_unknown().incidents()});
    open.push_back(
        {.label = sheet.Tell(Word::kOthersOnly), .count = tally.others_only().incidents()});
  }
  sheet.List(Word::kUndetermined, std::move(open));
}

}  // namespace

void PrintTally(const Session& session, Question question, const v1::GetTallyResponse& response) {
  const Sheet sheet(session);
  const v1::Tally& tally = response.total();
  const v1::Figures figures = FiguresFor(question, tally);
  Period period{.since = DateOf(response.since()), .until = std::nullopt};
  if (response.has_until()) {
    period.until = DateOf(response.until());
  }
  sheet.Paragraph(AnswerText(session.language(), question, period, tally), Hue::kBold);
  sheet.Heading(Word::kDefinition);
  sheet.Paragraph(sheet.Tell(Word::kDefinitionText));
  if (question == Question::kAnyPersons) {
    sheet.Paragraph(sheet.Tell(Word::kDefinitionAny), Hue::kYellow);
  }
  PrintTime(sheet, session.language(), question, tally);
  PrintBreakdowns(sheet, session.language(), figures);
  PrintOrganisations(session, sheet, question, response);
  PrintCertainty(sheet, question, tally, figures);
}

}  // namespace datalek::tally

#include "clients/tally/answer.h"

#include "clients/tally/words.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/words.h"

#include <algorithm>
#include <map>

namespace datalek::tally {
namespace {

using client::Language;
using terminal::Filled;
using terminal::NumberText;

// Adds what one list counts to another; `option` tells its rows apart.
template <typename Counts, typename Option>
void AddCounts(const Counts& from, Counts* to, Option option) {
  for (const auto& row : from) {
    const auto same = std::find_if(to->begin(), to->end(),
                                   [&](const auto& other) { return option(other) == option(row); });
    if (same == to->end()) {
      *to->Add() = row;
    } else {
      same->set_incidents(same->incidents() + row.incidents());
    }
  }
}

void Add(const v1::Figures& from, v1::Figures& to) {
  to.set_incidents(to.incidents() + from.incidents());
  to.set_dated_by_discovery(to.dated_by_discovery() + from.dated_by_discovery());
  to.set_dated_later(to.dated_later() + from.dated_later());
  to.set_persons_min(to.persons_min() + from.persons_min());
  to.set_persons_max(to.persons_max() + from.persons_max());
  to.set_persons_unbounded(to.persons_unbounded() + from.persons_unbounded());
  to.set_persons_unknown(to.persons_unknown() + from.persons_unknown());
  to.set_authority_notified(to.authority_notified() + from.authority_notified());
  to.set_high_risk(to.high_risk() + from.high_risk());
  AddCounts(from.by_cause(), to.mutable_by_cause(), [](const auto& row) { return row.cause(); });
  AddCounts(from.by_kind(), to.mutable_by_kind(), [](const auto& row) { return row.kind(); });
  AddCounts(from.by_nature(), to.mutable_by_nature(), [](const auto& row) { return row.nature(); });
}

std::string PeriodText(Language language, const Period& period, bool starts_sentence) {
  const std::string since = terminal::DateText(language, period.since);
  std::string text =
      period.until
          ? Filled(Say(language, Word::kPeriodBetween),
                   {{"since", since}, {"until", terminal::DateText(language, *period.until)}})
          : Filled(Say(language, Word::kPeriodSince), {{"since", since}});
  if (!starts_sentence) {
    text.front() = static_cast<char>(text.front() - 'A' + 'a');
  }
  return text;
}

Word AnswerWord(Question question, std::uint64_t count) {
  if (question == Question::kAnyPersons) {
    return count == 1 ? Word::kAnswerAnyOnce : Word::kAnswerAnyTimes;
  }
  return count == 1 ? Word::kAnswerOnce : Word::kAnswerTimes;
}

Word UndeterminedWord(std::uint64_t count) {
  return count == 0   ? Word::kUndeterminedNone
         : count == 1 ? Word::kUndeterminedOne
                      : Word::kUndeterminedMany;
}

bool SomeSayHowMany(const v1::Figures& figures) {
  return figures.persons_unknown() < figures.incidents();
}

}  // namespace

v1::Figures FiguresFor(Question question, const v1::Tally& tally) {
  v1::Figures figures = tally.confirmed();
  if (question == Question::kAnyPersons) {
    Add(tally.citizens_unknown(), figures);
    Add(tally.others_only(), figures);
  }
  return figures;
}

std::uint64_t UndeterminedFor(Question question, const v1::Tally& tally) {
  const std::uint64_t not_assessed = tally.not_assessed().incidents();
  return question == Question::kAnyPersons ? not_assessed
                                           : not_assessed + tally.citizens_unknown().incidents();
}

std::string PersonsText(Language language, const v1::Figures& figures) {
  if (!SomeSayHowMany(figures)) {
    return {};
  }
  domain::Count count{.min = figures.persons_min(), .max = std::nullopt};
  if (figures.persons_unbounded() == 0) {
    count.max = figures.persons_max();
  }
  return terminal::CountText(language, count);
}

std::string AnswerText(Language language, Question question, const Period& period,
                       const v1::Tally& tally) {
  const v1::Figures figures = FiguresFor(question, tally);
  const std::uint64_t open = UndeterminedFor(question, tally);
  const bool another = question == Question::kAnyPersons;
  std::string text = Filled(Say(language, AnswerWord(question, figures.incidents())),
                            {{"period", PeriodText(language, period, !another)},
                             {"count", NumberText(language, figures.incidents())}});
  text +=
      " " + Filled(Say(language, UndeterminedWord(open)), {{"count", NumberText(language, open)}});
  if (figures.incidents() == 0) {
    return text;
  }
  if (!SomeSayHowMany(figures)) {
    return text + " " + std::string(Say(language, Word::kPersonsUnsaid));
  }
  const bool bounded = figures.persons_unbounded() == 0;
  const Word persons = !bounded                                         ? Word::kPersonsAtLeast
                       : figures.persons_min() == figures.persons_max() ? Word::kPersonsExactly
                                                                        : Word::kPersonsBetween;
  text +=
      " " + Filled(Say(language, persons), {{"least", NumberText(language, figures.persons_min())},
                                            {"most", NumberText(language, figures.persons_max())}});
  if (figures.persons_unknown() > 0) {
    text += " " + Filled(Say(language, Word::kPersonsPartly),
                         {{"count", NumberText(language, figures.persons_unknown())}});
  }
  return text;
}

}  // namespace datalek::tally

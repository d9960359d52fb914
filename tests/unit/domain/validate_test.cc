#include "services/domain/validate.h"

#include "services/domain/limits.h"
#include "tests/testing/builders.h"
#include "tests/testing/dice.h"
#include "tests/testing/refusal_matchers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace datalek::domain {
namespace {

using tests::AnAmendment;
using tests::AnImport;
using tests::AReport;
using tests::Moment;
using tests::MsOf;
using tests::NotRefused;
using tests::RefusedWith;

const std::int64_t kNowMs = MsOf("2026-03-02 09:00");

// An import that says everything, all of it allowed.
ImportIncident WholeImport() {
  ImportIncident import = AnImport()
                              .Occurred("2026-02-01")
                              .Until("2026-02-03")
                              .Noticed("2026-02-02 10:00")
                              .Persons(3, 5)
                              .Received("2026-02-04")
                              .Assessed(Breach::kYes)
                              .Decided()
                              .Closed()
                              .command();
  import.notification->notified = Moment("2026-02-04");
  return import;
}

// One thing wrong with it.
struct Defect {
  Reason reason;
  const char* field;
  std::function<void(ImportIncident&)> spoil;
};

// All that Validate() can refuse with, in the order of the enum.
std::vector<Defect> Defects() {
  return {
      {Reason::kMissing, "source", [](ImportIncident& i) { i.source.clear(); }},
      {Reason::kTooLong, "facts.summary",
       [](ImportIncident& i) { i.facts.summary.assign(kSummaryBytesMax + 1, 'x'); }},
      {Reason::kNotText, "facts.consequences",
       [](ImportIncident& i) { i.facts.consequences = "\x1B[2J"; }},
      {Reason::kMalformed, "facts.occurred_to",
       [](ImportIncident& i) { i.facts.occurred_to.zone.clear(); }},
      {Reason::kReversed, "facts.person_count",
       [](ImportIncident& i) { i.facts.person_count = {.min = 5, .max = 3}; }},
      {Reason::kInTheFuture, "reported_at",
       [](ImportIncident& i) { i.reported = Moment("2026-03-03"); }},
      {Reason::kOutOfOrder, "facts.discovered_at",
       [](ImportIncident& i) { i.facts.discovered = Moment("2026-01-31"); }},
      {Reason::kNotAssessed, "assessment",
       [](ImportIncident& i) { i.assessment->breach = Breach::kUndetermined; }},
      {Reason::kNotDecided, "notification", [](ImportIncident& i) { i.notification.reset(); }},
  };
}

TEST(Validate, AcceptsAnImportThatSaysEverything) {
  EXPECT_THAT(Validate(WholeImport(), kNowMs), NotRefused());
}

TEST(Validate, NamesTheReasonAndTheFieldOfEveryDefect) {
  for (const Defect& defect : Defects()) {
    ImportIncident import = WholeImport();
    defect.spoil(import);
    EXPECT_THAT(Validate(import, kNowMs), RefusedWith(defect.reason, defect.field));
  }
}

TEST(Validate, OfTwoDefectsGivesTheReasonThatIsListedFirst) {
  const std::vector<Defect> defects = Defects();
  ASSERT_TRUE(std::ranges::is_sorted(defects, std::less<>(), &Defect::reason));
  for (std::size_t first = 0; first < defects.size(); ++first) {
    for (std::size_t second = first + 1; second < defects.size(); ++second) {
      if (defects[first].reason == Reason::kNotAssessed) {
        continue;  // About a notification, of which the later reason says that there is none.
      }
      ImportIncident import = WholeImport();
      defects[first].spoil(import);
      defects[second].spoil(import);
      EXPECT_THAT(Validate(import, kNowMs),
                  RefusedWith(defects[first].reason, defects[first].field))
          << "also spoilt: " << NameOf(defects[second].reason);
    }
  }
}

TEST(Validate, ReversedMomentsGoBeforeOnesInTheFuture) {
  EXPECT_THAT(
      Validate(AReport().Occurred("2026-02-02").Until("2026-02-01").Noticed("2026-03-03"), kNowMs),
      RefusedWith(Reason::kReversed, "facts.occurred_to"));
}

TEST(Validate, MalformedMomentsAreNotCompared) {
  SubmitReport report = AReport().Occurred("2026-02-02").Noticed("2026-02-01").command();
  report.facts.discovered.offset_minutes += 1;
  EXPECT_THAT(Validate(report, kNowMs), RefusedWith(Reason::kMalformed, "facts.discovered_at"));
}

// --- what each command must say --------------------------------------------------------------

TEST(Validate, AReportNeedsASummaryOrASituation) {
  EXPECT_THAT(Validate(SubmitReport{}, kNowMs), RefusedWith(Reason::kMissing, "facts.summary"));
  EXPECT_THAT(Validate(AReport().Saying("").In(Situation::kPhishing), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Saying("lost it"), kNowMs), NotRefused());
}

TEST(Validate, AReportMayLeaveEverythingElseUnknown) {
  SubmitReport report;
  report.facts.situations.Insert(Situation::kUnsure);
  EXPECT_THAT(Validate(report, kNowMs), NotRefused());
}

TEST(Validate, AnImportNeedsItsSourceAndNothingElse) {
  EXPECT_THAT(Validate(ImportIncident{}, kNowMs), RefusedWith(Reason::kMissing, "source"));
  ImportIncident import;
  import.source = "older-register";
  EXPECT_THAT(Validate(import, kNowMs), NotRefused());
}

TEST(Validate, AnImportMayBeJudgedWithoutHavingBeenDecided) {
  EXPECT_THAT(Validate(AnImport().Assessed(Breach::kNo), kNowMs), NotRefused());
}

TEST(Validate, AnImportedDecisionNeedsABreach) {
  EXPECT_THAT(Validate(AnImport().Decided(), kNowMs),
              RefusedWith(Reason::kNotAssessed, "assessment"));
  EXPECT_THAT(Validate(AnImport().Assessed(Breach::kNo).Decided(), kNowMs),
              RefusedWith(Reason::kNotAssessed, "assessment"));
}

TEST(Validate, AnImportIsNotClosedWithoutADecision) {
  EXPECT_THAT(Validate(AnImport().Assessed(Breach::kYes).Closed(), kNowMs),
              RefusedWith(Reason::kNotDecided, "notification"));
}

TEST(Validate, EveryJudgementIsExplained) {
  EXPECT_THAT(Validate(AssessIncident{}, kNowMs),
              RefusedWith(Reason::kMissing, "assessment.explanation"));
  EXPECT_THAT(Validate(DecideNotification{}, kNowMs),
              RefusedWith(Reason::kMissing, "notification.reasons"));
  EXPECT_THAT(Validate(CloseIncident{}, kNowMs), RefusedWith(Reason::kMissing, "reason"));
  EXPECT_THAT(Validate(ReopenIncident{}, kNowMs), RefusedWith(Reason::kMissing, "reason"));
  EXPECT_THAT(Validate(DismissIncident{}, kNowMs), RefusedWith(Reason::kMissing, "reason"));
  EXPECT_THAT(Validate(AddComment{}, kNowMs), RefusedWith(Reason::kMissing, "text"));
}

TEST(Validate, AnAmendmentNamesWhatItAmendsAndWhy) {
  AmendIncident amend = AnAmendment({}).Saying("corrected").command();
  EXPECT_THAT(Validate(amend, kNowMs), RefusedWith(Reason::kMissing, "update_mask"));
  amend = AnAmendment({FactField::kSummary}).Saying("corrected").command();
  EXPECT_THAT(Validate(amend, kNowMs), NotRefused());
  amend.reason.clear();
  EXPECT_THAT(Validate(amend, kNowMs), RefusedWith(Reason::kMissing, "reason"));
}

TEST(Validate, AnAmendmentMayEmptyAField) {
  EXPECT_THAT(Validate(AnAmendment({FactField::kSummary}).Saying(""), kNowMs), NotRefused());
}

TEST(Validate, OfAnAmendmentOnlyTheNamedFieldsCount) {
  AmendIncident amend = AnAmendment({FactField::kMeasures}).Noticed("2030-01-01").command();
  amend.facts.summary = "\x01";
  EXPECT_THAT(Validate(amend, kNowMs), NotRefused());
  amend.fields.Insert(FactField::kDiscovered);
  EXPECT_THAT(Validate(amend, kNowMs), RefusedWith(Reason::kInTheFuture, "facts.discovered_at"));
}

TEST(Validate, TheAuthorityHasNotBeenToldWhenItIsNotTold) {
  DecideNotification decide = tests::Decide(/*authority=*/false);
  decide.notification.notified = Moment("2026-03-01");
  EXPECT_THAT(Validate(decide, kNowMs),
              RefusedWith(Reason::kOutOfOrder, "notification.notified_at"));
  decide.notification.authority = true;
  EXPECT_THAT(Validate(decide, kNowMs), NotRefused());
}

// --- moments -----------------------------------------------------------------------------------

TEST(Validate, AClientsClockMayRunAheadByTheSkewAndNoMore) {
  const std::int64_t discovered = MsOf("2026-03-02 09:00");
  EXPECT_THAT(Validate(AReport().Noticed("2026-03-02 09:00"), discovered - kClockSkewMsMax),
              NotRefused());
  EXPECT_THAT(Validate(AReport().Noticed("2026-03-02 09:00"), discovered - kClockSkewMsMax - 1),
              RefusedWith(Reason::kInTheFuture, "facts.discovered_at"));
}

TEST(Validate, TodayAndThisMonthAreNotInTheFuture) {
  EXPECT_THAT(Validate(AReport().Noticed("2026-03-02"), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Noticed("2026-03"), kNowMs), NotRefused());
}

TEST(Validate, EveryMomentMayLieInTheFutureOfNobody) {
  const std::string later = "2026-03-03";
  EXPECT_THAT(Validate(AReport().Occurred(later), kNowMs),
              RefusedWith(Reason::kInTheFuture, "facts.occurred_from"));
  EXPECT_THAT(Validate(AReport().Until(later), kNowMs),
              RefusedWith(Reason::kInTheFuture, "facts.occurred_to"));
  EXPECT_THAT(Validate(AReport().Noticed(later), kNowMs),
              RefusedWith(Reason::kInTheFuture, "facts.discovered_at"));
  EXPECT_THAT(Validate(AnImport().Received(later), kNowMs),
              RefusedWith(Reason::kInTheFuture, "reported_at"));
  EXPECT_THAT(Validate(tests::AssessAware(later), kNowMs),
              RefusedWith(Reason::kInTheFuture, "aware_at"));
  DecideNotification decide = tests::Decide();
  decide.notification.notified = Moment(later);
  EXPECT_THAT(Validate(decide, kNowMs),
              RefusedWith(Reason::kInTheFuture, "notification.notified_at"));
}

TEST(Validate, MomentsContradictOnlyWhenNoReadingOfThemAgrees) {
  EXPECT_THAT(Validate(AReport().Occurred("2026-02-10").Noticed("2026-02-09 23:59"), kNowMs),
              RefusedWith(Reason::kOutOfOrder, "facts.discovered_at"));
  EXPECT_THAT(Validate(AReport().Occurred("2026-02-10").Noticed("2026-02-10 00:00"), kNowMs),
              NotRefused());
  EXPECT_THAT(Validate(AReport().Occurred("2026-02-10").Noticed("2026-02"), kNowMs), NotRefused())
      << "the discovery may be of any day of February";
  EXPECT_THAT(Validate(AReport().Occurred("2026-02").Noticed("2026-01-31"), kNowMs),
              RefusedWith(Reason::kOutOfOrder, "facts.discovered_at"));
  EXPECT_THAT(Validate(AReport().Occurred("2026-02-10").Until("2026-02-09"), kNowMs),
              RefusedWith(Reason::kReversed, "facts.occurred_to"));
  EXPECT_THAT(Validate(AReport().Occurred("2026-02-10").Until("2026-02-10"), kNowMs), NotRefused());
}

TEST(Validate, WhatStillGoesOnMayEndAfterItsDiscovery) {
  EXPECT_THAT(
      Validate(AReport().Occurred("2026-02-10").Noticed("2026-02-11").Until("2026-02-20"), kNowMs),
      NotRefused());
}

// --- limits ------------------------------------------------------------------------------------

struct TextField {
  const char* field;
  std::size_t bytes_max;
  std::function<Command(std::string)> with;
};

// The command with a text in the place that `place` finds in it.
template <typename Whole>
std::function<Command(std::string)> In(const Whole& whole, auto place) {
  return [whole, place](std::string text) {
    Whole one = whole;
    place(one) = std::move(text);
    return Command(std::move(one));
  };
}

std::vector<TextField> TextFields() {
  const auto reason = [](auto& c) -> std::string& { return c.reason; };
  return {
      {"facts.summary", kSummaryBytesMax,
       In(AReport().command(), [](auto& c) -> std::string& { return c.facts.summary; })},
      {"facts.consequences", kTextBytesMax,
       In(AReport().command(), [](auto& c) -> std::string& { return c.facts.consequences; })},
      {"facts.measures", kTextBytesMax,
       In(AReport().command(), [](auto& c) -> std::string& { return c.facts.measures; })},
      {"contact", kContactBytesMax,
       In(AReport().command(), [](auto& c) -> std::string& { return c.contact; })},
      {"source", kReferenceBytesMax,
       In(WholeImport(), [](auto& c) -> std::string& { return c.source; })},
      {"remarks", kTextBytesMax,
       In(WholeImport(), [](auto& c) -> std::string& { return c.remarks; })},
      {"assessment.explanation", kTextBytesMax,
       In(tests::Assess(Breach::kYes),
          [](auto& c) -> std::string& { return c.assessment.explanation; })},
      {"aware_reason", kTextBytesMax,
       In(tests::AssessAware("2026-03-01"),
          [](auto& c) -> std::string& { return c.aware_reason; })},
      {"notification.reasons", kTextBytesMax,
       In(tests::Decide(), [](auto& c) -> std::string& { return c.notification.reasons; })},
      {"notification.authority_reference", kReferenceBytesMax,
       In(tests::Decide(),
          [](auto& c) -> std::string& { return c.notification.authority_reference; })},
      {"reason", kTextBytesMax, In(tests::Close(), reason)},
      {"reason", kTextBytesMax, In(tests::Reopen(), reason)},
      {"reason", kTextBytesMax, In(tests::Dismiss(Dismissal::kDuplicate), reason)},
      {"reason", kTextBytesMax, In(AnAmendment({FactField::kSummary}).command(), reason)},
      {"text", kTextBytesMax, In(tests::Comment(), [](auto& c) -> std::string& { return c.text; })},
  };
}

TEST(ValidateLimits, EveryTextIsTakenUpToItsLimitAndNotOneByteFurther) {
  for (const TextField& text : TextFields()) {
    EXPECT_THAT(Validate(text.with(std::string(text.bytes_max, 'x')), kNowMs), NotRefused())
        << text.field;
    const std::optional<Refusal> refusal =
        Validate(text.with(std::string(text.bytes_max + 1, 'x')), kNowMs);
    EXPECT_EQ(refusal,
              (Refusal{.field = text.field, .reason = Reason::kTooLong, .limit = text.bytes_max}))
        << text.field;
  }
}

TEST(ValidateLimits, EveryTextMustBeText) {
  for (const TextField& text : TextFields()) {
    EXPECT_THAT(Validate(text.with("escape \x1B[31m"), kNowMs),
                RefusedWith(Reason::kNotText, text.field));
  }
}

TEST(ValidateLimits, CountsEndWhereThereAreNoMorePeople) {
  EXPECT_THAT(Validate(AReport().Persons(kCountMax, kCountMax), kNowMs), NotRefused());
  EXPECT_EQ(
      Validate(AReport().Persons(kCountMax + 1, {}), kNowMs),
      (Refusal{.field = "facts.person_count", .reason = Reason::kTooLong, .limit = kCountMax}));
  EXPECT_THAT(Validate(AReport().Persons({}, kCountMax + 1), kNowMs),
              RefusedWith(Reason::kTooLong, "facts.person_count"));
  SubmitReport report = AReport().command();
  report.facts.record_count.max = kCountMax + 1;
  EXPECT_THAT(Validate(report, kNowMs), RefusedWith(Reason::kTooLong, "facts.record_count"));
}

TEST(ValidateLimits, ACountMayBeExactAtLeastAtMostOrZero) {
  EXPECT_THAT(Validate(AReport().Persons(7, 7), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Persons(7, {}), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Persons({}, 7), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Persons({}, 0), kNowMs), NotRefused());
  EXPECT_THAT(Validate(AReport().Persons(8, 7), kNowMs),
              RefusedWith(Reason::kReversed, "facts.person_count"));
}

// --- words -------------------------------------------------------------------------------------

TEST(IsPlainText, AcceptsWhatPeopleWrite) {
  const std::vector<std::string> texts{
      "",
      "Brief naar het verkeerde adres",
      "line\nline\tcolumn",
      "\xC2\xA0",          // U+00A0, the first after the C1 controls
      "\xC3\xA9",          // U+00E9
      "\xDF\xBF",          // U+07FF, the last of two bytes
      "\xE0\xA0\x80",      // U+0800, the first of three
      "\xED\x9F\xBF",      // U+D7FF, the last before the surrogates
      "\xEE\x80\x80",      // U+E000, the first after them
      "\xEF\xBF\xBF",      // U+FFFF
      "\xF0\x90\x80\x80",  // U+10000, the first of four
      "\xF4\x8F\xBF\xBF",  // U+10FFFF, the last there is
      "~ !",
  };
  for (const std::string& text : texts) {
    EXPECT_TRUE(IsPlainText(text)) << ::testing::PrintToString(text);
  }
}

TEST(IsPlainText, RefusesControlCharacters) {
  const std::vector<std::string> texts{
      std::string(1, '\0'), "\x01", "\x08", "\x0B", "\x0C", "\r", "\x1B", "\x1F", "\x7F",
      "\xC2\x80",  // U+0080, the first of C1
      "\xC2\x9B",  // U+009B, an escape sequence in one character
      "\xC2\x9F",  // U+009F, the last of C1
      "fine until \x1B",
  };
  for (const std::string& text : texts) {
    EXPECT_FALSE(IsPlainText(text)) << ::testing::PrintToString(text);
  }
}

TEST(IsPlainText, RefusesWhatIsNotUtf8) {
  const std::vector<std::string> texts{
      "\x80",  // a continuation of nothing
      "\xBF",
      "\xC0\x80",          // an overlong NUL
      "\xC1\xBF",          // an overlong DEL
      "\xE0\x9F\xBF",      // overlong, three bytes
      "\xF0\x8F\xBF\xBF",  // overlong, four bytes
      "\xED\xA0\x80",      // U+D800, a surrogate
      "\xED\xBF\xBF",      // U+DFFF
      "\xF4\x90\x80\x80",  // beyond U+10FFFF
      "\xF5\x80\x80\x80",
      "\xFF",
      "\xC3",  // cut short
      "\xE2\x82",
      "\xF0\x9F\x98",
      "\xC3(",  // cut short by another character
      "\xE2\x82(",
      "\xF0\x9F\x98(",
      "caf\xE9",  // Latin-1
  };
  for (const std::string& text : texts) {
    EXPECT_FALSE(IsPlainText(text)) << ::testing::PrintToString(text);
  }
}

TEST(IsSlug, IsTwoToFortyLowerCaseLettersDigitsAndHyphens) {
  for (const char* slug : {"ab", "gemeente-voorbeeld", "a1", "a-1", "a--b"}) {
    EXPECT_TRUE(IsSlug(slug)) << slug;
  }
  EXPECT_TRUE(IsSlug(std::string(kSlugBytesMax, 'a')));
  for (const char* slug :
       {"", "a", "1a", "-a", "a-", "Ab", "a_b", "a b", "a/b", "a.b", "gemeenté", "a\n"}) {
    EXPECT_FALSE(IsSlug(slug)) << slug;
  }
  EXPECT_FALSE(IsSlug(std::string(kSlugBytesMax + 1, 'a')));
}

TEST(IsRequestId, IsAUuidInItsCanonicalForm) {
  EXPECT_TRUE(IsRequestId("01234567-89ab-cdef-0123-456789abcdef"));
  EXPECT_TRUE(IsRequestId("01234567-89AB-CDEF-0123-456789ABCDEF"));
  for (const char* id :
       {"", "01234567-89ab-cdef-0123-456789abcde", "01234567-89ab-cdef-0123-456789abcdef0",
        "0123456789abcdef0123456789abcdef", "{1234567-89ab-cdef-0123-456789abcde}",
        "01234567-89ab-cdef-0123-456789abcdeg", "01234567+89ab-cdef-0123-456789abcdef",
        "012345678-9ab-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcde/"}) {
    EXPECT_FALSE(IsRequestId(id)) << id;
  }
}

TEST(Validate, AcceptsWhatTheDiceCallValid) {
  tests::Dice dice(20260302);
  for (int i = 0; i < 500; ++i) {
    EXPECT_THAT(Validate(tests::SomeBeginning(dice, kNowMs), kNowMs), NotRefused());
    EXPECT_THAT(Validate(tests::SomeContinuation(dice, kNowMs), kNowMs), NotRefused());
  }
}

}  // namespace
}  // namespace datalek::domain

#include "clients/cli/review/import_report.h"

#include "clients/cli/facts_text.h"
#include "clients/terminal/json.h"
#include "clients/terminal/time_text.h"
#include "clients/terminal/visible_text.h"
#include "clients/terminal/words.h"

namespace datalek::cli {

using client::ExitCode;
using terminal::Filled;

namespace {

constexpr std::int64_t kProgressEveryMs = 100;
constexpr int kBarColumns = 24;

}  // namespace

void ImportReport::Ended(std::uint64_t line,
                         const client::Outcome<v1::ImportIncidentResponse>& outcome) {
  if (const auto* response = std::get_if<v1::ImportIncidentResponse>(&outcome)) {
    ++(response->receipt().replayed() ? replayed_ : recorded_);
    if (session_.json()) {
      session_.out() << "{\"line\":" << line
                     << ",\"receipt\":" << terminal::ToJson(response->receipt()) << "}\n";
    }
    ShowProgress();
    return;
  }
  const auto& failure = std::get<client::Failure>(outcome);
  if (!failure.outcome_unknown) {
    ++refused_;
    TellRefused(line, failure);
    return;
  }
  ++uncertain_;
  if (stopped_ == ExitCode::kOk) {
    // Once: of a server that went away the same is true for every row.
    stopped_ = failure.exit_code;
    EraseProgress();
    session_.Fail(failure);
  }
}

void ImportReport::TellRefused(std::uint64_t line, const client::Failure& failure) {
  if (session_.json()) {
    session_.out() << "{\"line\":" << line
                   << ",\"error\":{\"reason\":" << terminal::ToJsonString(failure.reason)
                   << ",\"field\":" << terminal::ToJsonString(failure.field)
                   << ",\"message\":" << terminal::ToJsonString(failure.message) << "}}\n";
    return;
  }
  EraseProgress();
  const std::string place = failure.field.empty() ? "" : " (" + failure.field + ")";
  session_.err() << Filled(Say(session_.language(), row_),
                           {{"line", std::to_string(line)},
                            {"message", terminal::ToVisible(failure.message + place)}})
                 << '\n';
}

void ImportReport::ShowProgress() {
  if (!session_.world().err_is_terminal || session_.json() || total_ == 0) {
    return;
  }
  const std::int64_t now_ms = session_.now_ms();
  if (now_ms - shown_at_ms_ < kProgressEveryMs) {
    return;
  }
  shown_at_ms_ = now_ms;
  shown_ = true;
  const std::uint64_t done = recorded_ + replayed_ + refused_ + uncertain_;
  const auto filled =
      static_cast<std::size_t>(std::min<std::uint64_t>(done, total_) * kBarColumns / total_);
  const std::string bar =
      std::string(filled, '#') + std::string(static_cast<std::size_t>(kBarColumns) - filled, '.');
  session_.err() << "\r[" << bar << "] "
                 << Filled(Say(session_.language(), Word::kImportProgress),
                           {{"done", terminal::NumberText(session_.language(), done)},
                            {"total", terminal::NumberText(session_.language(), total_)}})
                 << std::flush;
}

void ImportReport::EraseProgress() {
  if (shown_) {
    // Back to the start of the line, over what stands there.
    session_.err() << '\r'
                   << std::string(static_cast<std::size_t>(session_.text_columns()) - 1, ' ')
                   << '\r';
    shown_ = false;
  }
}

void ImportReport::TellCount(Word word, std::uint64_t count) const {
  if (count > 0) {
    session_.Note(Filled(Say(session_.language(), word),
                         {{"count", terminal::NumberText(session_.language(), count)}}));
  }
}

ExitCode ImportReport::Finish(Word recorded) {
  EraseProgress();
  const std::uint64_t answered = recorded_ + replayed_ + refused_;
  const std::uint64_t unsent = stopped_ == ExitCode::kOk ? 0 : total_ - answered;
  if (session_.json()) {
    session_.out() << "{\"summary\":{\"recorded\":" << recorded_ << ",\"replayed\":" << replayed_
                   << ",\"faulty\":" << faulty_ + refused_ << ",\"notSent\":" << unsent << "}}\n";
  } else {
    session_.Note(Filled(Say(session_.language(), recorded),
                         {{"count", terminal::NumberText(session_.language(), recorded_)}}));
    TellCount(Word::kImportReplayed, replayed_);
    TellCount(Word::kImportFaulty, faulty_ + refused_);
    TellCount(Word::kImportNotSent, unsent);
  }
  if (stopped_ != ExitCode::kOk) {
    return stopped_;
  }
  return faulty_ + refused_ > 0 ? ExitCode::kRefused : ExitCode::kOk;
}

}  // namespace datalek::cli

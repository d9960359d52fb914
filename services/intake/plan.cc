#include "services/intake/plan.h"

#include "services/domain/validate.h"
#include "services/intake/zone.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace datalek::intake {
namespace {

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

// With every CRLF as LF.
std::string WithLineFeeds(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      plain.push_back(text[i]);
    }
  }
  return plain;
}

// An incident while its row is read. Assessment and notification are begun whether or not they
// turn out to be there.
struct Draft {
  domain::ImportIncident incident;
  domain::Assessment assessment;
  domain::Notification notification;
  bool assessed = false;
  bool decided = false;
};

template <typename Enum>
void InsertAll(const OptionNumbers& numbers, domain::SetOf<Enum>& set) {
  for (const std::uint8_t number : numbers) {
    set.Insert(static_cast<Enum>(number));
  }
}

// Writes a value into its field.
class Writer {
 public:
  Writer(Field field, Draft& draft) : field_(field), draft_(draft) {}

  void operator()(const OptionNumbers& numbers) const {
    domain::Facts& facts = draft_.incident.facts;
    if (field_ == Field::kSituations) {
      InsertAll(numbers, facts.situations);
    } else if (field_ == Field::kNatures) {
      InsertAll(numbers, facts.natures);
    } else if (field_ == Field::kKinds) {
      InsertAll(numbers, facts.kinds);
    } else if (field_ == Field::kCauses) {
      InsertAll(numbers, facts.causes);
    } else if (field_ == Field::kData) {
      InsertAll(numbers, facts.data);
    } else if (field_ == Field::kPersons) {
      InsertAll(numbers, facts.persons);
    } else if (!numbers.empty()) {
      One(numbers.front());
    }
  }
  void operator()(const domain::Instant& instant) const {
    if (field_ == Field::kOccurredFrom) {
      draft_.incident.facts.occurred_from = instant;
    } else if (field_ == Field::kOccurredTo) {
      draft_.incident.facts.occurred_to = instant;
    } else if (field_ == Field::kDiscovered) {
      draft_.incident.facts.discovered = instant;
    } else if (field_ == Field::kReported) {
      draft_.incident.reported = instant;
    } else if (field_ == Field::kNotified) {
      draft_.notification.notified = instant;
    }
  }
  void operator()(const domain::Count& count) const {
    if (field_ == Field::kPersonCount) {
      draft_.incident.facts.person_count = count;
    } else if (field_ == Field::kRecordCount) {
      draft_.incident.facts.record_count = count;
    }
  }
  void operator()(const std::string& text) const {
    std::string* const to = TextField();
    if (to != nullptr && !text.empty()) {
      *to += (to->empty() ? "" : "\n") + text;
    }
  }

 private:
  void One(std::uint8_t number) const {
    if (field_ == Field::kWorkingFromHome) {
      draft_.incident.facts.working_from_home = static_cast<domain::Answer>(number);
    } else if (field_ == Field::kClosed) {
      draft_.incident.closed = number == kYes;
    } else if (field_ == Field::kBreach) {
      draft_.assessment.breach = static_cast<domain::Breach>(number);
      draft_.assessed = true;
    } else if (field_ == Field::kRisk) {
      draft_.assessment.risk = static_cast<domain::Risk>(number);
    } else if (field_ == Field::kAuthority) {
      draft_.notification.authority = number == kYes;
      draft_.decided = true;
    } else if (field_ == Field::kPersonsInformed) {
      draft_.notification.persons = static_cast<domain::PersonsInformed>(number);
    }
  }

  [[nodiscard]] std::string* TextField() const {
    const std::array<std::pair<Field, std::string*>, 7> texts{{
        {Field::kSummary, &draft_.incident.facts.summary},
        {Field::kConsequences, &draft_.incident.facts.consequences},
        {Field::kMeasures, &draft_.incident.facts.measures},
        {Field::kRemarks, &draft_.incident.remarks},
        {Field::kExplanation, &draft_.assessment.explanation},
        {Field::kReasons, &draft_.notification.reasons},
        {Field::kAuthorityReference, &draft_.notification.authority_reference},
    }};
    for (const auto& [field, text] : texts) {
      if (field == field_) {
        return text;
      }
    }
    return nullptr;
  }

  Field field_;
  Draft& draft_;
};

struct CellFault {
  RowFault fault = RowFault::kEmptyCell;
  std::string detail;
};
using Reading = std::variant<Value, CellFault>;

// Reads a cell by the rule of its column.
struct CellReader {
  std::string_view cell;  // Trimmed.

  Reading operator()(const LeftOut& /*rule*/) const { return Value(std::string()); }

  Reading operator()(const DateRule& rule) const {
    const bool unknown =
        std::find(rule.unknown.begin(), rule.unknown.end(), cell) != rule.unknown.end();
    if (unknown || (cell.empty() && !rule.empty_refused)) {
      return Value(domain::Instant{});
    }
    if (cell.empty()) {
      return CellFault{};
    }
    const std::optional<LocalTime> local = rule.format.Read(cell);
    if (!local) {
      return CellFault{.fault = RowFault::kNotADate, .detail = rule.format.text()};
    }
    return Moment(rule, *local);
  }

  Reading operator()(const OptionRule& rule) const {
    if (cell.empty()) {
      return rule.empty ? Reading(Value(*rule.empty)) : Reading(CellFault{});
    }
    if (!rule.separator.empty()) {
      return Several(rule);
    }
    const auto found = rule.values.find(cell);
    if (found == rule.values.end()) {
      return CellFault{.fault = RowFault::kUnknownValue, .detail = Quoted(cell)};
    }
    return Value(found->second);
  }

  Reading operator()(const CountRule& rule) const {
    if (cell.empty()) {
      return rule.empty ? Reading(Value(*rule.empty)) : Reading(CellFault{});
    }
    if (const auto found = rule.values.find(cell); found != rule.values.end()) {
      return Value(found->second);
    }
    if (!rule.numbers) {
      return CellFault{.fault = RowFault::kUnknownValue, .detail = Quoted(cell)};
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size()) {
      return CellFault{.fault = RowFault::kNotANumber, .detail = {}};
    }
    return Value(domain::Count{.min = number, .max = number});
  }

  Reading operator()(const TextRule& rule) const {
    if (cell.empty()) {
      return rule.empty ? Reading(Value(*rule.empty)) : Reading(CellFault{});
    }
    return Value(rule.before + WithLineFeeds(cell) + rule.after);
  }

 private:
  static Reading Moment(const DateRule& rule, LocalTime local) {
    if (rule.precision != domain::Precision::kMinute) {
      local.minute = 0;
    }
    if (rule.precision == domain::Precision::kMonth) {
      local.date.day = 1;
    }
    const std::optional<int> offset = OffsetMinutesAt(rule.zone, local);
    if (!offset) {
      return CellFault{.fault = RowFault::kNoOffset, .detail = std::to_string(kZoneYearMin)};
    }
    if (rule.precision == domain::Precision::kMonth) {
      return Value(domain::InMonth(local.date.year, local.date.month, *offset, rule.zone));
    }
    if (rule.precision == domain::Precision::kDay) {
      return Value(domain::OnDay(local.date, *offset, rule.zone));
    }
    const std::int64_t utc_ms = domain::DaysFromCivil(local.date) * domain::kDayMs +
                                (local.minute - *offset) * domain::kMinuteMs;
    return Value(domain::AtMinute(utc_ms, *offset, rule.zone));
  }

  // A known word counts where a separator or the end of the cell follows it.
  [[nodiscard]] static const std::pair<const std::string, OptionNumbers>* LongestAt(
      const OptionRule& rule, std::string_view rest) {
    const std::pair<const std::string, OptionNumbers>* longest = nullptr;
    for (const auto& value : rule.values) {
      const std::string& word = value.first;
      if (rest.starts_with(word) && (longest == nullptr || word.size() > longest->first.size())) {
        const std::string_view after = Trimmed(rest.substr(word.size()));
        if (after.empty() || after.starts_with(rule.separator)) {
          longest = &value;
        }
      }
    }
    return longest;
  }

  [[nodiscard]] Reading Several(const OptionRule& rule) const {
    OptionNumbers numbers;
    std::string_view rest = cell;
    while (true) {
      const auto* const value = LongestAt(rule, rest);
      if (value == nullptr) {
        const std::string_view word = Trimmed(rest.substr(0, rest.find(rule.separator)));
        return word.empty() ? CellFault{.fault = RowFault::kEmptyValue, .detail = {}}
                            : CellFault{.fault = RowFault::kUnknownValue, .detail = Quoted(word)};
      }
      numbers.insert(numbers.end(), value->second.begin(), value->second.end());
      rest = Trimmed(rest.substr(value->first.size()));
      if (rest.empty()) {
        return Value(std::move(numbers));
      }
      rest = Trimmed(rest.substr(rule.separator.size()));
    }
  }
};

domain::ImportIncident Settle(Draft draft, const std::string& source) {
  draft.incident.source = source;
  if (draft.assessed) {
    draft.incident.assessment = std::move(draft.assessment);
  }
  if (draft.decided) {
    draft.incident.notification = std::move(draft.notification);
  }
  return std::move(draft.incident);
}

// domain::Validate() and the mapping name one part differently.
std::string_view PathInMapping(std::string_view field) {
  return field == "facts.discovered_at" ? PathOf(Field::kDiscovered) : field;
}

// The next record of the stream; Pause::kEnd after the last.
std::variant<Record, Pause, FileError> NextRecord(CsvReader& reader, std::istream& csv) {
  constexpr std::size_t kChunkBytes = 64 * 1024;
  std::array<char, kChunkBytes> chunk{};
  while (true) {
    std::variant<Record, Pause, FileError> next = reader.Next();
    const auto* const pause = std::get_if<Pause>(&next);
    if (pause == nullptr || *pause == Pause::kEnd) {
      return next;
    }
    csv.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    if (csv.bad()) {  // Not the end: what follows would be lost in silence.
      return FileError{
          .fault = FileFault::kNotReadable, .line = 0, .column = 0, .name = {}, .limit = 0};
    }
    reader.Feed({chunk.data(), static_cast<std::size_t>(csv.gcount())});
    if (csv.gcount() == 0) {
      reader.Finish();
    }
  }
}

FileError HeaderError(const Record& header, FileFault fault, std::string name) {
  return {.fault = fault, .line = header.line, .column = 0, .name = std::move(name), .limit = 0};
}

}  // namespace

Planner::Planner(const Mapping& mapping, std::int64_t now_ms)
    : mapping_(&mapping), now_ms_(now_ms), ids_(mapping.name, mapping.source) {}

std::variant<Planner, FileError> Planner::Begin(const Mapping& mapping, const Record& header,
                                                std::int64_t now_ms) {
  Planner planner(mapping, now_ms);
  std::vector<std::string> names;
  for (const std::string& cell : header.cells) {
    std::string name(Trimmed(cell));
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      return HeaderError(header, FileFault::kColumnTwice, std::move(name));
    }
    names.push_back(std::move(name));
  }
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const Column& column = mapping.columns[i];
    const auto found = std::find(names.begin(), names.end(), column.name);
    if (found == names.end()) {
      return HeaderError(header, FileFault::kColumnMissing, column.name);
    }
    planner.positions_.push_back(static_cast<std::size_t>(found - names.begin()));
    if (column.field != Field::kNothing) {
      planner.read_.push_back(i);
    }
  }
  for (const std::string& name : names) {
    const bool mapped = std::any_of(mapping.columns.begin(), mapping.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    if (!mapped) {
      return HeaderError(header, FileFault::kColumnUnmapped, name);
    }
  }
  std::sort(planner.read_.begin(), planner.read_.end(), [&](std::size_t a, std::size_t b) {
    return mapping.columns[a].name < mapping.columns[b].name;
  });
  planner.cells_ = names.size();
  return planner;
}

RowOutcome Planner::Plan(const Record& row) {
  if (row.cells.size() != cells_) {
    return std::vector<RowError>{
        {.line = row.line,
         .column = {},
         .fault = RowFault::kCellCount,
         .detail = std::to_string(row.cells.size()) + " / " + std::to_string(cells_),
         .refusal = {}}};
  }
  PlannedRow planned{.line = row.line, .request_id = ids_.Next(CanonicalRow(row)), .incident = {}};
  Draft draft;
  for (const Constant& constant : mapping_->constants) {
    std::visit(Writer(constant.field, draft), constant.value);
  }
  std::vector<RowError> errors;
  for (std::size_t i = 0; i < mapping_->columns.size(); ++i) {
    const Column& column = mapping_->columns[i];
    Reading reading = std::visit(CellReader{Trimmed(row.cells[positions_[i]])}, column.rule);
    if (const auto* const value = std::get_if<Value>(&reading)) {
      std::visit(Writer(column.field, draft), *value);
    } else {
      CellFault& fault = std::get<CellFault>(reading);
      errors.push_back({.line = row.line,
                        .column = column.name,
                        .fault = fault.fault,
                        .detail = std::move(fault.detail),
                        .refusal = {}});
    }
  }
  if (!errors.empty()) {
    return errors;
  }
  domain::Command command = Settle(std::move(draft), mapping_->source);
  if (std::optional<domain::Refusal> refusal = domain::Validate(command, now_ms_)) {
    const std::string column = ColumnsInto(PathInMapping(refusal->field));
    return std::vector<RowError>{{.line = row.line,
                                  .column = column,
                                  .fault = RowFault::kRefused,
                                  .detail = {},
                                  .refusal = *std::move(refusal)}};
  }
  planned.incident = std::get<domain::ImportIncident>(std::move(command));
  return planned;
}

std::string Planner::CanonicalRow(const Record& row) const {
  std::string canonical;
  for (const std::size_t i : read_) {
    AppendLengthPrefixed(mapping_->columns[i].name, canonical);
    AppendLengthPrefixed(WithLineFeeds(row.cells[positions_[i]]), canonical);
  }
  return canonical;
}

std::string Planner::ColumnsInto(std::string_view field) const {
  std::string names;
  for (const Column& column : mapping_->columns) {
    if (PathOf(column.field) == field) {
      names += (names.empty() ? "" : ", ") + column.name;
    }
  }
  return names;
}

std::optional<FileError> PlanFile(std::istream& csv, const Mapping& mapping, std::int64_t now_ms,
                                  const std::function<bool(RowOutcome)>& each) {
  CsvReader reader(mapping.delimiter);
  std::variant<Record, Pause, FileError> next = NextRecord(reader, csv);
  if (auto* const error = std::get_if<FileError>(&next)) {
    return *std::move(error);
  }
  if (std::holds_alternative<Pause>(next)) {
    return HeaderError({.line = 1, .cells = {}}, FileFault::kNoHeader, {});
  }
  std::variant<Planner, FileError> begun = Planner::Begin(mapping, std::get<Record>(next), now_ms);
  if (auto* const error = std::get_if<FileError>(&begun)) {
    return *std::move(error);
  }
  auto& planner = std::get<Planner>(begun);
  for (std::uint64_t rows = 1; true; ++rows) {
    next = NextRecord(reader, csv);
    if (auto* const error = std::get_if<FileError>(&next)) {
      return *std::move(error);
    }
    const auto* const record = std::get_if<Record>(&next);
    if (record == nullptr) {
      return std::nullopt;
    }
    if (rows > kRowsMax) {
      return FileError{.fault = FileFault::kTooManyRows,
                       .line = record->line,
                       .column = 0,
                       .name = {},
                       .limit = kRowsMax};
    }
    if (!each(planner.Plan(*record))) {
      return std::nullopt;
    }
  }
}

}  // namespace datalek::intake

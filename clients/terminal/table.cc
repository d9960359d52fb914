#include "clients/terminal/table.h"

#include "clients/terminal/width.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>

namespace datalek::terminal {
namespace {

constexpr int kLeftOut = -1;
constexpr std::string_view kGap = "  ";

int TotalOf(const std::vector<int>& widths) {
  int total = 0;
  for (const int width : widths) {
    if (width != kLeftOut) {
      total += width + (total > 0 ? static_cast<int>(kGap.size()) : 0);
    }
  }
  return total;
}

}  // namespace

void Table::Add(std::vector<Cell> row) {
  assert(row.size() == columns_.size());
  rows_.push_back(std::move(row));
}

std::vector<int> Table::Fit(int width) const {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int widest = WidthOf(columns_[i].heading);
    for (const std::vector<Cell>& row : rows_) {
      widest = std::max(widest, WidthOf(row[i].text));
    }
    widths.push_back(widest);
  }
  if (width == 0) {
    return widths;
  }
  const auto shrink = [&] {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const int over = TotalOf(widths) - width;
      if (over > 0 && columns_[i].clip_to > 0 && widths[i] > columns_[i].clip_to) {
        widths[i] = std::max(columns_[i].clip_to, widths[i] - over);
      }
    }
  };
  const std::vector<int> natural = widths;
  shrink();
  while (TotalOf(widths) > width) {
    std::size_t least = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (widths[i] != kLeftOut &&
          (widths[least] == kLeftOut || columns_[i].dispensable > columns_[least].dispensable)) {
        least = i;
      }
    }
    if (columns_[least].dispensable == 0) {
      break;
    }
    // The room that it leaves goes to the columns that were clipped.
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      widths[i] = i == least || widths[i] == kLeftOut ? kLeftOut : natural[i];
    }
    shrink();
  }
  return widths;
}

void Table::PrintRow(std::ostream& out, const std::vector<Cell>& row,
                     const std::vector<int>& widths, const Palette& palette) const {
  std::string line;
  std::string gap;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (widths[i] == kLeftOut) {
      continue;
    }
    const std::string text = Clipped(row[i].text, std::max(1, widths[i]));
    const std::string space(static_cast<std::size_t>(std::max(0, widths[i] - WidthOf(text))), ' ');
    line += gap;
    gap = kGap;
    if (columns_[i].align == Align::kRight) {
      line += space + palette.Paint(row[i].hue, text);
    } else {
      line += palette.Paint(row[i].hue, text);
      gap = space + gap;  // Nothing trails the last column.
    }
  }
  out << line << '\n';
}

void Table::Print(std::ostream& out, int width, const Palette& palette) const {
  const std::vector<int> widths = Fit(width);
  std::vector<Cell> headings;
  headings.reserve(columns_.size());
  for (const Column& column : columns_) {
    headings.push_back({.text = column.heading, .hue = Hue::kDim});
  }
  PrintRow(out, headings, widths, palette);
  for (const std::vector<Cell>& row : rows_) {
    PrintRow(out, row, widths, palette);
  }
}

}  // namespace datalek::terminal

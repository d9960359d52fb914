// Rows in aligned columns that fit the terminal.
//
// Pure but for the stream it prints to; one thread.
#pragma once

#include "clients/terminal/palette.h"

#include <ostream>
#include <string>
#include <vector>

namespace datalek::terminal {

enum class Align { kLeft, kRight };

struct Column {
  std::string heading;
  Align align = Align::kLeft;
  // The columns with the highest number are left out first when the terminal is too narrow; those
  // with 0 stay.
  int dispensable = 0;
  // May be clipped down to this many columns; 0 means never.
  int clip_to = 0;
};

struct Cell {
  std::string text;  // Made visible by the caller's ToVisible(), or our own words.
  Hue hue = Hue::kPlain;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as there are columns.
  void Add(std::vector<Cell> row);
  // `width` 0 means that there is no limit.
  void Print(std::ostream& out, int width, const Palette& palette) const;

 private:
  // For each column its width, or kLeftOut.
  [[nodiscard]] std::vector<int> Fit(int width) const;
  void PrintRow(std::ostream& out, const std::vector<Cell>& row, const std::vector<int>& widths,
                const Palette& palette) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace datalek::terminal

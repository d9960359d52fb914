// How dates are written in a file: "YYYY-MM", "D-M-YYYY", "DD/MM/YYYY hh:mm".
//
// YYYY is four digits; MM, DD, hh, mm are two; M, D, h are one or two. Anything else stands for
// itself. How exactly a date is known follows from the format. Pure; any thread.
#pragma once

#include "services/domain/instant.h"
#include "services/intake/zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datalek::intake {

class DateFormat {
 public:
  // nullopt when the format has no year and month, a time without a day, half a time, a part twice,
  // or a letter that is no part (but T).
  [[nodiscard]] static std::optional<DateFormat> Parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] domain::Precision precision() const { return precision_; }

  // The local time that the cell says; nullopt when it is not of this form or no date that exists.
  // Parts that the format lacks are the first of their kind.
  [[nodiscard]] std::optional<LocalTime> Read(std::string_view cell) const;

 private:
  enum class Part : std::uint8_t { kYear, kMonth, kDay, kHour, kMinute, kLiteral };
  struct Piece {
    Part part = Part::kLiteral;
    int digits_min = 0;
    int digits_max = 0;
    char literal = 0;
  };

  static std::optional<Piece> PieceAt(std::string_view rest);
  [[nodiscard]] bool Settle();

  std::string text_;
  std::vector<Piece> pieces_;
  domain::Precision precision_ = domain::Precision::kUnknown;
};

}  // namespace datalek::intake

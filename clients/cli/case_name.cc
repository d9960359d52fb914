#include "clients/cli/case_name.h"

#include "clients/cli/phrase.h"
#include "services/domain/incident_id.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace datalek::cli {
namespace {

constexpr std::string_view kPrefix = "DL-";
constexpr int kNumberMax = 99'999'999;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2199;

}  // namespace

std::optional<std::string> CaseName(std::string_view text, int year) {
  std::string name(text);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (name.size() == 2 * domain::IncidentId::kBytes) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return domain::IdFromHex(name) ? std::optional<std::string>(name) : std::nullopt;
  }
  std::string_view rest = name;
  if (rest.starts_with(kPrefix)) {
    rest.remove_prefix(kPrefix.size());
  }
  const std::size_t dash = rest.find('-');
  if (dash != std::string_view::npos) {
    const std::optional<int> said = WholeNumber(rest.substr(0, dash), kYearMax);
    if (!said || *said < kYearMin) {
      return std::nullopt;
    }
    year = *said;
    rest.remove_prefix(dash + 1);
  }
  const std::optional<int> number = WholeNumber(rest, kNumberMax);
  if (!number || *number == 0) {
    return std::nullopt;
  }
  std::array<char, 32> full{};
  std::snprintf(full.data(), full.size(), "DL-%04d-%05d", year, *number);
  return full.data();
}

}  // namespace datalek::cli

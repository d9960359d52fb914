// The tally counted the slow way, straight from its definition: what the counters must agree with.
//
// Pure; any thread.
#pragma once

#include "services/domain/tally.h"
#include "services/views/tally.h"

#include <string>
#include <vector>

namespace datalek::tests {

[[nodiscard]] views::Tally Recount(const std::vector<domain::Contribution>& contributions,
                                   const views::Period& period);

// Where the two tallies differ, readable; empty when they do not.
[[nodiscard]] std::string Difference(const views::Tally& counted, const views::Tally& expected);

}  // namespace datalek::tests

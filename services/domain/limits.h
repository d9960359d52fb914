// How much one incident may hold. Every limit has a name; validate.h refuses what exceeds it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace datalek::domain {

inline constexpr std::size_t kSummaryBytesMax = 2'000;  // What happened, in the reporter's words.
inline constexpr std::size_t kTextBytesMax = 8'000;     // Reasons, analysis, comments.
inline constexpr std::size_t kContactBytesMax = 200;    // How the reporter can be reached.
inline constexpr std::size_t kReferenceBytesMax =
    64;                                           // The authority's number, an import's source.
inline constexpr std::size_t kSlugBytesMax = 40;  // "gemeente-voorbeeld"
inline constexpr std::size_t kOrganisationNameBytesMax = 200;
inline constexpr std::uint64_t kCountMax = 10'000'000'000;  // More persons than there are.
inline constexpr std::uint32_t kEventsPerIncidentMax = 1'000;
inline constexpr std::int64_t kClockSkewMsMax =
    5 * 60'000;  // A client's clock may run ahead so far.

}  // namespace datalek::domain

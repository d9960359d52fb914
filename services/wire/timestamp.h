// Moments on the wire: google.protobuf.Timestamp, of which the register keeps milliseconds.
//
// Pure; any thread.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>

namespace datalek::wire {

// What a Timestamp may hold: 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
inline constexpr std::int64_t kTimestampSecondsMin = -62'135'596'800;
inline constexpr std::int64_t kTimestampSecondsMax = 253'402'300'799;

// UTC milliseconds since 1970-01-01; nullopt when it is no Timestamp, or holds less than a
// millisecond.
[[nodiscard]] std::optional<std::int64_t> ToMs(const google::protobuf::Timestamp& timestamp);

// `ms` lies within the years 1 to 9999.
void Fill(std::int64_t ms, google::protobuf::Timestamp* timestamp);

}  // namespace datalek::wire

// The request id of an imported row: the same row of the same source always has the same one, so
// that importing a file twice, resuming half-way, or importing it again with rows added or in
// another order records every incident once.
//
//   id      := the first 16 bytes of digest as a UUID of version 8 (RFC 9562)
//   digest  := SHA-256("datalek-intake/v1\n" lp(name) lp(source) u64be(ordinal) row)
//   row     := for every column that the mapping reads, in ascending byte order of its name:
//              lp(column name) lp(cell)
//   lp(s)   := u32be(length of s in bytes) s
//   ordinal := how many earlier rows of the file have the same `row`
//
// `name` and `source` are those of the mapping. Line ends within a cell count as LF. Columns that
// the mapping leaves out do not count, nor does the order of columns or rows. A mapping that reads
// the same rows differently gives the same ids, and the register then refuses the changed incident
// (REQUEST_ID_REUSED) instead of recording it twice.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace datalek::intake {

using Digest = std::array<unsigned char, 32>;

[[nodiscard]] Digest Sha256(std::string_view bytes);

// Appends lp(text).
void AppendLengthPrefixed(std::string_view text, std::string& to);

// Gives the ids of one file, row after row. One thread at a time.
class RequestIds {
 public:
  RequestIds(std::string_view name, std::string_view source);

  // `row` as in the grammar above.
  [[nodiscard]] std::string Next(std::string_view row);

 private:
  struct Hash {
    std::size_t operator()(const Digest& digest) const;
  };

  std::string prefix_;
  std::unordered_map<Digest, std::uint64_t, Hash> seen_;
};

}  // namespace datalek::intake

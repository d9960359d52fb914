// Random bytes for nonces, salts and ids: cheap enough for every record.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace datalek::vault {

// Fills `out` from the operating system's generator, through a buffer per thread that is wiped as
// it is used and never shared with a forked child. Any thread.
void FillRandom(std::span<unsigned char> out);

// `size` random bytes.
[[nodiscard]] std::string RandomBytes(std::size_t size);

}  // namespace datalek::vault

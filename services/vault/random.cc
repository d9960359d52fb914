#include "services/vault/random.h"

#include "services/vault/octets.h"

#include <sodium.h>

#include <pthread.h>
#include <sys/random.h>
#include <sys/types.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>

namespace datalek::vault {
namespace {

// One system call per 170 nonces.
constexpr std::size_t kBufferBytes = 4'096;

// Not randombytes_buf(), which asks for 256 bytes at a time: sixteen system calls for a buffer.
void AskKernel(std::span<unsigned char> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno != EINTR) {
      std::abort();  // Nothing may be sealed without.
    }
    out = out.subspan(got < 0 ? 0 : static_cast<std::size_t>(got));
  }
}

// How many forks lie between this process and the first one that asked. A child has its parent's
// buffer, and the two must not use the same bytes. Comparing process ids would find that too, but
// getpid() is the very system call per record that the buffer saves.
std::atomic<std::uint64_t> forks{0};

void WatchForks() {
  static const bool watching =
      pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); }) == 0;
  if (!watching) {
    std::abort();
  }
}

struct Buffer {
  Buffer() { WatchForks(); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { sodium_memzero(bytes.data(), bytes.size()); }

  // The next `size` bytes, which the caller wipes.
  unsigned char* Take(std::size_t size) {
    const std::uint64_t now = forks.load(std::memory_order_relaxed);
    if (left < size || filled_at != now) {
      AskKernel(bytes);
      left = bytes.size();
      filled_at = now;
    }
    left -= size;
    return bytes.data() + left;
  }

  std::array<unsigned char, kBufferBytes> bytes{};
  std::size_t left = 0;  // At the front of `bytes`.
  std::uint64_t filled_at = 0;
};

}  // namespace

void FillRandom(std::span<unsigned char> out) {
  if (out.empty()) {
    return;
  }
  if (out.size() > kBufferBytes) {
    AskKernel(out);
    return;
  }
  thread_local Buffer buffer;
  unsigned char* const taken = buffer.Take(out.size());
  std::memcpy(out.data(), taken, out.size());
  sodium_memzero(taken, out.size());
}

std::string RandomBytes(std::size_t size) {
  std::string bytes(size, '\0');
  FillRandom({AsOctets(bytes), size});
  return bytes;
}

}  // namespace datalek::vault

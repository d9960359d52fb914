#include "services/rpc/page.h"

#include "services/ledger/leaf.h"

#include <algorithm>
#include <cstdint>

namespace datalek::rpc {
namespace {

constexpr std::size_t kCheckBytes = 8;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string Base64Url(std::string_view bytes) {
  std::string text;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U | static_cast<unsigned char>(c)) & 0xFFFFFFU;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text.push_back(kAlphabet[buffer >> bits & 0x3FU]);
    }
  }
  if (bits > 0) {
    text.push_back(kAlphabet[buffer << (6 - bits) & 0x3FU]);
  }
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    buffer = (buffer << 6U | static_cast<std::uint32_t>(digit)) & 0xFFFFFFU;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>(buffer >> bits & 0xFFU));
    }
  }
  return bytes;
}

// Ties a token to its question, so that a changed filter is noticed.
std::string CheckOf(std::string_view question, std::string_view next) {
  std::string text("datalek-page/v1\n");
  text.append(std::to_string(question.size())).append("\n").append(question).append(next);
  const ledger::Hash hash = ledger::Sha256(text);
  return {hash.begin(), hash.begin() + kCheckBytes};
}

}  // namespace

std::optional<std::size_t> PageSize(int asked, std::size_t max) {
  if (asked < 0) {
    return std::nullopt;
  }
  return asked == 0 ? std::min(kPageSizeDefault, max)
                    : std::min(static_cast<std::size_t>(asked), max);
}

std::string PageToken(std::string_view question, std::string_view next) {
  return next.empty() ? std::string() : Base64Url(CheckOf(question, next).append(next));
}

std::optional<std::string> NextOf(std::string_view token, std::string_view question) {
  if (token.empty()) {
    return std::string();
  }
  if (token.size() > kPageTokenBytesMax) {
    return std::nullopt;
  }
  const std::optional<std::string> bytes = FromBase64Url(token);
  if (!bytes || bytes->size() <= kCheckBytes) {
    return std::nullopt;
  }
  const std::string_view next = std::string_view(*bytes).substr(kCheckBytes);
  if (CheckOf(question, next) != std::string_view(*bytes).substr(0, kCheckBytes)) {
    return std::nullopt;
  }
  return std::string(next);
}

}  // namespace datalek::rpc

#include "storage/kv/status.h"

#include <cassert>
#include <string>
#include <string_view>

namespace datalek::storage {

std::string_view ToString(Code code) {
  switch (code) {
    case Code::kOk:
      return "Ok";
    case Code::kNotFound:
      return "NotFound";
    case Code::kConflict:
      return "Conflict";
    case Code::kUnavailable:
      return "Unavailable";
    case Code::kCorruption:
      return "Corruption";
    case Code::kInvalidArgument:
      return "InvalidArgument";
    case Code::kFull:
      return "Full";
    case Code::kMissing:
      return "Missing";
    case Code::kExists:
      return "Exists";
    case Code::kInUse:
      return "InUse";
    case Code::kNotPermitted:
      return "NotPermitted";
    case Code::kNotARegister:
      return "NotARegister";
    case Code::kNewerVersion:
      return "NewerVersion";
  }
  assert(false && "a Code outside the enumeration");
  return "Unknown";
}

std::string ToString(const Status& status) {
  std::string text(ToString(status.code()));
  if (!status.ok()) {
    text += ": ";
    text += status.message();
  }
  return text;
}

}  // namespace datalek::storage

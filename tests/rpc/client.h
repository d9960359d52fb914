// A caller of the register: makes any call by the name of its method, and keeps everything the
// answer held, trailing metadata too.
//
// Calls go through gRPC's generic stub, so that one piece of code makes them all and the tests that
// use it need none of gRPC's generated headers. Thread safety: a Client may be used from any
// thread, a RawCall from one; its Cancel() from any.
#pragma once

#include "services/access/identity.h"

#include <google/protobuf/message.h>
#include <grpcpp/support/status.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace google::protobuf {
class Descriptor;
}  // namespace google::protobuf

namespace grpc {
class Channel;
}  // namespace grpc

namespace datalek::tests {

using Metadata = std::multimap<std::string, std::string>;

// Where a caller over a channel without certificates says what its certificate would hold.
inline constexpr const char* kUriMetadataKey = "test-certificate-uri";

struct CallOptions {
  std::optional<std::chrono::system_clock::time_point> deadline;
  Metadata metadata;  // Beside what the client always sends.
  bool gzip = false;
};

// How a call ended.
struct Ending {
  grpc::Status status;
  Metadata trailers;

  // Code, message, details and trailing metadata, to be compared and searched as one text.
  [[nodiscard]] std::string Everything() const;
  // The same without what derived types add.
  [[nodiscard]] Ending Ended() const { return {.status = status, .trailers = trailers}; }
};

// Found by gtest, which would print raw bytes instead.
inline void PrintTo(const Ending& ending, std::ostream* out) { *out << ending.Everything(); }

template <typename Response>
struct Reply : Ending {
  Response body;

  [[nodiscard]] bool ok() const { return status.ok(); }
};

template <typename Response>
void PrintTo(const Reply<Response>& reply, std::ostream* out) {
  *out << reply.Everything();
}

// "/datalek.v1.ReviewService/GetIncident" for the request of that method.
[[nodiscard]] std::string MethodOf(const google::protobuf::Descriptor& request);

class Client {
 public:
  Client(std::shared_ptr<grpc::Channel> channel, std::optional<access::Identity> identity)
      : channel_(std::move(channel)), identity_(std::move(identity)) {}

  // The same caller, in another language.
  [[nodiscard]] Client Speaking(std::string accept_language) const;

  // The unary call whose request this is.
  template <typename Response>
  [[nodiscard]] Reply<Response> Call(const google::protobuf::Message& request,
                                     const CallOptions& options = {}) const {
    Reply<Response> reply;
    std::string bytes;
    static_cast<Ending&>(reply) = Unary(MethodOf(*request.GetDescriptor()),
                                        request.SerializePartialAsString(), &bytes, options);
    EXPECT_TRUE(!reply.ok() || reply.body.ParseFromString(bytes));
    return reply;
  }

  // Any call to its end, unary or streamed. `messages` may be nullptr.
  Ending Raw(const std::string& method, const std::string& request,
             std::vector<std::string>* messages = nullptr, const CallOptions& options = {}) const;

  [[nodiscard]] const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // What is sent with every call.
  [[nodiscard]] Metadata Always() const;

 private:
  Ending Unary(const std::string& method, const std::string& request, std::string* response,
               const CallOptions& options) const;

  std::shared_ptr<grpc::Channel> channel_;
  std::optional<access::Identity> identity_;
  std::string language_;
};

// One call that is under way.
class RawCall {
 public:
  // Sends the request.
  RawCall(const Client& client, const std::string& method, const std::string& request,
          const CallOptions& options = {});
  RawCall(const RawCall&) = delete;
  RawCall& operator=(const RawCall&) = delete;
  // Cancels it if it has not ended.
  ~RawCall();

  // Waits for the next message; nullopt when there are no more.
  [[nodiscard]] std::optional<std::string> Next();
  void Cancel();
  // Waits until the call has ended, which takes the other side or Cancel(). To be called once.
  [[nodiscard]] Ending Finish();

 private:
  struct Parts;  // gRPC's.
  std::unique_ptr<Parts> parts_;
};

}  // namespace datalek::tests

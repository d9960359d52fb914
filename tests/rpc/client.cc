#include "tests/rpc/client.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

namespace datalek::tests {
namespace {

// A completion queue on which at most one thing is under way.
class OneAtATime {
 public:
  OneAtATime() = default;
  OneAtATime(const OneAtATime&) = delete;
  OneAtATime& operator=(const OneAtATime&) = delete;
  ~OneAtATime() {
    queue_.Shutdown();
    while (Wait()) {
    }
  }

  [[nodiscard]] grpc::CompletionQueue* get() { return &queue_; }

  // Waits for what was begun last; false when it failed.
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

 private:
  grpc::CompletionQueue queue_;
};

void Prepare(grpc::ClientContext& context, const Metadata& always, const CallOptions& options) {
  for (const Metadata* metadata : {&always, &options.metadata}) {
    for (const auto& [key, value] : *metadata) {
      context.AddMetadata(key, value);
    }
  }
  if (options.deadline) {
    context.set_deadline(*options.deadline);
  }
  if (options.gzip) {
    context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  }
}

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  EXPECT_TRUE(buffer.Dump(&slices).ok());
  std::string bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

Metadata TrailersOf(const grpc::ClientContext& context) {
  Metadata trailers;
  for (const auto& [key, value] : context.GetServerTrailingMetadata()) {
    trailers.emplace(std::string(key.data(), key.size()), std::string(value.data(), value.size()));
  }
  return trailers;
}

}  // namespace

std::string Ending::Everything() const {
  std::string all = std::to_string(status.error_code()) + '\n' + status.error_message() + '\n' +
                    status.error_details() + '\n';
  for (const auto& [key, value] : trailers) {
    all.append(key).append("=").append(value).append("\n");
  }
  return all;
}

std::string MethodOf(const google::protobuf::Descriptor& request) {
  const google::protobuf::FileDescriptor* const file = request.file();
  for (int i = 0; i < file->service_count(); ++i) {
    for (int j = 0; j < file->service(i)->method_count(); ++j) {
      const google::protobuf::MethodDescriptor* const method = file->service(i)->method(j);
      if (method->input_type() == &request) {
        return "/" + file->service(i)->full_name() + "/" + method->name();
      }
    }
  }
  ADD_FAILURE() << request.full_name() << " is the request of no method";
  return {};
}

Client Client::Speaking(std::string accept_language) const {
  Client other = *this;
  other.language_ = std::move(accept_language);
  return other;
}

Metadata Client::Always() const {
  Metadata metadata;
  if (identity_) {
    for (const std::string& uri : access::UrisOf(*identity_)) {
      metadata.emplace(kUriMetadataKey, uri);
    }
  }
  if (!language_.empty()) {
    metadata.emplace("accept-language", language_);
  }
  return metadata;
}

Ending Client::Raw(const std::string& method, const std::string& request,
                   std::vector<std::string>* messages, const CallOptions& options) const {
  RawCall call(*this, method, request, options);
  while (std::optional<std::string> message = call.Next()) {
    if (messages != nullptr) {
      messages->push_back(*std::move(message));
    }
  }
  return call.Finish();
}

Ending Client::Unary(const std::string& method, const std::string& request, std::string* response,
                     const CallOptions& options) const {
  grpc::GenericStub stub(channel_);
  grpc::ClientContext context;
  Prepare(context, Always(), options);
  OneAtATime queue;
  const auto call = stub.PrepareUnaryCall(&context, method, BufferOf(request), queue.get());
  grpc::ByteBuffer buffer;
  Ending ending;
  call->StartCall();
  call->Finish(&buffer, &ending.status, nullptr);
  (void)queue.Wait();
  if (ending.status.ok()) {
    *response = BytesOf(buffer);
  }
  ending.trailers = TrailersOf(context);
  return ending;
}

struct RawCall::Parts {
  explicit Parts(const std::shared_ptr<grpc::Channel>& channel) : stub(channel) {}

  grpc::GenericStub stub;
  grpc::ClientContext context;
  OneAtATime queue;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream;
  bool finished = false;
};

RawCall::RawCall(const Client& client, const std::string& method, const std::string& request,
                 const CallOptions& options)
    : parts_(std::make_unique<Parts>(client.channel())) {
  Prepare(parts_->context, client.Always(), options);
  parts_->stream = parts_->stub.PrepareCall(&parts_->context, method, parts_->queue.get());
  parts_->stream->StartCall(nullptr);
  if (!parts_->queue.Wait()) {
    return;  // Finish() says why.
  }
  parts_->stream->WriteLast(BufferOf(request), grpc::WriteOptions(), nullptr);
  (void)parts_->queue.Wait();  // When the other side has said no already, Finish() says so.
}

RawCall::~RawCall() {
  if (!parts_->finished) {
    Cancel();
    (void)Finish();
  }
}

std::optional<std::string> RawCall::Next() {
  grpc::ByteBuffer buffer;
  parts_->stream->Read(&buffer, nullptr);
  if (!parts_->queue.Wait()) {
    return std::nullopt;
  }
  return BytesOf(buffer);
}

void RawCall::Cancel() { parts_->context.TryCancel(); }

Ending RawCall::Finish() {
  Ending ending;
  parts_->stream->Finish(&ending.status, nullptr);
  (void)parts_->queue.Wait();
  parts_->finished = true;
  ending.trailers = TrailersOf(parts_->context);
  return ending;
}

}  // namespace datalek::tests

// The texts of requests, found by walking their descriptors, so that a field added tomorrow is
// tried tomorrow. Any thread.
#pragma once

#include <google/protobuf/message.h>

#include <cstddef>
#include <set>
#include <string>

namespace datalek::tests {

// Stands in every text that must not get out.
inline constexpr const char* kCanary = "canary-7f3a9c";

// Full names of the requests of all methods of the API.
[[nodiscard]] std::set<std::string> RequestsOfTheApi();

// Full names of the fields marked [(datalek.v1.personal) = true] that a request can hold.
[[nodiscard]] std::set<std::string> PersonalFieldsOfRequests();

// Sets each personal field of the message, and of the messages it holds, to a canary of its own.
// Adds their full names to `filled`.
void FillPersonalFields(google::protobuf::Message& message, std::set<std::string>* filled);

// How many texts the message and the messages it holds may carry, each of a repeated one by itself.
[[nodiscard]] std::size_t CountTexts(const google::protobuf::Message& message);

// Sets the one at `index`, in the order of the fields.
void ReplaceText(google::protobuf::Message& message, std::size_t index, const std::string& text);

}  // namespace datalek::tests

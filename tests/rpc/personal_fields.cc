#include "tests/rpc/personal_fields.h"

#include <datalek/v1/personal.pb.h>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace datalek::tests {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::vector<const Descriptor*> Requests() {
  std::vector<std::string> files;
  EXPECT_TRUE(DescriptorPool::internal_generated_database()->FindAllFileNames(&files));
  std::vector<const Descriptor*> requests;
  for (const std::string& name : files) {
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; file->package() == "datalek.v1" && i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        requests.push_back(file->service(i)->method(j)->input_type());
      }
    }
  }
  return requests;
}

bool IsPersonal(const FieldDescriptor& field) { return field.options().GetExtension(v1::personal); }

void CollectPersonal(const Descriptor& type, std::set<const Descriptor*>& seen,
                     std::set<std::string>& names) {
  if (!seen.insert(&type).second) {
    return;
  }
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (IsPersonal(field)) {
      names.insert(field.full_name());
    }
    if (field.message_type() != nullptr) {
      CollectPersonal(*field.message_type(), seen, names);
    }
  }
}

// Calls `visit` for every string field, once for each element of a repeated one: index -1 for a
// single field. Messages that are not there are not made.
void VisitTexts(Message& message,
                const std::function<void(Message&, const FieldDescriptor&, int)>& visit) {
  const Reflection& reflection = *message.GetReflection();
  const Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (!field.is_repeated() && reflection.HasField(message, &field)) {
        VisitTexts(*reflection.MutableMessage(&message, &field), visit);
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      const int count = field.is_repeated() ? reflection.FieldSize(message, &field) : 0;
      for (int element = 0; element < count; ++element) {
        visit(message, field, element);
      }
      if (!field.is_repeated()) {
        visit(message, field, -1);
      }
    }
  }
}

void Set(Message& message, const FieldDescriptor& field, int element, const std::string& text) {
  const Reflection& reflection = *message.GetReflection();
  if (element < 0) {
    reflection.SetString(&message, &field, text);
  } else {
    reflection.SetRepeatedString(&message, &field, element, text);
  }
}

}  // namespace

std::set<std::string> RequestsOfTheApi() {
  std::set<std::string> names;
  for (const Descriptor* request : Requests()) {
    names.insert(request->full_name());
  }
  return names;
}

std::set<std::string> PersonalFieldsOfRequests() {
  std::set<const Descriptor*> seen;
  std::set<std::string> names;
  for (const Descriptor* request : Requests()) {
    CollectPersonal(*request, seen, names);
  }
  return names;
}

void FillPersonalFields(Message& message, std::set<std::string>* filled) {
  VisitTexts(message, [filled](Message& holder, const FieldDescriptor& field, int element) {
    if (IsPersonal(field)) {
      // Short enough for the shortest of them, the authority's reference.
      Set(holder, field, element, std::string(kCanary) + " in " + field.name());
      filled->insert(field.full_name());
    }
  });
}

std::size_t CountTexts(const Message& message) {
  const std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  std::size_t count = 0;
  VisitTexts(*copy, [&count](Message&, const FieldDescriptor&, int) { count += 1; });
  return count;
}

void ReplaceText(Message& message, std::size_t index, const std::string& text) {
  std::size_t at = 0;
  VisitTexts(message, [&](Message& holder, const FieldDescriptor& field, int element) {
    if (at == index) {
      Set(holder, field, element, text);
    }
    at += 1;
  });
}

}  // namespace datalek::tests

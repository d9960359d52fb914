// Reflection, when it is asked for. A binary of its own: the library that does it stays loaded.
#include "services/server/serving.h"

#include "tests/rpc/said_no.h"
#include "tests/rpc/served_register.h"

#include <string>
#include <vector>

namespace datalek::tests {
namespace {

constexpr const char* kReflection =
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
// ServerReflectionRequest with list_services, field 7, set to "".
constexpr const char* kListServices = "\x3A";

TEST(Reflection, ListsTheServicesWhenItIsAskedFor) {
  server::ServingOptions options;
  options.reflection = true;
  ServedRegister served({.main = nullptr, .keys = nullptr, .serving = options});
  std::vector<std::string> answers;
  EXPECT_THAT(served.Nobody().Raw(kReflection, std::string(kListServices) + '\0', &answers),
              Succeeded());
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_THAT(answers.front(), testing::HasSubstr("datalek.v1.ReviewService"));
}

}  // namespace
}  // namespace datalek::tests

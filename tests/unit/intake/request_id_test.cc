// Request ids: the formula of the header, to the byte.
#include "services/intake/request_id.h"
#include "services/domain/validate.h"

#include <gtest/gtest.h>

#include <string>

namespace datalek::intake {
namespace {

// lp("a") lp("1")
std::string OneRow() {
  std::string row;
  AppendLengthPrefixed("a", row);
  AppendLengthPrefixed("1", row);
  return row;
}

TEST(RequestIds, AreWhatTheFormulaSays) {
  // Computed from the grammar in the header with Python's hashlib.
  RequestIds ids("old", "Old register");
  EXPECT_EQ(ids.Next(OneRow()), "6e3cccba-ce9f-8547-aa1c-1657301f46c0");
  EXPECT_EQ(ids.Next(OneRow()), "d1069ef8-b8d8-8063-86dd-bfdb796c811f");
}

TEST(RequestIds, AreRequestIdsOfTheRegister) {
  EXPECT_TRUE(domain::IsRequestId(RequestIds("old", "Old register").Next(OneRow())));
}

TEST(RequestIds, DependOnTheNameTheSourceAndTheRow) {
  const std::string id = RequestIds("old", "Old register").Next("row");
  EXPECT_NE(RequestIds("new", "Old register").Next("row"), id);
  EXPECT_NE(RequestIds("old", "New register").Next("row"), id);
  EXPECT_NE(RequestIds("old", "Old register").Next("rows"), id);
  EXPECT_NE(RequestIds("oldO", "ld register").Next("row"), id);
  EXPECT_EQ(RequestIds("old", "Old register").Next("row"), id);
}

TEST(Sha256, IsTheOneOfFips180) {
  const Digest digest = Sha256("abc");
  EXPECT_EQ(digest[0], 0xBA);
  EXPECT_EQ(digest[1], 0x78);
  EXPECT_EQ(digest[31], 0xAD);
}

}  // namespace
}  // namespace datalek::intake

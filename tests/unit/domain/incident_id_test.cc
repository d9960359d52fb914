#include "services/domain/incident_id.h"

#include <gtest/gtest.h>

#include <string>

namespace datalek::domain {
namespace {

IncidentId Counting() {
  IncidentId id;
  for (std::size_t i = 0; i < IncidentId::kBytes; ++i) {
    id.bytes.at(i) = static_cast<std::uint8_t>(i * 17);
  }
  return id;
}

TEST(IncidentId, IsWrittenAsThirtyTwoLowerCaseDigits) {
  EXPECT_EQ(ToHex(Counting()), "00112233445566778899aabbccddeeff");
}

TEST(IncidentId, ComesBackFromItsDigitsAndItsBytes) {
  EXPECT_EQ(IdFromHex(ToHex(Counting())), Counting());
  EXPECT_EQ(IdFromBytes(ToBytes(Counting())), Counting());
}

TEST(IncidentId, IsNotReadFromAnythingElse) {
  EXPECT_FALSE(IdFromHex(""));
  EXPECT_FALSE(IdFromHex("00112233445566778899aabbccddeef"));
  EXPECT_FALSE(IdFromHex("00112233445566778899aabbccddeeff0"));
  EXPECT_FALSE(IdFromHex("00112233445566778899AABBCCDDEEFF")) << "upper case";
  EXPECT_FALSE(IdFromHex("0011223344556677g899aabbccddeeff"));
  EXPECT_FALSE(IdFromHex(std::string(32, '\0')));
  EXPECT_FALSE(IdFromBytes(std::string(15, 'x')));
  EXPECT_FALSE(IdFromBytes(std::string(17, 'x')));
}

TEST(IncidentId, TheOrganisationItselfIsAllZero) {
  EXPECT_EQ(ToHex(kOrganisationItself), std::string(32, '0'));
}

}  // namespace
}  // namespace datalek::domain

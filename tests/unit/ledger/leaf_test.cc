#include "services/ledger/leaf.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace datalek::ledger {
namespace {

std::string FromHex(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

using Vector = std::map<std::string, std::string>;  // Name to value.

// The vectors of the golden file: blocks of "name value", between blank lines.
std::vector<Vector> Vectors() {
  std::ifstream file(GOLDEN_DIRECTORY "/leaf_v1.txt");
  std::vector<Vector> vectors(1);
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) {
      vectors.emplace_back();
    } else if (line.front() != '#') {
      const std::size_t space = line.find(' ');
      vectors.back()[line.substr(0, space)] =
          space == std::string::npos ? "" : line.substr(space + 1);
    }
  }
  std::erase_if(vectors, [](const Vector& vector) { return vector.empty(); });
  return vectors;
}

Hash PartOf(const Vector& vector, char cls, const std::string& name) {
  const std::string salt = vector.at(name + "_salt");
  return salt == "absent" ? kAbsentPart
                          : PartHash(cls, FromHex(salt), FromHex(vector.at(name + "_bytes")));
}

TEST(LeafGolden, EveryVectorGivesTheSameBytesAndHashes) {
  const std::vector<Vector> vectors = Vectors();
  ASSERT_GE(vectors.size(), 4U) << "the golden file is missing or cut short";
  for (const Vector& vector : vectors) {
    const Hash identity = PartOf(vector, 'i', "identity");
    const Hash content = PartOf(vector, 'c', "content");
    EXPECT_EQ(ToHex(identity), vector.at("identity_part")) << vector.at("name");
    EXPECT_EQ(ToHex(content), vector.at("content_part")) << vector.at("name");
    const Hash commitment = Commitment(identity, content);
    EXPECT_EQ(ToHex(commitment), vector.at("commit")) << vector.at("name");
    const std::string bytes =
        LeafBytes({.log_id = FromHex(vector.at("log_id")),
                   .event = static_cast<std::uint32_t>(std::stoul(vector.at("event"))),
                   .type = vector.at("type"),
                   .time_s = std::stoll(vector.at("time_s")),
                   .commitment = commitment});
    EXPECT_EQ(ToHex(bytes), vector.at("leaf")) << vector.at("name");
    EXPECT_EQ(ToHex(LeafHash(bytes)), vector.at("leaf_hash")) << vector.at("name");
  }
}

TEST(Leaf, IsTextThatAPersonCanRead) {
  const std::string bytes = LeafBytes({.log_id = std::string(16, '\x0A'),
                                       .event = 12,
                                       .type = "comment-added",
                                       .time_s = 1'772'442'000,
                                       .commitment = kAbsentPart});
  EXPECT_EQ(bytes,
            "datalek-leaf/v1\n"
            "id 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\n"
            "event 12\n"
            "type comment-added\n"
            "time 2026-03-02T09:00:00Z\n"
            "commit " +
                std::string(64, '0') + "\n");
}

TEST(Leaf, ShowsTimesBeforeTheEpochToo) {
  const std::string bytes = LeafBytes(
      {.log_id = std::string(16, '\0'), .event = 0, .type = "t", .time_s = -1, .commitment = {}});
  EXPECT_NE(bytes.find("\ntime 1969-12-31T23:59:59Z\n"), std::string::npos) << bytes;
}

TEST(Part, OfTheSameBytesDiffersBySaltAndByClass) {
  const std::string salt(kSaltBytes, 's');
  const std::string other_salt(kSaltBytes, 't');
  EXPECT_NE(PartHash('c', salt, "bytes"), PartHash('c', other_salt, "bytes"));
  EXPECT_NE(PartHash('c', salt, "bytes"), PartHash('i', salt, "bytes"));
  EXPECT_NE(PartHash('c', salt, "bytes"), PartHash('c', salt, "byte"));
}

TEST(Part, ThatIsEmptyIsNotThePartThatIsAbsent) {
  EXPECT_NE(PartHash('i', std::string(kSaltBytes, '\0'), ""), kAbsentPart);
}

TEST(Commitment, TellsItsPartsApart) {
  const Hash one = Sha256("one");
  const Hash other = Sha256("other");
  EXPECT_NE(Commitment(one, other), Commitment(other, one));
  EXPECT_NE(Commitment(kAbsentPart, other), Commitment(one, other));
}

TEST(Sha256, IsTheOneEverybodyKnows) {
  EXPECT_EQ(ToHex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace datalek::ledger

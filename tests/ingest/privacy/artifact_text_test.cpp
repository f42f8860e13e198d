#include "ingest/privacy/artifact_text.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "ingest/privacy/made_up.h"

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

struct Cleaned {
  base::Result<std::string> bytes;
  std::vector<model::Notice> notices;
};
Cleaned clean(const std::string& path, const std::string& bytes) {
  std::vector<model::Notice> notices;
  auto out = ingest::clean_artifact(ingest::Redactor({}), path, bytes,
                                    [&](model::Notice notice) { notices.push_back(std::move(notice)); });
  return {std::move(out), std::move(notices)};
}

TEST(ArtifactText, LinesAreCleanedAndKeepTheirNumbersWithOneNoticeARule) {
  const Cleaned log = clean("a/stdout.log", "start\nAPI_KEY=zq8dKf31Vx\nDB_PASSWORD=zq8dKf31Vy\n/home/alice/x\nend\n");
  EXPECT_EQ(*log.bytes, "start\nAPI_KEY=(withheld)\nDB_PASSWORD=(withheld)\n~/x\nend\n");
  ASSERT_THAT(log.notices, SizeIs(2));
  EXPECT_EQ(log.notices[0].code, "home-path-cut");
  EXPECT_EQ(log.notices[1].code, "secret-withheld");
  EXPECT_EQ(log.notices[1].at.line, 2u);
}

TEST(ArtifactText, JsonIsCleanedAsATree) {
  const Cleaned json =
      clean("a/conf.json", R"({"user": {"value": "zqalice"}, "api_keys": ["zq8dKf31Vx"], "lr": 1e-05})");
  EXPECT_THAT(*json.bytes, Not(HasSubstr("zq")));
  EXPECT_THAT(*json.bytes, HasSubstr("1e-05"));
}

TEST(ArtifactText, WhatHoldsNothingStaysByteForByte) {
  for (const auto& [path, bytes] : {std::pair<std::string, std::string>("a.json", "{ \"lr\":1e-05 }\r\n"),
                                    {"a.csv", "step;loss\r\n1;-0,5\r\n"},
                                    {"a.txt", "max_tokens = 12\n"},
                                    {"a.png", std::string("\x89PNG\r\n\x1a\n\0/home/alice", 20)}}) {
    const Cleaned same = clean(path, bytes);
    EXPECT_EQ(*same.bytes, bytes);
    EXPECT_THAT(same.notices, SizeIs(0));
  }
}

TEST(ArtifactText, TablesAreCleanedByTheirColumnsAndGuardedAgainstFormulas) {
  const Cleaned table = clean("a/t.csv", "name,password,gain\n=cmd(),zq8dKf31,-0.5\n\"a, b\",\"x\"\"y1\",2\n");
  EXPECT_EQ(*table.bytes, "name,password,gain\n'=cmd(),(withheld),-0.5\n\"a, b\",(withheld),2\n");
}

TEST(ArtifactText, WhatIsNoTextIsRefused) {
  const Cleaned binary = clean("a/weights.txt", std::string("a\0b", 3));
  EXPECT_FALSE(binary.bytes);
  EXPECT_THAT(binary.bytes.error().what, HasSubstr("neither text nor a picture"));
}

}  // namespace

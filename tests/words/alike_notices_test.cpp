#include "words/alike_notices.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using model::Notice;
using model::Severity;
using testing::IsEmpty;
using testing::SizeIs;

Notice in_file(const std::string& file, Severity severity = Severity::note) {
  return {.severity = severity, .code = "text-column", .file = file, .what = "no numbers"};
}

std::vector<Notice> in_runs(int count, Severity severity = Severity::note) {
  std::vector<Notice> notices;
  for (int i = 0; i < count; ++i) notices.push_back(in_file("runs/" + std::to_string(i) + "/a.csv", severity));
  return notices;
}

TEST(AlikeNotices, BecomeOneThatNamesTheFirstPlaceAndCountsTheOthers) {
  const auto folded = words::fold_alike(in_runs(7));
  ASSERT_THAT(folded, SizeIs(1));
  EXPECT_EQ(folded[0].file, "runs/0/a.csv");
  EXPECT_EQ(folded[0].what, "no numbers; the same at 6 other places");
}

TEST(AlikeNotices, CountWhatTheyStandForTogether) {
  auto notices = in_runs(6);
  EXPECT_EQ(words::fold_alike(notices).at(0).count, 1);
  notices[0].count = 3;
  notices[5].count = 4;
  EXPECT_EQ(words::fold_alike(notices).at(0).count, 11);
}

TEST(AlikeNotices, AreListedWhereThereAreFew) {
  EXPECT_EQ(words::fold_alike(in_runs(5)), in_runs(5));
  EXPECT_THAT(words::fold_alike({}), IsEmpty());
}

TEST(AlikeNotices, ErrorsAreListedEach) {
  EXPECT_EQ(words::fold_alike(in_runs(9, Severity::error)), in_runs(9, Severity::error));
}

TEST(AlikeNotices, AreOfOneSourceOneTextAndOneSeverity) {
  auto notices = in_runs(5);
  notices.push_back(in_file("logs/a.csv"));
  notices.push_back(in_file("runs/6/a.csv", Severity::warning));
  notices.push_back(in_file("runs/7/a.csv"));
  notices.back().what = "no numbers in \"tag\"";
  EXPECT_EQ(words::fold_alike(notices), notices);
}

TEST(AlikeNotices, OthersKeepTheirOrder) {
  auto notices = in_runs(6);
  notices.insert(notices.begin() + 2, in_file("logs/a.csv"));
  notices.push_back(in_file("z/a.csv"));
  const auto folded = words::fold_alike(notices);
  ASSERT_THAT(folded, SizeIs(3));
  EXPECT_EQ(folded[0].file, "runs/0/a.csv");
  EXPECT_EQ(folded[1].file, "logs/a.csv");
  EXPECT_EQ(folded[2].file, "z/a.csv");
}

}  // namespace

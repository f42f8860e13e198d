#include "ingest/formats/loops/loop_table.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using ingest::LoopTable;
using ingest::read_loop_table;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> codes_of(const LoopTable& table) {
  std::vector<std::string> codes;
  for (const base::TextIssue& issue : table.issues) codes.push_back(issue.code);
  return codes;
}

TEST(LoopTable, RowsAreTriesWithTheirPartsInPlace) {
  const LoopTable table = read_loop_table(
      "commit\tval_bpb\tmemory_gb\tstatus\tdescription\n"
      "aaaa111\t0.997\t44.0\tkeep\tbaseline\nbbbb222\t0.000\t0.0\tcrash\tdouble width (OOM)\n",
      true);
  ASSERT_TRUE(table.is_loop);
  ASSERT_THAT(table.logs, SizeIs(1));
  EXPECT_EQ(table.logs[0].objective, "val_bpb");
  ASSERT_THAT(table.logs[0].entries, SizeIs(2));
  const ingest::LoopEntry& first = table.logs[0].entries[0];
  EXPECT_EQ(first.line, 2u);
  EXPECT_EQ(first.commit, "aaaa111");
  EXPECT_EQ(first.description, "baseline");
  ASSERT_THAT(first.values, SizeIs(2));
  EXPECT_EQ(first.values[0].value.text, "0.997");
  EXPECT_EQ(table.logs[0].entries[1].status.status, vocabulary::TryStatus::failed);
  EXPECT_THAT(codes_of(table), IsEmpty());
}

TEST(LoopTable, CommentsSayTheDirection) {
  const LoopTable table =
      read_loop_table("# metric_direction: lower\ncommit\tx\tstatus\naaaa111\t1\tkeep\nbbbb222\t2\tdiscard\n", true);
  EXPECT_EQ(table.logs.at(0).direction, model::Direction::minimize);
}

TEST(LoopTable, SessionsAreLogsOfTheirOwn) {
  const LoopTable table = read_loop_table(
      "session\tcommit\tx\tstatus\ns1\taaaa111\t1\tkeep\ns1\tbbbb222\t2\tdiscard\ns2\tcccc333\t3\tkeep\n", true);
  EXPECT_THAT(table.sessions, ElementsAre("s1", "s2"));
  ASSERT_THAT(table.logs, SizeIs(2));
  EXPECT_THAT(table.logs[0].entries, SizeIs(2));
}

TEST(LoopTable, ZerosOfWhatWasNotKeptAreNoValues) {
  const LoopTable table = read_loop_table(
      "commit\tscore\tmemory\tstatus\naaaa111\t0.5\t4\tkeep\nbbbb222\t0\t0\tdiscard\ncccc333\t0\t4\tdiscard\n", true);
  ASSERT_THAT(table.logs.at(0).entries, SizeIs(3));
  EXPECT_THAT(table.logs[0].entries[1].values, IsEmpty());
  EXPECT_THAT(table.logs[0].entries[2].values, SizeIs(2));  // it cost something: 0 was measured
  EXPECT_THAT(codes_of(table), ElementsAre("loop-zeros"));
}

TEST(LoopTable, SaysWhatItDoesNotUnderstand) {
  const LoopTable table = read_loop_table(
      "commit\tx\tstatus\naaaa111\t~1\tkeep\nbbbb222\t2\tdiscard\ncccc333\t3\tkeep\ndddd444\t3\tkeep\n"
      "eeee555\t4\tpondered\n",
      true);
  EXPECT_THAT(codes_of(table), ElementsAre("loop-status-unknown", "loop-numbers"));
}

TEST(LoopTable, IsKnownByItsBeginning) {
  EXPECT_TRUE(ingest::starts_like_loop_table("commit\tx\tstatus\naaaa111\t1\tkeep\n", true));
  EXPECT_FALSE(ingest::starts_like_loop_table("run\tlr\tacc\na\t0.1\t0.5\n", true));
  EXPECT_FALSE(ingest::starts_like_loop_table("", true));
}

}  // namespace

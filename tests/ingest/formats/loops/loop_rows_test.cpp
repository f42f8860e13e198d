#include "ingest/formats/loops/loop_rows.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using ingest::LoopRows;
using ingest::LoopShape;
using testing::ElementsAre;
using testing::SizeIs;
using vocabulary::TryStatus;

std::vector<ingest::LoopLine> lines_of(std::string_view text) {
  std::vector<std::string> comments;
  return ingest::LoopLines(text, true).read(100, comments);
}

LoopRows rows_of(std::string_view text) {
  std::vector<ingest::LoopLine> lines = lines_of(text);
  const LoopShape shape = ingest::find_loop_shape(lines);
  EXPECT_TRUE(shape.is_loop);
  return ingest::sort_loop_rows(std::move(lines), shape, '\t');
}

TEST(LoopRows, TheColumnOfTheDecisionIsToldByItsWords) {
  const LoopShape named = ingest::find_loop_shape(lines_of("commit\tloss\tstatus\taaaa111\n"));
  EXPECT_FALSE(named.is_loop);  // no row, and nothing that says what was tried
  const LoopShape shape =
      ingest::find_loop_shape(lines_of("commit\tloss\tstatus\naaaa111\t0.9\tkeep\nbbbb222\t0.8\tdiscard\n"));
  EXPECT_TRUE(shape.is_loop);
  EXPECT_TRUE(shape.has_header);
  EXPECT_EQ(shape.status, 2u);
  const LoopShape bare = ingest::find_loop_shape(lines_of("aaaa111\t0.9\tkeep\nbbbb222\t0.8\tdiscard\n"));
  EXPECT_TRUE(bare.is_loop);
  EXPECT_FALSE(bare.has_header);
  EXPECT_FALSE(ingest::find_loop_shape(lines_of("run\tlr\tacc\na\t0.1\t0.5\nb\t0.2\t0.6\n")).is_loop);
}

TEST(LoopRows, AHeaderAloneIsASessionThatHasNotBegun) {
  const LoopShape shape = ingest::find_loop_shape(lines_of("commit\tval_bpb\tstatus\tdescription\n"));
  EXPECT_TRUE(shape.is_loop);
  EXPECT_TRUE(shape.empty);
}

TEST(LoopRows, LinesThatEndEarlyAreCompletedByThoseThatFollow) {
  std::string text = "commit\tloss\tstatus\tdescription\n";
  for (int i = 0; i < 4; ++i) text += "aaaa111\t0.9\tkeep\tbase\n";
  const LoopRows rows = rows_of(text + "bbbb222\t0.8 and\nmore\tdiscard\twider\n");
  ASSERT_THAT(rows.rows, SizeIs(5));
  EXPECT_THAT(rows.rows[4].line.cells, ElementsAre("bbbb222", "0.8 and more", "discard", "wider"));
  EXPECT_EQ(rows.rows[4].status.status, TryStatus::discard);
}

TEST(LoopRows, OneCellAloneGoesOnWithTheProseAbove) {
  const LoopRows rows = rows_of("commit\tloss\tstatus\tdescription\naaaa111\t0.9\tkeep\tbase\nwhich is plain\n");
  ASSERT_THAT(rows.rows, SizeIs(1));
  EXPECT_THAT(rows.rows[0].continued, ElementsAre("which is plain"));
}

TEST(LoopRows, AHeaderAgainMapsTheColumnsAnew) {
  const LoopRows rows =
      rows_of("commit\tloss\tstatus\naaaa111\t0.9\tkeep\ncommit\tstatus\tloss\tmemory\nbbbb222\tdiscard\t0.8\t4\n");
  EXPECT_THAT(rows.names, ElementsAre("commit", "loss", "status", "memory"));
  ASSERT_THAT(rows.rows, SizeIs(2));
  EXPECT_THAT(rows.rows[0].line.cells, ElementsAre("aaaa111", "0.9", "keep", ""));
  EXPECT_THAT(rows.rows[1].line.cells, ElementsAre("bbbb222", "0.8", "discard", "4"));
}

TEST(LoopRows, MoreCellsThanTheHeaderBelongToTheLast) {
  const LoopRows rows = rows_of(
      "commit\tloss\tstatus\tdescription\naaaa111\t0.9\tkeep\tbase\tand\tmore\nsome other "
      "table\twith\tother\twords\tin it\n");
  ASSERT_THAT(rows.rows, SizeIs(1));
  EXPECT_EQ(rows.rows[0].line.cells.back(), "base and more");
  EXPECT_EQ(rows.left_out, 1u);
  EXPECT_EQ(rows.first_left_out, 3u);
}

TEST(LoopRows, FourOfFiveAreMost) {
  EXPECT_TRUE(ingest::is_most(4, 5));
  EXPECT_FALSE(ingest::is_most(3, 4));
  EXPECT_FALSE(ingest::is_most(0, 0));
}

}  // namespace

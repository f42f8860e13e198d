#include "ingest/formats/loops/loop_columns.h"

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using vocabulary::LoopColumn;

struct Judged {
  explicit Judged(std::string_view text) {
    std::vector<std::string> comments;
    std::vector<ingest::LoopLine> lines = ingest::LoopLines(text, true).read(100, comments);
    const ingest::LoopShape shape = ingest::find_loop_shape(lines);
    rows = ingest::sort_loop_rows(std::move(lines), shape, '\t');
    columns = ingest::judge_loop_columns(rows, shape.has_header);
    const auto objective = ingest::find_loop_objective(rows, columns, shape.has_header);
    name = objective ? rows.names[*objective] : "none";
  }
  ingest::LoopRows rows;
  std::vector<ingest::LoopColumnUse> columns;
  std::string name;
};

TEST(LoopColumns, AreToldByNameAndByWhatStandsInThem) {
  const Judged judged(
      "commit\tval_bpb\tmemory_gb\tlint\tlearning_rate\tstatus\n"
      "aaaa111\t0.9\t4.0\tpass\t0.1\tkeep\nbbbb222\t0.8\t4.5\tfail\t0.2\tdiscard\n"
      "cccc333\tcrash\t0\tfail\t0.2\tcrash\n");
  EXPECT_EQ(judged.columns[0].role, LoopColumn::commit);
  EXPECT_TRUE(judged.columns[1].numeric);  // a failed try says nothing of a column
  EXPECT_EQ(judged.columns[2].role, LoopColumn::cost);
  EXPECT_TRUE(judged.columns[2].varies);
  EXPECT_TRUE(judged.columns[3].gate);
  EXPECT_TRUE(judged.columns[4].setting);
  EXPECT_EQ(judged.columns[5].role, LoopColumn::status);
  EXPECT_EQ(judged.name, "val_bpb");
}

TEST(LoopColumns, WithoutAHeaderCommitsAndTimesAreKnown) {
  const Judged judged("aaaa111\t2024-05-01 10:00\t0.9\tkeep\nbbbb222\t2024-05-01 11:00\t0.8\tdiscard\n");
  EXPECT_EQ(judged.columns[0].role, LoopColumn::commit);
  EXPECT_EQ(judged.columns[1].role, LoopColumn::started);
  EXPECT_EQ(judged.name, "column 3");
}

TEST(LoopColumns, CostsAreAnObjectiveOnlyWhereNothingElseIsMeasured) {
  EXPECT_EQ(Judged("commit\ttrain_loss\tval_loss\tstatus\na1b2c3d\t1\t2\tkeep\nb1b2c3d\t2\t3\tdiscard\n").name,
            "val_loss");
  EXPECT_EQ(Judged("commit\tmemory\ttok_s\tstatus\na1b2c3d\t1\t2\tkeep\nb1b2c3d\t2\t3\tdiscard\n").name, "tok_s");
  EXPECT_EQ(Judged("commit\tmemory\tstatus\na1b2c3d\t1\tkeep\nb1b2c3d\t2\tdiscard\n").name, "memory");
  EXPECT_EQ(Judged("commit\tstatus\na1b2c3d\tkeep\nb1b2c3d\tdiscard\n").name, "none");
}

}  // namespace

#include "ingest/metrics/jsonl.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ReadResult read_lines(const std::string& text) {
  return read_files({{"a/metrics.jsonl", text}});
}

TEST(MetricsJsonl, KeysMayComeInAnyOrderAndBeLeftOut) {
  const ReadResult read = read_lines(
      "{\"step\": 0, \"loss\": 2.5}\n"
      "{\"loss\": 1.5, \"step\": 10, \"acc\": 0.5}\n"
      "{\"acc\": 0.75, \"step\": 20}\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 10, 20));
  EXPECT_THAT(read.values("loss"), ElementsAre(2.5, 1.5));
  EXPECT_THAT(read.values("acc"), ElementsAre(0.5, 0.75));
  EXPECT_THAT(read.series("acc")->rows, ElementsAre(1, 2));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsJsonl, NestedObjectsAreFlattenedAndBooleansCounted) {
  const ReadResult read =
      read_lines("{\"step\": 1, \"eval\": {\"acc\": 0.5, \"top\": {\"five\": 0.9}}, \"done\": true}\n");
  EXPECT_THAT(read.values("eval/acc"), ElementsAre(0.5));
  EXPECT_THAT(read.values("eval/top/five"), ElementsAre(0.9));
  EXPECT_THAT(read.values("done"), ElementsAre(1));
}

TEST(MetricsJsonl, NonFiniteValuesAreValuesHoweverTheyAreWritten) {
  const ReadResult read = read_lines(
      "{\"step\": 0, \"loss\": NaN}\n{\"step\": 1, \"loss\": \"inf\"}\n{\"step\": 2, \"loss\": -Infinity}\n"
      "{\"step\": 3, \"loss\": null}\n{\"step\": 4, \"loss\": \"0.5\"}\n");
  const std::vector<double> loss = read.values("loss");
  ASSERT_EQ(loss.size(), 4u);
  EXPECT_TRUE(std::isnan(loss[0]));
  EXPECT_EQ(loss[1], HUGE_VAL);
  EXPECT_EQ(loss[2], -HUGE_VAL);
  EXPECT_EQ(loss[3], 0.5);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsJsonl, BlankLinesAndWindowsLineEndsAreNothing) {
  const ReadResult read =
      read_lines("\xef\xbb\xbf{\"step\": 0, \"loss\": 1}\r\n\r\n  \r\n{\"step\": 1, \"loss\": 2}\r\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsJsonl, ABrokenLineCostsThatLine) {
  const ReadResult read =
      read_lines("{\"step\": 0, \"loss\": 1}\n{\"step\": 1, \"loss\": oops}\n[1]\n{\"step\": 2, \"loss\": 3}\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 2));
  EXPECT_EQ(read.place_of("jsonl-bad-line"), "runs/a/metrics.jsonl:2:21 error");
  EXPECT_EQ(read.place_of("jsonl-not-object"), "runs/a/metrics.jsonl:3:1 error");
}

TEST(MetricsJsonl, ACutLastLineIsAWarning) {
  const ReadResult read = read_lines("{\"step\": 0, \"loss\": 1}\n{\"step\": 1, \"lo");
  EXPECT_EQ(read.run().axes.rows, 1u);
  EXPECT_EQ(read.place_of("jsonl-cut-line"), "runs/a/metrics.jsonl:2:16 warning");
}

TEST(MetricsJsonl, AWholeLastLineNeedsNoLineEnd) {
  const ReadResult read = read_lines("{\"step\": 0, \"loss\": 1}\n{\"step\": 1, \"loss\": 2}");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsJsonl, StepsMustBeWholeNumbers) {
  const ReadResult read = read_lines(
      "{\"step\": -5, \"loss\": 1}\n{\"step\": \"10\", \"loss\": 2}\n{\"step\": 11.5, \"loss\": 3}\n"
      "{\"step\": true, \"loss\": 4}\n{\"step\": 18446744073709551616, \"loss\": 5}\n");
  const std::vector<double>& steps = read.run().axes.step;
  EXPECT_EQ(steps[0], -5);
  EXPECT_EQ(steps[1], 10);
  for (std::size_t row = 2; row < 5; ++row) EXPECT_TRUE(std::isnan(steps[row]));
  ASSERT_EQ(read.with_code("step-not-whole").size(), 2u);
  EXPECT_EQ(read.with_code("step-not-whole")[0].at, (base::Position{3, 10}));
  EXPECT_EQ(read.place_of("step-range"), "runs/a/metrics.jsonl:5:10 warning");
}

TEST(MetricsJsonl, AListIsSaidOnceAColumn) {
  const ReadResult read = read_lines("{\"step\": 0, \"w\": 1}\n{\"step\": 1, \"w\": [1]}\n{\"step\": 2, \"w\": [2]}\n");
  EXPECT_THAT(read.values("w"), ElementsAre(1));
  EXPECT_EQ(read.place_of("not-a-number"), "runs/a/metrics.jsonl:2:18 warning");
  EXPECT_EQ(read.with_code("not-a-number")[0].count, 2u);
}

TEST(MetricsJsonl, WithoutStepsRowsAreNumbered) {
  EXPECT_EQ(read_lines("{\"loss\": 2}\n{\"loss\": 1}\n").place_of("no-step"), "runs/a/metrics.jsonl:0:0 warning");
}

TEST(MetricsJsonl, AStepThatIsFirstSaidLaterLeavesEarlierRowsWithout) {
  const ReadResult read = read_lines("{\"loss\": 2}\n{\"step\": 7, \"loss\": 1}\n");
  EXPECT_TRUE(std::isnan(read.run().axes.step[0]));
  EXPECT_EQ(read.run().axes.step[1], 7);
  EXPECT_EQ(read.place_of("step-missing"), "runs/a/metrics.jsonl:0:0 note");
}

TEST(MetricsJsonl, TheLastOfAKeyGivenTwiceCountsAndIsSaid) {
  const ReadResult read = read_lines("{\"step\": 0, \"loss\": 1, \"loss\": 2}\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(2));
  EXPECT_EQ(read.with_code("json-duplicate-key").size(), 1u);
}

TEST(MetricsJsonl, AnArrayInsteadOfLinesIsReadAndSaid) {
  const ReadResult read = read_lines("[\n{\"step\": 0, \"loss\": 1},\n{\"step\": 1, \"loss\": 2}\n]\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_EQ(read.place_of("jsonl-array"), "runs/a/metrics.jsonl:1:1 error");
}

TEST(MetricsJsonl, ZeroBytesAreSkippedAndTheLinesAroundThemKept) {
  const ReadResult read =
      read_lines("{\"step\": 0, \"loss\": 1}\n" + std::string(100, '\0') + "\n{\"step\": 1, \"loss\": 2}\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_EQ(read.place_of("jsonl-nul"), "runs/a/metrics.jsonl:2:1 warning");
}

TEST(MetricsJsonl, AnEndlessLineIsLeftOut) {
  const ReadResult read = read_lines("{\"step\": 0, \"loss\": 1}\n{\"x\": \"" + std::string(17u << 20, 'x') +
                                     "\"}\n{\"step\": 1, \"loss\": 2}\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_EQ(read.place_of("jsonl-long-line"), "runs/a/metrics.jsonl:2:1 warning");
}

TEST(MetricsJsonl, TooManyColumnsAreSaid) {
  std::string text = "{\"step\": 0";
  for (int i = 0; i < 10'050; ++i) text += ", \"m" + std::to_string(i) + "\": 1";
  const ReadResult read = read_lines(text + "}\n");
  EXPECT_EQ(read.run().series.size(), 9'999u);
  EXPECT_EQ(read.with_code("too-many-columns").size(), 1u);
  EXPECT_EQ(read.with_code("too-many-columns")[0].count, 51u);
}

TEST(MetricsJsonl, EmptyFileIsSaid) {
  EXPECT_EQ(read_lines("").place_of("jsonl-empty"), "runs/a/metrics.jsonl:1:1 warning");
  EXPECT_EQ(read_lines("\n\n").place_of("jsonl-empty"), "runs/a/metrics.jsonl:1:1 warning");
}

TEST(MetricsJsonl, EveryCutOfAFileKeepsTheWholeLines) {
  const std::string whole = "{\"step\": 0, \"loss\": 1.5}\n{\"step\": 1, \"loss\": 2.25}\n";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const ReadResult read = read_lines(whole.substr(0, size));
    for (const double loss : read.values("loss")) EXPECT_TRUE(loss == 1.5 || loss == 2.25) << size;
  }
}

}  // namespace

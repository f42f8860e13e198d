/// Detectron2's metrics.json: generator/ingest/formats/detectron2.cpp.

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

TEST(Detectron2, LinesOfAnIterationAreOneRow) {
  const ReadResult read = read_files({{"output/metrics.json",
                                       "{\"iteration\": 19, \"time\": 0.25, \"total_loss\": 1.5}\n"
                                       "{\"iteration\": 39, \"time\": 0.3, \"total_loss\": 1.25}\n"
                                       "{\"bbox/AP\": NaN, \"bbox/AP50\": 50.5, \"iteration\": 39}\n"},
                                      {"output/config.yaml", "SOLVER:\n  BASE_LR: 0.02\nSEED: 5\n"},
                                      {"output/events.out.tfevents.1.h", "x"}});
  ASSERT_THAT(read.ids(), ElementsAre("output"));
  EXPECT_EQ(read.run().format, "detectron2");
  EXPECT_THAT(read.run().axes.step, ElementsAre(19, 39));
  EXPECT_THAT(read.values("total_loss"), ElementsAre(1.5, 1.25));
  EXPECT_THAT(read.series("bbox/AP50")->rows, ElementsAre(1));
  EXPECT_TRUE(std::isnan(read.values("bbox/AP").at(0)));
  EXPECT_EQ(read.parameter("SOLVER.BASE_LR"), "0.02");
  EXPECT_EQ(read.run().seed, "5");
  EXPECT_EQ(read.place_of("file-damaged"), "runs/output/events.out.tfevents.1.h:0:0 error");
}

TEST(Detectron2, SeveralFilesAreARunEach) {
  const ReadResult read = read_files({{"o/metrics.json", "{\"iteration\": 0, \"loss\": 1}\n"},
                                      {"o/metrics_semi.json", "{\"iteration\": 0, \"loss\": 2}\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("o", "o/metrics_semi"));
  EXPECT_THAT(read.values("loss", 1), ElementsAre(2));
}

TEST(Detectron2, ACutLastLineCostsThatLine) {
  const ReadResult read = read_files({{"o/metrics.json", "{\"iteration\": 0, \"loss\": 1}\n{\"iteration\": 19, \"lo"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(1));
  EXPECT_EQ(read.with_code("jsonl-cut-line").size(), 1u);
}

TEST(Detectron2, OtherMetricsFilesAreNotTaken) {
  EXPECT_EQ(read_files({{"a/metrics.json", "{\n \"loss\": [1, 2]\n}"}}).run().format, "native");
}

TEST(Detectron2, TheLogTellsTheEnvironment) {
  const std::string head = "[01/01 12:00:00 detectron2]: Rank of current process: 0\n";
  const std::string table =
      "[01/01 12:00:01 detectron2]: Environment info:\n-----  -----\nPython         3.8.5 (default)\n"
      "GPU 0,1        Tesla V100 (arch=7.0)\n";
  const ReadResult read = read_files({{"out/metrics.json", "{\"iteration\": 19, \"total_loss\": 2.5}\n"},
                                      {"out/log.txt", head + table + "-----  -----\nlater  1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  ASSERT_EQ(read.run().environment.size(), 2u);
  EXPECT_EQ(read.run().environment[0].path, "Python");
  EXPECT_EQ(read.run().environment[0].value.text, "3.8.5 (default)");
  EXPECT_EQ(read.run().environment[1].path, "GPU 0,1");
  const ReadResult cut =
      read_files({{"out/metrics.json", "{\"iteration\": 19, \"total_loss\": 2.5}\n"}, {"out/log.txt", head + table}});
  EXPECT_EQ(cut.run().environment.size(), 2u);
}

}  // namespace

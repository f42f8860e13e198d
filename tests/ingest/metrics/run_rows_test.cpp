#include "ingest/metrics/run_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "support/run_builder.h"

namespace ingest {
namespace {

using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<double> steps_of(const model::Run& run, const std::string& name) {
  std::vector<double> steps;
  for (const model::Series& series : run.series) {
    for (std::size_t i = 0; series.name == name && i < series.values.size(); ++i)
      steps.push_back(run.axes.step[series.row_of(i)]);
  }
  return steps;
}

TEST(RunRows, FilesWithOtherStepsArePutAmongEachOther) {
  model::Run one = run("a").steps({0, 1, 2, 3}).metric("acc", {1, 2, 3, 4}).build();
  add_rows(run("b").steps({0, 2, 4}).metric("loss", {9, 8, 7}).build(), one);
  EXPECT_THAT(one.axes.step, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(steps_of(one, "acc"), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(steps_of(one, "loss"), ElementsAre(0, 2, 4));
  EXPECT_THAT(one.series[1].rows, ElementsAre(0u, 2u, 4u));
  EXPECT_THAT(one.axes.apart, IsEmpty());
}

TEST(RunRows, EpochsStandAfterTheirBatches) {
  model::Run one = run("a").no_steps().epochs({0, 1}).metric("val", {0.5, 0.6}).build();
  add_rows(run("b").steps({0, 1, 2, 3}).epochs({0, 0, 1, 1}).metric("train", {4, 3, 2, 1}).build(), one);
  EXPECT_THAT(one.axes.epoch, ElementsAre(0, 0, 0, 1, 1, 1));
  EXPECT_THAT(one.series[0].rows, ElementsAre(2u, 5u));  // val
  EXPECT_THAT(one.series[1].rows, ElementsAre(0u, 1u, 3u, 4u));
}

TEST(RunRows, FilesWithoutACommonAxisStayApart) {
  model::Run one = run("a").steps({0, 10}).metric("train", {4, 3}).build();
  add_rows(run("b").no_steps().epochs({0, 1}).metric("val", {1, 2}).build(), one);
  EXPECT_EQ(one.axes.rows, 4u);
  EXPECT_THAT(one.axes.apart, ElementsAre(2u));
}

TEST(RunRows, ASeriesGoesOnInTheNextFile) {
  model::Run one = run("a").steps({0, 1}).metric("loss", {4, 3}).build();
  add_rows(run("b").steps({1, 2}).metric("loss", {2, 1}).build(), one);
  EXPECT_THAT(steps_of(one, "loss"), ElementsAre(0, 1, 1, 2));
  EXPECT_THAT(one.series[0].values, ElementsAre(4, 3, 2, 1));
}

TEST(RunRows, ManyFilesComeOutAsOneAfterTheOtherWould) {
  std::vector<model::Run> parts;
  model::Run expected;
  for (int i = 0; i < 7; ++i) {
    std::vector<double> steps, values;
    for (int step = i % 3; step < 20; step += 1 + i % 4) {
      steps.push_back(step);
      values.push_back(100 * i + step);
    }
    const model::Run part = run("a").steps(steps).metric("m" + std::to_string(i), values).build();
    add_rows(part, expected);
    parts.push_back(part);
  }
  model::Run all;
  add_all_rows(std::move(parts), all);
  ASSERT_EQ(all.series.size(), 7u);
  for (int i = 0; i < 7; ++i) {
    const std::string name = "m" + std::to_string(i);
    EXPECT_EQ(all.series[static_cast<std::size_t>(i)].name, name);
    EXPECT_EQ(steps_of(all, name), steps_of(expected, name));
    EXPECT_EQ(find_series(all, name)->values, find_series(expected, name)->values);
  }
  EXPECT_EQ(all.axes.step, expected.axes.step);
}

}  // namespace
}  // namespace ingest

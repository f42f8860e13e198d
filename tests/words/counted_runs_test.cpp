#include "words/counted_runs.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "model/run_digest.h"

namespace {

using model::CurveAxis;
using model::NotCounted;
using model::RunCount;

std::vector<model::RunDigest> runs_called(const std::vector<std::string>& names) {
  std::vector<model::RunDigest> runs;
  for (const std::string& name : names) runs.emplace_back().name = name;
  return runs;
}

TEST(CountedRunsText, SaysWhyARunIsNotCounted) {
  const std::vector<model::RunDigest> runs = runs_called({"seed-1", "seed-1-first-try"});
  const auto told = [&](const RunCount& count) { return words::not_counted_text(runs, count); };
  EXPECT_EQ(told({}), "");
  EXPECT_EQ(told({.why = NotCounted::failed}), "failed");
  EXPECT_EQ(told({.why = NotCounted::running}), "still running");
  EXPECT_EQ(told({.why = NotCounted::running, .reached = 12, .planned = 20, .unit = CurveAxis::epoch}),
            "still running, at 12 of 20 epochs");
  EXPECT_EQ(told({.why = NotCounted::diverged, .metric = "train_loss"}),
            "train_loss ended in values that are not numbers");
  EXPECT_EQ(told({.why = NotCounted::stopped, .reached = 12, .planned = 20, .by_plan = true, .unit = CurveAxis::epoch}),
            "stopped at 12 of 20 epochs");
  EXPECT_EQ(told({.why = NotCounted::stopped, .reached = 1, .planned = 10, .unit = CurveAxis::epoch}),
            "ended after 1 epoch, where others have 10");
  EXPECT_EQ(told({.why = NotCounted::stopped, .reached = 500, .planned = 1000, .unit = CurveAxis::step}),
            "ended after 500 steps, where others have 1,000");
  EXPECT_EQ(told({.why = NotCounted::copy, .other = 0}), "the same as seed-1");
  EXPECT_EQ(told({.why = NotCounted::same_seed, .other = 0}), "the seed of seed-1 again, with another result");
}

TEST(CountedRunsText, ListsWhatIsNotCounted) {
  const std::vector<model::RunDigest> runs = runs_called({"seed-1", "seed-1-first-try", "seed-2"});
  model::Experiment experiment;
  experiment.runs = {0, 1, 2};
  experiment.counted.resize(3);
  EXPECT_EQ(words::counted_sentence(runs, experiment), "All 3 runs count.");
  experiment.counted[1] = {.why = NotCounted::stopped,
                           .takes_part = false,
                           .reached = 12,
                           .planned = 20,
                           .by_plan = true,
                           .unit = CurveAxis::epoch};
  EXPECT_EQ(words::counted_sentence(runs, experiment), "Not counted: seed-1-first-try, stopped at 12 of 20 epochs.");
  experiment.counted[2] = {.why = NotCounted::failed, .takes_part = false};
  EXPECT_EQ(words::counted_sentence(runs, experiment),
            "Not counted: seed-1-first-try, stopped at 12 of 20 epochs; seed-2, failed.");
}

TEST(CountedRunsText, NamesSixRunsAtMost) {
  std::vector<std::string> names;
  for (int i = 1; i <= 8; ++i) names.push_back("r" + std::to_string(i));
  const std::vector<model::RunDigest> runs = runs_called(names);
  model::Experiment experiment;
  experiment.counted.resize(8);
  for (model::Index i = 0; i < 8; ++i) experiment.runs.push_back(i);
  for (std::size_t i = 1; i < 8; ++i) experiment.counted[i] = {.why = NotCounted::failed, .takes_part = false};
  EXPECT_EQ(words::counted_sentence(runs, experiment),
            "Not counted: r2, failed; r3, failed; r4, failed; r5, failed; r6, failed; and 2 more.");
}

TEST(CountedRunsText, SaysThatNoRunCounts) {
  const std::vector<model::RunDigest> runs = runs_called({"a", "b"});
  model::Experiment experiment;
  experiment.unfinished = true;
  experiment.runs = {0, 1};
  experiment.counted = {{.why = NotCounted::running}, {.why = NotCounted::failed, .takes_part = false}};
  EXPECT_EQ(words::counted_sentence(runs, experiment),
            "No run counts: a, still running; b, failed. What was reached is shown all the same, but not compared.");
  experiment.runs = {0};
  experiment.counted.resize(1);
  EXPECT_EQ(words::counted_sentence(runs, experiment),
            "The run does not count: a, still running. What was reached is shown all the same, but not compared.");
}

TEST(CountedRunsText, OfOneRunThatCountsNothingIsSaid) {
  const std::vector<model::RunDigest> runs = runs_called({"a"});
  model::Experiment experiment;
  experiment.runs = {0};
  experiment.counted.resize(1);
  EXPECT_EQ(words::counted_sentence(runs, experiment), "");
}

}  // namespace

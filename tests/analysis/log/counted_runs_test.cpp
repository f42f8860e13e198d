#include "analysis/log/counted_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::CurveAxis;
using model::NotCounted;
using model::RunCount;
using model::RunStatus;
using support::run;
using support::RunBuilder;
using testing::ElementsAre;

const double kNaN = std::nan("");

/// So many epochs from 1 on, with an accuracy that tells it from others; of unknown status, since a logger's word that
/// a run finished counts.
RunBuilder repeat(int seed, std::size_t epochs, double accuracy) {
  std::vector<double> places, values;
  for (std::size_t i = 1; i <= epochs; ++i) {
    places.push_back(static_cast<double>(i));
    values.push_back(accuracy - 0.1 / static_cast<double>(i));
  }
  RunBuilder builder("run" + std::to_string(seed) + "-" + std::to_string(accuracy));
  return builder.param("seed", seed).no_steps().epochs(places).metric("val_acc", values).status(RunStatus::unknown);
}

/// The runs of a project; the experiment is the first `of_experiment` of them, or all.
struct Judged {
  std::vector<RunCount> counts;
  bool unfinished = false;

  std::vector<NotCounted> why() const {
    std::vector<NotCounted> all;
    for (const RunCount& count : counts) all.push_back(count.why);
    return all;
  }
  std::vector<bool> taking_part() const {
    std::vector<bool> all;
    for (const RunCount& count : counts) all.push_back(count.takes_part);
    return all;
  }
};

Judged judge_digests(const std::vector<model::RunDigest>& runs, std::size_t of_experiment = 0) {
  std::vector<model::Index> members;
  for (model::Index i = 0; i < runs.size(); ++i) members.push_back(i);
  const SeedKeys keys;
  const RunCounter counter(runs, members, keys);
  if (of_experiment > 0) members.resize(of_experiment);
  Judged judged;
  judged.counts = counter.count(members, judged.unfinished);
  return judged;
}

Judged judge(const std::vector<RunBuilder>& builders, std::size_t of_experiment = 0) {
  std::vector<model::RunDigest> runs;
  for (const RunBuilder& builder : builders) runs.push_back(support::digest(builder));
  return judge_digests(runs, of_experiment);
}

constexpr NotCounted kCounts = NotCounted::counts, kStopped = NotCounted::stopped;

TEST(CountedRuns, FailedAndKilledRunsAreNoRepeats) {
  const Judged judged = judge({repeat(1, 5, 0.90), repeat(2, 5, 0.91).status(RunStatus::failed),
                               repeat(3, 5, 0.92).status(RunStatus::killed), repeat(4, 5, 0.93)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, NotCounted::failed, NotCounted::failed, kCounts));
  EXPECT_THAT(judged.taking_part(), ElementsAre(true, false, false, true));
  EXPECT_FALSE(judged.unfinished);
}

TEST(CountedRuns, WhatIsStillRunningIsNoRepeat) {
  const Judged judged = judge({repeat(1, 5, 0.90), repeat(2, 5, 0.91).status(RunStatus::running)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, NotCounted::running));
  EXPECT_THAT(judged.taking_part(), ElementsAre(true, false));
}

TEST(CountedRuns, WhereAllAreMarkedAsRunningTheMarkSaysNothing) {
  const Judged judged =
      judge({repeat(1, 5, 0.90).status(RunStatus::running), repeat(2, 5, 0.91).status(RunStatus::running)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, ALossThatEndedInNaNTakesTheRunOut) {
  const Judged judged = judge({repeat(1, 4, 0.90).metric("train_loss", {1, 0.5, 0.4, 0.3}),
                               repeat(2, 4, 0.91).metric("train_loss", {1, 0.5, kNaN, kNaN})});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, NotCounted::diverged));
  EXPECT_EQ(judged.counts[1].metric, "train_loss");
}

TEST(CountedRuns, ALossThatIsNeverFiniteSaysSomethingOnlyWhereAnotherRunHasIt) {
  const RunBuilder lost = repeat(2, 2, 0.91).metric("val_loss", {kNaN, kNaN});
  EXPECT_THAT(judge({repeat(1, 2, 0.90).metric("val_loss", {1, 0.5}), lost}).why(),
              ElementsAre(kCounts, NotCounted::diverged));
  EXPECT_THAT(judge({repeat(1, 2, 0.90).metric("val_loss", {kNaN, kNaN}), lost}).why(), ElementsAre(kCounts, kCounts));
  // An accuracy that is not known is no loss that is lost.
  EXPECT_THAT(
      judge({repeat(1, 2, 0.90).metric("test_acc", {0.5, 0.6}), repeat(2, 2, 0.91).metric("test_acc", {kNaN, kNaN})})
          .why(),
      ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, ALossThatGrewStillCounts) {
  std::vector<model::RunDigest> runs{support::digest(repeat(1, 4, 0.90)), support::digest(repeat(2, 4, 0.91))};
  runs[1].insights.push_back({.kind = model::Insight::Kind::diverged, .metric = "loss", .amount = 4});
  EXPECT_THAT(judge_digests(runs).why(), ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, ARunThatEndedShortOfItsPlanWasStopped) {
  const Judged judged = judge({repeat(1, 20, 0.90).param("epochs", 20), repeat(2, 18, 0.91).param("epochs", 20),
                               repeat(3, 17, 0.92).param("epochs", 20)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts, kStopped));
  EXPECT_EQ(judged.counts[2].reached, 17);
  EXPECT_EQ(judged.counts[2].planned, 20);
  EXPECT_EQ(judged.counts[2].unit, CurveAxis::epoch);
  EXPECT_TRUE(judged.counts[2].by_plan);
}

TEST(CountedRuns, AFinishedRunShortOfItsPlanWasStoppedAllTheSame) {
  EXPECT_THAT(judge({repeat(1, 20, 0.90).param("epochs", 20),
                     repeat(2, 5, 0.91).param("epochs", 20).status(RunStatus::finished)})
                  .why(),
              ElementsAre(kCounts, kStopped));
}

TEST(CountedRuns, EpochsFromZeroAreOneMoreThanTheLast) {
  const auto from_zero = [](int seed, std::vector<double> epochs) {
    const std::vector<double> values(epochs.size(), 0.5 + seed / 100.0);
    return run("r" + std::to_string(seed))
        .param("seed", seed)
        .param("epochs", 2)
        .no_steps()
        .epochs(std::move(epochs))
        .metric("val_acc", values);
  };
  const Judged judged = judge({from_zero(1, {0, 1}), from_zero(2, {0, 1}), from_zero(3, {0})});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts, kStopped));
}

TEST(CountedRuns, StepsCanBePlannedToo) {
  const auto steps = [](int seed, std::vector<double> places) {
    const std::vector<double> values(places.size(), 0.5 + seed / 100.0);
    return run("r" + std::to_string(seed))
        .param("seed", seed)
        .param("max_steps", 1000)
        .steps(std::move(places))
        .metric("val_acc", values);
  };
  const Judged judged = judge({steps(1, {500, 1000}), steps(2, {500, 950}), steps(3, {250, 500})});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts, kStopped));
  EXPECT_EQ(judged.counts[2].reached, 500);
  EXPECT_EQ(judged.counts[2].planned, 1000);
  EXPECT_EQ(judged.counts[2].unit, CurveAxis::step);
}

TEST(CountedRuns, APlanThatHardlyAnybodyReachesBindsNobody) {
  EXPECT_THAT(judge({repeat(1, 100, 0.90).param("epochs", 100), repeat(2, 10, 0.91).param("epochs", 100),
                     repeat(3, 10, 0.92).param("epochs", 100)})
                  .why(),
              ElementsAre(kCounts, kCounts, kCounts));
  EXPECT_THAT(judge({repeat(1, 100, 0.90).param("epochs", 100), repeat(2, 10, 0.91).param("epochs", 100)}).why(),
              ElementsAre(kCounts, kStopped));
}

TEST(CountedRuns, WhatIsFarAboveThePlanCountsSomethingElse) {
  // An "epoch" column that holds steps: nobody reaches the plan, and siblings tell.
  const Judged judged = judge({repeat(1, 60, 0.90).param("epochs", 10), repeat(2, 60, 0.91).param("epochs", 10),
                               repeat(3, 30, 0.92).param("epochs", 10)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts, kStopped));
  EXPECT_FALSE(judged.counts[2].by_plan);
}

TEST(CountedRuns, WithoutAPlanSiblingsTellHowLongARunIsToBe) {
  const Judged judged = judge({repeat(1, 10, 0.90), repeat(2, 9, 0.91), repeat(3, 6, 0.92)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, kCounts, kStopped));
  EXPECT_EQ(judged.counts[2].reached, 6);
  EXPECT_EQ(judged.counts[2].planned, 10);
  EXPECT_FALSE(judged.counts[2].by_plan);
  // Most are short: nobody knows which length was meant.
  EXPECT_THAT(judge({repeat(1, 10, 0.90), repeat(2, 6, 0.91), repeat(3, 6, 0.92)}).why(),
              ElementsAre(kCounts, kCounts, kCounts));
}

TEST(CountedRuns, RunsOfOtherExperimentsAreNoSiblings) {
  EXPECT_THAT(judge({repeat(1, 6, 0.90), repeat(2, 6, 0.91), repeat(1, 10, 0.92), repeat(2, 10, 0.93)}, 2).why(),
              ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, TheLoggersWordThatItFinishedIsEnoughWithoutAPlan) {
  EXPECT_THAT(judge({repeat(1, 10, 0.90), repeat(2, 10, 0.91), repeat(3, 6, 0.92).status(RunStatus::finished)}).why(),
              ElementsAre(kCounts, kCounts, kCounts));
}

TEST(CountedRuns, ARunThatMayStopByItselfIsAskedForNothingButItsPatience) {
  const auto patient = [](int seed, std::size_t epochs, double accuracy) {
    return repeat(seed, epochs, accuracy).param("epochs", 20).param("early_stopping.patience", 5);
  };
  EXPECT_THAT(judge({patient(1, 20, 0.90), patient(2, 12, 0.91), patient(3, 4, 0.92), patient(4, 20, 0.93)}).why(),
              ElementsAre(kCounts, kCounts, kStopped, kCounts));
  // Of a schedule for the learning rate it ends nothing; a switch says that it may end at any time.
  EXPECT_THAT(judge({repeat(1, 20, 0.90).param("epochs", 20).param("scheduler.patience", 5),
                     repeat(2, 12, 0.91).param("epochs", 20).param("scheduler.patience", 5)})
                  .why(),
              ElementsAre(kCounts, kStopped));
  EXPECT_THAT(judge({repeat(1, 20, 0.90).param("epochs", 20).param("early_stopping", true),
                     repeat(2, 2, 0.91).param("epochs", 20).param("early_stopping", true)})
                  .why(),
              ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, ACopyIsNoRepeat) {
  const Judged judged = judge({repeat(1, 5, 0.90), repeat(1, 5, 0.90), repeat(2, 5, 0.91)});
  EXPECT_THAT(judged.why(), ElementsAre(kCounts, NotCounted::copy, kCounts));
  EXPECT_EQ(judged.counts[1].other, 0u);
}

TEST(CountedRuns, OfTheSameSeedOneCounts) {
  const auto started = [](int seed, std::size_t epochs, double accuracy, const std::string& hour) {
    return repeat(seed, epochs, accuracy).times("2026-01-01T" + hour + ":00:00Z");
  };
  // The one that got furthest, whenever it was started; of equally long ones the last one; else the first.
  const Judged furthest = judge({started(1, 20, 0.90, "08"), started(1, 19, 0.91, "09"), started(2, 20, 0.92, "10")});
  EXPECT_THAT(furthest.why(), ElementsAre(kCounts, NotCounted::same_seed, kCounts));
  EXPECT_EQ(furthest.counts[1].other, 0u);
  const Judged last = judge({started(1, 20, 0.90, "08"), started(1, 20, 0.91, "09"), started(2, 20, 0.92, "10")});
  EXPECT_THAT(last.why(), ElementsAre(NotCounted::same_seed, kCounts, kCounts));
  EXPECT_EQ(last.counts[0].other, 1u);
  EXPECT_THAT(judge({repeat(1, 20, 0.90), repeat(1, 20, 0.91)}).why(), ElementsAre(kCounts, NotCounted::same_seed));
}

TEST(CountedRuns, ASeedThatOnlyTheLoggerKnowsIsOne) {
  const auto logged = [](const std::string& id, const std::string& seed, double accuracy) {
    return run(id).seed(seed).metric("val_acc", {accuracy});
  };
  EXPECT_THAT(judge({logged("a", "7", 0.90), logged("b", "7", 0.91), logged("c", "8", 0.92)}).why(),
              ElementsAre(kCounts, NotCounted::same_seed, kCounts));
  EXPECT_THAT(judge({logged("a", "", 0.90), logged("b", "", 0.91)}).why(), ElementsAre(kCounts, kCounts));
}

TEST(CountedRuns, FoldsOfOneSeedAreRepeats) {
  std::vector<RunBuilder> folds;
  for (int fold = 0; fold < 3; ++fold) folds.push_back(repeat(1, 5, 0.90 + fold / 100.0).param("fold", fold));
  EXPECT_THAT(judge(folds).why(), ElementsAre(kCounts, kCounts, kCounts));
  folds.push_back(repeat(1, 5, 0.95).param("fold", 2));
  EXPECT_THAT(judge(folds).why(), ElementsAre(kCounts, kCounts, kCounts, NotCounted::same_seed));
}

TEST(CountedRuns, WhatWasDoneAgainToItsEndIsNoLongerRunning) {
  const Judged judged = judge({repeat(1, 12, 0.90).param("epochs", 20).status(RunStatus::running),
                               repeat(1, 20, 0.91).param("epochs", 20), repeat(2, 20, 0.92).param("epochs", 20)});
  EXPECT_THAT(judged.why(), ElementsAre(kStopped, kCounts, kCounts));
  EXPECT_EQ(judged.counts[0].reached, 12);
}

TEST(CountedRuns, RowsOfALoopAllCountUnlessTheyFailed) {
  std::vector<model::RunDigest> runs;
  for (int i = 0; i < 4; ++i) {
    runs.push_back(support::digest(run("r" + std::to_string(i)).param("seed", 1).summary("val_acc", 0.9 + i / 100.0)));
    runs.back().loop.number = static_cast<std::uint32_t>(i) + 1;
  }
  runs[2].status = RunStatus::failed;
  EXPECT_THAT(judge_digests(runs).why(), ElementsAre(kCounts, kCounts, NotCounted::failed, kCounts));
}

TEST(CountedRuns, WhereNoneCountsThoseThatGotFurthestStandIn) {
  // The third run makes the mark say something; it is of another experiment.
  const std::vector<RunBuilder> runs{repeat(1, 10, 0.90).status(RunStatus::running),
                                     repeat(2, 4, 0.91).status(RunStatus::running),
                                     repeat(3, 12, 0.92).status(RunStatus::failed), repeat(1, 12, 0.93)};
  const Judged judged = judge(runs, 3);
  EXPECT_TRUE(judged.unfinished);
  EXPECT_THAT(judged.why(), ElementsAre(NotCounted::running, NotCounted::running, NotCounted::failed));
  EXPECT_THAT(judged.taking_part(), ElementsAre(true, false, false));
  const Judged failed =
      judge({repeat(1, 10, 0.90).status(RunStatus::failed), repeat(2, 4, 0.91).status(RunStatus::killed)});
  EXPECT_TRUE(failed.unfinished);
  EXPECT_THAT(failed.taking_part(), ElementsAre(true, true));
}

TEST(RepeatsOf, AreTheRunsThatTakePart) {
  model::Experiment experiment;
  const std::vector<double> values{0.9, 0.8, 0.9};
  EXPECT_THAT(repeats_of(experiment, values, false), ElementsAre(0, 1, 2));
  experiment.counted.resize(3);
  experiment.counted[1] = {.why = NotCounted::failed, .takes_part = false};
  EXPECT_THAT(repeats_of(experiment, values, false), ElementsAre(0, 2));
}

TEST(RepeatsOf, TimesOfCopiesAreRepeatsWhereTheyDiffer) {
  model::Experiment experiment;
  experiment.counted.resize(5);
  experiment.counted[1] = {.why = NotCounted::copy, .takes_part = false};
  experiment.counted[2] = {.why = NotCounted::copy, .takes_part = false};
  experiment.counted[3] = {.why = NotCounted::same_seed, .takes_part = false};
  experiment.counted[4] = {.why = NotCounted::stopped, .takes_part = false};
  const std::vector<double> seconds{52.9, 53.2, 52.9, 54.7, 10};
  EXPECT_THAT(repeats_of(experiment, seconds, true), ElementsAre(0, 1, 3));
  EXPECT_THAT(repeats_of(experiment, seconds, false), ElementsAre(0));
}

}  // namespace
}  // namespace analysis

#include "words/story/project_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

using model::Comparison;
using model::Direction;
using model::Experiment;
using model::ExperimentStatus;
using model::Index;
using model::Project;
using model::ValueKind;
using model::Verdict;
using model::VerdictReason;
using testing::ElementsAre;
using testing::IsEmpty;
using words::Piece;

using support::once;
using support::repeats;

std::string text_of(const words::Phrase& phrase) {
  return support::with_spaces(words::plain_text(phrase));
}

/// What is told of findings written by hand.
class Log : public support::FindingsLog {
 public:
  std::string headline(std::size_t project = 0) const {
    return support::with_spaces(words::headline(findings(), at(project)));
  }
  words::Phrase lede_phrase(std::size_t project = 0) const { return words::project_lede(findings(), at(project)); }
  std::string lede(std::size_t project = 0) const { return text_of(lede_phrase(project)); }
  std::vector<std::string> story(std::size_t project = 0) const {
    std::vector<std::string> sentences;
    for (const words::Phrase& sentence : words::project_story(findings(), at(project))) {
      sentences.push_back(text_of(sentence));
    }
    return sentences;
  }

 private:
  const Project& at(std::size_t project) const { return findings().projects[project]; }
};

TEST(ProjectStory, WithoutAnObjectiveItSaysWhatThereIs) {
  Log log;
  log.project().objective.reset();
  log.experiment("a", once(0.5));
  log.experiment("b", repeats(0.5, 0.1, 3));
  EXPECT_EQ(log.headline(), "2 experiments with 4 runs");
  EXPECT_EQ(log.lede(),
            "2 experiments with 4 runs. No metric looks like an objective, so nothing is ranked; name one in "
            "trialpress.json.");
  EXPECT_THAT(log.story(), IsEmpty());
}

TEST(ProjectStory, WithoutAnObjectiveItSaysTheSettingThatNamesOne) {
  Log log;
  Project& project = log.project();
  project.objective.reset();
  project.objective_decided.setting = R"("objective": {"metric": "x", "direction": "maximize"})";
  log.experiment("a", once(0.5));
  EXPECT_EQ(log.lede(),
            "1 experiment with 1 run. No metric looks like an objective, so nothing is ranked; to rank by one, put "
            "\"objective\": {\"metric\": \"x\", \"direction\": \"maximize\"} into trialpress.json.");
}

TEST(ProjectStory, WithoutADirectionNothingIsCalledBest) {
  Log log;
  log.project("", Direction::unknown);
  log.experiment("a", once(0.5));
  log.experiment("b", once(0.6));
  log.best(1);
  EXPECT_EQ(log.headline(), "2 experiments with 2 runs");
  EXPECT_EQ(
      log.lede(),
      "2 experiments with 2 runs, compared by validation accuracy. Whether higher or lower is better is not known, "
      "so nothing is ranked; say it in trialpress.json.");
  EXPECT_THAT(log.story(), IsEmpty());
}

TEST(ProjectStory, ABestThatWasMeasuredOnSomethingElseIsNotHeldAgainstTheBaseline) {
  Log log;
  log.project();
  log.experiment("a", repeats(0.9, 0.01, 3));
  log.change(log.experiment("b", repeats(0.95, 0.01, 3)), Verdict::not_comparable, VerdictReason::evaluation_changed,
             {.estimate = 0.05, .low = 0.02, .high = 0.08})
      .evaluation_changes = {"dataset"};
  log.best(1);
  EXPECT_EQ(log.headline(),
            "b is the best of 2: validation accuracy 95.0 %, but measured on something else than the baseline");
  EXPECT_EQ(
      log.lede(),
      "2 experiments with 6 runs, compared by validation accuracy, higher is better. The best, b, reached 95.0 % ± "
      "1.0 over 3 runs; it cannot be compared with the baseline a, which was measured on something else (dataset).");
  EXPECT_THAT(log.story(), ElementsAre("The one change is not comparable."));
}

TEST(ProjectStory, ABaselineThatNothingCanBeHeldAgainstIsNotSaidToBeUnbeaten) {
  Log log;
  log.project();
  log.experiment("a", repeats(0.95, 0.01, 3));
  for (const char* id : {"b", "c"}) {
    log.change(log.experiment(id, repeats(0.9, 0.01, 3)), Verdict::not_comparable, VerdictReason::evaluation_changed)
        .evaluation_changes = {"dataset"};
  }
  log.best(0);
  EXPECT_EQ(log.headline(),
            "a is the best of 3: validation accuracy 95.0 %, but the others were measured on something else");
  EXPECT_EQ(
      log.lede(),
      "3 experiments with 9 runs, compared by validation accuracy, higher is better. The best, a, reached 95.0 % ± "
      "1.0 over 3 runs; it is the baseline.");
  EXPECT_THAT(log.story(), ElementsAre("Both changes are not comparable."));
}

TEST(ProjectStory, NamesThoseThatWereMeasuredOnSomethingElse) {
  Log log;
  Project& project = log.project();
  project.ranked_on = {{"dataset", {.kind = model::ParameterValue::Kind::text, .text = "v2"}}};
  log.experiment("old", repeats(0.99, 0.01, 3)).measured_otherwise = {"dataset"};
  log.experiment("a", repeats(0.90, 0.01, 3));
  log.experiment("b", repeats(0.95, 0.01, 3));
  log.best(2);
  project.baseline = 1;
  project.luck.tried = 2;
  EXPECT_EQ(log.headline(), "b is the best of 2: validation accuracy 95.0 %");
  EXPECT_THAT(log.story(), ElementsAre("1 experiment was measured on something else than dataset = v2, so it is in no "
                                       "ranking: old."));
}

TEST(ProjectStory, TheOnlyOneThatCanBeRanked) {
  Log log;
  Project& project = log.project();
  log.experiment("a", repeats(0.90, 0.01, 3));
  log.experiment("crashed", {}).status = ExperimentStatus::failed;
  log.best(0);
  project.luck.tried = 1;
  project.baseline = std::nullopt;
  EXPECT_EQ(log.headline(), "a is the only one to rank: validation accuracy 90.0 %");
}

TEST(ProjectStory, TheFirstLineOfATableIsNoBaselineToBeat) {
  Log log;
  Project& project = log.project();
  project.baseline_decided.guessed = true;
  log.experiment("EXP001", once(0.95)).title = "resnet50";
  log.change(log.experiment("EXP002", once(0.9)), Verdict::not_tested, VerdictReason::no_repeats);
  log.best(0);
  EXPECT_EQ(log.headline(), "EXP001 (resnet50) is the best of 2: validation accuracy 95.0 %");
}

TEST(ProjectStory, WithoutRepeatsOnlyAnEffectThatThreePairsAgreeOnIsTold) {
  Log log;
  Project& project = log.project();
  log.experiment("a", once(0.90));
  log.change(log.experiment("b", once(0.95)), Verdict::not_tested, VerdictReason::no_repeats);
  log.best(1);
  model::ParameterImpact impact{.parameter = "img_size", .largest_effect = 0};
  for (const char* size : {"160", "224"}) {
    impact.values.push_back(
        {.value = model::ParameterValue{.kind = model::ParameterValue::Kind::number, .text = size}});
  }
  impact.effects = {{.from = 0,
                     .to = 1,
                     .pairs = 2,
                     .objective = {.estimate = 0.02, .low = 0.019, .high = 0.021, .p = 0.001},
                     .p_adjusted = 0.01,
                     .verdict = Verdict::clearly_better,
                     .real = true}};
  project.parameters = {impact};
  const std::string no_repeats = "Nothing was run twice, so no difference can be told from run-to-run noise.";
  EXPECT_THAT(log.story(), ElementsAre(no_repeats, "No parameter has a clear effect of its own."));
  project.parameters[0].effects[0].pairs = 3;
  EXPECT_THAT(log.story(),
              ElementsAre(no_repeats,
                          "The largest effect of one parameter alone: img_size 160 → 224, +2.0 points (95 % interval "
                          "+1.9 to +2.1, 3 pairs)."));
}

TEST(ProjectStory, ABaselineThatOneChangeDidNotBeat) {
  Log log;
  log.project();
  log.experiment("a", repeats(0.95, 0.01, 3));
  log.change(log.experiment("b", repeats(0.9, 0.01, 3)), Verdict::clearly_worse, VerdictReason::clear,
             {.estimate = -0.05, .low = -0.08, .high = -0.02, .p = 0.004});
  log.best(0);
  EXPECT_EQ(log.headline(), "The one change did not beat the baseline: validation accuracy 95.0 %");
  EXPECT_THAT(log.story(), ElementsAre("The one change is clearly worse."));
}

TEST(ProjectStory, ABestWhoseIntervalReachesTheBaselineIsNotAheadOfEveryOther) {
  Log log;
  Project& project = log.project();
  log.experiment("a", repeats(0.9, 0.02, 3));
  Experiment& best = log.experiment("b", repeats(0.93, 0.02, 3));
  log.change(best, Verdict::too_close, VerdictReason::undecided,
             {.estimate = 0.03, .low = -0.01, .high = 0.07, .p = 0.09});
  log.change(log.experiment("c", repeats(0.8, 0.02, 3)), Verdict::clearly_worse, VerdictReason::clear,
             {.estimate = -0.1, .low = -0.14, .high = -0.06, .p = 0.001});
  log.best(1);
  project.luck = {.tried = 3, .indistinguishable = {1}, .expected_luck = 0.01};
  const std::string start =
      "3 experiments with 9 runs, compared by validation accuracy, higher is better. The best, b, reached 93.0 % ± "
      "2.0 "
      "over 3 runs: +3.0 points against the baseline a (95 % interval ";
  EXPECT_EQ(log.lede(), start + "−1.0 to +7.0). Being the best of 3 flatters it: about 1.0 point may be luck.");
  log.change(best, Verdict::clearly_better, VerdictReason::clear,
             {.estimate = 0.03, .low = 0.01, .high = 0.05, .p = 0.01});
  EXPECT_EQ(log.lede(), start +
                            "+1.0 to +5.0). Of the 3 tried, it is ahead of every other by more than noise; being the "
                            "best of 3 flatters it: about 1.0 point may be luck.");
}

TEST(ProjectStory, SaysThatAllFailed) {
  Log log;
  log.project();
  for (const char* id : {"a", "b"}) {
    log.experiment(id, {.n = 0, .non_finite = 2}).status = ExperimentStatus::failed;
  }
  EXPECT_EQ(log.headline(), "2 experiments with 4 runs: all failed");
  EXPECT_EQ(log.lede(),
            "2 experiments with 4 runs, compared by validation accuracy, higher is better. All of them failed.");
  EXPECT_THAT(log.story(), IsEmpty());
}

TEST(ProjectStory, SaysThatTheOnlyRunFailed) {
  Log log;
  log.project();
  log.experiment("a", {.n = 0, .non_finite = 1}).status = ExperimentStatus::failed;
  EXPECT_EQ(log.headline(), "1 experiment with 1 run, which failed");
  EXPECT_EQ(log.lede(), "1 experiment with 1 run, measured by validation accuracy, higher is better. It failed.");
}

TEST(ProjectStory, SaysThatNothingHasAFiniteValue) {
  Log log;
  log.project();
  log.experiment("a", {.n = 1, .non_finite = 1});
  log.experiment("b", {.n = 0, .non_finite = 1});
  EXPECT_EQ(log.headline(), "2 experiments with 3 runs");
  EXPECT_EQ(log.lede(),
            "2 experiments with 3 runs, compared by validation accuracy, higher is better. None of them has a finite "
            "value.");
}

TEST(ProjectStory, OneExperimentIsBestOfNothing) {
  Log log;
  log.project();
  log.experiment("a", repeats(0.95, 0.01, 3));
  log.best(0);
  EXPECT_EQ(log.headline(), "a reached validation accuracy 95.0 %");
  EXPECT_EQ(
      log.lede(),
      "1 experiment with 3 runs, measured by validation accuracy, higher is better. a reached 95.0 % ± 1.0 over 3 "
      "runs.");
  EXPECT_THAT(log.story(), IsEmpty());
}

TEST(ProjectStory, OneRunIsAskedForRepeats) {
  Log log;
  log.project();
  log.experiment("a", once(0.95));
  log.best(0);
  EXPECT_EQ(log.lede(),
            "1 experiment with 1 run, measured by validation accuracy, higher is better. a reached 95.0 % in one run.");
  EXPECT_THAT(log.story(), ElementsAre("Repeats with other seeds would show how far results vary from run to run."));
}

TEST(ProjectStory, EachProjectTellsOfItsOwn) {
  Log log;
  log.project("cats");
  log.experiment("a", repeats(0.9, 0.01, 3));
  log.change(log.experiment("b", repeats(0.95, 0.01, 3)), Verdict::clearly_better, VerdictReason::clear,
             {.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.004});
  log.best(1);
  log.project("dogs").metrics[0] = {.name = "error", .label = "Error", .direction = Direction::minimize};
  log.experiment("c", once(0.25));
  log.change(log.experiment("d", once(0.5)), Verdict::not_tested, VerdictReason::no_repeats, {.estimate = 0.25});
  log.best(2);
  EXPECT_EQ(log.headline(0), "Validation accuracy rose from 90.0 % to 95.0 %: a higher learning rate clearly helped");
  EXPECT_EQ(log.headline(1), "The one change did not beat the baseline: error 0.25");
  EXPECT_EQ(
      log.lede(0),
      "2 experiments with 6 runs, compared by validation accuracy, higher is better. The best, b, reached 95.0 % ± "
      "1.0 over 3 runs: +5.0 points against the baseline a (95 % interval +2.0 to +8.0).");
  EXPECT_THAT(log.lede_phrase(1).pieces,
              ElementsAre(Piece{.text = "2 experiments with 2 runs, compared by error, lower is better. The best, "},
                          Piece{.kind = Piece::Kind::experiment, .text = "c", .target = 2}, Piece{.text = ", reached "},
                          Piece{.kind = Piece::Kind::strong, .text = "0.25"},
                          Piece{.text = " in one run; it is the baseline."}));
  EXPECT_THAT(log.story(0), ElementsAre("The one change is clearly better."));
  EXPECT_THAT(log.story(1), ElementsAre("Nothing was run twice, so no difference can be told from run-to-run noise."));
}

TEST(ProjectStory, SaysWhatToRepeat) {
  Log log;
  Project& project = log.project();
  log.experiment("a", once(0.95));
  log.change(log.experiment("b", once(0.9)), Verdict::not_tested, VerdictReason::no_repeats, {.estimate = -0.05});
  log.best(0);
  project.repeat_first = {0, 1};
  EXPECT_THAT(log.story(), ElementsAre("Nothing was run twice, so no difference can be told from run-to-run noise. The "
                                       "first to run again, with two other seeds each: a and b."));
  project.noise[0].gap = model::NoiseGap::all_equal;
  EXPECT_THAT(log.story(), ElementsAre("What was run again has the same result or the same seed: change the seed to "
                                       "learn the noise."));
}

/// What is told of changes that came out so.
std::string tally_of(const std::vector<std::pair<Verdict, int>>& counts) {
  Log log;
  Project& project = log.project();
  log.experiment("a", repeats(0.9, 0.01, 3));
  int made = 0;
  for (const auto& [verdict, count] : counts) {
    for (int i = 0; i < count; ++i) {
      const VerdictReason reason = verdict == Verdict::failed ? VerdictReason::all_runs_failed : VerdictReason::none;
      log.change(log.experiment("b" + std::to_string(made++), repeats(0.9, 0.01, 3)), verdict, reason);
    }
  }
  project.best = {{.purpose = model::Purpose::accuracy, .experiment = 0}};
  const std::vector<std::string> story = log.story();
  return story.empty() ? "" : story.front();
}

TEST(ProjectStory, CountsHowChangesCameOut) {
  EXPECT_EQ(tally_of({{Verdict::clearly_better, 2},
                      {Verdict::clearly_worse, 4},
                      {Verdict::probably_better, 2},
                      {Verdict::probably_worse, 1},
                      {Verdict::too_close, 5}}),
            "Of 14 changes, 2 are clearly better, 4 clearly worse, 3 probably one or the other, 5 too close to call.");
  EXPECT_EQ(tally_of({{Verdict::clearly_better, 1},
                      {Verdict::no_difference, 2},
                      {Verdict::not_tested, 1},
                      {Verdict::failed, 1},
                      {Verdict::not_comparable, 1}}),
            "Of 6 changes, 1 is clearly better, 2 make no difference that matters, 1 is not tested, 1 failed, 1 is not "
            "comparable.");
  EXPECT_EQ(tally_of({{Verdict::too_close, 2}}), "Both changes are too close to call.");
  EXPECT_EQ(tally_of({{Verdict::too_close, 3}}), "All 3 changes are too close to call.");
  EXPECT_EQ(tally_of({{Verdict::probably_worse, 1}}), "The one change is probably worse.");
  EXPECT_EQ(tally_of({{Verdict::no_difference, 1}}), "The one change makes no difference that matters.");
}

/// A change with validation accuracy 90 → 95 %, and secondary objectives beside it.
class Secondary : public testing::Test {
 protected:
  Secondary() {
    Project& project = log_.project();
    project.metrics.push_back(
        {.name = "latency", .label = "Latency", .direction = Direction::minimize, .kind = ValueKind::milliseconds});
    project.metrics.push_back(
        {.name = "recall", .label = "Recall", .direction = Direction::maximize, .kind = ValueKind::fraction});
    project.secondary = {1, 2};
    before_ = &log_.experiment("a", repeats(0.9, 0.01, 3));
    after_ = &log_.experiment("b", repeats(0.95, 0.01, 3));
    comparison_ = &log_.change(*after_, Verdict::clearly_better, VerdictReason::clear,
                               {.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.004});
    log_.best(1);
  }

  void value(Index metric, double before, double after, double low, double high) {
    before_->metrics.push_back({.metric = metric, .at_best = once(before)});
    after_->metrics.push_back({.metric = metric, .at_best = once(after)});
    comparison_->metrics.push_back(
        {.metric = metric, .difference = {.estimate = after - before, .low = low, .high = high}});
  }

  Log log_;
  Experiment* before_ = nullptr;
  Experiment* after_ = nullptr;
  Comparison* comparison_ = nullptr;
};

constexpr const char* kTally = "The one change is clearly better.";

TEST_F(Secondary, WhatTheBestIsWorseInIsSaid) {
  value(1, 12, 15, 1, 5);
  EXPECT_THAT(log_.story(), ElementsAre(kTally,
                                        "Secondary objectives: b is worse than the baseline in latency (12 → 15 ms, "
                                        "95 % interval +1.0 ms to +5.0 ms)."));
}

TEST_F(Secondary, LowerIsBetterInOneAndHigherInTheOther) {
  value(1, 12, 9, -5, -1);
  value(2, 0.8, 0.75, -0.08, -0.02);
  EXPECT_THAT(log_.story(), ElementsAre(kTally,
                                        "Secondary objectives: b is better than the baseline in latency (12 → 9.0 ms, "
                                        "95 % interval −5.0 ms to −1.0 ms), but worse in recall (80.0 → 75.0 %, 95 % "
                                        "interval −8.0 to −2.0)."));
}

TEST_F(Secondary, WhatNoiseMayExplainIsNotTold) {
  value(1, 12, 15, -1, 7);
  EXPECT_THAT(log_.story(), ElementsAre(kTally));
}

TEST_F(Secondary, TimesOfOtherHardwareAreNotTold) {
  value(1, 12, 15, 1, 5);
  comparison_->metrics.back().comparability = model::Comparability::other_hardware;
  EXPECT_THAT(log_.story(), ElementsAre(kTally));
}

TEST_F(Secondary, WhatWasMeasuredOnSomethingElseIsNotTold) {
  value(2, 0.8, 0.75, -0.08, -0.02);
  comparison_->evaluation_changes = {"dataset"};
  comparison_->metrics.back().comparability = model::Comparability::other_evaluation;
  EXPECT_THAT(log_.story(), ElementsAre(kTally));
}

}  // namespace

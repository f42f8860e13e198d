#include "render/data/schemas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <set>
#include <string>

#include "model/enum_names.h"
#include "words/insight_kinds.h"

namespace {

using Kind = model::Insight::Kind;
using testing::HasSubstr;

std::string rule(Kind kind) {
  return words::insight_row(kind).rule();
}

words::ToldInsight validation_loss(const model::Insight& insight) {
  return {.insight = insight,
          .name = "Validation loss",
          .metric = "validation loss",
          .other = "training loss",
          .place = "epoch 14",
          .from = "0.310",
          .to = "0.355",
          .amount = "0.045"};
}

std::string of_run(Kind kind, double amount) {
  const model::Insight insight{.kind = kind, .metric = "val/loss", .amount = amount};
  return words::insight_row(kind).of_run(validation_loss(insight));
}

std::string of_runs(Kind kind, double amount) {
  const model::ExperimentInsight insight{.insight = kind, .metric = "val/loss", .amount = amount};
  return words::insight_row(kind).of_runs({insight, "validation loss", " (epoch 14)", "0.045"});
}

TEST(InsightKinds, EveryKindThatHasANameHasOneRow) {
  std::set<Kind> named, told;
  for (unsigned value = 0; !model::name_of(static_cast<Kind>(value)).empty(); ++value) {
    named.insert(static_cast<Kind>(value));
  }
  for (const words::InsightRow& row : words::insight_rows()) EXPECT_TRUE(told.insert(row.kind).second);
  EXPECT_EQ(told, named);
  EXPECT_EQ(words::repeats_rows().size(), 2u);  // of_runs has the words of the insight that is shared
}

// The numbers are those of the rules in analysis/run/insight_rules.h.
TEST(InsightKinds, RulesSayTheirNumbers) {
  EXPECT_EQ(rule(Kind::diverged),
            "The series ends in values that are not finite, or a training loss ends above 3 × its first level.");
  EXPECT_EQ(rule(Kind::overfitting),
            "At least 20\u202f% of the values come after the best; the last level is worse than that at the best by "
            "3 × its noise, 10\u202f% of the gain and 5\u202f% of a loss or 1 point of a share; training still "
            "gained.");
  EXPECT_EQ(rule(Kind::still_improving),
            "The best lies in the last tenth, and the last fifth rises or falls (Mann–Kendall z ≥ 2) by more than "
            "noise and 2\u202f% of the whole gain (rewards: 10\u202f%).");
  EXPECT_EQ(rule(Kind::plateau),
            "The best lies in the first half with at least 10 values after it, is better than the start by 3 × its "
            "noise, and no more than 25\u202f% of that was lost.");
  EXPECT_EQ(rule(Kind::generalisation_gap),
            "At the best value the two differ by more than 3 × the noise of both and by 2 points of a share or a "
            "factor of 1.25.");
  EXPECT_EQ(rule(Kind::throughput_change),
            "Both the overall rates and the medians of ten blocks a half differ by a factor of 1.25, over at least 20 "
            "timed rows.");
  EXPECT_EQ(rule(Kind::learning_rate_high),
            "Three times or more from below a quarter of its start to above half of it, by more than 10 × its noise.");
  EXPECT_EQ(rule(Kind::learning_rate_low),
            "Each fifth brings 15 to 25\u202f% of the fall, and at least half of the first level is left.");
}

TEST(InsightKinds, ARunIsToldInASentence) {
  EXPECT_EQ(of_run(Kind::overfitting, 0.045),
            "Validation loss was best at epoch 14, 0.310, and ended at 0.355, while training loss went on improving: "
            "overfitting.");
  EXPECT_EQ(of_run(Kind::still_improving, 0.045),
            "Validation loss was still improving at the end, by 0.045 since epoch 14: a longer run may do better.");
  EXPECT_EQ(of_run(Kind::plateau, 0.6),
            "Validation loss was best at epoch 14, 0.310; 60.0\u202f% of the run came after it.");
  EXPECT_EQ(of_run(Kind::generalisation_gap, 0.045),
            "At its best (epoch 14) validation loss was 0.310 and training loss 0.355: a gap of 0.045.");
  EXPECT_EQ(of_run(Kind::diverged, 4),
            "Validation loss left its scale for good at epoch 14: it ended at 4 times its start.");
  EXPECT_EQ(of_run(Kind::diverged, std::numeric_limits<double>::quiet_NaN()),
            "Validation loss is not a finite number from epoch 14 on.");
  EXPECT_THAT(of_run(Kind::learning_rate_high, 3),
              HasSubstr("leapt back up 3 times after it had fallen, first at epoch 14"));
  EXPECT_THAT(of_run(Kind::learning_rate_low, 0.1), HasSubstr("fell in a straight line to the end"));
}

TEST(InsightKinds, ARunThatGotSlowerSaysBothRates) {
  model::Insight slower{.kind = Kind::throughput_change, .amount = 0.5};
  slower.from = {.value = 20, .step = 1000};
  slower.to = {.value = 10, .step = 2000};
  EXPECT_EQ(words::insight_row(slower.kind).of_run({slower}),
            "The run got slower: 20 steps a second in its first half, 10 steps a second in the second.");
  slower.from = {.value = 0.02, .epoch = 1};
  slower.to = {.value = 0.001, .epoch = 2};
  EXPECT_EQ(words::insight_row(slower.kind).of_run({slower}),
            "The run got slower: 1.2 epochs a minute in its first half, 3.6 epochs an hour in the second.");
  EXPECT_EQ(words::insight_row(slower.kind).mark(0.5), "slower");
  EXPECT_EQ(words::insight_row(slower.kind).mark(1.5), "faster");
}

TEST(InsightKinds, WhatRunsShareIsToldWithTheMedian) {
  EXPECT_EQ(of_runs(Kind::overfitting, 0.045),
            "validation loss ended worse than its best (epoch 14), by a median of 0.045, while training went on "
            "improving: overfitting.");
  EXPECT_EQ(of_runs(Kind::plateau, 0.6),
            "validation loss was best early (epoch 14); a median of 60.0\u202f% of the run came after it.");
  EXPECT_EQ(of_runs(Kind::diverged, 4), "validation loss diverged (epoch 14).");
  EXPECT_EQ(of_runs(Kind::throughput_change, 0.5),
            "the second half ran at a median of 0.5 times the speed of the first.");
}

TEST(InsightKinds, RepeatsThatStandOutHaveRulesWithTheirNumbers) {
  EXPECT_THAT(words::repeats_row(model::ExperimentInsightKind::unstable).rule(), HasSubstr("deviations above 2."));
  EXPECT_THAT(words::repeats_row(model::ExperimentInsightKind::unstable).formula(),
              HasSubstr("above twice the pooled"));
  EXPECT_THAT(words::repeats_row(model::ExperimentInsightKind::outlier).formula(),
              HasSubstr("of at least four repeats, one lies further from the median of the others than 5 × 1.4826"));
}

TEST(Schemas, AListOfNamesStandsInPlaceOfItsPlaceholder) {
  EXPECT_EQ(render::with_names("{\n  \"enum\": [\n    \"@experiment_insight_kinds\",\n    null\n  ]\n}\n"),
            "{\n  \"enum\": [\n    \"of_runs\",\n    \"unstable\",\n    \"outlier\",\n    null\n  ]\n}\n");
  EXPECT_EQ(render::with_names("{}"), "{}");
  EXPECT_THAT(render::with_names("[\n \"@insight_kinds\"]"), HasSubstr("\n \"diverged\",\n \"overfitting\",\n"));
  EXPECT_THAT(render::with_names("[\n \"@health_kinds\"]"), HasSubstr("\n \"mixed_units\"]"));
}

}  // namespace

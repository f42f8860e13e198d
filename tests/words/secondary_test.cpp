#include "words/secondary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "support/findings_log.h"

namespace {

using model::Tone;
using support::once;
using testing::ElementsAre;

TEST(ObjectivesOf, HasTheObjectiveFirst) {
  support::FindingsLog log;
  model::Project& project = log.project();
  project.secondary = {3, 1};
  EXPECT_THAT(words::objectives_of(project), ElementsAre(0, 3, 1));
  EXPECT_TRUE(words::is_secondary(project, 3));
  EXPECT_FALSE(words::is_secondary(project, 0));
  project.objective.reset();
  EXPECT_THAT(words::objectives_of(project), ElementsAre(3, 1));
}

TEST(MetricChange, HasBothSidesAndATone) {
  support::FindingsLog log;
  log.project();
  log.experiment("a", once(0.9));
  model::Experiment& changed = log.experiment("b", once(0.95));
  log.change(changed, model::Verdict::clearly_better, model::VerdictReason::clear,
             {.estimate = 0.05, .low = 0.02, .high = 0.08});
  const words::MetricChange change = words::metric_change(log.findings(), changed, 0, changed.versus_parent);
  ASSERT_NE(change.before, nullptr);
  ASSERT_NE(change.now, nullptr);
  EXPECT_EQ(change.before->mean, 0.9);
  EXPECT_EQ(change.now->mean, 0.95);
  EXPECT_EQ(change.difference.estimate, 0.05);
  EXPECT_EQ(change.tone, Tone::good);
}

TEST(MetricChange, HasNoDifferenceWhereNothingCanBeCompared) {
  support::FindingsLog log;
  log.project();
  log.experiment("a", once(0.9));
  model::Experiment& changed = log.experiment("b", once(0.95));
  log.change(changed, model::Verdict::clearly_better, model::VerdictReason::clear, {.estimate = 0.05});
  changed.versus_parent->metrics[0].comparability = model::Comparability::other_hardware;
  const words::MetricChange change = words::metric_change(log.findings(), changed, 0, changed.versus_parent);
  EXPECT_FALSE(change.comparable);
  EXPECT_TRUE(change.difference.estimate != change.difference.estimate);
  const words::MetricChange alone = words::metric_change(log.findings(), changed, 0, std::nullopt);
  EXPECT_EQ(alone.before, nullptr);
  EXPECT_EQ(alone.tone, Tone::calm);
}

}  // namespace

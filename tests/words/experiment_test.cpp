#include "words/experiment.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

using model::Comparability;
using support::repeats;

/// A change from 90 to 95 %, three repeats each.
class ExperimentLede : public testing::Test {
 protected:
  ExperimentLede() {
    log_.project().metrics.push_back({.name = "time", .kind = model::ValueKind::seconds});
    log_.findings().projects[0].metrics[1].role = model::Role::training_time;
    log_.experiment("a", repeats(0.9, 0.01, 3));
    log_.experiment("b", repeats(0.95, 0.01, 3));
    log_.change(changed(), model::Verdict::clearly_better, model::VerdictReason::clear,
                {.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.001});
  }

  model::Experiment& changed() { return log_.findings().experiments[1]; }
  std::string lede(model::Index experiment = 1) {
    const model::Findings& findings = log_.findings();
    return support::with_spaces(words::plain_text(words::experiment_lede(findings, findings.experiments[experiment])));
  }
  /// The lede from where it speaks of training time, which was `before` seconds.
  std::string time(double before, double now, Comparability comparability = Comparability::comparable) {
    changed().metrics.resize(1);
    changed().metrics.push_back({.metric = 1, .at_best = support::once(now)});
    changed().versus_parent->metrics = {
        {.metric = 1, .difference = {.estimate = now - before}, .comparability = comparability}};
    const std::string text = lede();
    const std::size_t at = text.find("Training");
    return at == std::string::npos ? "" : text.substr(at);
  }

  support::FindingsLog log_;
};

TEST_F(ExperimentLede, GivesTheValueAgainstTheParent) {
  EXPECT_EQ(lede(),
            "Validation accuracy 90.0 → 95.0 % against a (+5.0 points, 95 % interval +2.0 to +8.0, 3 repeats each).");
}

TEST_F(ExperimentLede, GivesTheValueAloneWithoutAParent) {
  EXPECT_EQ(lede(0), "Validation accuracy 90.0 % ± 1.0 over 3 runs.");
}

TEST_F(ExperimentLede, DoesNotCompareWhatWasMeasuredOnSomethingElse) {
  changed().versus_parent->evaluation_changes = {"dataset"};
  EXPECT_EQ(lede(),
            "Validation accuracy 95.0 % ± 1.0 over 3 runs. It cannot be compared with a, which was measured on "
            "something else (dataset).");
}

TEST_F(ExperimentLede, SaysHowItEndedWithoutAValue) {
  changed().metrics.clear();
  changed().status = model::ExperimentStatus::failed;
  EXPECT_EQ(lede(), "3 runs, failed.");
}

TEST_F(ExperimentLede, TellsHowMuchLongerTrainingTakes) {
  EXPECT_EQ(time(10, 12), "Training takes 20 % longer.");
  EXPECT_EQ(time(10, 7), "Training takes 30 % less time.");
  EXPECT_EQ(time(10, 10.05), "Training takes as long.");
  EXPECT_EQ(time(10, 7, Comparability::other_hardware), "Training times are not comparable: the hardware differs.");
  EXPECT_EQ(time(10, 7, Comparability::other_evaluation), "");
}

TEST(DecisionReason, IsWhatComesAfterBecause) {
  EXPECT_EQ(words::decision_reason_of("Keep this configuration because the gain is real"), "the gain is real");
  EXPECT_EQ(words::decision_reason_of("discarded because of noise"), "of noise");
  EXPECT_EQ(words::decision_reason_of("Keep it."), "Keep it.");
  EXPECT_EQ(words::decision_reason_of("Worse because of the learning rate"), "Worse because of the learning rate");
}

}  // namespace

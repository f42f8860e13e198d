#include "render/insight_rules_text.h"

#include "analysis/health/experiment_insights.h"
#include "analysis/run/insight_rules.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "render/insight_text.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

std::string number(double value) {
  return words::format_value(value, model::ValueKind::plain);
}

std::string share(double value) {
  return number(100 * value) + "\u202f%";
}

/// A ratio as what it adds: "5 %" of 1.05.
std::string above_one(double ratio) {
  return share(ratio - 1);
}

}  // namespace

std::string rule_text(model::Insight::Kind kind) {
  using namespace analysis;
  using Kind = model::Insight::Kind;
  const std::string noise = number(kNoiseFactor) + " × its noise";
  switch (kind) {
    case Kind::diverged:
      return "The series ends in values that are not finite, or a training loss ends above " + number(kDivergedRatio) +
             " × its first level.";
    case Kind::overfitting:
      return "At least " + share(kAfterBest) +
             " of the values come after the best; the last level is worse than that at the best by " + noise + ", " +
             share(kShareOfImprovement) + " of the gain and " + above_one(kLossRatio) + " of a loss or " +
             number(100 * kShareStep) + " point of a share; training still gained.";
    case Kind::still_improving:
      return "The best lies in the last tenth, and the last fifth rises or falls (Mann–Kendall z ≥ " +
             number(kTrendDeviations) + ") by more than noise and " + share(kStillGain) +
             " of the whole gain (rewards: " + share(kShareOfImprovement) + ").";
    case Kind::plateau:
      return "The best lies in the first half with at least " + number(kAfterPlateau) +
             " values after it, is better than the start by " + noise + ", and no more than " + share(kLostOfPlateau) +
             " of that was lost.";
    case Kind::generalisation_gap:
      return "At the best value the two differ by more than " + number(kNoiseFactor) + " × the noise of both and by " +
             number(100 * kGapShare) + " points of a share or a factor of " + number(kGapRatio) + ".";
    case Kind::throughput_change:
      return "Both the overall rates and the medians of ten blocks a half differ by a factor of " +
             number(kThroughputRatio) + ", over at least " + number(static_cast<double>(kTimedRows)) + " timed rows.";
    case Kind::learning_rate_high:
      return "Three times or more from below a quarter of its start to above half of it, by more than 10 × its noise.";
    case Kind::learning_rate_low:
      return "Each fifth brings 15 to 25\u202f% of the fall, and at least half of the first level is left.";
  }
  return "";
}

std::string unstable_rule() {
  return "F test on the variances, adjusted over the project's experiments, and a ratio of deviations above " +
         number(analysis::kUnstableRatio) + ".";
}

std::string outlier_rule() {
  return "Farther from the median of the others than " + number(analysis::kOutlierDistance) +
         " × 1.4826 × their median absolute deviation.";
}

}  // namespace render

#include "analysis/health/experiment_insights.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "analysis/run/insight_curve.h"
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "model/insight_rules.h"

namespace analysis {
namespace {

using InsightKind = model::ExperimentInsight::Kind;

struct Shared {
  std::vector<model::Index> runs;
  std::vector<double> amounts;
};

/// Of the end of a curve, which a run that was cut short has not seen.
bool is_of_the_end(model::Insight::Kind kind) {
  return kind == model::Insight::Kind::still_improving || kind == model::Insight::Kind::plateau;
}

void add_of_runs(std::span<const model::RunDigest> runs, model::Experiment& experiment) {
  std::map<std::pair<model::Insight::Kind, std::string>, Shared> shared;
  bool any_counts = false;
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) any_counts = any_counts || experiment.counts(i);
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    const model::Index run = experiment.runs[i];
    for (const model::Insight& insight : runs[run].insights) {
      if (any_counts && !experiment.counts(i) && is_of_the_end(insight.kind)) continue;
      Shared& one = shared[{insight.kind, insight.metric}];
      one.runs.push_back(run);
      if (std::isfinite(insight.amount)) one.amounts.push_back(insight.amount);
    }
  }
  for (auto& [what, one] : shared) {
    if (2 * one.runs.size() < experiment.runs.size()) continue;
    experiment.insights.push_back({.kind = InsightKind::of_runs,
                                   .insight = what.first,
                                   .metric = what.second,
                                   .runs = std::move(one.runs),
                                   .amount = median_of(std::move(one.amounts))});
  }
}

const model::MetricEstimate* objective_of(const model::Project& project, const model::Experiment& experiment) {
  return project.objective ? experiment.find(*project.objective) : nullptr;
}

/// Sums of squares within experiments, and their degrees of freedom.
struct Within {
  double squares = 0, degrees = 0;
};

std::vector<Within> within_experiments(const model::Project& project, std::span<const model::Experiment> experiments) {
  std::vector<Within> out(experiments.size());
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    const model::MetricEstimate* metric = objective_of(project, experiments[i]);
    if (!metric || metric->at_best.n < 2 || !std::isfinite(metric->at_best.sd)) continue;
    const double degrees = metric->at_best.n - 1.0;
    out[i] = {.squares = degrees * metric->at_best.sd * metric->at_best.sd, .degrees = degrees};
  }
  return out;
}

/// Sums over all others: what came before and what comes after, since taking one from the total would lose its digits.
std::vector<Within> without_each(const std::vector<Within>& all) {
  std::vector<Within> others(all.size());
  const auto sweep = [&](std::size_t at, Within& sum) {
    others[at].squares += sum.squares;
    others[at].degrees += sum.degrees;
    sum.squares += all[at].squares;
    sum.degrees += all[at].degrees;
  };
  Within before, after;
  for (std::size_t i = 0; i < all.size(); ++i) sweep(i, before);
  for (std::size_t i = all.size(); i-- > 0;) sweep(i, after);
  return others;
}

void add_unstable(const model::Project& project, std::span<model::Experiment> experiments) {
  const std::vector<Within> own = within_experiments(project, experiments);
  const std::vector<Within> others = without_each(own);
  std::vector<double> p(experiments.size(), model::kMissing), ratio(experiments.size(), model::kMissing);
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    if (own[i].degrees < 2 || others[i].degrees < kLeastDegrees || !(others[i].squares > 0)) continue;
    const double f = (own[i].squares / own[i].degrees) / (others[i].squares / others[i].degrees);
    p[i] = f_upper_p(f, own[i].degrees, others[i].degrees);
    ratio[i] = std::sqrt(f);
  }
  const std::vector<double> adjusted = adjust_p_values(p);
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    if (!(adjusted[i] <= project.significance) || !(ratio[i] > model::insight_rules::kUnstableRatio)) continue;
    experiments[i].insights.push_back({.kind = InsightKind::unstable,
                                       .metric = project.metrics[*project.objective].name,
                                       .runs = experiments[i].runs,
                                       .amount = ratio[i]});
  }
}

/// Distance of value `i` from the median of the others, if it is far out; else NaN.
double far_out(const std::vector<double>& values, std::size_t i) {
  std::vector<double> others = values;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
  const double middle = median_of(others);
  for (double& other : others) other = std::fabs(other - middle);
  const double deviation = 1.4826 * median_of(std::move(others));
  const double distance = std::fabs(values[i] - middle);
  return deviation > 0 && distance > model::insight_rules::kOutlierDistance * deviation ? distance : model::kMissing;
}

void add_outlier(const model::Project& project, model::Experiment& experiment) {
  const model::MetricEstimate* metric = objective_of(project, experiment);
  if (!metric || metric->per_run.size() < model::insight_rules::kOutlierRepeats ||
      metric->per_run.size() != experiment.runs.size())
    return;
  std::vector<double> values;
  std::vector<model::Index> runs;
  for (std::size_t i = 0; i < metric->per_run.size(); ++i) {
    if (!experiment.counts(i)) continue;
    values.push_back(metric->per_run[i]);
    runs.push_back(experiment.runs[i]);
  }
  if (values.size() < model::insight_rules::kOutlierRepeats) return;
  // Only the two ends can be far out.
  std::size_t low = 0, high = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) return;
    if (values[i] < values[low]) low = i;
    if (values[i] > values[high]) high = i;
  }
  const double below = far_out(values, low), above = far_out(values, high);
  if (std::isfinite(below) == std::isfinite(above)) return;
  const bool is_low = std::isfinite(below);
  experiment.insights.push_back({.kind = InsightKind::outlier,
                                 .metric = project.metrics[*project.objective].name,
                                 .runs = {runs[is_low ? low : high]},
                                 .amount = is_low ? below : above});
}

}  // namespace

void find_experiment_insights(const model::Project& project, std::span<const model::RunDigest> runs,
                              std::span<model::Experiment> experiments) {
  for (model::Experiment& experiment : experiments) add_of_runs(runs, experiment);
  if (!project.objective) return;
  add_unstable(project, experiments);
  for (model::Experiment& experiment : experiments) add_outlier(project, experiment);
}

}  // namespace analysis

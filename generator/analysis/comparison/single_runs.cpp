#include "analysis/comparison/single_runs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/config/config_key.h"
#include "analysis/metrics/examples.h"
#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

bool is_value(const model::TestedValue& tested, const std::optional<model::ParameterValue>& value) {
  if (!tested.value || !value) return tested.value.has_value() == value.has_value();
  return value_key(*tested.value) == value_key(*value);
}

/// In how many controlled pairs of the same two values the change came out as better.
void count_contexts(const model::Project& project, model::Comparison& comparison) {
  const model::ParameterChange& change = comparison.changes.front();
  const auto impact =
      std::find_if(project.parameters.begin(), project.parameters.end(),
                   [&](const model::ParameterImpact& one) { return one.parameter == change.parameter; });
  if (impact == project.parameters.end()) return;
  for (const model::ValueEffect& effect : impact->effects) {
    const model::TestedValue &from = impact->values[effect.from], &to = impact->values[effect.to];
    const bool forward = is_value(from, change.old_value) && is_value(to, change.new_value);
    const bool backward = is_value(from, change.new_value) && is_value(to, change.old_value);
    if ((!forward && !backward) || effect.pairs < 2) continue;
    comparison.contexts = effect.pairs;
    comparison.contexts_better = forward ? effect.better : effect.worse;
  }
}

/// Whether as few examples give such a difference by chance.
bool is_below_examples(const model::Project& project, const model::Experiment& before, const model::Experiment& after) {
  if (!project.examples) return false;
  const model::MetricEstimate *was = before.find(*project.objective), *now = after.find(*project.objective);
  if (was == nullptr || now == nullptr) return false;
  const double p = as_share(project, was->at_best.mean), q = as_share(project, now->at_best.mean);
  return std::fabs(p - q) < error_of_examples(p, q, project.examples->count);
}

/// The best and the next one, if no noise is known by which they could be told apart.
void choose_repeats(model::Project& project, std::span<const model::Experiment> experiments) {
  if (!project.objective || project.best.empty()) return;
  const bool known = *project.objective < project.noise.size() && project.noise[*project.objective].is_known();
  if (known) return;
  const model::Index best = project.best.front().experiment;
  const RankedExperiment* next = nullptr;
  const std::vector<RankedExperiment> ranked = find_ranked(project, experiments);
  for (const RankedExperiment& one : ranked) {
    if (one.experiment == best || experiments[one.experiment].unfinished) continue;
    if (next == nullptr || one.loss < next->loss) next = &one;
  }
  if (next != nullptr) project.repeat_first = {best, next->experiment};
}

}  // namespace

void find_wobbles(std::span<const model::RunDigest> runs, const model::Project& project,
                  std::span<model::Experiment> experiments) {
  if (!project.objective || project.metrics[*project.objective].taken != model::Taken::best) return;
  const std::string& name = project.metrics[*project.objective].name;
  for (model::Experiment& experiment : experiments) {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
      const model::SeriesDigest* series = runs[experiment.runs[i]].find_series(name);
      if (!experiment.counts(i) || series == nullptr || !std::isfinite(series->wobble)) continue;
      sum += series->wobble;
      ++count;
    }
    if (count > 0) experiment.wobble = sum / static_cast<double>(count);
  }
}

void find_hints(model::Project& project, std::span<model::Experiment> experiments) {
  for (model::Experiment& experiment : experiments) {
    if (!experiment.versus_parent || experiment.versus_parent->verdict != model::Verdict::not_tested) continue;
    model::Comparison& comparison = *experiment.versus_parent;
    const double was = experiments[comparison.other].wobble, now = experiment.wobble;
    const double wobble = std::sqrt((was * was + now * now) / 2);
    comparison.below_examples = is_below_examples(project, experiments[comparison.other], experiment);
    comparison.below_wobble = std::fabs(comparison.objective.estimate) < kWobbles * wobble;
    if (comparison.changes.size() == 1) count_contexts(project, comparison);
  }
  choose_repeats(project, experiments);
}

}  // namespace analysis

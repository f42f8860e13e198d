#include "analysis/comparison/project_noise.h"

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "analysis/log/counted_runs.h"
#include "analysis/metrics/metric_table.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/noise_model.h"
#include "analysis/statistics/seed_blocks.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace analysis {
namespace {

void take_seeds_out(std::span<const model::RunDigest> runs, const SeedKeys& seed_keys, model::Project& project,
                    std::span<model::Experiment> experiments) {
  std::vector<SeededRepeats> repeats(experiments.size());
  for (std::size_t e = 0; e < experiments.size(); ++e) {
    const model::Experiment& experiment = experiments[e];
    const model::MetricEstimate* metric = experiment.find(*project.objective);
    if (metric == nullptr || experiment.unfinished) continue;
    for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
      if (!experiment.counts(i)) continue;
      repeats[e].values.push_back(metric->per_run[i]);
      repeats[e].seeds.push_back(seed_of(runs[experiment.runs[i]], seed_keys));
    }
  }
  const SeedBlocks blocks = block_seeds(repeats);
  if (blocks.members.empty()) return;
  std::vector<std::vector<double>> values;
  for (const std::size_t member : blocks.members) {
    const bool folds = experiments[member].find(*project.objective)->at_best.folds;
    experiments[member].without_seeds = estimate(blocks.values[member], folds);
    values.push_back(blocks.values[member]);
  }
  project.seed_block = {.experiments = values.size(), .seeds = values.front().size(), .noise = fit_noise(values)};
}

bool any_done_again(std::span<const model::Experiment> experiments) {
  for (const model::Experiment& experiment : experiments) {
    for (const model::RunCount& count : experiment.counted) {
      if (count.why == model::NotCounted::copy || count.why == model::NotCounted::same_seed) return true;
    }
  }
  return false;
}

}  // namespace

void find_noise(std::span<const model::RunDigest> runs, const SeedKeys& seed_keys, model::Project& project,
                std::span<model::Experiment> experiments) {
  std::vector<std::vector<std::vector<double>>> repeats(project.metrics.size());
  for (const model::Experiment& experiment : experiments) {
    for (const model::MetricEstimate& metric : experiment.metrics) {
      const bool is_cost = depends_on_machine(project.metrics[metric.metric]);
      std::vector<double> values;
      for (const std::size_t run : repeats_of(experiment, metric.per_run, is_cost)) {
        if (std::isfinite(metric.per_run[run])) values.push_back(metric.per_run[run]);
      }
      repeats[metric.metric].push_back(std::move(values));
    }
  }
  const bool again = any_done_again(experiments);
  for (const auto& of_metric : repeats) {
    project.noise.push_back(fit_noise(of_metric));
    // Copies and the same seed again are repeats that say nothing of the noise.
    if (again && project.noise.back().gap == model::NoiseGap::no_repeats)
      project.noise.back().gap = model::NoiseGap::all_equal;
  }
  if (project.objective) take_seeds_out(runs, seed_keys, project, experiments);
}

}  // namespace analysis

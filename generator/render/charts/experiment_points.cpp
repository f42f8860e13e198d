#include "render/charts/experiment_points.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "render/number_format.h"
#include "render/words.h"

namespace render {

const model::Estimate* finite_estimate(const analysis::Experiment& experiment, analysis::Index metric) {
  const analysis::MetricEstimate* found = experiment.find(metric);
  return found != nullptr && std::isfinite(found->at_best.mean) ? &found->at_best : nullptr;
}

std::string point_label(const analysis::Experiment& experiment, const model::Estimate& estimate,
                        const analysis::MetricInfo& metric) {
  const EstimateText text = format_estimate(estimate, metric.kind);
  std::string label = experiment.id + ": " + text.mean;
  if (!text.spread.empty()) label += " ± " + text.spread;
  if (experiment.decision != model::Decision::open)
    label += ", " + std::string(decision_word(experiment.decision).text);
  return label;
}

std::string measured_otherwise_sentence(const analysis::Findings& findings, const analysis::Project& project) {
  const auto apart = std::count_if(project.experiments.begin(), project.experiments.end(),
                                   [&](analysis::Index index) { return !findings.experiments[index].is_ranked(); });
  if (apart == 0) return {};
  return " Measured on something else, so left out: " +
         counted(static_cast<std::size_t>(apart), "experiment", "experiments") + ".";
}

std::string without_value_sentence(const analysis::Findings& findings,
                                   const std::vector<analysis::Index>& experiments) {
  constexpr std::size_t kNamed = 5;
  if (experiments.empty()) return {};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(experiments.size(), kNamed); ++i) {
    names.push_back(findings.experiments[experiments[i]].id);
  }
  if (experiments.size() > kNamed) names.push_back(format_count(experiments.size() - kNamed) + " more");
  return " Without a finite value: " + listed(names) + ".";
}

}  // namespace render

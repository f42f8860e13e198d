#include "render/charts/experiment_points.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"
#include "words/parts/phrase.h"

namespace render {

const model::Estimate* finite_estimate(const model::Experiment& experiment, model::Index metric) {
  const model::MetricEstimate* found = experiment.find(metric);
  return found != nullptr && std::isfinite(found->at_best.mean) ? &found->at_best : nullptr;
}

std::string point_label(const model::Experiment& experiment, const model::Estimate& estimate,
                        const model::MetricInfo& metric) {
  const words::EstimateText text = words::format_estimate(estimate, metric.kind);
  std::string label = experiment.shown() + ": " + text.mean;
  if (!text.spread.empty()) label += " " + text.spread;
  if (experiment.decision != model::Decision::open)
    label += ", " + std::string(words::decision_word(experiment.decision).text);
  return label;
}

std::string measured_otherwise_sentence(const model::Findings& findings, const model::Project& project) {
  const auto apart = std::count_if(project.experiments.begin(), project.experiments.end(),
                                   [&](model::Index index) { return !findings.experiments[index].is_ranked(); });
  if (apart == 0) return {};
  return " Measured on something else, so left out: " +
         words::counted(static_cast<std::size_t>(apart), "experiment", "experiments") + ".";
}

std::string without_value_sentence(const model::Findings& findings, const std::vector<model::Index>& experiments) {
  constexpr std::size_t kNamed = 5;
  if (experiments.empty()) return {};
  return " Without a finite value: " + words::plain_text(words::experiment_links(findings, experiments, kNamed)) + ".";
}

}  // namespace render

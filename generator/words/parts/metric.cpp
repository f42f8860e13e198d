#include "words/parts/metric.h"

#include <cctype>
#include <cstddef>
#include <string_view>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "words/parts/lists.h"

namespace words {

const model::MetricInfo* objective_of(const model::Project& project) {
  return project.objective ? &project.metrics[*project.objective] : nullptr;
}

const model::Estimate* objective_estimate(const model::Findings& findings, const model::Experiment& experiment) {
  const model::Project& project = findings.projects[experiment.project];
  if (!project.objective) return nullptr;
  const model::MetricEstimate* metric = experiment.find(*project.objective);
  return metric != nullptr && metric->at_best.n + metric->at_best.non_finite > 0 ? &metric->at_best : nullptr;
}

namespace {

/// What is said beside the name where the number is not the best: in a head, and within a sentence.
struct TakenText {
  std::string_view head, sentence;
};

TakenText taken_text(model::Taken taken) {
  switch (taken) {
    case model::Taken::best:
      return {};
    case model::Taken::last:
      return {", last value", " at the end"};
    case model::Taken::of_tail:
      return {", mean of the last tenth", " over the last tenth"};
  }
  return {};
}

}  // namespace

std::string metric_label(const model::MetricInfo& metric) {
  return (metric.label.empty() ? metric.name : metric.label) + std::string(taken_text(metric.taken).head);
}

std::string metric_in_sentence(const model::MetricInfo& metric) {
  std::string label = metric.label.empty() ? metric.name : metric.label;
  const auto upper = [&](std::size_t i) {
    return i < label.size() && std::isupper(static_cast<unsigned char>(label[i]));
  };
  if (label != metric.name && upper(0) && !upper(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label + std::string(taken_text(metric.taken).sentence);
}

std::string metric_at_start(const model::MetricInfo& metric) {
  return (metric.label == metric.name ? metric.label : capitalised(metric.label)) +
         std::string(taken_text(metric.taken).sentence);
}

}  // namespace words

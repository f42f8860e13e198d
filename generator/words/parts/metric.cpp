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

/// Which value stands for a run, beside the name: in a head, and within a sentence.
struct TakenText {
  std::string head, sentence;
};

TakenText taken_text(const model::MetricInfo& metric) {
  if (!metric.at_best_of.empty()) {
    const std::string where = "at the best " + metric.at_best_of;
    return {", " + where, " (" + where + ")"};
  }
  switch (metric.taken) {
    case model::Taken::best:
      if (!metric.best_along) return {};
      if (*metric.best_along == model::CurveAxis::epoch) return {", best epoch", " (best epoch)"};
      return {", best value", " (best value)"};
    case model::Taken::last:
      return {", last value", " at the end"};
    case model::Taken::of_tail:
      return {", mean of the last tenth", " over the last tenth"};
  }
  return {};
}

}  // namespace

std::string metric_label(const model::MetricInfo& metric) {
  return (metric.label.empty() ? metric.name : metric.label) + taken_text(metric).head;
}

std::string metric_in_sentence(const model::MetricInfo& metric) {
  std::string label = metric.label.empty() ? metric.name : metric.label;
  const auto upper = [&](std::size_t i) {
    return i < label.size() && std::isupper(static_cast<unsigned char>(label[i]));
  };
  const auto letter = [&](std::size_t i) {
    return i < label.size() && std::isalpha(static_cast<unsigned char>(label[i])) != 0;
  };
  if (label != metric.name && upper(0) && letter(1) && !upper(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label + taken_text(metric).sentence;
}

std::string metric_at_start(const model::MetricInfo& metric) {
  return (metric.label == metric.name ? metric.label : capitalised(metric.label)) + taken_text(metric).sentence;
}

std::string last_label(const model::MetricInfo& metric) {
  model::MetricInfo plain = metric;
  plain.best_along.reset();
  return metric_label(plain) + ", last";
}

std::string last_in_sentence(const model::MetricInfo& metric) {
  model::MetricInfo plain = metric;
  plain.best_along.reset();
  return metric_in_sentence(plain) + " (last)";
}

}  // namespace words

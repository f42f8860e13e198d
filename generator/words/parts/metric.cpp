#include "words/parts/metric.h"

#include <cctype>
#include <cstddef>

#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace words {

const model::MetricInfo* objective_of(const model::Project& project) {
  return project.objective ? &project.metrics[*project.objective] : nullptr;
}

std::string metric_label(const model::MetricInfo& metric) {
  return metric.label.empty() ? metric.name : metric.label;
}

std::string metric_in_sentence(const model::MetricInfo& metric) {
  std::string label = metric.label.empty() ? metric.name : metric.label;
  const auto upper = [&](std::size_t i) {
    return i < label.size() && std::isupper(static_cast<unsigned char>(label[i]));
  };
  if (label != metric.name && upper(0) && !upper(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

}  // namespace words

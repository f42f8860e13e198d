#include "words/examples.h"

#include <cmath>

#include "model/findings/metric_info.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {

std::string examples_text(const model::Examples& examples) {
  const std::string count = format_count(examples.count);
  return count + (examples.count == 1 ? " example" : " examples") +
         (examples.set ? "" : " (all values are multiples of 1/" + count + ")");
}

std::string examples_sentence(const model::Project& project) {
  const model::MetricInfo* objective = objective_of(project);
  if (objective == nullptr || !project.examples || !std::isfinite(project.examples->error)) return "";
  const bool seeds = *project.objective < project.noise.size() && project.noise[*project.objective].is_known();
  return std::string(seeds ? "Intervals are over training seeds alone. " : "") + "Measured on " +
         examples_text(*project.examples) + ": as many others would move the best value by about ± " +
         format_size(project.examples->error, objective->kind) + ".";
}

}  // namespace words

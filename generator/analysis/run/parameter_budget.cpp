#include "analysis/run/parameter_budget.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace analysis {

std::size_t parameters_kept(std::uint64_t bytes, std::size_t runs) {
  if (bytes >= kLargeInputBytes || runs == 0) return SIZE_MAX;
  return std::max(kParametersOfAnyRun, kParametersOfSmallInput / runs);
}

std::vector<model::Notice> keep_parameters(std::span<model::RunDigest> runs, std::size_t most,
                                           std::span<const std::string> labels) {
  std::vector<model::Notice> notices;
  for (model::RunDigest& run : runs) {
    const std::size_t all = run.config.parameters.size();
    if (all <= most) continue;
    run.config.parameters.resize(most);
    run.config.tree = {};
    run.named_parameters = 0;  // they stood at the end
    notices.push_back({.severity = model::Severity::warning,
                       .code = "parameters-left-out",
                       .file = labels[run.source] + "/" + (run.files.empty() ? run.folder : run.files.front()),
                       .what = std::to_string(all) + " parameters; the first " + std::to_string(most) +
                               " are kept, so that a small input makes no large site",
                       .run_key = run.key});
  }
  return notices;
}

}  // namespace analysis

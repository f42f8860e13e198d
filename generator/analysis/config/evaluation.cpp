#include "analysis/config/evaluation.h"

#include <algorithm>
#include <cstddef>

#include "analysis/config/config_key.h"
#include "base/contains.h"
#include "model/findings/comparison.h"
#include "vocabulary/evaluation_names.h"

namespace analysis {

bool defines_evaluation(std::string_view parameter, const std::vector<std::string>& extra) {
  const std::size_t dot = parameter.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? parameter : parameter.substr(dot + 1);
  if (base::contains(extra, "!" + std::string(parameter)) || base::contains(extra, "!" + std::string(last)))
    return false;
  if (base::contains(extra, parameter) || base::contains(extra, last)) return true;
  return vocabulary::names_evaluation(parameter);
}

std::vector<model::Parameter> measured_on(const model::Config& config, const std::vector<std::string>& extra) {
  std::vector<model::Parameter> result;
  for (const model::Parameter& parameter : config.parameters) {
    if (defines_evaluation(parameter.path, extra)) result.push_back(parameter);
  }
  return result;
}

std::string evaluation_key(const std::vector<model::Parameter>& measured_on) {
  std::string key;
  for (const model::Parameter& one : measured_on) key += one.path + "=" + value_key(one.value) + "\n";
  return key;
}

std::vector<std::string> evaluation_changes(const std::vector<model::ParameterChange>& changes,
                                            const std::vector<std::string>& extra) {
  std::vector<std::string> result;
  for (const model::ParameterChange& change : changes) {
    // Set on one side only: most often a default that was written out.
    if (!change.old_value || !change.new_value) continue;
    if (defines_evaluation(change.parameter, extra)) result.push_back(change.parameter);
  }
  return result;
}

}  // namespace analysis

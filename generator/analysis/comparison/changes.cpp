#include "analysis/comparison/changes.h"

#include <map>
#include <optional>
#include <string_view>

#include "model/findings/comparison.h"

namespace analysis {
namespace {

std::map<std::string_view, const model::ParameterValue*> by_path(const model::Config& config) {
  std::map<std::string_view, const model::ParameterValue*> values;
  for (const model::Parameter& parameter : config.parameters) values[parameter.path] = &parameter.value;
  return values;
}

}  // namespace

std::vector<model::ParameterChange> find_changes(const model::Config& before, const model::Config& after) {
  const auto old_values = by_path(before);
  const auto new_values = by_path(after);
  std::vector<model::ParameterChange> changes;
  if (before.parameters.empty() || after.parameters.empty()) return changes;
  for (const model::Parameter& parameter : after.parameters) {
    const auto found = old_values.find(parameter.path);
    if (found == old_values.end()) {
      changes.push_back({parameter.path, std::nullopt, parameter.value});
    } else if (!(*found->second == parameter.value)) {
      changes.push_back({parameter.path, *found->second, parameter.value});
    }
  }
  for (const model::Parameter& parameter : before.parameters) {
    if (!new_values.contains(parameter.path)) changes.push_back({parameter.path, parameter.value, std::nullopt});
  }
  return changes;
}

}  // namespace analysis

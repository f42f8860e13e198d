#include "analysis/metrics/ranked_evaluation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/config/config_key.h"
#include "analysis/config/evaluation.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

const model::Parameter* find_path(const std::vector<model::Parameter>& list, const std::string& path) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const model::Parameter& one) { return one.path == path; });
  return found == list.end() ? nullptr : &*found;
}

/// Parameters that have several values.
std::set<std::string> find_dividing(std::span<const model::Experiment> experiments) {
  std::map<std::string, std::string> first;
  std::set<std::string> dividing;
  for (const model::Experiment& experiment : experiments) {
    for (const model::Parameter& one : experiment.measured_on) {
      const std::string value = value_key(one.value);
      if (first.emplace(one.path, value).first->second != value) dividing.insert(one.path);
    }
  }
  return dividing;
}

std::vector<model::Parameter> only(const std::vector<model::Parameter>& list, const std::set<std::string>& paths) {
  std::vector<model::Parameter> result;
  std::copy_if(list.begin(), list.end(), std::back_inserter(result),
               [&](const model::Parameter& one) { return paths.contains(one.path); });
  return result;
}

std::vector<model::Parameter> most_common(const model::Project& project, std::span<const model::Experiment> experiments,
                                          const std::set<std::string>& dividing) {
  struct Count {
    std::size_t experiments = 0;
    const model::Experiment* latest = nullptr;
  };
  std::map<std::string, Count> counts;
  const Count* most = nullptr;
  for (const model::Experiment& experiment : experiments) {
    const model::MetricEstimate* value = project.objective ? experiment.find(*project.objective) : nullptr;
    if (!value || !std::isfinite(value->at_best.mean)) continue;
    Count& count = counts[evaluation_key(only(experiment.measured_on, dividing))];
    ++count.experiments;
    count.latest = &experiment;
    if (!most || count.experiments >= most->experiments) most = &count;
  }
  return most ? only(most->latest->measured_on, dividing) : std::vector<model::Parameter>{};
}

std::vector<std::string> names_of(const std::vector<model::Parameter>& list) {
  std::vector<std::string> names;
  for (const model::Parameter& one : list) names.push_back(one.path);
  return names;
}

}  // namespace

void choose_ranked_evaluation(const ProjectMembers& members, std::optional<model::Index> baseline,
                              model::Project& project, std::span<model::Experiment> experiments) {
  for (model::Experiment& experiment : experiments) {
    experiment.measured_on = measured_on(experiment.config, project.evaluation_keys);
  }
  if (!members.measured_on.empty()) {
    project.ranked_on = members.measured_on;
    project.evaluation_decided = {.guessed = true,
                                  .how = model::How::project_for_each,
                                  .names = names_of(members.measured_on),
                                  .setting = "\"split_evaluations\": false"};
    return;
  }
  if (project.kind == model::Kind::suite) return;
  const std::set<std::string> dividing = find_dividing(experiments);
  if (dividing.empty()) return;
  project.ranked_on =
      baseline ? only(experiments[*baseline].measured_on, dividing) : most_common(project, experiments, dividing);
  if (project.ranked_on.empty()) return;
  std::size_t apart = 0;
  for (model::Experiment& experiment : experiments) {
    for (const model::Parameter& ranked : project.ranked_on) {
      const model::Parameter* own = find_path(experiment.measured_on, ranked.path);
      if (own && value_key(own->value) != value_key(ranked.value)) experiment.measured_otherwise.push_back(ranked.path);
    }
    if (!experiment.is_ranked()) ++apart;
  }
  project.evaluation_decided = {.guessed = !baseline,
                                .how = baseline ? model::How::that_of_baseline : model::How::that_of_most_experiments,
                                .count = apart,
                                .setting = "\"split_evaluations\": true"};
}

}  // namespace analysis

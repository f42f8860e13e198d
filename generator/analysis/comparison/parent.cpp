#include "analysis/comparison/parent.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "analysis/comparison/config_distances.h"
#include "analysis/config/evaluation.h"
#include "analysis/log/experiment.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/index.h"

namespace analysis {
namespace {

std::uint32_t number_of_text(std::map<std::string, std::uint32_t>& numbers, const std::string& text) {
  return numbers.emplace(text, static_cast<std::uint32_t>(numbers.size())).first->second;
}

double objective_or_worst(const model::Experiment& experiment, std::optional<model::Index> objective,
                          model::Direction direction) {
  const model::MetricEstimate* found = objective ? experiment.find(*objective) : nullptr;
  if (!found || std::isnan(found->at_best.mean)) return -HUGE_VAL;
  return direction == model::Direction::minimize ? -found->at_best.mean : found->at_best.mean;
}

bool is_ancestor(const std::vector<ParentChoice>& choices, model::Index ancestor, model::Index of) {
  std::optional<model::Index> at = of;
  for (std::size_t steps = 0; at && steps <= choices.size(); ++steps) {
    if (*at == ancestor) return true;
    at = choices[*at].parent;
  }
  return false;
}

/// True if the notes settle the matter. `later_parent`: one that is chosen already stands after its child; only then,
/// or if this one does, can there be a circle.
bool take_said(const ExperimentIds& ids, const std::string& said, model::Index i, bool later_parent,
               std::vector<ParentChoice>& choices) {
  ParentChoice& choice = choices[i];
  if (said.empty()) return false;
  const std::string lower = base::to_lower(base::trim(said));
  if (lower == "none" || lower == "-" || lower == "n/a") {
    choice.decided.how = model::How::none_said_in_notes;
    return true;
  }
  const std::optional<model::Index> parent = ids.find(std::string(base::trim(said)));
  if (!parent) {
    choice.unknown = said;
    return false;
  }
  if ((later_parent || *parent >= i) && is_ancestor(choices, i, *parent)) {
    choice.circle = said;
    return false;
  }
  choice.parent = parent;
  choice.decided.how = model::How::said_in_notes;
  return true;
}

}  // namespace

std::vector<ParentChoice> choose_parents(std::span<const model::Experiment> experiments,
                                         std::span<const std::string> said, std::optional<model::Index> objective,
                                         model::Direction direction) {
  std::vector<ParentChoice> choices(experiments.size());
  std::vector<bool> settled(experiments.size());
  bool later_parent = false;  // only then can a guess close a circle
  const ExperimentIds ids(experiments);
  for (model::Index i = 0; i < experiments.size(); ++i) {
    settled[i] = take_said(ids, said[i], i, later_parent, choices);
    later_parent = later_parent || (choices[i].parent && *choices[i].parent > i);
  }
  ConfigDistances distances(experiments);
  std::vector<double> objectives;
  std::map<std::string, std::uint32_t> kinds;
  std::vector<std::uint32_t> evaluations;
  for (const model::Experiment& one : experiments) {
    objectives.push_back(objective_or_worst(one, objective, direction));
    evaluations.push_back(number_of_text(kinds, evaluation_key(one.measured_on)));
  }
  for (model::Index i = 0; i < experiments.size(); ++i) {
    if (settled[i]) continue;
    ParentChoice& choice = choices[i];
    choice.decided = {.guessed = true, .setting = "parent: EXP001"};
    std::size_t fewest = static_cast<std::size_t>(-1) / 2;
    const std::span<const std::uint32_t> different = distances.from_earlier(i);
    const auto look = [&](bool evaluated_alike) {
      for (model::Index j = 0; j < i; ++j) {
        if (different[j] > fewest || (evaluations[i] == evaluations[j]) != evaluated_alike) continue;
        if (different[j] == fewest && objectives[j] < objectives[*choice.parent]) continue;
        if (!distances.share_parameter(i, j) || (later_parent && is_ancestor(choices, i, j))) continue;
        fewest = different[j];
        choice.parent = j;
      }
    };
    look(true);
    if (!choice.parent) look(false);
    choice.decided.how = choice.parent ? model::How::fewest_differences : model::How::no_shared_parameter;
    if (choice.parent) choice.decided.count = fewest;
  }
  return choices;
}

}  // namespace analysis

#include "analysis/impact/importance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "analysis/impact/impacts.h"
#include "analysis/statistics/ped_anova.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

/// Experiments that have a loss; positions of columns are into these.
std::vector<model::Index> judged(std::span<const double> losses) {
  std::vector<model::Index> experiments;
  for (model::Index e = 0; e < losses.size(); ++e) {
    if (!std::isnan(losses[e])) experiments.push_back(e);
  }
  return experiments;
}

double axis_number(const model::ParameterImpact& impact, const std::optional<model::ParameterValue>& value) {
  if (!value) return model::kMissing;
  return impact.log_axis ? std::log(value->number) : value->number;
}

PedAnovaParameter column_of(const model::ParameterImpact& impact, const ParameterValues& values,
                            std::span<const model::Index> experiments) {
  const auto numbers = static_cast<std::size_t>(
      std::count_if(values.values.begin(), values.values.end(), [](const auto& one) { return one.has_value(); }));
  PedAnovaParameter column{.categorical = !impact.numeric || numbers <= kFewNumbers};
  for (const model::Index e : experiments) {
    const std::uint32_t value = values.of_experiment[e];
    double cell = model::kMissing;
    if (value != kTakesNoPart) cell = column.categorical ? value : axis_number(impact, values.values[value]);
    column.values.push_back(cell);
  }
  return column;
}

/// Values numbered in the order of the experiments that have them: equal for parameters that change together.
std::vector<std::uint32_t> partition_of(const ParameterValues& values) {
  std::vector<std::uint32_t> numbers(values.values.size(), kTakesNoPart), result;
  std::uint32_t next = 0;
  for (const std::uint32_t value : values.of_experiment) {
    if (value != kTakesNoPart && numbers[value] == kTakesNoPart) numbers[value] = next++;
    result.push_back(value == kTakesNoPart ? value : numbers[value]);
  }
  return result;
}

/// Set to one value or not set at all, and in no pair.
bool is_written_default(const model::ParameterImpact& impact) {
  return impact.values.size() == 2 && !impact.values.back().value && impact.pairs_found == 0;
}

/// Whether another one of those that always change together counts instead.
bool is_counted_elsewhere(const model::ParameterImpact& impact, std::span<const model::ParameterImpact> impacts) {
  const bool known = impact.category != "Other";
  return std::any_of(impact.together.begin(), impact.together.end(), [&](const std::string& name) {
    const auto other =
        std::lower_bound(impacts.begin(), impacts.end(), name,
                         [](const model::ParameterImpact& a, const std::string& b) { return a.parameter < b; });
    const bool other_known = other->category != "Other";
    return known != other_known ? other_known : name < impact.parameter;
  });
}

bool has_enough(const PedAnovaParameter& column) {
  std::map<double, std::size_t> experiments_of;
  std::size_t experiments = 0;
  for (const double value : column.values) {
    if (std::isnan(value)) continue;
    ++experiments;
    ++experiments_of[value];
  }
  if (experiments < kPedAnovaExperiments || experiments_of.size() < 2) return false;
  return !column.categorical || std::all_of(experiments_of.begin(), experiments_of.end(), [](const auto& category) {
    return category.second >= kExperimentsPerCategory;
  });
}

}  // namespace

std::vector<double> losses_of(const model::Project& project, std::span<const model::Experiment> experiments,
                              std::span<const ConfigHash> evaluations) {
  if (!project.objective || project.metrics[*project.objective].direction == model::Direction::unknown) return {};
  const double sign = project.metrics[*project.objective].direction == model::Direction::minimize ? 1 : -1;
  struct Entry {
    ConfigHash evaluation;
    double value;
    model::Index experiment;
  };
  std::vector<Entry> entries;
  for (model::Index e = 0; e < experiments.size(); ++e) {
    const model::MetricEstimate* metric = experiments[e].find(*project.objective);
    if (!metric || !std::isfinite(metric->at_best.mean) || experiments[e].config.parameters.empty()) continue;
    entries.push_back({evaluations[e], sign * metric->at_best.mean, e});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.evaluation != b.evaluation ? a.evaluation < b.evaluation : a.value < b.value;
  });
  std::vector<double> losses(experiments.size(), model::kMissing);
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    while (end < entries.size() && entries[end].evaluation == entries[begin].evaluation) ++end;
    if (end - begin < kPedAnovaExperiments / 2) continue;
    std::size_t better = begin;
    for (std::size_t i = begin; i < end; ++i) {
      if (entries[i].value > entries[better].value) better = i;
      losses[entries[i].experiment] = static_cast<double>(better - begin) / static_cast<double>(end - begin);
    }
  }
  return losses;
}

void find_together(std::span<const ParameterValues> values, std::span<model::ParameterImpact> impacts) {
  std::map<std::vector<std::uint32_t>, std::vector<model::Index>> alike;
  for (model::Index i = 0; i < values.size(); ++i) {
    std::size_t experiments = 0;
    for (const model::TestedValue& value : impacts[i].values) experiments += value.experiments.size();
    // Where most experiments have a value of their own, as in a search, parameters are alike without being tied.
    if (impacts[i].values.size() * 2 <= experiments) alike[partition_of(values[i])].push_back(i);
  }
  for (const auto& [partition, members] : alike) {
    for (const model::Index i : members) {
      for (const model::Index other : members) {
        if (other == i || impacts[i].together.size() == kMaxTogether) continue;
        impacts[i].together.push_back(impacts[other].parameter);
      }
    }
  }
}

void weigh(std::span<const double> losses, std::span<const ParameterValues> values,
           std::span<model::ParameterImpact> impacts) {
  const std::vector<model::Index> experiments = judged(losses);
  std::vector<double> judged_losses;
  for (const model::Index e : experiments) judged_losses.push_back(losses[e]);
  if (judged_losses.size() < kPedAnovaExperiments) return;
  for (model::Index i = 0; i < impacts.size(); ++i) {
    if (is_written_default(impacts[i]) || is_counted_elsewhere(impacts[i], impacts)) continue;
    const PedAnovaParameter column = column_of(impacts[i], values[i], experiments);
    if (!has_enough(column)) continue;
    impacts[i].weighed = true;
    impacts[i].importance = times_chance(column, judged_losses);
  }
}

}  // namespace analysis

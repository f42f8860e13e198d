#include "analysis/metrics/examples.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

constexpr int kMostDecimals = 8;
constexpr double kMostExamples = 1000000, kByChance = 1e-6;
constexpr std::size_t kFewestValues = 5;
constexpr double kTellingFit = 0.1;  ///< chance of a single value to be rounded from a multiple
constexpr double kExact = 1e-11;
constexpr double kNormal95 = 1.959963984540054;
constexpr double kSinglePrecision = 1e-7;  ///< a share that was computed in 32 bits may be off by so much

/// Whether the objective is a share of examples, each right or wrong. F1, AUC and Dice are shares of nothing.
bool counts_examples(const model::MetricInfo& objective) {
  const vocabulary::MetricName name = vocabulary::describe_metric(objective.name);
  const bool share = objective.kind == model::ValueKind::fraction || objective.kind == model::ValueKind::percent;
  if (!share && !name.share_like) return false;
  const auto says = [](const std::string& text, const char* word) { return text.find(word) != std::string::npos; };
  return says(name.measure, "accuracy") || says(name.measure, "error") || says(name.measure, "exact match") ||
         objective.name.ends_with("/acc") || objective.name.ends_with("/exact_match");
}

/// Whether `value` is a multiple of 1/examples, to half a unit of its last decimal.
bool is_multiple(double value, double examples, double rounding) {
  const double count = value * examples;
  return std::fabs(count - std::round(count)) <= rounding * examples;
}

/// Nothing: more than kMostDecimals.
std::optional<int> decimals_of(const std::set<double>& values) {
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    const double unit = std::pow(10, decimals);
    if (std::all_of(values.begin(), values.end(),
                    [&](double value) { return std::fabs(value * unit - std::round(value * unit)) <= 1e-7; }))
      return decimals;
  }
  return std::nullopt;
}

/// Up to which N it says something that `values` numbers fit: N·(2·rounding·N)^values, the numbers that were tried
/// times the chance of each to fit, is kByChance there.
double most_examples(std::size_t values, double rounding) {
  const auto k = static_cast<double>(values);
  const double most = std::exp((std::log(kByChance) - k * std::log(2 * rounding)) / (k + 1));
  return std::min({most, 0.5 / rounding, kMostExamples});
}

std::optional<std::uint64_t> infer_from_runs(const model::Project& project,
                                             std::span<const model::Experiment> experiments) {
  std::vector<double> shares;
  for (const model::Experiment& experiment : experiments) {
    const model::MetricEstimate* metric = experiment.find(*project.objective);
    if (metric == nullptr || !experiment.is_ranked()) continue;
    for (const double value : metric->per_run) {
      if (std::isfinite(value)) shares.push_back(as_share(project, value));
    }
  }
  return infer_examples(shares);
}

}  // namespace

std::optional<model::Examples> find_examples(const model::Project& project,
                                             std::span<const model::Experiment> experiments,
                                             std::optional<std::uint64_t> set) {
  if (!project.objective || !counts_examples(project.metrics[*project.objective])) return std::nullopt;
  const std::optional<std::uint64_t> count = set ? set : infer_from_runs(project, experiments);
  if (!count) return std::nullopt;
  model::Examples examples{.count = *count, .set = set.has_value()};
  const std::vector<RankedExperiment> ranked = find_ranked(project, experiments);
  const auto best =
      std::min_element(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.loss < b.loss; });
  if (best == ranked.end()) return examples;
  const double share = as_share(project, best->objective->mean);
  const double unit = project.metrics[*project.objective].kind == model::ValueKind::percent ? 100 : 1;
  if (share >= 0 && share <= 1)
    examples.error = kNormal95 * std::sqrt(share * (1 - share) / static_cast<double>(*count)) * unit;
  return examples;
}

std::optional<std::uint64_t> infer_examples(std::span<const double> accuracies) {
  const std::set<double> distinct(accuracies.begin(), accuracies.end());
  if (distinct.size() < kFewestValues || *distinct.begin() < 0 || *distinct.rbegin() > 1) return std::nullopt;
  const std::optional<int> decimals = decimals_of(distinct);
  const double rounding = std::max(kSinglePrecision, decimals ? 0.5 * std::pow(10, -*decimals) : 0);
  const double most = most_examples(distinct.size(), rounding);
  for (double examples = 2; examples <= most; ++examples) {
    const auto all_within = [&](double tolerance) {
      return std::all_of(distinct.begin(), distinct.end(),
                         [&](double value) { return is_multiple(value, examples, tolerance); });
    };
    if (!all_within(rounding)) continue;
    // Where rounding leaves many fits, values at even distances fit some number together: only exact ones count.
    if (2 * rounding * examples <= kTellingFit || all_within(kExact)) return static_cast<std::uint64_t>(examples);
  }
  return std::nullopt;
}

double error_of_examples(double p, double q, std::uint64_t examples) {
  return kNormal95 * std::sqrt((p * (1 - p) + q * (1 - q)) / static_cast<double>(examples));
}

double as_share(const model::Project& project, double value) {
  return project.metrics[*project.objective].kind == model::ValueKind::percent ? value / 100 : value;
}

}  // namespace analysis

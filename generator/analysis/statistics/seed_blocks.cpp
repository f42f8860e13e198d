#include "analysis/statistics/seed_blocks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "analysis/statistics/distributions.h"
#include "analysis/statistics/estimate.h"

namespace analysis {
namespace {

/// Sorted; empty: these are no blocks.
std::vector<std::string> block_of(const SeededRepeats& repeats) {
  std::vector<std::string> seeds = repeats.seeds;
  std::sort(seeds.begin(), seeds.end());
  const bool own = std::adjacent_find(seeds.begin(), seeds.end()) == seeds.end();
  const bool finite =
      std::all_of(repeats.values.begin(), repeats.values.end(), [](double v) { return std::isfinite(v); });
  if (seeds.size() < kBlockSeeds || seeds.front().empty() || !own || !finite) return {};
  return seeds;
}

std::vector<std::size_t> find_members(std::span<const SeededRepeats> experiments) {
  std::map<std::vector<std::string>, std::vector<std::size_t>> sets;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    if (auto block = block_of(experiments[i]); !block.empty()) sets[std::move(block)].push_back(i);
  }
  std::vector<std::size_t> members;
  for (const auto& [seeds, found] : sets) {
    const bool more = found.size() > members.size();
    if (more || (found.size() == members.size() && found.front() < members.front())) members = found;
  }
  if (members.size() < kBlockExperiments) members.clear();
  return members;
}

/// Squares that are no more than this part of those of the values are what adding and subtracting them leaves.
constexpr double kSeedRounding = 1e-28;

}  // namespace

SeedBlocks block_seeds(std::span<const SeededRepeats> experiments) {
  SeedBlocks result{.p = std::numeric_limits<double>::quiet_NaN()};
  for (const SeededRepeats& one : experiments) result.values.push_back(one.values);
  const std::vector<std::size_t> members = find_members(experiments);
  if (members.empty()) return result;
  const auto k = static_cast<double>(members.size());
  std::map<std::string, double> effects;
  std::vector<std::map<std::string, double>> residuals;  // parallel to members
  for (const std::size_t member : members) {
    const SeededRepeats& one = experiments[member];
    const double mean = estimate(one.values).mean;
    std::map<std::string, double>& own = residuals.emplace_back();
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      own[one.seeds[i]] = one.values[i] - mean;
      effects[one.seeds[i]] += (one.values[i] - mean) / k;
    }
  }
  double between = 0, within = 0, squares = 0;
  for (const std::size_t member : members)
    for (const double value : experiments[member].values) squares += value * value;
  for (const auto& [seed, effect] : effects) {
    between += k * effect * effect;
    for (const auto& own : residuals) within += (own.at(seed) - effect) * (own.at(seed) - effect);
  }
  if (!(within > kSeedRounding * squares)) return result;
  const double seeds = static_cast<double>(effects.size()) - 1, rest = seeds * (k - 1);
  result.p = f_upper_p(between / seeds / (within / rest), seeds, rest);
  if (result.p >= kBlockLevel) return result;
  result.members = members;
  const double stretch = std::sqrt(k / (k - 1));
  for (const std::size_t member : members) {
    const SeededRepeats& one = experiments[member];
    const double mean = estimate(one.values).mean;
    for (std::size_t i = 0; i < one.values.size(); ++i)
      result.values[member][i] = mean + stretch * (one.values[i] - mean - effects[one.seeds[i]]);
  }
  return result;
}

}  // namespace analysis

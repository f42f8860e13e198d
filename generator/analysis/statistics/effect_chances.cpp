#include "analysis/statistics/effect_chances.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "analysis/statistics/distributions.h"

namespace analysis {
namespace {

constexpr std::array<double, 9> kDeviations{0, .25, .5, 1, 2, 4, 8, 16, 32};  // in median standard errors
constexpr double kNothingMore = 1, kOtherMore = .1;
constexpr int kRounds = 100;
constexpr double kLeastP = 1e-300, kLeastZ = 1e-6;

using Parts = std::array<double, kDeviations.size()>;

struct Effect {
  double estimate = 0, error = 0;
  Parts likelihood{};
};

double error_of(const model::Difference& difference) {
  const double z = -normal_quantile(std::max(difference.p_of_none, kLeastP) / 2);
  return z > kLeastZ && difference.estimate != 0 ? std::fabs(difference.estimate) / z : difference.standard_error;
}

double median_error(const std::vector<Effect>& effects) {
  std::vector<double> errors;
  for (const Effect& effect : effects) errors.push_back(effect.error);
  std::sort(errors.begin(), errors.end());
  const std::size_t middle = errors.size() / 2;
  return errors.size() % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
}

/// Up to a factor that all parts of an effect share.
Parts likelihood_of(const Effect& effect, const Parts& variances) {
  Parts log{};
  for (std::size_t m = 0; m < log.size(); ++m) {
    const double variance = effect.error * effect.error + variances[m];
    log[m] = -effect.estimate * effect.estimate / (2 * variance) - std::log(variance) / 2;
  }
  const double top = *std::max_element(log.begin(), log.end());
  for (double& one : log) one = std::exp(one - top);
  return log;
}

/// What each part of the mixture has of an effect.
Parts shares_of(const Effect& effect, const Parts& weights) {
  Parts shares{};
  double sum = 0;
  for (std::size_t m = 0; m < shares.size(); ++m) sum += shares[m] = weights[m] * effect.likelihood[m];
  for (double& share : shares) share /= sum;
  return shares;
}

Parts fit_weights(const std::vector<Effect>& effects) {
  Parts weights{};
  weights.fill(1.0 / static_cast<double>(weights.size()));
  for (int round = 0; round < kRounds; ++round) {
    Parts counts{};
    counts.fill(kOtherMore);
    counts[0] = kNothingMore;
    for (const Effect& effect : effects) {
      const Parts shares = shares_of(effect, weights);
      for (std::size_t m = 0; m < counts.size(); ++m) counts[m] += shares[m];
    }
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (std::size_t m = 0; m < counts.size(); ++m) weights[m] = counts[m] / sum;
  }
  return weights;
}

double chance_of(const Effect& effect, const Parts& shares, const Parts& variances, double smallest) {
  const double size = std::fabs(effect.estimate), squared = effect.error * effect.error;
  double chance = 0;
  for (std::size_t m = 1; m < shares.size(); ++m) {
    const double mean = size * variances[m] / (squared + variances[m]);
    const double sd = std::sqrt(variances[m] * squared / (squared + variances[m]));
    chance += shares[m] * normal_upper_p((smallest - mean) / sd);
  }
  return chance;
}

}  // namespace

std::vector<double> effect_chances(std::span<const model::Difference> differences, double smallest) {
  std::vector<double> chances(differences.size(), model::kMissing);
  std::vector<Effect> effects;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (std::isnan(differences[i].p)) continue;
    effects.push_back({.estimate = differences[i].estimate, .error = error_of(differences[i])});
    places.push_back(i);
  }
  if (effects.empty()) return chances;
  const double median = median_error(effects);
  Parts variances{};
  for (std::size_t m = 0; m < variances.size(); ++m) variances[m] = kDeviations[m] * median * kDeviations[m] * median;
  for (Effect& effect : effects) effect.likelihood = likelihood_of(effect, variances);
  const Parts weights = fit_weights(effects);
  for (std::size_t i = 0; i < effects.size(); ++i)
    chances[places[i]] = chance_of(effects[i], shares_of(effects[i], weights), variances, smallest);
  return chances;
}

}  // namespace analysis

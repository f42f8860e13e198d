#pragma once
/// What a search can tell without a verdict for each trial: model::Search.

#include <cstddef>
#include <optional>
#include <span>

#include "model/findings/fwd.h"

namespace analysis {

inline constexpr std::size_t kLeaders = 10;       ///< named, and looked through for what to repeat
inline constexpr std::size_t kNextToRepeat = 7;   ///< after the best: among them the most different are repeated
inline constexpr std::size_t kClosestPairs = 12;  ///< that the noise is taken from where nothing was repeated
/// Settings are nearly the same up to this mean distance of a parameter, in shares of its range.
inline constexpr double kNearlySame = 0.05;
inline constexpr std::size_t kMostPaired = 1'000'000;  ///< pairs looked at: of many trials, those of the best of them

/// Nothing without a best configuration. Trials are those that find_measured has (ranked_experiments.h).
///
/// Noise: Project::set_noise; else repeats (noise_of_repeats of loop/race.h), else the kClosestPairs pairs of trials
/// with the closest settings, of which one at least belongs to the better half (of many trials: to the best of them): s
/// = median |difference| / (√2·0.6745), which is at least that of one run where settings matter (the choice of pairs
/// looks at settings and at one of two values, so that the difference is not made small by choosing). Distance of two
/// trials: the mean over parameters of |difference| as a share of the range (of logarithms on a log axis); parameters
/// that are no numbers, or that one of them does not set, have to be equal. Fewer than kClosestPairs nearly the same:
/// not known.
///
/// A trial cannot be told from the best if its mean is at most t(0.975, ν)·s·√(1/n + 1/m) behind; ν is taken as
/// infinite for pairs. Nothing corrects for many trials: the set is where the best may be, and rather too large.
///
/// REQUIRES: Project::parameters, best, set_noise. `experiments` are those of the project, as indexes in the result.
/// O(trials × log + min(trials², kMostPaired) × parameters).
std::optional<model::Search> find_search(const model::Project& project, std::span<const model::Experiment> experiments);

}  // namespace analysis

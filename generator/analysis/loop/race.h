#pragma once
/// What a loop of single runs can tell: the luck of its champion, which of its steps are clear, what chance alone would
/// have kept, what to measure again. The constants and formulas were checked by simulated loops (nothing works, the
/// usual, a plateau, large steps; 30 to 300 runs): the luck of the champion is off by less than a quarter of a
/// deviation on average, and steps of three deviations are improvements in 94 % and more.

#include <cstddef>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/findings/loop.h"
#include "model/findings/run_noise.h"

namespace analysis {

/// A difference of two single runs is clear from three deviations on; its chance of not being exceeded by luck, in the
/// units of one side of a t distribution: P(T <= 3/√2) at infinite degrees.
inline constexpr double kClearStepChance = 0.9830525732376554;
/// Tries that are at most so many deviations behind the champion could have won the race by luck.
inline constexpr double kRivalDeviations = 3;
/// With as many runs of its own, a mean is worth a claim.
inline constexpr std::size_t kRunsForClaim = 3;

/// s² = Σ Σ(y − ȳ)² / ν over groups of repeats, ν = Σ(n − 1) (the within-groups mean square; Fisher 1925). Groups of
/// one value are left out, and so are those that are equal in every digit, unless there are no others: then sd 0 with
/// their degrees, as same_again. Values that are not finite do not count.
model::RunNoise noise_of_repeats(std::span<const std::vector<double>> groups);

/// The smallest difference of two means that is clear: t(kClearStepChance, ν)·s·√(1/n + 1/m). NaN where the noise is
/// not known or has no degrees, or a side has no run.
double needed_difference(const model::RunNoise& noise, std::size_t runs, std::size_t runs_of_other);

/// Of the best of several tries after one run each: rivals = those whose loss (lower is better) is at most
/// kRivalDeviations·sd behind that of the best, it included; luck = sd·e(rivals)/r, e the expected largest of as many
/// normal draws, r the runs of the best: the first of them chose it, the others are fair.
struct ChampionLuck {
  std::size_t rivals = 0;
  double luck = 0;
};
ChampionLuck luck_of_champion(std::span<const double> losses, double best, double sd, std::size_t runs_of_best);

/// REQUIRES: a loop with a direction and its `best`; verdicts. `experiments` are those of the project, in the order of
/// tries. Noise: Project::set_noise, else repeats. A step is clear from needed_difference on; where the log has tested
/// it as a change, and no noise is set, if its verdict is clearly better, so that the two say the same. Expected gain:
/// gain − luck ± t(0.975, ν)·s·√(1/n + 1/(2r)), n the runs of the first champion (coverage 92 to 97 % where s is known,
/// 80 to 92 % where it comes from three to five runs: not for print). Of tries that are measured on something else,
/// nothing. O(tries).
model::LoopRace find_race(const model::Project& project, std::span<const model::Experiment> experiments);

}  // namespace analysis

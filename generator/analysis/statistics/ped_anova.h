#pragma once
/// Importance of parameters by PED-ANOVA (Watanabe, Bansal, Hutter: "PED-ANOVA: Efficiently Quantifying Hyperparameter
/// Importance in Arbitrary Subspaces", IJCAI 2023).

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace analysis {

inline constexpr std::size_t kPedAnovaExperiments = 20;  ///< fewer make densities of a handful of points
inline constexpr double kBestShare = 0.1;                ///< γ′
inline constexpr std::size_t kLeastBest = 5;             ///< and at least this many are the best

inline constexpr std::size_t kPermutations = 200;  ///< what a parameter is held against: shuffled losses

/// How many of n experiments are the best: max(kLeastBest, ⌈γ′·n⌉), at most n.
std::size_t count_of_best(std::size_t experiments);

/// One parameter's values over the experiments: numbers (already on the scale they are compared on, logarithms for log
/// axes), or category indexes.
struct PedAnovaParameter {
  bool categorical = false;
  std::vector<double> values;  ///< NaN: not set; such experiments are left out of this parameter
};

/// The variance V that a parameter explains of being among the best tenth, over the experiments that set it, without
/// the factor γ′² that all have: Σ p(c)·(p′(c)/p(c) − 1)², p the density of all of them and p′ that of the best max(5,
/// ⌈γ′·n⌉), γ′ = 0.1 (experiments tied with the last of these belong to them). `losses`: finite, lower is better, one
/// for each experiment. Losses themselves do not count, only who is among the best: a single wild value changes
/// nothing.
///
/// Numbers: 50 cells from the smallest to the largest value, each value in the nearest one (halves to the lower). A
/// normal kernel for each value, cut at the outer cells' edges and integrated over each cell, of width 1.059·min(s,
/// IQR/1.34)·n^(−1/5) (Scott 1992; s sample deviation, IQR between the quartiles, in cells), at least 0.5/1.64 cells.
/// Categories: shares. Both are mixed with a prior of weight 1 (one more experiment that could be anything): a kernel
/// in the middle that is as wide as all cells, or the same share for each category.
///
/// Assumes that experiments cover the values as a search does; what is tested in step with another parameter cannot be
/// told from it. Chance alone gives every parameter a little: see times_chance. A parameter with one value, or set in
/// none: 0. O(experiments × log).
double explained_variance(const PedAnovaParameter& parameter, std::span<const double> losses);

/// How many times the V of the parameter is what chance reaches: the 10th largest V of kPermutations in which the
/// losses are shuffled among the experiments that set it (a permutation test of its own at the level (1 + 9)/(1 + 200)
/// = 0.0498; Phipson and Smyth 2010). Nothing: V does not exceed that, or is 0. V over chance is what a parameter can
/// be told by; V alone is not. The same on each machine. O(permutations
/// × best), and a tenth of it for most of those that are no more than chance.
std::optional<double> times_chance(const PedAnovaParameter& parameter, std::span<const double> losses);

}  // namespace analysis

#pragma once
/// Scores over several tasks with bootstrap intervals, as in Agarwal, Schwarzer, Castro, Courville and Bellemare: "Deep
/// Reinforcement Learning at the Edge of the Statistical Precipice", NeurIPS 2021 (the library rliable).

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace analysis {

/// Redraws of a bootstrap: intervals vary by a few thousandths of their width with the seed.
inline constexpr std::size_t kRedraws = 2000;

/// The mean of the middle half: of n values in ascending order, the first and the last ⌊n/4⌋ are left out (the trimmed
/// mean of scipy.stats.trim_mean(values, 0.25)). Empty: NaN. REQUIRES: finite values.
double interquartile_mean(std::vector<double> values);

/// The share of pairs in which a value of `these` is above one of `others`, ties as halves: U/(n₁·n₂) of Mann and
/// Whitney (1947). Empty on a side: NaN. REQUIRES: finite values. O((n₁ + n₂)·log).
double chance_to_exceed(std::span<const double> these, std::span<const double> others);

/// The value below which the share q of `sorted` lies, between neighbours in proportion: at place q·(n − 1) (type 7 of
/// Hyndman and Fan 1996, numpy's default). REQUIRES: sorted, not empty, 0 ≤ q ≤ 1.
double quantile_of(std::span<const double> sorted, double q);

/// Draws with replacement, the same on each machine: the place of each draw is the next output of a Mersenne Twister
/// (std::mt19937_64) modulo the number of values, which prefers none by more than 2⁻⁴⁰ for up to 2²⁴ of them.
class Redrawer {
 public:
  explicit Redrawer(std::uint64_t seed) : engine_(seed) {}
  /// As many of `values` as there are; overwrites `out`.
  void redraw(std::span<const double> values, std::vector<double>& out);

 private:
  std::mt19937_64 engine_;
};

}  // namespace analysis

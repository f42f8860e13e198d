#pragma once
/// What is compared in a suite, over all of its tasks at once.

#include <cstddef>
#include <optional>
#include <vector>

#include "model/findings/suite.h"

namespace analysis {

/// values[row][task]: the objective of each run, larger is better, all finite and not empty.
using SuiteValues = std::vector<std::vector<std::vector<double>>>;

/// Fewer runs in a cell say too little for an interval: redraws of two are far too often the same.
inline constexpr std::size_t kFewestForBootstrap = 3;

struct SuiteScore {
  model::Bootstrapped score;   ///< interquartile mean over the runs of all tasks, normalised
  model::Bootstrapped chance;  ///< to exceed a run of the reference on the same task, mean over the tasks
  bool told = false;           ///< its interval at the level of claims leaves out one half
};

/// Normalised: (value − worst)/(best − worst) over all runs of the task, so that 0 and 1 are its worst and its best
/// run; a task whose runs are all equal tells nothing, and is left out.
SuiteValues normalise_by_task(SuiteValues values);

/// The interquartile mean of the scores of each row (interquartile_mean, over the runs of all tasks as one).
/// REQUIRES: normalised.
std::vector<double> score_rows(const SuiteValues& scores);

/// Both with 95 % intervals: the quantiles 0.025 and 0.975 of kRedraws redraws, for which the runs of each row and task
/// are drawn anew with replacement, among themselves (stratified bootstrap, percentile interval). NaN where a cell of
/// the row (or of the reference) has fewer than kFewestForBootstrap runs. The reference has no chance.
/// A chance is told from one half where the interval at `claim_level`, its ends √(n/(n − 1)) times as far from the
/// chance, leaves it out (n: the fewest runs of a cell on both sides): redraws of few runs vary too little, by that
/// factor (Davison and Hinkley 1997, 2.3). Assumes that runs are independent; tasks are fixed, so that nothing is said
/// of other tasks. O(redraws × runs × log).
/// REQUIRES: normalised, reference < rows.
std::vector<SuiteScore> compare_rows(const SuiteValues& scores, std::size_t reference, double claim_level);

}  // namespace analysis

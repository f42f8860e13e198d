#pragma once
/// The table of a suite: what each of what is compared reached on each task, and over all of them.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/kinds/suite_axes.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/findings/suite.h"

namespace analysis {

/// Cells: the objective of the runs of all experiments with the row's and the column's values (at_best of each;
/// those that count), as estimate.h has it. The best of a column: the best mean; ties: the first by name. The others of
/// the column are held against it (tell_from_best below).
///
/// Over all tasks (suite_scores.h) are told the rows that have a finite value on each task, if there are two rows and
/// two tasks. The reference is the row that `reference` names, or that the experiment of this id belongs to, if it is
/// complete; else the best by score (ties: by name). Claims are at 1 − 0.05/k: k the number of the other rows where the
/// reference was set, else of all pairs, since the best was chosen by the same runs (Bonferroni 1936).
///
/// REQUIRES: an objective with a known direction.
model::Suite find_suite(const SuiteAxes& axes, const model::Project& project,
                        std::span<const model::Experiment> experiments, const std::string& reference);

/// What a row is called: its values of `compared`, blanks between: "PPO SimHash".
std::string row_name_of(const model::Config& config, const std::vector<std::string>& compared);

/// Sets standing and p_adjusted of the cells of one column, where `best` is the place of the best: by
/// compare_means (noise_model.h) against it, with the noise of the column, p adjusted by Benjamini and Hochberg over
/// the column; told apart at or below `level`.
void tell_from_best(std::span<model::SuiteCell* const> column, std::size_t best, const model::Noise& noise,
                    double level);

}  // namespace analysis

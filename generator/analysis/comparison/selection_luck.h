#pragma once
/// The best of many is partly lucky: how many were tried, and which cannot be told from the winner.

#include <span>

#include "model/findings/fwd.h"

namespace analysis {

/// tried: experiments that find_measured has. indistinguishable: the best for
/// accuracy, then all whose one-sided p against it (compare_objective, half the two-sided p of no difference; adjusted
/// by Benjamini and Hochberg over the tested ones) is above project.significance; of two that are a change of the log
/// its verdict counts instead: they are told apart if it is clear. Those that cannot be tested are left out and counted
/// in `untested`. expected_luck: E[max of `tried` standard normal draws]·s₀/√n (normal_maximum.h), with the noise
/// model's s₀ and the winner's n: the lead over the mean that the best of as many equal configurations would have by
/// chance. NaN where the noise is not known or too few
/// have repeats to lend theirs; 0 for one. No best: all empty. `experiments` are those of the project; indexes point
/// into that span.
model::SelectionLuck find_luck(const model::Project& project, std::span<const model::Experiment> experiments);

}  // namespace analysis

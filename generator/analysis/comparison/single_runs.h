#pragma once
/// What can be said of single runs, of which no test says anything.

#include <span>

#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace analysis {

/// A difference of single runs below this many times the wobble of their curves is no larger than what two evaluations
/// of one run differ by: 2·√2, two deviations of a difference. A lower bound, never a proof of an effect above it.
inline constexpr double kWobbles = 2.8284271247461903;

/// Sets Experiment::wobble.
void find_wobbles(std::span<const model::RunDigest> runs, const model::Project& project,
                  std::span<model::Experiment> experiments);

/// Sets below_wobble, below_examples (examples.h), contexts_better and contexts of comparisons with parents that were
/// not tested, and Project::repeat_first. `project` has its best and its parameters, `experiments` are its own with
/// their verdicts.
void find_hints(model::Project& project, std::span<model::Experiment> experiments);

}  // namespace analysis

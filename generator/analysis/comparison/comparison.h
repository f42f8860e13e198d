#pragma once
/// One experiment against another one.

#include <vector>

#include "analysis/log/hardware.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// The objective, after minus before, by compare_means (noise_model.h) at the smallest effect of interest; without the
/// effects of shared seeds where both are of the block. A side without the objective: all NaN. REQUIRES: an objective.
model::Difference compare_objective(const model::Project& project, const model::Experiment& before,
                                    const model::Experiment& after);

/// Every metric that both have, by compare_means of at_best and Project::noise, new minus old; the objective by
/// compare_objective; with it the changed parameters, those of them that define the evaluation, and the difference of
/// the objective. Nothing is comparable where the evaluation changed; times and memory only if all runs of both were
/// made on the same hardware, as far as is known (same_machine). The verdict is left to decide_verdicts. A metric that
/// one side lacks (n and non_finite 0) is left out.
model::Comparison compare(const model::Project& project, const model::Experiment& before, model::Index before_index,
                          const model::Experiment& after, const HardwareInventory& hardware);

/// Whether machine-dependent metrics of the two can be compared.
bool on_same_machine(const model::Experiment& a, const model::Experiment& b, const HardwareInventory& hardware);

}  // namespace analysis

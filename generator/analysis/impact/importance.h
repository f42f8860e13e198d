#pragma once
/// What PED-ANOVA (ped_anova.h) is asked about the experiments of a project. Rules: impacts.h.

#include <optional>
#include <span>
#include <vector>

#include "analysis/impact/parameter_values.h"
#include "model/findings/fwd.h"

namespace analysis {

/// Of each experiment, how good it is among those with the same evaluation: the share of them that are better, 0 for
/// the best. NaN: no finite mean of the objective, or too few of the same evaluation. Empty: no objective with a
/// direction. `evaluations`: equal for equal evaluations.
std::vector<double> losses_of(const model::Project& project, std::span<const model::Experiment> experiments,
                              std::span<const ConfigHash> evaluations);

/// Sets `together` of `impacts`, which are parallel to `values` and by name.
void find_together(std::span<const ParameterValues> values, std::span<model::ParameterImpact> impacts);

/// Sets the importance of `impacts`, which are parallel to `values` and by name, after find_together. O(parameters ×
/// (experiments × log + permutations × best)): seconds are out of reach, a parameter of 10,000 experiments takes some
/// hundredths of one.
void weigh(std::span<const double> losses, std::span<const ParameterValues> values,
           std::span<model::ParameterImpact> impacts);

}  // namespace analysis

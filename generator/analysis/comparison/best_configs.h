#pragma once
/// The configurations to take away from a project.

#include <span>
#include <vector>

#include "analysis/log/hardware.h"
#include "model/findings/fwd.h"

namespace analysis {

inline constexpr double kSpeedTolerance = 0.01;  ///< relative, unless settings say otherwise
inline constexpr double kWithinChance = 0.8;

/// `experiments` are those of one project, in the log's order; the result's indexes point into that span.
///
/// accuracy: the best mean of the objective (at_best) among those that find_ranked has: an experiment whose mean is
/// NaN, because a repeat had no finite value, is left out. speed, memory, inference: the smallest mean of the role's
/// metric among experiments that lose no more than |best|·tolerance of the objective against the best (of rewards, and
/// where any value is below 0, so that a share of the best says nothing: tolerance times what lies between the worst
/// and the best of them) with a chance of kWithinChance (by the noise model; where the noise is not known, by the
/// means), made on the same hardware as the best for accuracy as far as is known (same_machine), and with a finite mean
/// of both. Ties: the better objective, then more repeats, then the earlier in the log. A purpose without a metric or a
/// candidate is left out; without an objective there is no best at all. A best that is the only candidate is listed:
/// the rule says what it is.
std::vector<model::BestConfiguration> find_best(const model::Project& project,
                                                std::span<const model::Experiment> experiments,
                                                const HardwareInventory& hardware, double tolerance);

}  // namespace analysis

#pragma once
/// Objective against cost: the experiments that no other one beats in both.

#include <span>
#include <vector>

#include "analysis/log/hardware.h"
#include "model/findings/fwd.h"

namespace analysis {

/// One front for each role of training_time, memory, inference_time that a metric plays, over experiments with finite
/// means of both, on the same hardware as the best for accuracy, the first of Project::best (same_machine); others are
/// listed as not comparable. a dominates b if it is no worse in both means and better in one; equal pairs are all on
/// the front. O(n log n). `experiments` are those of the project; indexes point into that span. Without an objective
/// with a direction: none.
std::vector<model::ParetoFront> find_fronts(const model::Project& project,
                                            std::span<const model::Experiment> experiments,
                                            const HardwareInventory& hardware);

}  // namespace analysis

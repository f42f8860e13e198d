#pragma once
/// The noise of a project, from the repeats of its experiments.

#include <span>

#include "analysis/config/config_key.h"
#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace analysis {

/// Sets Project::noise, by fit_noise (noise_model.h) over the repeats of each metric (counted_runs.h); and where seeds
/// run through many experiments and matter for the objective (seed_blocks.h), Project::seed_block and without_seeds of
/// its experiments. `project` has its metrics, `experiments` are its own with their estimates.
void find_noise(std::span<const model::RunDigest> runs, const SeedKeys& seed_keys, model::Project& project,
                std::span<model::Experiment> experiments);

}  // namespace analysis

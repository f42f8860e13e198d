#pragma once
/// Parameters whose names say that they change from repeat to repeat without being under test.

#include <string_view>

#include "model/config.h"

namespace vocabulary {

/// seed, *_seed, seeds, random_state, seed_everything, …: of the last part of a dotted name, without regard to case.
bool names_a_seed(std::string_view last_part);

/// fold, run, seed, trial, rep, repeat, replicate, split and their like, alone or with words that count ("fold_idx",
/// "cv fold", "run number"): a column that may tell the trainings of one file apart.
bool names_a_repeat(std::string_view column);

/// True for seeds, for where a run writes and what it resumes from (log_dir, output_path, …; see place_names.h), names
/// and numbers of runs (run_name, trial_id, a `name` at the top or under run, experiment, logger), moments (see
/// moment_names.h), machines, and numbers of devices (gpu_id, rank, "cuda:1").
bool tells_repeats_apart(const model::Parameter& parameter);

}  // namespace vocabulary

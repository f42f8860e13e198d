#pragma once
/// Parameters whose names say that they change from repeat to repeat without being under test.

#include <cstdint>
#include <string>
#include <string_view>

#include "model/config.h"

namespace vocabulary {

/// seed, *_seed, seeds, random_state, seed_everything, …: of the last part of a dotted name, without regard to case.
bool names_a_seed(std::string_view last_part);

/// fold, run, seed, trial, rep, repeat, replicate, split and their like, alone or with words that count ("fold_idx",
/// "cv fold", "run number"): a column that may tell the trainings of one file apart.
bool names_a_repeat(std::string_view column);

/// True for seeds, for where a run writes and what it resumes from (log_dir, output_path, …; see place_names.h), names
/// and numbers of runs (run_name, trial_id, a `name` at the top or under run, experiment, logger), commits, moments
/// (see moment_names.h), machines, numbers of devices (gpu_id, rank, "cuda:1"), the number of a fold or of a repeat
/// (fold, fold_id, cv_split, rep_id), and for bytes in disguise (base/text/encoded_text.h).
bool tells_repeats_apart(const model::Parameter& parameter);

/// Whether a parameter of this path tells repeats apart with some value; bytes in disguise aside.
bool may_tell_repeats_apart(const std::string& path);

/// Whether it holds a commit of the code: commit, git_sha, git.revision, ….
bool holds_a_commit(const model::Parameter& parameter);

/// The number of a fold or of a repeat, by the last part of a name: "fold_id", "rep", "split".
bool numbers_repeats(std::string_view last_part);

/// The number of a fold, which says what part of the data is held out: "fold", "cv_fold", "kfold", "fold_id".
bool numbers_folds(std::string_view last_part);

/// What a name says of the numbers 0, 1, 2, … that a parameter has.
enum class Counts : std::uint8_t {
  nothing,   ///< "num_layers", "task_id"
  perhaps,   ///< "split", "partition_idx": repeats, if every setting of the others was made with each of them
  if_dense,  ///< "rep", "trial", "kfold": repeats, if there are no gaps ("repeat": 1, 2, 4 is a setting)
};
/// Of the last part of a dotted name, without regard to case.
Counts counts_repeats(std::string_view last_part);

}  // namespace vocabulary

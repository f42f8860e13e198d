#pragma once
/// Which parameters only tell repeats apart, and what a configuration is without them.

#include <span>
#include <string>
#include <string_view>

#include "model/config.h"

namespace analysis {

/// True for what changes from repeat to repeat without being under test: seeds (seed, *_seed, random_state,
/// seed_everything), where output goes (log_dir, output_path, …), names and numbers of runs (run_name, trial_id, a
/// `name` at the top or under run, experiment, logger), time stamps, and numbers of devices (gpu_id, rank, "cuda:1").
/// `extra` adds exact paths, last parts of paths, or "*.key".
bool is_seed_like(const model::Parameter& parameter, std::span<const std::string> extra);

/// The same text for the same settings: leaves that are not seed-like, by path; numbers by value (0.001 and 1e-3 are
/// the same; whole numbers above 2^53 by their digits). Empty: nothing is left that could tell configurations apart.
std::string config_key(const model::Config& config, std::span<const std::string> extra);

/// The value's part of that text.
std::string value_key(const model::ParameterValue& value);

}  // namespace analysis

#pragma once
/// What rows of a table are called that no column names.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "model/run_digest.h"

namespace analysis {

/// names[i] for experiments[i] of one project: "opt-350m, bits 8" instead of "results 7", by the parameters that differ
/// among the experiments whose runs are counted rows ("results 7" of "results.csv"). Empty for others, and for all
/// where more than four parameters differ, names would be longer than `longest` characters, or two would be called
/// alike.
std::vector<std::string> name_rows(std::span<const model::RunDigest> runs,
                                   std::span<const model::Experiment> experiments, std::size_t longest);

}  // namespace analysis

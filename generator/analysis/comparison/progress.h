#pragma once
/// How the log went on: best so far, what was kept, what it cost, what paid.

#include <span>

#include "model/findings/fwd.h"

namespace analysis {

/// steps: experiments that find_measured has, in the log's order, so that they end at the best configuration;
/// is_new_best: strictly better than all before, and not discarded by a loop. kept, discarded, open: decisions of all
/// experiments but the baseline. gains: those whose verdict against the parent is improved and whose training time is
/// known and above 0, by gain per hour of training (all runs of the experiment), ties in the log's order. Without an
/// objective with a direction: counts only.
model::Progress find_progress(const model::Project& project, std::span<const model::Experiment> experiments);

}  // namespace analysis

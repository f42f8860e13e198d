#pragma once
/// Which experiments the objective can rank.

#include <span>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

struct RankedExperiment {
  model::Index experiment = 0;
  double loss = 0;                             ///< lower is better: the mean at best, negated unless minimised
  const model::Estimate* objective = nullptr;  ///< at best; of the experiment, never null
  bool taken_back = false;                     ///< of a loop that kept others: a better value was not accepted
};

/// Those with a finite mean of the objective whose runs did not all fail and which were measured on what the ranking is
/// about (Experiment::is_ranked), in the order of `experiments`; none without an objective.
std::vector<RankedExperiment> find_measured(const model::Project& project,
                                            std::span<const model::Experiment> experiments);

/// Of them, those that a loop did not take back: what was discarded, for a check that failed, say, is no candidate for
/// the best, whatever its value. REQUIRES: Project::loop.
std::vector<RankedExperiment> find_ranked(const model::Project& project,
                                          std::span<const model::Experiment> experiments);

}  // namespace analysis

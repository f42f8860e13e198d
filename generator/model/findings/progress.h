#pragma once
/// How the log of a project went on.

#include <cstddef>
#include <vector>

#include "model/index.h"
#include "model/run.h"

namespace model {

/// How the log went on.
struct Progress {
  struct Step {
    Index experiment = 0;    ///< in Findings::experiments
    double best = kMissing;  ///< best mean so far, this one included
    bool is_new_best = false;
  };
  std::vector<Step> steps;  ///< experiments that find_measured has, in the log's order
  std::size_t kept = 0, discarded = 0, open = 0;
  struct Gain {
    Index experiment = 0;
    double gain = kMissing;   ///< over its parent, in the objective's better direction
    double hours = kMissing;  ///< training time of its runs
  };
  std::vector<Gain> gains;  ///< most gain per hour first; those that are clearly better than their parent
};

}  // namespace model

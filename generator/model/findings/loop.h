#pragma once
/// A loop of experiments, whose log has a row a try, each kept or discarded: its champions, and what the decisions say.

#include <cstddef>
#include <vector>

#include "model/index.h"

namespace model {

/// How many tries speak for a direction of the objective: each row is held against the champion before it, the last
/// kept row with a finite value above it.
struct DecisionEvidence {
  std::size_t kept = 0;             ///< kept rows that have such a champion and another value than it
  std::size_t kept_lower = 0;       ///< of them, those with a lower value than the champion
  std::size_t discarded = 0;        ///< likewise discarded rows
  std::size_t discarded_lower = 0;  ///< of them, those with a lower value
};

struct Loop {
  std::vector<Index> champions;  ///< in Findings::experiments: those kept with a finite value of the objective, in the
                                 ///< order of tries: each is where the next tries started from
  DecisionEvidence evidence;     ///< of the objective
};

}  // namespace model

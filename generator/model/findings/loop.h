#pragma once
/// A loop of experiments: one try a row of its log, each kept or discarded. The same for all who count its tries.

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Experiments are Project::experiments, in the order of tries. kept + discarded + failed + open is their number.
struct Loop {
  std::size_t rows = 0;              ///< of the log: runs
  std::size_t kept = 0;              ///< experiments that were kept, whether better or not
  std::size_t discarded = 0;         ///< that did not fail and were taken back
  std::size_t failed = 0;            ///< without a value, whatever was decided
  std::size_t open = 0;              ///< neither kept nor discarded nor failed
  std::vector<Index> champions;      ///< in Findings::experiments: those kept with a finite value of the objective, in
                                     ///< the order of tries: each is where the next tries started from
  std::size_t tries_since_keep = 0;  ///< experiments after the last champion; all, if there is none
  DecisionEvidence evidence;         ///< of the objective
};

}  // namespace model
